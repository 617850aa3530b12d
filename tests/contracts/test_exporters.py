"""What every exporter must do: write each mention on the map once, so that it can be read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodata import export
from geodata.errors import NotFoundError, UnknownNameError, UsageError
from geodata.export.common.records import COLUMNS, Row, radius_m
from geodata.models import Compass, Place, Precision, Role, Vicinity, VicinityKind
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, mention, on, related, story

Record = dict[str, Any]


def read_geojson(text: str) -> list[Record]:
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    records = []
    for feature in collection["features"]:
        assert (feature["type"], feature["geometry"]["type"]) == ("Feature", "Point")
        lon, lat = feature["geometry"]["coordinates"]
        records.append({"lat": lat, "lon": lon, **feature["properties"]})
    return records


def read_csv(text: str) -> list[Record]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


READERS: dict[str, Callable[[str], list[Record]]] = {"geojson": read_geojson, "csv": read_csv}


class Gazetteer:
    def place(self, place_id: str) -> Place:
        if place_id != RAQQA_GOVERNORATE.id:
            raise NotFoundError(place_id)
        return RAQQA_GOVERNORATE


@pytest.fixture(params=sorted(export.formats()))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    text = '=HYPERLINK("x") قُصفت الرقة.\nودير "الزور", أيضا'
    event = mention(start=0, surface="الرقة", event=on("2017-10-11"))
    opened.add(
        story("عنوان", text, day="2017-10-12", url="https://news.example/1"),
        [replace(event, sentence_end=3), mention(DEIR, start=30, precision=Precision.NEAR)],
        [(related("Siege of Rukban"), [mention(RUKBAN), mention(MOSUL, role=Role.ACTOR), mention(None)])],
    )
    opened.add(story("=1+1", outlet="@here"), [mention(RAQQA_GOVERNORATE)])
    yield opened
    opened.close()


def written(kind: str, store: Store, query: Query | None = None) -> list[Record]:
    stream = io.StringIO(newline="")
    number = export.exporter(kind).write(export.rows(store, Gazetteer(), query or Query()), stream)
    records = READERS[kind](stream.getvalue())
    assert number == len(records)
    return records


def test_what_lies_beside_a_place_is_written_where_it_is(kind: str):
    store = open_store(":memory:")
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
    road = Vicinity(VicinityKind.ROAD, other=DEIR)
    found = [
        mention(precision=Precision.NEAR, vicinity=east),
        mention(start=30, precision=Precision.FUZZY, vicinity=road),
    ]
    store.add(story(), [*found, mention(start=60)])
    offset, stretch, itself = written(kind, store)
    store.close()
    assert [record["vicinity"] or "" for record in (offset, stretch, itself)] == ["20km-E", "road", ""]
    assert [record["vicinity_other"] or "" for record in (offset, stretch, itself)] == ["", "Deir ez-Zor", ""]
    assert float(offset["lon"]) == pytest.approx(RAQQA.lon + 0.2217, abs=0.001)
    assert [int(record["precision_m"]) for record in (offset, itself)] == [12_700, 500]
    assert 40_000 < int(stretch["precision_m"]) < 80_000
    assert (float(itself["lat"]), float(itself["lon"])) == (RAQQA.lat, RAQQA.lon)


def test_every_exporter_can_be_read_back_here():
    assert set(READERS) == set(export.formats())


def test_there_are_as_many_rows_as_the_map_counts(kind: str, store: Store):
    for query in (
        Query(),
        Query(undated=False),
        Query(places=(RUKBAN.id,)),
        Query(text="nothing of the kind"),
    ):
        assert len(written(kind, store, query)) == store.count(query).drawn_mentions


def test_every_column_is_there(kind: str, store: Store):
    for record in written(kind, store):
        assert set(record) == set(COLUMNS)


def test_a_row_says_where_what_and_how_sure(kind: str, store: Store):
    record = next(row for row in written(kind, store) if row["mention"] == "الرقة")
    assert (float(record["lat"]), float(record["lon"])) == (35.95, 39.01)
    assert (record["place_id"], record["place_ar"], record["admin1"]) == (
        "sy-raqqa",
        "الرقة",
        "Raqqa Governorate",
    )
    assert (record["published"], record["event_date"]) == ("2017-10-12", "2017-10-11")
    assert (int(record["precision"]), int(record["precision_m"])) == (1, 500)
    assert float(record["confidence"]) == 0.9


def test_a_vague_mention_says_how_far_off_it_may_be(kind: str, store: Store):
    radii = {row["place_id"]: int(row["precision_m"]) for row in written(kind, store)}
    assert (radii["sy-deir-ez-zor"], radii["sy-raqqa-governorate"]) == (25_000, 90_000)


def test_a_related_headline_has_no_date_and_names_its_article(kind: str, store: Store):
    record = next(row for row in written(kind, store) if row["place_id"] == RUKBAN.id)
    assert (record["kind"], record["published"] or "") == ("related", "")
    assert int(record["found_in"]) == 1


def test_nothing_to_export_is_still_a_file(kind: str, store: Store):
    assert written(kind, store, Query(text="nothing of the kind")) == []


def test_a_file_is_there_whole_or_not_at_all(kind: str, store: Store, tmp_path: Path):
    path = tmp_path / "صادرات"
    path.write_text("what was there", encoding="utf-8")

    def breaks_off() -> Iterator[Row]:
        yield next(export.rows(store, None, Query()))
        raise NotFoundError

    with pytest.raises(NotFoundError):
        export.write_file(export.exporter(kind), breaks_off(), path)
    assert path.read_text(encoding="utf-8") == "what was there"
    number = export.write_file(export.exporter(kind), export.rows(store, None, Query()), path)
    assert len(READERS[kind](path.read_bytes().decode("utf-8"))) == number > 0
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(kind: str, store: Store, tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be written"):
        export.write_file(export.exporter(kind), [], tmp_path / "nowhere" / "out")


def test_csv_never_starts_a_formula(store: Store):
    for record in written("csv", store):
        for name, cell in record.items():
            assert not cell.startswith(("=", "+", "@")), name
    assert {"'=1+1", "'@here"} <= {cell for row in written("csv", store) for cell in row.values()}


def test_the_format_follows_the_name_of_the_file():
    assert export.exporter("", "map.CSV").FORMAT == "csv"
    assert export.exporter("", "map").FORMAT == "geojson"
    assert export.exporter("csv", "map.geojson").FORMAT == "csv"
    with pytest.raises(UnknownNameError, match="there are csv, geojson"):
        export.exporter("shapefile")


def test_every_class_of_precision_has_a_radius_but_the_air():
    radii = [radius_m(RAQQA, precision) for precision in Precision]
    assert radii[:-1] == sorted(radii[:-1])
    assert radii[-1] is None
