"""A small collection with every form of mark, and pictures of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dashboard.publication.order import Order
from dashboard.publication.picture import picture
from dashboard.publication.scene import Scene, scene
from dashboard.services import Services
from geodata.gazetteer.index import Gazetteer
from geodata.models import Compass, Kind, Precision, Vicinity, VicinityKind
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA_GOVERNORATE, RUKBAN, mention, on, story

TOWN = replace(RUKBAN, id="sy-rukban", kind=Kind.TOWN)
"""A town, for where camps lie is told less finely."""
Draw = Callable[..., bytes]
Shown = Callable[..., Scene]


@pytest.fixture
def services(store: Store, gazetteer: Gazetteer) -> Services:
    """Twelve stories: exact places, one near, an area, one beside a place, two without a date."""
    for number in range(6):
        told = story(f"Shelling in Raqqa, part {number}", day=f"2017-06-0{number + 1}", outlet="One Paper")
        store.add(told, [mention(), mention(DEIR, start=0)] if number < 2 else [mention()])
    near = mention(TOWN, precision=Precision.NEAR)
    store.add(story("Camp near the border", day="2017-07-01", outlet="Another Paper"), [near])
    store.add(story("All over the governorate", day="2017-07-02", outlet="One Paper"), [_area()])
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 40.0)
    beside = replace(mention(DEIR, precision=Precision.NEAR), vicinity=east)
    store.add(story("East of the town", day="2017-07-03", outlet="One Paper"), [beside])
    store.add(story("Mosul is quiet", outlet="Third"), [mention(MOSUL, start=0)])
    store.add(story("Raqqa, undated", outlet="Third"), [mention()])
    told = mention(event=on("2017-05-01"))
    store.add(story("Raqqa remembered", day="2017-10-20", outlet="Third"), [told, mention(start=20)])
    return Services(store, gazetteer)


def _area():
    return mention(RAQQA_GOVERNORATE, precision=Precision.GOVERNORATE)


@pytest.fixture
def shown(services: Services) -> Shown:
    """The scene of an order's pairs."""
    return lambda **pairs: scene(services, Order.from_mapping(pairs))


@pytest.fixture
def draw(services: Services) -> Draw:
    """The file of an order's pairs."""

    def drawn(**pairs: str) -> bytes:
        order = Order.from_mapping({"size": "480x400"} | pairs)
        return picture(order, scene(services, order))

    return drawn
