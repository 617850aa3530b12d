"""Downloads: as many rows as map and lists say, a good name, and no work for what makes no sense."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.api import register as register_api
from dashboard.exporting import routes
from dashboard.exporting.orders import Order
from dashboard.services import Services
from dashboard.table import routes as table_routes
from geodata.errors import NotFoundError
from geodata.export import Rows
from geodata.gazetteer.index import Gazetteer
from geodata.models import Compass, Language, Precision, Vicinity, VicinityKind
from geodata.stores import open_store
from tests.exported import READERS
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE, mention, story

QUERIES = (
    "",
    "?from=2017-10-01&to=2017-10-31",
    "?undated=no",
    "?place=sy-raqqa",
    "?time=event&from=2017-10-13&undated=no",
    "?bbox=38,35,39.5,36.5",
    "?kind=governorate&precision=4",
)


@pytest.fixture
def services() -> Iterator[Services]:
    store = open_store(":memory:")
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
    store.add(story("Raqqa", "Raqqa and Deir", day="2017-10-12"), [mention(), mention(DEIR, start=30)])
    store.add(
        story("East of Raqqa", "x", day="2017-11-02"),
        [mention(precision=Precision.NEAR, vicinity=east), mention(start=40, precision=Precision.NEAR)],
    )
    store.add(story("No day"), [mention(RAQQA_GOVERNORATE)])
    store.add(story("Nowhere", day="2017-10-13"), [mention(None)])
    yield Services(store, Gazetteer([RAQQA, DEIR, RAQQA_GOVERNORATE]))
    store.close()


@pytest.fixture
def client(services: Services) -> FlaskClient:
    server = Flask(__name__)
    register_api(server, services)
    table_routes.register(server, services)
    routes.register(server, services, dict.fromkeys(Language, "Natural Earth"))
    return server.test_client()


@pytest.mark.parametrize("asked", QUERIES)
def test_files_counts_and_lists_have_the_same_rows(client: FlaskClient, tmp_path: Path, asked: str):
    told = client.get(f"/api/export{asked}").get_json()
    assert client.get(f"/api/mentions{asked}").get_json()["total"] == told["rows"]["mentions"]
    for offer in told["formats"]:
        for rows in offer["rows"]:
            answer = client.get(f"/export/{rows}{offer['ending']}{asked}")
            assert answer.status_code == 200, answer.get_data(as_text=True)
            path = tmp_path / f"{rows}{offer['ending']}"
            path.write_bytes(answer.data)
            for kind in (Rows.MENTIONS, Rows.PLACES, Rows.STORIES) if rows == "all" else (Rows(rows),):
                assert len(READERS[offer["format"]](path, kind)) == told["rows"][kind], (
                    offer["format"],
                    rows,
                )
    if not asked:
        assert told["rows"] == {"mentions": 5, "places": 4, "stories": 3, "citations": 3}


def test_a_download_has_a_name_that_says_what_it_is(client: FlaskClient):
    answer = client.get("/export/mentions.csv?from=2017-10&to=2017-10&bom=yes")
    name = "conflict-map-mentions-2017-10-01-to-2017-10-31.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/csv", "no-store")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))) == 4
    only_first = client.head("/export/places.gpkg?from=2017-10-12")
    assert only_first.headers["Content-Disposition"].endswith('"conflict-map-places-from-2017-10-12.gpkg"')
    assert only_first.data == b""


def test_an_archive_says_what_it_holds_and_whose_it_is(client: FlaskClient):
    answer = client.get("/export/all.gpkg?archive=yes&place=sy-raqqa")
    assert answer.headers["Content-Disposition"].endswith('"conflict-map-all.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert packed.namelist() == ["conflict-map-all.gpkg", "README.txt", "LICENCE.txt"]
        readme, licence = (packed.read(name).decode() for name in packed.namelist()[1:])
    assert "place = sy-raqqa" in readme
    assert "COLUMNS OF STORIES" in readme
    assert "Natural Earth" in licence


def test_what_travels_with_the_data_speaks_the_readers_language(client: FlaskClient):
    answer = client.get("/export/all.xlsx?archive=yes&lang=ar&language=en")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        readme, licence = (packed.read(name).decode() for name in packed.namelist()[1:])
        book = openpyxl.load_workbook(io.BytesIO(packed.read("conflict-map-all.xlsx")))
    assert "أعمدة الأخبار" in readme
    assert "خريطة الأساس" in licence
    assert book["columns"].sheet_view.rightToLeft
    assert "صف لكل خبر على الخريطة" in [row[2].value for row in book["columns"].iter_rows()]


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("mentions.shp", 404, "ending in"),
        (".csv", 404, "There is no export"),
        ("mentions", 404, "There is no export"),
        ("people.csv", 400, "choose of mentions, places, stories, citations"),
        ("citations.gpkg", 400, "choose of"),
        ("mentions.csv?archive=perhaps", 400, "write yes or no"),
        ("mentions.csv?from=soon", 400, "is not a date"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_read(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, asked: str, status: int, words: str
):
    def read(*_: object) -> None:
        pytest.fail("something was read")

    monkeypatch.setattr(routes, "_pieces", read)
    answer = client.get(f"/export/{asked}")
    assert answer.status_code == status
    assert words in answer.get_json()["error"]


def test_more_rows_than_a_sheet_holds_are_refused_in_words(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("geodata.export.workbook.MOST_ROWS", 3)
    answer = client.get("/export/mentions.xlsx")
    assert answer.status_code == 400
    assert "5 mentions, and a sheet of Excel holds 3 rows" in answer.get_json()["error"]
    assert client.get("/export/stories.xlsx").status_code == 200


def test_only_some_files_are_made_at_a_time(client: FlaskClient):
    held = [client.get("/export/mentions.csv", buffered=False) for _ in range(routes._AT_ONCE)]
    refused = client.get("/export/mentions.csv")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "60")
    assert "try again" in refused.get_json()["error"]
    for answer in held:
        answer.close()
    assert client.get("/export/mentions.csv").status_code == 200


def test_a_turn_is_given_back_where_a_file_cannot_be_made(client: FlaskClient):
    for _ in range(routes._AT_ONCE + 1):
        assert client.get("/export/people.csv").status_code == 400
        assert client.get("/export/mentions.csv?bbox=1").status_code == 400
    assert client.get("/export/mentions.csv").status_code == 200


def test_a_name_never_reaches_the_headers_unread():
    with pytest.raises(NotFoundError):
        Order.of('x".csv\r\nSet-Cookie: a', {})
