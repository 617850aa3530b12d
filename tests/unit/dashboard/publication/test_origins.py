"""Sources lead somewhere: to the one story, to the site stories agree on, to nowhere rather than astray."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.publication.order import Order, Source
from dashboard.publication.origins import _address
from dashboard.publication.picture import picture
from dashboard.publication.scene import scene
from dashboard.publication.words import source_items
from dashboard.services import Services
from geodata.gazetteer.index import Gazetteer
from geodata.stores.port import Store
from tests.making import DEIR, mention, story


@pytest.mark.parametrize(
    ("urls", "address"),
    [
        ([], ""),
        (["https://one.example/a?b=1"], "https://one.example/a?b=1"),
        (["https://one.example/a", "https://one.example/b"], "https://one.example/"),
        (["https://one.example/a", "https://two.example/b"], ""),
        (["https://one.example/a", ""], ""),
        (["mailto:desk@one.example"], ""),
        (["https://[broken/a"], ""),
    ],
)
def test_an_outlet_leads_where_its_stories_agree(urls: list[str], address: str) -> None:
    assert _address(urls) == address


def test_links_are_those_of_the_stories_on_the_map(store: Store, gazetteer: Gazetteer) -> None:
    for number, told in ((1, mention()), (2, mention(DEIR, start=0))):
        kept = story(f"Story {number}", day=f"2017-06-0{number}", outlet="One Paper")
        store.add(replace(kept, url=f"https://one.example/{number}"), [told])
    services = Services(store, gazetteer)
    every = Order.from_mapping({})
    assert source_items(every, scene(services, every))[1] == [("One Paper", "https://one.example/")]
    one = Order.from_mapping({"place": "sy-raqqa", "format": "svg"})
    assert source_items(one, scene(services, one))[1] == [("One Paper", "https://one.example/1")]
    assert b'href="https://one.example/1"' in picture(one, scene(services, one))
    own = Order(sources=(Source("Mine"),))
    assert scene(services, own).links == {}
    assert source_items(own, scene(services, own))[1] == [("Mine", "")]
