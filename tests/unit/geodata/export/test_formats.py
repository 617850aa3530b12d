"""What single formats promise beyond their rows."""

from __future__ import annotations

import json
import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pyogrio
import pytest
from openpyxl import load_workbook

from geodata import export
from geodata.columns.loading import Shelf
from geodata.errors import UsageError
from geodata.export import About, Options, Rows, workbook
from geodata.export.common.chosen import Chosen
from geodata.export.common.citing import citation, key_of
from geodata.export.common.fields import FIELDS, TOLD
from geodata.models import DatePrecision, Precision
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE, mention, on, story

ABOUT = About(
    asked={"from": "2017-06-01", "place": "sy-raqqa"},
    made=datetime(2017, 10, 20, 9, 30, tzinfo=UTC),
    newest=date(2017, 10, 12),
    credits=("GeoNames (https://www.geonames.org), CC BY 4.0",),
)


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    opened.add(
        story("A <b>bold</b> & 50 % claim]]>", "Raqqa", day="2017-10-12", url="javascript:alert(1)"),
        [mention(), mention(DEIR, start=30, precision=Precision.NEAR)],
    )
    opened.add(story("قصف", outlet="وكالة"), [mention(RAQQA_GOVERNORATE)])
    yield opened
    opened.close()


def material(store: Store) -> export.Material:
    return export.Material(store, Shelf(store).columns(), None, Query())


def text_of(name: str, store: Store, rows: Rows = Rows.MENTIONS, **options: object) -> str:
    table = material(store).table(rows)
    sent = export.pieces(export.exporter(name), [table], Options(**options))
    return b"".join(sent).decode("utf-8")


def test_csv_begins_with_a_byte_order_mark_only_where_asked(store: Store):
    assert text_of("csv", store, bom=True) == "\ufeff" + text_of("csv", store)


def test_a_geopackage_holds_all_kinds_as_layers_and_tells_what_columns_hold(store: Store, tmp_path: Path):
    module, path = export.exporter("gpkg"), tmp_path / "map.gpkg"
    rows = export.wanted_rows(module, "")
    export.write_file(module, export.tables_of(module, material(store), rows), path, Options(notes=("One.",)))
    assert [tuple(each) for each in pyogrio.list_layers(path)] == [
        ("mentions", "Point"),
        ("places", "Point"),
        ("stories", "MultiPoint"),
    ]
    with closing(sqlite3.connect(path)) as database:
        told = dict(
            database.execute(
                "SELECT column_name, description FROM gpkg_data_columns WHERE table_name='mentions'"
            )
        )
        about = dict(database.execute("SELECT table_name, description FROM gpkg_contents"))
    assert told == {field.name: field.described for field in FIELDS[Rows.MENTIONS]}
    assert about == {str(each): TOLD[each] for each in rows}
    assert pyogrio.read_info(path, layer="places")["dataset_metadata"]["NOTES"] == "One."


def test_geoparquet_states_its_geometry_as_the_standard_wants_it(store: Store, tmp_path: Path):
    module, path = export.exporter("parquet"), tmp_path / "map.parquet"
    export.write_file(module, [material(store).table(Rows.MENTIONS)], path, Options())
    schema = pq.read_schema(path)
    geo = json.loads(schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"] == {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "bbox": [RAQQA_GOVERNORATE.lon, DEIR.lat, DEIR.lon, RAQQA.lat],
    }
    assert schema.field("precision_m").metadata[b"description"].endswith(b"(metres)")


def test_kml_shows_texts_as_texts_and_links_only_to_the_web(store: Store):
    written = text_of("kml", store)
    space = {"kml": "http://www.opengis.net/kml/2.2"}
    marks = ET.fromstring(written).findall(".//kml:Placemark", space)
    balloons = [mark.findtext("kml:description", namespaces=space) or "" for mark in marks]
    assert "&lt;b&gt;bold&lt;/b&gt;" in balloons[0]
    assert "<a " not in "".join(balloons)
    names = [mark.findtext("kml:name", namespaces=space) for mark in marks]
    assert names == ["Raqqa", "Deir ez-Zor (±25 km)", "Raqqa Governorate (±90 km)"]
    assert [mark.findtext("kml:styleUrl", namespaces=space) for mark in marks] == ["#exact", "#near", "#area"]
    assert "href" not in written  # no sign is fetched from anywhere


def test_bibtex_keeps_signs_and_leaves_out_what_is_no_web_address(store: Store):
    first, second = re.findall(r"@online\{.*?^\}$", text_of("bibtex", store, Rows.CITATIONS), re.M | re.S)
    assert r"title = {{A <b>bold</b> \& 50 \% claim]]>}}" in first
    assert "date = {2017-10-12}" in first
    assert "url" not in first
    assert second.startswith("@online{")
    assert "title = {{قصف}}" in second
    assert "date" not in second


def test_a_citation_is_written_in_the_language_of_its_story():
    record = {
        "story_id": 7, "title": "Siege  of\nRaqqa", "outlet": "Example News", "language": "en",
        "published": "2017-10-12", "published_last": "2017-10-12", "published_precision": DatePrecision.DAY,
        "url": "https://news.example/1", "archived": "https://archive.example/1",
    }  # fmt: skip
    assert key_of(record) == "example-news-2017-7"
    assert citation(record) == (
        "Example News, “Siege of Raqqa”, 12 October 2017, https://news.example/1, "
        "archived: https://archive.example/1"
    )
    arabic = {
        **record,
        "title": "حصار",
        "outlet": "وكالة",
        "language": "ar",
        "published": None,
        "archived": None,
    }
    assert key_of(arabic) == "story-7"
    assert citation(arabic) == "وكالة، «حصار»، بلا تاريخ، https://news.example/1"


def test_a_workbook_has_a_sheet_for_each_kind_and_one_on_its_columns(store: Store, tmp_path: Path):
    module, path = export.exporter("xlsx"), tmp_path / "map.xlsx"
    rows = export.wanted_rows(module, "")
    export.write_file(
        module, export.tables_of(module, material(store), rows), path, Options(notes=("=1", "Two"))
    )
    book = load_workbook(path)
    assert book.sheetnames == ["mentions", "places", "stories", "columns"]
    assert [book[str(each)].max_row - 1 for each in rows] == [3, 3, 2]
    cells = [[cell.value for cell in row] for row in book["columns"].iter_rows()]
    assert [row[0] for row in cells[:2]] == ["'=1", "Two"]
    told = next(field.tells for field in FIELDS[Rows.MENTIONS] if field.name == "precision_m")
    assert ["mentions", "precision_m", told, "metres"] in cells
    assert isinstance(book["mentions"]["F2"].value, datetime)


def test_a_sheet_that_is_too_short_for_the_rows_is_told_before_anything_is_read():
    workbook.check(Rows.MENTIONS, 1_048_575)
    with pytest.raises(UsageError, match="1,048,576 mentions, and a sheet of Excel holds 1,048,575 rows"):
        workbook.check(Rows.MENTIONS, 1_048_576)


def test_a_long_text_and_signs_no_file_can_hold_are_cut(tmp_path: Path):
    store = open_store(":memory:")
    store.add(story("x" * 40_000 + "\x0b"), [replace(mention(), sentence_end=40_001)])
    path = tmp_path / "map.xlsx"
    module = export.exporter("xlsx")
    export.write_file(module, [material(store).table(Rows.MENTIONS)], path, Options())
    title = load_workbook(path)["mentions"]["C2"].value
    ET.fromstring(text_of("kml", store))
    store.close()
    assert len(title) == 32_767
    assert title.endswith("x…")


def test_an_archive_tells_what_it_holds_and_whose_it_is(store: Store):
    module = export.exporter("csv")
    tables = export.tables_of(module, material(store), [Rows.MENTIONS])
    sent = b"".join(export.packed(module, tables, Options(), ABOUT, "map.csv"))
    with zipfile.ZipFile(BytesIO(sent)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == ["map.csv", "README.txt", "LICENCE.txt"]
        readme, licence = (packed.read(name).decode() for name in packed.namelist()[1:])
        assert packed.read("map.csv").decode() == text_of("csv", store)
    for told in ("from = 2017-06-01; place = sy-raqqa", "2017-10-12", "3: a row for each time", "map.csv"):
        assert told in readme
    for field in FIELDS[Rows.MENTIONS]:
        assert re.search(rf"^  {field.name} ", readme, re.M)
    assert "GeoNames" in licence
    assert "belong to the outlets" in licence
    assert "endorsement" in readme
    assert all(len(line) <= 110 for line in readme.splitlines())


def test_columns_are_told_once_and_with_a_unit_where_they_are_numbers_of_something():
    for fields in FIELDS.values():
        names = [field.name for field in fields]
        assert len(names) == len(set(names))
        assert all(field.tells and field.tells[-1] not in ".(" for field in fields)
    units = {field.name: field.unit for field in FIELDS[Rows.MENTIONS]}
    assert [units[name] for name in ("lat", "precision_m", "confidence")] == [
        "degrees, WGS 84",
        "metres",
        "0 to 1",
    ]


def test_parts_of_the_mentions_never_split_a_story(store: Store):
    store.add(story("Six", "x", day="2017-10-01"), [mention(start=each) for each in range(6)])
    store.add(story("Five", "y", day="2017-11-01"), [mention(start=each) for each in range(5)])
    columns = Shelf(store).columns()
    chosen = Chosen.of(columns, Query(), store.matching)
    for most in (1, 3, 4, 100):
        parts = [chosen.story[part].tolist() for part in chosen.parts(most)]
        assert [story for part in parts for story in part] == chosen.story.tolist()
        assert sum(len(set(part)) for part in parts) == len(set(chosen.story.tolist()))


def test_rows_gone_from_the_store_since_the_columns_were_read_are_left_out(store: Store):
    batch = store.begin_batch("later")
    store.add(story("Taken back", day="2018-01-01"), [mention()], batch=batch)
    asked = material(store)
    assert asked.count(Rows.MENTIONS) == 4
    store.undo_batch(batch)
    for rows, left in ((Rows.MENTIONS, 3), (Rows.STORIES, 2), (Rows.CITATIONS, 2)):
        table = asked.table(rows)
        assert sum(batch.num_rows for batch in table.read()) == table.written == left


def test_a_span_of_days_is_exported_as_finely_as_it_is_known(store: Store):
    month = on("2017-10-01", DatePrecision.MONTH)
    store.add(replace(story("In October"), published=replace(month, last=date(2017, 10, 31))), [mention()])
    entry = next(
        each for each in text_of("bibtex", store, Rows.CITATIONS).split("@online") if "In October" in each
    )
    assert "date = {2017-10}" in entry
    kml = text_of("kml", store)
    assert "<TimeSpan><begin>2017-10-01</begin><end>2017-10-31</end></TimeSpan>" in kml
