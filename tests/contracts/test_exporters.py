"""What every exporter must do: write each row on the map once, so that other programs read it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geodata import export
from geodata.columns.loading import Shelf
from geodata.errors import NotFoundError, UnknownNameError, UsageError
from geodata.export import Rows
from geodata.export.common.fields import FIELDS
from geodata.export.common.radius import radius_m
from geodata.gazetteer.index import Gazetteer
from geodata.models import Compass, Precision, Role, Vicinity, VicinityKind
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.exported import READERS, Record
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, mention, on, related, story

GAZETTEER = Gazetteer([replace(RAQQA_GOVERNORATE, pcode="SY11"), replace(RAQQA, pcode="C1")])
ALL_KINDS = [(name, rows) for name, module in sorted(export.formats().items()) for rows in module.ROWS]
OF_MENTIONS = [name for name, module in sorted(export.formats().items()) if Rows.MENTIONS in module.ROWS]

Kind = tuple[str, Rows]


@pytest.fixture(params=ALL_KINDS, ids=lambda kind: "-".join(kind))
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


@pytest.fixture(params=OF_MENTIONS)
def mentions(request: pytest.FixtureRequest) -> Kind:
    return request.param, Rows.MENTIONS


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    text = '=HYPERLINK("x") قُصفت الرقة.\nودير "الزور", أيضا'
    event = mention(start=0, surface="الرقة", event=on("2017-10-11"))
    opened.add(
        story("عنوان", text, day="2017-10-12", url="https://news.example/1?a=b&c={d}"),
        [replace(event, sentence_end=3), mention(DEIR, start=30, precision=Precision.NEAR)],
        [(related("Siege of Rukban"), [mention(RUKBAN), mention(MOSUL, role=Role.ACTOR), mention(None)])],
    )
    opened.add(story("=1+1", outlet="@here"), [mention(RAQQA_GOVERNORATE)])
    yield opened
    opened.close()


def material_of(store: Store, query: Query | None = None) -> export.Material:
    return export.Material(store, Shelf(store).columns(), GAZETTEER, query or Query())


def written(kind: Kind, store: Store, folder: Path, query: Query | None = None) -> list[Record]:
    module = export.exporter(kind[0])
    tables = export.tables_of(module, material_of(store, query), [kind[1]])
    path = folder / f"out{module.SUFFIXES[0]}"
    export.write_file(module, tables, path, export.Options())
    records = READERS[kind[0]](path, kind[1])
    assert tables[0].written == tables[0].size == len(records)
    return records


def test_what_lies_beside_a_place_is_written_where_it_is(mentions: Kind, tmp_path: Path):
    store = open_store(":memory:")
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
    road = Vicinity(VicinityKind.ROAD, other=DEIR)
    found = [
        mention(precision=Precision.NEAR, vicinity=east),
        mention(start=30, precision=Precision.FUZZY, vicinity=road),
    ]
    store.add(story(), [*found, mention(start=60)])
    offset, stretch, itself = written(mentions, store, tmp_path)
    store.close()
    assert [record["vicinity"] or "" for record in (offset, stretch, itself)] == ["20km-E", "road", ""]
    assert [record["vicinity_other"] or "" for record in (offset, stretch, itself)] == ["", "Deir ez-Zor", ""]
    assert float(offset["lon"]) == pytest.approx(RAQQA.lon + 0.2217, abs=0.001)
    assert [int(record["precision_m"]) for record in (offset, itself)] == [12_700, 500]
    assert 40_000 < int(stretch["precision_m"]) < 80_000
    assert (float(itself["lat"]), float(itself["lon"])) == (RAQQA.lat, RAQQA.lon)


def test_every_exporter_can_be_read_back_here():
    assert set(READERS) == set(export.formats())


def test_there_are_as_many_rows_as_the_map_counts(kind: Kind, store: Store, tmp_path: Path):
    for query in (
        Query(),
        Query(undated=False),
        Query(places=(RUKBAN.id,)),
        Query(text="nothing of the kind"),
    ):
        counts = store.count(query)
        on_map = {id_ for told, found in store.rows(query) for id_ in [found.place_id] if told}
        expected = {
            Rows.MENTIONS: counts.drawn_mentions,
            Rows.PLACES: len(on_map),
            Rows.STORIES: counts.drawn,
            Rows.CITATIONS: counts.drawn,
        }
        assert len(written(kind, store, tmp_path, query)) == expected[kind[1]]


def test_every_column_is_there(kind: Kind, store: Store, tmp_path: Path):
    names = {field.name for field in FIELDS[kind[1]]}
    found = written(kind, store, tmp_path)
    assert found
    for record in found:
        assert set(record) == ({"key", "title", "url", "published"} if kind[0] == "bibtex" else names)


def test_a_row_says_where_what_and_how_sure(mentions: Kind, store: Store, tmp_path: Path):
    record = next(row for row in written(mentions, store, tmp_path) if row["mention"] == "الرقة")
    assert (float(record["lat"]), float(record["lon"])) == (35.95, 39.01)
    assert [record[name] for name in ("place_id", "place_ar", "pcode")] == ["sy-raqqa", "الرقة", "C1"]
    assert [record[name] for name in ("admin1_id", "admin1", "admin1_ar", "admin1_pcode")] == [
        *("sy-raqqa-governorate", "Raqqa Governorate", "محافظة الرقة", "SY11"),
    ]
    assert (record["published"], record["event_date"]) == ("2017-10-12", "2017-10-11")
    assert (int(record["precision"]), int(record["precision_m"])) == (1, 500)
    assert float(record["confidence"]) == 0.9
    assert record["url"] == "https://news.example/1?a=b&c={d}"


def test_a_place_sums_up_what_names_it(store: Store, tmp_path: Path):
    store.add(story("Raqqa again", "Raqqa", day="2017-10-14"), [mention(confidence=0.5)])
    for name in ("csv", "gpkg", "geojson"):
        found = {row["place_id"]: row for row in written((name, Rows.PLACES), store, tmp_path)}
        raqqa, rukban = found["sy-raqqa"], found[RUKBAN.id]
        counted = ("stories", "reports", "mentions", "undated", "outlets")
        assert [int(raqqa[each]) for each in counted] == [2, 2, 2, 0, 1]
        assert [raqqa[each] for each in ("first_published", "last_published")] == ["2017-10-12", "2017-10-14"]
        assert (raqqa["latest_title"], raqqa["sentence"]) == ("Raqqa again", "Raqqa again")
        assert float(raqqa["confidence"]) == 0.9
        assert [int(rukban[each]) for each in counted] == [1, 1, 1, 1, 1]
        assert rukban["first_published"] in (None, "")


def test_a_story_names_its_places(store: Store, tmp_path: Path):
    for name in ("csv", "gpkg", "geojson", "parquet", "xlsx", "kml"):
        found = {row["title"]: row for row in written((name, Rows.STORIES), store, tmp_path)}
        record = found["عنوان"]
        assert (int(record["places"]), int(record["mentions"]), int(record["precision"])) == (2, 2, 1)
        assert record["place_ids"] == "sy-raqqa|sy-deir-ez-zor"
        assert (record["pcodes"], record["points"]) == ("C1|", "35.95 39.01|35.34 40.14")


def test_a_vague_mention_says_how_far_off_it_may_be(mentions: Kind, store: Store, tmp_path: Path):
    radii = {row["place_id"]: int(row["precision_m"]) for row in written(mentions, store, tmp_path)}
    assert (radii["sy-deir-ez-zor"], radii["sy-raqqa-governorate"]) == (25_000, 90_000)


def test_a_related_headline_has_no_date_and_names_its_article(mentions: Kind, store: Store, tmp_path: Path):
    record = next(row for row in written(mentions, store, tmp_path) if row["place_id"] == RUKBAN.id)
    assert (record["kind"], record["published"] or "") == ("related", "")
    assert int(record["found_in"]) == 1


def test_nothing_to_export_is_still_a_file(kind: Kind, store: Store, tmp_path: Path):
    assert written(kind, store, tmp_path, Query(text="nothing of the kind")) == []


def test_a_file_is_there_whole_or_not_at_all(kind: Kind, store: Store, tmp_path: Path):
    module = export.exporter(kind[0])
    path = tmp_path / f"صادرات{module.SUFFIXES[0]}"
    path.write_text("what was there", encoding="utf-8")
    batches = material_of(store).table(kind[1]).batches
    batch = next(batches)
    batches.close()

    def breaks_off() -> Iterator[object]:
        yield batch
        raise NotFoundError

    with pytest.raises(NotFoundError):
        export.write_file(module, [export.Table(kind[1], 2, breaks_off())], path, export.Options())
    assert path.read_text(encoding="utf-8") == "what was there"
    assert list(tmp_path.iterdir()) == [path]
    export.write_file(module, [material_of(store).table(kind[1])], path, export.Options())
    assert READERS[kind[0]](path, kind[1])
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(kind: Kind, store: Store, tmp_path: Path):
    module = export.exporter(kind[0])
    path = tmp_path / "nowhere" / f"out{module.SUFFIXES[0]}"
    with pytest.raises(UsageError, match="cannot be written"):
        export.write_file(module, [material_of(store).table(kind[1])], path, export.Options())


def test_what_is_sent_is_what_is_written(kind: Kind, store: Store, tmp_path: Path):
    module = export.exporter(kind[0])
    path = tmp_path / f"sent{module.SUFFIXES[0]}"
    sent = export.pieces(module, [material_of(store).table(kind[1])], export.Options())
    path.write_bytes(b"".join(sent))
    assert READERS[kind[0]](path, kind[1]) == written(kind, store, tmp_path)


def test_rows_read_in_many_parts_are_the_same(
    kind: Kind, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for number in range(5):
        store.add(story(f"More {number}", f"text {number}"), [mention(start=each) for each in range(3)])
    at_once = written(kind, store, tmp_path)
    monkeypatch.setattr("geodata.export.common.mentions.BATCH", 2)
    table = material_of(store).table(kind[1])
    sizes = [batch.num_rows for batch in table.read()]
    assert len(sizes) >= 2
    assert written(kind, store, tmp_path) == at_once


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_spreadsheet_never_starts_a_formula(name: str, store: Store, tmp_path: Path):
    cells = [
        cell
        for rows in export.exporter(name).ROWS
        for record in written((name, rows), store, tmp_path)
        for cell in record.values()
        if isinstance(cell, str)
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert {"'=1+1", "'@here"} <= set(cells)


def test_the_format_follows_the_name_of_the_file():
    assert export.exporter("", "map.CSV").FORMAT == "csv"
    assert export.exporter("", "map").FORMAT == "geojson"
    assert export.exporter("csv", "map.geojson").FORMAT == "csv"
    with pytest.raises(UnknownNameError, match="there are bibtex, csv, geojson"):
        export.exporter("shapefile")


def test_a_format_is_asked_only_for_rows_it_holds():
    assert export.wanted_rows(export.exporter("gpkg"), "") == (Rows.MENTIONS, Rows.PLACES, Rows.STORIES)
    assert export.wanted_rows(export.exporter("csv"), "") == (Rows.MENTIONS,)
    assert export.wanted_rows(export.exporter("bibtex"), "") == (Rows.CITATIONS,)
    for name, rows in (("csv", "all"), ("gpkg", "citations"), ("csv", "people"), ("bibtex", "places")):
        with pytest.raises(UsageError, match="choose of"):
            export.wanted_rows(export.exporter(name), rows)


def test_every_class_of_precision_has_a_radius_but_the_air():
    radii = [radius_m(RAQQA, precision) for precision in Precision]
    assert radii[:-1] == sorted(radii[:-1])
    assert radii[-1] is None
