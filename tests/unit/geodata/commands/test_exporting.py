"""``export`` on the command line: kinds of rows, formats, archives."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import app
from geodata.export import Rows
from geodata.stores import open_store
from tests.exported import READERS
from tests.making import DEIR, mention, story

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    store = open_store("conflict-map.db")
    store.add(story("Raqqa", "x", day="2017-10-12"), [mention(), mention(DEIR, start=30)])
    store.add(story("Again", "y", day="2017-10-14"), [mention()])
    store.close()

    def call(*arguments: str) -> tuple[int, str, str]:
        return app.main(("export", *arguments)), *capsys.readouterr()

    return call


@pytest.mark.parametrize("name", ["map.gpkg", "map.xlsx"])
def test_a_file_that_can_hold_all_kinds_does(run: Run, tmp_path: Path, name: str):
    status, out, err = run(name, "--json")
    told = json.loads(out)
    assert status == 0
    assert told["rows"] == {"mentions": 3, "places": 2, "stories": 2}
    assert told["mentions"] == 3
    assert "3 mentions, 2 places, 2 stories written to" in err
    read = READERS[told["format"]]
    assert {rows: len(read(tmp_path / name, Rows(rows))) for rows in told["rows"]} == told["rows"]


def test_a_row_is_what_was_asked_for(run: Run, tmp_path: Path):
    _, _, err = run("places.kml", "--rows", "places", "--from", "2017-10-14", "--undated", "no")
    assert "1 place written to places.kml" in err
    assert [row["place_id"] for row in READERS["kml"](tmp_path / "places.kml", Rows.PLACES)] == ["sy-raqqa"]
    _, out, _ = run("-", "--format", "bibtex")
    assert out.count("@online{") == 2


@pytest.mark.parametrize(
    ("arguments", "inside"),
    [
        (("map.csv.zip",), "map.csv"),
        (("map.zip", "--format", "gpkg"), "map.gpkg"),
        (("packed.zip",), "packed.geojson"),
        (("map.parquet", "--archive"), "map.parquet"),
    ],
)
def test_an_archive_holds_the_file_and_what_is_to_be_known_of_it(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], inside: str
):
    status, _, _ = run(*arguments, "--text", "Again")
    with zipfile.ZipFile(tmp_path / arguments[0]) as packed:
        assert (status, packed.namelist()) == (0, [inside, "README.txt", "LICENCE.txt"])
        assert "text = Again" in packed.read("README.txt").decode()


def test_an_archive_goes_to_standard_output_too(run: Run, monkeypatch: pytest.MonkeyPatch):
    written = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(written, encoding="utf-8"))
    assert app.main(("export", "-", "--format", "csv", "--archive", "--bom")) == 0
    with zipfile.ZipFile(BytesIO(written.getvalue())) as packed:
        assert packed.namelist()[0] == "conflict-map.csv"
        assert packed.read("conflict-map.csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map.csv", "--rows", "people"), "choose of mentions, places, stories, citations"),
        (("map.bib", "--rows", "mentions"), "holds no “mentions”"),
        (("map.csv", "--rows", "all"), "holds no “all”"),
        (("map.csv", "--lang", "fr"), "write en or ar"),
        (("map.html", "--lang", "fr"), "write en or ar"),
        (("map.shp",), "Nothing is exported as “.shp”"),
        (("nowhere/map.gpkg",), "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(run: Run, arguments: tuple[str, ...], words: str):
    status, _, err = run(*arguments)
    assert (status, words in err) == (2, True)
