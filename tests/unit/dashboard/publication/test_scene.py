"""What a picture shows is counted as the map counts it."""

from datetime import date

import pytest

from dashboard.publication.order import Order, Source
from dashboard.publication.picture import shown as on_the_map
from dashboard.publication.scene import scene
from dashboard.services import Services
from geodata.cube import build
from geodata.errors import UsageError
from geodata.models import Precision
from geodata.query import Query
from tests.unit.dashboard.publication.conftest import Shown


def test_a_story_counts_once_at_a_place_however_often_it_names_it(shown: Shown) -> None:
    found = shown()
    raqqa = next(mark for mark in found.marks if mark.place_id == "sy-raqqa")
    assert (raqqa.count, raqqa.undated) == (8, 1)
    assert found.marks[0] is raqqa
    assert shown(measure="mentions").marks[0].count == 9
    assert (found.total, found.undated, found.places) == (12, 2, 5)


def test_counts_are_those_of_the_page(services: Services, shown: Shown) -> None:
    cube = build(services.columns, None, Query(), services.store.matching)
    sums = cube.fold.cells
    by_mark: dict[str, int] = {}
    for spot, mentions in zip(sums.spot, sums.mentions, strict=True):
        place = cube.marks[spot].place.id
        by_mark[place] = by_mark.get(place, 0) + int(mentions)
    drawn: dict[str, int] = {}
    for mark in shown(measure="mentions").marks:
        drawn[mark.place_id] = drawn.get(mark.place_id, 0) + mark.count
    assert drawn == by_mark


def test_the_window_and_the_filters_count(shown: Shown) -> None:
    found = shown(**{"from": "2017-06-02", "to": "2017-06-04", "undated": "no"})
    assert (found.total, found.undated) == (3, 0)
    assert (found.first, found.last) == (date(2017, 6, 2), date(2017, 6, 4))
    assert found.as_of == date(2017, 10, 20)
    assert shown(source="Third").outlets == ("Third",)


def test_an_open_period_is_that_of_the_stories(shown: Shown) -> None:
    found = shown()
    assert (found.first, found.last) == (date(2017, 6, 1), date(2017, 10, 20))
    assert shown(time="event").first == date(2017, 5, 1)


def test_outlets_come_by_their_stories_and_sources_only_if_asked(shown: Shown) -> None:
    assert shown().outlets == ("One Paper", "Third", "Another Paper")
    assert shown().sources == ()
    assert shown(sources="A|https://example.org").sources == (Source("A", "https://example.org"),)


def test_vague_marks_have_their_extent(shown: Shown) -> None:
    marks = {(mark.place_id, mark.beside): mark for mark in shown().marks}
    assert marks["sy-raqqa", False].outline is None
    assert marks["sy-raqqa-governorate", False].outline is not None
    assert marks["sy-rukban", False].extent_km >= 25
    beside = marks["sy-deir-ez-zor", True]
    assert beside.outline is not None
    assert beside.outline.contains_properly(beside.outline.centroid)
    assert beside.lon > 40.4
    assert beside.name == "40 km east of Deir ez-Zor"


def test_names_are_those_of_the_language(shown: Shown) -> None:
    assert shown(lang="ar").marks[0].name == "الرقة"
    assert shown(lang="ar", highlight="sy-raqqa-governorate").highlight_name == "محافظة الرقة"


def test_what_is_not_on_the_map_is_told_apart(services: Services) -> None:
    order = Order.from_mapping({"frame": "38.8,35.8,39.2,36.1"})
    whole = scene(services, order)
    part = on_the_map(order, whole)
    assert {mark.place_id for mark in part.marks} == {"sy-raqqa", "sy-raqqa-governorate"}
    assert (part.total, part.beyond, part.places) == (9, 3, 2)
    assert part.outlets == ("One Paper", "Third")


@pytest.mark.parametrize(
    "pair", [("highlight", "sy-nowhere"), ("highlight", "sy-raqqa"), ("label", "sy-nowhere")]
)
def test_places_there_are_not_are_refused(shown: Shown, pair: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match=r"place|outline"):
        shown(**dict([pair]))


def test_precision_is_kept(shown: Shown) -> None:
    assert {mark.precision for mark in shown().marks} == {
        Precision.EXACT,
        Precision.NEAR,
        Precision.GOVERNORATE,
    }


def test_an_empty_collection_has_an_empty_scene(shown: Shown) -> None:
    found = shown(text="nowhere at all")
    assert (found.marks, found.total, found.places, found.first) == ((), 0, 0, None)
