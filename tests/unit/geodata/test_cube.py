from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box
from shapely.geometry import shape

from geodata import cube
from geodata.columns.loading import columns_of
from geodata.errors import NotFoundError
from geodata.models import (
    Compass,
    DatePrecision,
    Mention,
    Place,
    Precision,
    Role,
    Vicinity,
    VicinityKind,
)
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, mention, on, story

PLACES = (RAQQA, DEIR, RUKBAN, RAQQA_GOVERNORATE, MOSUL)
Told = tuple[date | None, list[tuple[Place | None, Role, Precision]]]

_MENTIONS = st.tuples(
    st.sampled_from((*PLACES, None)),
    st.sampled_from((Role.LOCATION, Role.LOCATION, Role.DATELINE, Role.ACTOR)),
    st.sampled_from((Precision.EXACT, Precision.NEAR)),
)
_DAYS = st.none() | st.dates(date(2016, 1, 1), date(2016, 2, 9))
_STORIES = st.lists(st.tuples(_DAYS, st.lists(_MENTIONS, max_size=5)), max_size=12)
_REPORTS = st.lists(st.integers(0, 3), min_size=12, max_size=12)
"""Which report each story tells."""


ALL = Query()


class Governorates:
    """A gazetteer of one governorate."""

    def lookup(self, _name: str) -> tuple[Place, ...]:
        return ()

    def place(self, place_id: str) -> Place:
        if place_id != RAQQA_GOVERNORATE.id:
            raise NotFoundError(place_id)
        return RAQQA_GOVERNORATE


def fill(told: list[Told]) -> Store:
    store = open_store(":memory:")
    for number, (day, named) in enumerate(told):
        found = [
            mention(place, role=role, precision=precision if place else None, start=index)
            for index, (place, role, precision) in enumerate(named)
        ]
        store.add(story(source_id=str(number), day=day.isoformat() if day else ""), found)
    return store


def fill_reports(told: list[Told], reports: list[int]) -> tuple[Store, list[int]]:
    """Stories of different outlets that tell a few reports; and the cluster each is in."""
    store = open_store(":memory:")
    ids = []
    for number, ((day, named), report) in enumerate(zip(told, reports, strict=False)):
        found = [
            mention(place, role=role, precision=precision if place else None, start=index)
            for index, (place, role, precision) in enumerate(named)
        ]
        given_story = story(
            f"Headline {number}",
            f"Report number {report}.",
            outlet=f"Outlet {number}",
            day=day.isoformat() if day else "",
        )
        [outcome] = store.add(given_story, found)
        ids.append(outcome.story_id)
    return store, [store.story(story_id).cluster for story_id in ids]


def built(
    store: Store,
    query: Query = ALL,
    gazetteer: cube.PlaceIndex | None = None,
    find_area: cube.FindArea | None = None,
) -> cube.Cube:
    return cube.build(columns_of(store.scan()), gazetteer, query, store.matching, find_area)


def whole_marks(fields: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Marks from a list for each field, by the description alone."""
    own = ("title", "title_ar", "shape", "vicinity")
    marks: list[dict[str, Any]] = []
    for values in zip(*fields.values(), strict=True):
        mark = {name: value for name, value in zip(fields, values, strict=True) if value is not None}
        mark["key"] = mark["id"] + mark["key"]
        if marks and marks[-1]["id"] == mark["id"]:
            mark = {name: value for name, value in marks[-1].items() if name not in own} | mark
        marks.append(mark)
    return marks


def decode(data: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The format, read back by its description alone; days absolute, offsets of marks, counts whole."""
    assert data[:4] == b"CMC3"
    length = int.from_bytes(data[4:8], "little")
    assert length % 4 == 0
    header = json.loads(data[8 : 8 + length].decode("utf-8"))
    body, arrays, end = data[8 + length :], {}, 0
    for entry in header["arrays"]:
        assert entry["offset"] == end and end % 4 == 0
        values = np.frombuffer(body, "u1", entry["length"], end).astype(np.int64)
        end += -(-entry["length"] // 4) * 4
        values[values == 255] = np.frombuffer(body, "<u4", entry["more"], end)
        end += 4 * entry["more"]
        arrays[entry["name"]] = values
    assert end == len(body)
    header["places"] = whole_marks(header.pop("marks"))
    offsets = arrays["offsets"] = np.append(0, np.cumsum(arrays["rows"]))
    for first, last in pairwise(offsets):
        arrays["day"][first:last] = np.cumsum(arrays["day"][first:last])
    arrays["total_day"] = np.cumsum(arrays["total_day"])
    for prefix in ("", "total_"):
        arrays[f"{prefix}mentions"] += arrays[f"{prefix}stories"]
        arrays[f"{prefix}clusters"] = arrays[f"{prefix}stories"] - arrays[f"{prefix}clusters"]
    for prefix in ("again_stories_", "again_clusters_"):
        arrays[f"{prefix}day"] = np.cumsum(arrays[f"{prefix}day"])
    return header, arrays


def counted(
    header: dict[str, Any], arrays: dict[str, np.ndarray], measure: str, mark: int, window: tuple[int, int]
) -> tuple[int, int]:
    """A measure in a window of a mark (their number: the whole map): with a day, and without one beside."""
    low, high = window
    if mark == len(header["places"]):
        rows, prefix, undated = slice(None), "total_", header["undated"][measure]
    else:
        rows = slice(arrays["offsets"][mark], arrays["offsets"][mark + 1])
        prefix, undated = "", int(arrays[f"undated_{measure}"][mark])
    days = arrays[f"{prefix}day"][rows]
    dated = int(arrays[f"{prefix}{measure}"][rows][(days >= low) & (days <= high)].sum())
    if measure == "mentions":
        return dated, undated
    day, gap = arrays[f"again_{measure}_day"], arrays[f"again_{measure}_gap"]
    again = (arrays[f"again_{measure}_mark"] == mark) & (day >= low) & (day <= high)
    before = again & (gap > 0) & (day - gap >= low)
    of_undated = again & ~before & (arrays[f"again_{measure}_undated"] == 1)
    return dated - int(before.sum()), undated - int(of_undated.sum())


@given(_STORIES, st.integers(0, 45), st.integers(0, 45))
@settings(max_examples=60)
def test_every_window_sums_to_what_counting_by_hand_gives(told: list[Told], one: int, other: int):
    first, last = (date(2015, 12, 30) + timedelta(days=days) for days in sorted((one, other)))
    store = fill(told)
    header, arrays = decode(built(store).to_bytes())
    store.close()

    stories: dict[str, set[int]] = defaultdict(set)
    mentions: dict[str, int] = defaultdict(int)
    in_window: set[int] = set()
    for number, (day, named) in enumerate(told):
        for place, role, precision in named:
            if place and role.drawn and day and first <= day <= last:
                key = place.id if precision == place.precision else f"{place.id}~{precision.value}"
                stories[key].add(number)
                mentions[key] += 1
                in_window.add(number)

    base = date.fromisoformat(header["base"]).toordinal()
    window = (first.toordinal() - base, last.toordinal() - base)
    for index, place in enumerate(header["places"]):
        assert counted(header, arrays, "stories", index, window)[0] == len(stories[place["key"]])
        assert counted(header, arrays, "mentions", index, window)[0] == mentions[place["key"]]
    whole = len(header["places"])
    assert counted(header, arrays, "stories", whole, window)[0] == len(in_window)
    assert counted(header, arrays, "mentions", whole, window)[0] == sum(mentions.values())


@given(_STORIES)
@settings(max_examples=40)
def test_the_undated_and_the_unplaced_are_counted(told: list[Told]):
    def drawn(named: list[tuple[Place | None, Role, Precision]]) -> int:
        return sum(1 for place, role, _ in named if place and role.drawn)

    store = fill(told)
    header, arrays = decode(built(store).to_bytes())
    store.close()
    undated = [drawn(named) for day, named in told if day is None and drawn(named)]
    counts = {"stories": len(undated), "mentions": sum(undated), "clusters": len(undated)}
    assert header["undated"] == counts
    assert int(arrays["undated_mentions"].sum()) == sum(undated)
    assert header["without_place"] == sum(1 for _, named in told if not drawn(named))
    assert header["stories"] == len(told)


@given(_STORIES, _REPORTS, st.integers(0, 45), st.integers(0, 45))
@settings(max_examples=60, deadline=None)
def test_a_report_counts_once_in_every_window(told: list[Told], reports: list[int], one: int, other: int):
    first, last = (date(2015, 12, 30) + timedelta(days=days) for days in sorted((one, other)))
    store, clusters = fill_reports(told, reports)
    header, arrays = decode(built(store).to_bytes())
    store.close()

    seen: dict[str, dict[int, set[date | None]]] = defaultdict(lambda: defaultdict(set))
    for (day, named), cluster in zip(told, clusters, strict=True):
        for place, role, precision in named:
            if place and role.drawn:
                key = place.id if precision == place.precision else f"{place.id}~{precision.value}"
                for spot in (key, "anywhere"):
                    seen[spot][cluster].add(day)

    base = date.fromisoformat(header["base"]).toordinal()
    window = (first.toordinal() - base, last.toordinal() - base)
    keys = [place["key"] for place in header["places"]]
    for index, key in enumerate([*keys, "anywhere"]):
        inside = [any(day and first <= day <= last for day in days) for days in seen[key].values()]
        undated = [None in days for days in seen[key].values()]
        beside = [without and not within for within, without in zip(inside, undated, strict=True)]
        assert counted(header, arrays, "clusters", index, window) == (sum(inside), sum(beside))


def test_an_empty_store_makes_an_empty_cube():
    store = fill([])
    header, arrays = decode(built(store).to_bytes())
    store.close()
    assert (header["first"], header["last"], header["places"]) == (None, None, [])
    assert arrays["offsets"].tolist() == [0]


def test_a_vague_mention_has_a_mark_of_its_own():
    seen = date(2016, 1, 2)
    store = fill([(seen, [(RAQQA, Role.LOCATION, Precision.EXACT), (RAQQA, Role.LOCATION, Precision.NEAR)])])
    header, _ = decode(built(store, gazetteer=Governorates()).to_bytes())
    store.close()
    marks = [(mark["key"], mark["id"], mark["precision"]) for mark in header["places"]]
    assert marks == [("sy-raqqa", "sy-raqqa", 1), ("sy-raqqa~2", "sy-raqqa", 2)]
    assert header["places"][0]["admin1_name"] == "Raqqa Governorate"
    assert header["places"][0]["admin1_name_ar"] == "محافظة الرقة"
    assert (header["first"], header["last"]) == ("2016-01-02", "2016-01-02")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("sy-raqqa", ("sy-raqqa", None, "")),
        ("sy-raqqa~2", ("sy-raqqa", Precision.NEAR, "")),
        ("sy-raqqa~2~20km-E", ("sy-raqqa", Precision.NEAR, "20km-E")),
        ("x~5~between:y", ("x", Precision.FUZZY, "between:y")),
        ("x~9", ("x", None, "")),
    ],
)
def test_the_key_of_a_mark_reads_back(key: str, expected: tuple[str, Precision | None, str]):
    assert cube.parse_mark_key(key) == expected


def test_what_lies_beside_a_place_is_a_mark_with_a_position_a_shape_and_words_of_its_own():
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
    store = open_store(":memory:")
    for title in ("a", "b"):
        store.add(story(title, day="2016-01-02"), [mention(precision=Precision.NEAR, vicinity=east)])
    store.add(story("c", day="2016-01-02"), [mention(precision=Precision.NEAR), mention(start=30)])
    header, arrays = decode(built(store).to_bytes())
    store.close()
    assert [mark["key"] for mark in header["places"]] == ["sy-raqqa", "sy-raqqa~2", "sy-raqqa~2~20km-E"]
    assert arrays["stories"].tolist() == [1, 1, 2]
    exact, near, beside = header["places"]
    assert "shape" not in exact and "title" not in near
    assert (beside["id"], beside["name"], beside["precision"], beside["vicinity"]) == (
        "sy-raqqa",
        "Raqqa",
        2,
        "offset",
    )
    assert (beside["title"], beside["title_ar"]) == ("20 km east of Raqqa", "على بعد 20 كم شرق الرقة")
    assert beside["lat"] == pytest.approx(RAQQA.lat, abs=0.01)
    assert beside["lon"] == pytest.approx(RAQQA.lon + 0.2217, abs=0.001)
    assert "shape" not in beside, "all within its extent: a circle the page draws itself"
    assert 10 < beside["extent_km"] < 15


def test_what_is_no_circle_is_sent_with_its_shape():
    north = Vicinity(VicinityKind.SIDE, Compass.NORTH)
    store = open_store(":memory:")
    store.add(story("a"), [mention(precision=Precision.NEAR, vicinity=north)])
    header, _ = decode(built(store).to_bytes())
    store.close()
    (beside,) = header["places"]
    outline = shape(beside["shape"])
    assert outline.is_valid and outline.contains(Point(beside["lon"], beside["lat"]))


def test_a_side_ends_where_its_governorate_does():
    north = Vicinity(VicinityKind.COUNTRYSIDE, Compass.NORTH, other=RAQQA)
    store = open_store(":memory:")
    store.add(story("a"), [mention(RAQQA_GOVERNORATE, precision=Precision.FUZZY, vicinity=north)])
    areas = {RAQQA_GOVERNORATE.id: box(38.0, 35.0, 40.0, 36.3)}
    drawn = []
    for find_area in (None, areas.get, lambda _: box(38.0, 35.0, 40.0, 35.9)):
        header, _ = decode(built(store, find_area=find_area).to_bytes())
        drawn.append(shape(header["places"][0]["shape"]))
    store.close()
    whole, cut, kept = drawn
    assert whole.bounds[3] > 36.35 > 36.3001 > cut.bounds[3]
    assert kept.equals(whole), "an outline that leaves the mark outside is not believed"


def test_months_count_on_their_first_day_and_years_on_none():
    store = open_store(":memory:")
    for precision in DatePrecision:
        given_story = replace(story(str(precision)), published=on("2016-05-01", precision))
        store.add(given_story, [mention()])
    header, arrays = decode(built(store).to_bytes())
    store.close()
    assert header["undated"]["stories"] == 1
    assert (header["base"], arrays["stories"].tolist()) == ("2016-05-01", [4])


def test_a_span_longer_than_two_bytes_hold_still_fits():
    store = fill([(date(1, 1, 1), [(RAQQA, Role.LOCATION, Precision.EXACT)])])
    store.add(story(source_id="late", day="2020-01-01"), [mention()])
    header, arrays = decode(built(store).to_bytes())
    store.close()
    assert (header["first"], header["last"]) == ("0001-01-01", "2020-01-01")
    assert arrays["day"].tolist() == [0, date(2020, 1, 1).toordinal() - 1]


def test_the_tag_follows_the_data_the_question_and_the_database():
    one, other = fill([]), fill([])
    tags = {cube.etag(one, Query()), cube.etag(other, Query()), cube.etag(one, Query(text="x"))}
    unchanged = cube.etag(one, Query())
    assert unchanged in tags
    found: list[Mention] = [mention()]
    one.add(story(), found)
    tags.add(cube.etag(one, Query()))
    assert len(tags) == 4
    one.close()
    other.close()
