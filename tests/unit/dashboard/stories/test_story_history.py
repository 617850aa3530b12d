"""A story's page and the texts it had before, and the other stories that tell the same report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.stories import records
from dashboard.stories.story_page import story_page
from geodata.columns.loading import columns_of
from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer
from geodata.models import Language
from geodata.query import Query
from geodata.stores.port import Store
from tests.making import DEIR, mention, story
from tests.unit.dashboard.stories.test_story_page import Page

URL = "https://news.example/a"
WIRE = (
    "A convoy of 40 trucks carrying flour and medicine reached the besieged city on Monday, the first to do "
    "so by land in three years. Drivers waited two days at the last checkpoint while engineers cleared roads."
)


@pytest.fixture
def changed(store: Store) -> Iterator[int]:
    [outcome] = store.add(story("First title", "Seven <b>men</b> came.\n\nThey left.", url=URL), [mention()])
    store.add(story("Second title", "Nine <b>men</b> came.\n\nThey left.", url=URL), [mention(DEIR)])
    yield outcome.story_id


def test_the_page_lists_the_versions_and_links_to_the_older(
    store: Store, gazetteer: Gazetteer, changed: int
) -> None:
    html = story_page(store, gazetteer, changed, Language.ENGLISH, "dark")
    page = Page(html)
    assert f"/story/{changed}?version=1&lang=en&theme=dark" in page.links()
    assert "version 2" in " ".join(page.texts["p"])
    assert "an older version" not in html.lower()
    assert "Seven" not in html


@pytest.mark.parametrize("language", Language)
def test_an_older_version_says_so_and_what_changed(
    store: Store, gazetteer: Gazetteer, changed: int, language: Language
) -> None:
    html = story_page(store, gazetteer, changed, language, "light", version=1)
    page = Page(html)
    notes = [attributes for _, attributes in page.tags if attributes.get("role") == "note"]
    assert len(notes) == 1
    assert page.texts["h1"] == ["First title"]
    assert any("Seven <b>men</b> came." in text for text in page.texts["p"])
    assert "mark" not in page.texts, "the places of an older text are on no map"
    assert [text.strip() for text in page.texts["del"]] == ["First", "Seven"]
    assert [text.strip() for text in page.texts["ins"]] == ["Second", "Nine"]
    assert f"/story/{changed}?lang={language.value}" in page.links()
    other = "en" if language is Language.ARABIC else "ar"
    assert f"?version=1&lang={other}" in page.links()


def test_the_present_version_may_be_asked_for_by_number(
    store: Store, gazetteer: Gazetteer, changed: int
) -> None:
    plain = story_page(store, gazetteer, changed, Language.ENGLISH, "light")
    assert story_page(store, gazetteer, changed, Language.ENGLISH, "light", version=2) == plain
    for version in (3, 99):
        with pytest.raises(NotFoundError, match=f"no version {version}"):
            story_page(store, gazetteer, changed, Language.ENGLISH, "light", version=version)


def test_a_story_that_never_changed_speaks_of_no_version(store: Store, gazetteer: Gazetteer) -> None:
    [outcome] = store.add(story(), [mention()])
    html = story_page(store, gazetteer, outcome.story_id, Language.ENGLISH, "light")
    assert "ersion" not in html
    assert "same report" not in html


@pytest.fixture
def told_thrice(store: Store) -> list[int]:
    outlets = [
        ("One", "2017-09-11", f"{URL}/1"),
        ("Two", "2017-09-12", "javascript:alert(1)"),
        ("Two", "", ""),
    ]
    return [
        store.add(story(f"By {outlet} {n}", WIRE, outlet=outlet, day=day, url=url), [mention()])[0].story_id
        for n, (outlet, day, url) in enumerate(outlets)
    ]


def test_the_page_lists_who_told_the_same_report(
    store: Store, gazetteer: Gazetteer, told_thrice: list[int]
) -> None:
    first, second, _ = told_thrice
    page = Page(story_page(store, gazetteer, second, Language.ENGLISH, "light"))
    assert "The same report, 3 stories · 2 outlets" in page.texts["h2"]
    assert f"/story/{first}?lang=en" in page.links()
    assert f"{URL}/1" in page.links()
    assert not any(link.startswith("javascript") for link in page.links())


def test_at_a_place_the_others_are_folded_under_the_first(
    store: Store, gazetteer: Gazetteer, told_thrice: list[int]
) -> None:
    found = records.stories_at(
        store, columns_of(store.scan()), gazetteer, "sy-raqqa", Query(), limit=30, offset=0
    )
    assert (found["total"], found["clusters"], found["outlets"]) == (3, 1, 2)
    [first] = found["stories"]
    assert [first["id"], *(other["id"] for other in first["others"])] == told_thrice
    assert first["others"][0]["outlet"] == "Two"
    assert first["others"][0]["published"]["first"] == "2017-09-12"


def test_an_archived_copy_is_a_second_link(store: Store, gazetteer: Gazetteer) -> None:
    archived = "https://web.archive.org/web/2017/https://news.example/a"
    given = replace(story(url=URL), archived=archived)
    [outcome] = store.add(given, [mention()])
    links = Page(story_page(store, gazetteer, outcome.story_id, Language.ENGLISH, "light")).links()
    assert {URL, archived} <= set(links)
    [told] = records.stories_at(
        store, columns_of(store.scan()), gazetteer, "sy-raqqa", Query(), limit=30, offset=0
    )["stories"]
    assert told["archived"] == archived
    evil = replace(story("Other", url=f"{URL}/b"), archived="javascript:alert(1)")
    [outcome] = store.add(evil, [mention()])
    links = Page(story_page(store, gazetteer, outcome.story_id, Language.ENGLISH, "light")).links()
    assert not any(link.startswith("javascript") for link in links)
