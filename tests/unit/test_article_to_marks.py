"""One Arabic article, from the file to the marks on the map and back to its sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from geodata import cube
from geodata.columns.listing import stories_there
from geodata.columns.loading import columns_of
from geodata.columns.selecting import select
from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import Report, ingest
from geodata.language.dates import parse_date
from geodata.models import Part, Precision, Role, StoryKind
from geodata.query import Query
from geodata.readers import Defaults
from geodata.stores import open_store
from geodata.stores.port import Store, StoredStory

ARTICLE = """هدوء حذر في الرقة بعد أيام من القصف - موقع للتجربة

هدوء حذر في الرقة بعد أيام من القصف

وكالة للتجربة - الرقة (خاص)
قال سكان إن الهدوء عاد إلى أحياء مدينة الرقة مساء أمس الأربعاء بعد أيام من القصف المتبادل.
وأضافوا أن عائلات وصلت من دير الزور قبل يومين، وأن الطرق في البادية السورية لا تزال خطرة.
واتهمت روسيا الولايات المتحدة بعرقلة وصول المساعدات، ولم يصدر تعليق من أي جهة.

مقالات ذات صلة

سكان مخيم الركبان يطالبون بفتح الطريق أمام المساعدات

خلافات داخل مجلس دير الزور العسكري
"""

EXPECTED = {"sy-raqqa": (35.95, 39.01), "sy-deir-ez-zor": (35.34, 40.14), "sy-rukban-camp": (33.31, 38.67)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "news.db"))
    yield opened
    opened.close()


@pytest.fixture
def report(store: Store, tmp_path: Path) -> Report:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    published = parse_date("2017-10-12", ZoneInfo("Asia/Damascus"))
    return ingest([path], store, Geoparser(bundled()), Defaults("وكالة للتجربة", published))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


def test_the_marks_stand_where_the_places_are(store: Store, report: Report):
    assert (report.total()["stories"], report.total()["related"], report.failed) == (3, 2, False)
    drawn = cube.build(columns_of(store.scan()), bundled(), Query(), store.matching)
    marks = {mark.key: index for index, mark in enumerate(drawn.marks)}
    for key, expected in EXPECTED.items():
        place = drawn.marks[marks[key]].place
        assert kilometres((place.lat, place.lon), expected) < 5
    badia = next(mark for mark in drawn.marks if mark.place.id == "sy-badia")
    assert badia.precision is Precision.FUZZY


def the_story_at(store: Store, mark: str) -> StoredStory:
    columns = columns_of(store.scan())
    selected = select(columns, Query(), store.matching)
    found = stories_there(columns, selected, cube.spots_of(columns, mark), limit=9, offset=0)
    [[story_id]] = found.page
    return store.story(story_id)


def test_a_related_headline_lends_no_date(store: Store, report: Report):
    drawn = cube.build(columns_of(store.scan()), bundled(), Query(), store.matching)
    index = next(i for i, mark in enumerate(drawn.marks) if mark.key == "sy-rukban-camp")
    cells = drawn.fold.cells
    here = cells.spot == index
    assert (cells.step[here].tolist(), cells.stories[here].tolist()) == ([0], [1])
    found = the_story_at(store, "sy-rukban-camp")
    assert (found.kind, found.published) == (StoryKind.RELATED, None)
    [article] = store.parents(found.id)
    assert article.title == "هدوء حذر في الرقة بعد أيام من القصف"
    assert article.published is not None
    assert article.published.first == date(2017, 10, 12)


def test_each_mark_leads_to_its_sentence(store: Store, report: Report):
    found = the_story_at(store, "sy-deir-ez-zor")
    [mention] = [m for m in store.mentions(found.id) if m.place_id == "sy-deir-ez-zor" and m.role.drawn]
    assert mention.part is Part.TEXT
    text = found.text
    assert text[mention.start : mention.end] == mention.surface == "دير الزور"
    assert "عائلات وصلت من دير الزور قبل يومين" in text[mention.sentence_start : mention.sentence_end]


def test_who_acts_is_not_where_it_happened(store: Store, report: Report):
    roles = {
        (mention.surface, mention.role)
        for story in store.stories(Query())
        for mention in store.mentions(story.id)
        if mention.place_id.startswith("iso-") or story.title.startswith("خلافات")
    }
    assert roles == {
        ("روسيا", Role.ACTOR),
        ("الولايات المتحدة", Role.ACTOR),
        ("دير الزور", Role.ORGANISATION),
    }
