import bz2
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geodata.errors import DataError
from geodata.gazetteer.loaders import Entry, LeftOut
from geodata.gazetteer.loaders.whosonfirst import read
from geodata.models import Kind

HEADING = (
    *("wof_id", "placetype", "name", "lat", "lon", "country", "geonames_id", "population"),
    *("ara", "eng", "gn_fcode", "superseded", "deprecated"),
)


def table(path: Path, **cells: str) -> Path:
    row = {
        "wof_id": "1",
        "placetype": "locality",
        "name": "X",
        "lat": "35",
        "lon": "37",
        "country": "SY",
    } | cells
    lines = (HEADING, [row.get(column, "") for column in HEADING])
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


def one(path: Path, **cells: str):
    (found,) = read(table(path / "wof.tsv", **cells))
    return found


def test_names_are_told_apart_by_their_script(tmp_path):
    place = one(tmp_path, name="تدمر", ara="Tadmur|تَدْمُر", eng="Palmyra").place
    assert (place.name, place.name_ar, place.aliases) == ("Palmyra", "تدمر", ("Tadmur",))


def test_quotation_marks_quote_nothing(tmp_path):
    assert one(tmp_path, name='"Ayn al Arab', eng="Kobani").place.name == "Kobani"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"population": "90000"}, Kind.CITY),
        ({"population": "7000"}, Kind.TOWN),
        ({}, Kind.VILLAGE),
        ({"gn_fcode": "PPLA3"}, Kind.TOWN),
        ({"gn_fcode": "PPLX"}, Kind.QUARTER),
        ({"placetype": "county"}, Kind.DISTRICT),
        ({"placetype": "region"}, Kind.GOVERNORATE),
        ({"placetype": "neighbourhood"}, Kind.QUARTER),
    ],
)
def test_kinds(tmp_path, cells, kind):
    assert one(tmp_path, name="Zaytun", **cells).place.kind is kind


@pytest.mark.parametrize(
    "cells", [{"superseded": "1"}, {"deprecated": "2024-01-19"}, {"placetype": "campus"}]
)
def test_rows_that_are_not_wanted(tmp_path, cells):
    assert isinstance(one(tmp_path, name="Zaytun", **cells), LeftOut)


def test_the_number_at_geonames_is_kept(tmp_path):
    assert one(tmp_path, name="Zaytun", geonames_id="163808").also == ("gn-163808",)


def database(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            CREATE TABLE spr (id INTEGER, name TEXT, placetype TEXT, country TEXT,
                              latitude REAL, longitude REAL, is_superseded INTEGER, is_deprecated INTEGER);
            CREATE TABLE names (id INTEGER, language TEXT, privateuse TEXT, name TEXT);
            CREATE TABLE ancestors (id INTEGER, ancestor_id INTEGER, ancestor_placetype TEXT);
            CREATE TABLE concordances (id INTEGER, other_id TEXT, other_source TEXT);
            INSERT INTO spr VALUES (5, 'Tadmur', 'locality', 'SY', 34.56, 38.28, 0, 0),
                                   (6, 'Old', 'locality', 'SY', 34.5, 38.2, 1, 0);
            INSERT INTO names VALUES (5, 'ara', 'preferred', 'تدمر'), (5, 'eng', 'variant', 'Palmyra');
            INSERT INTO ancestors VALUES (5, 77, 'region'), (5, 88, 'county');
            INSERT INTO concordances VALUES (5, '163808', 'gn:id'), (5, 'Q1', 'wd:id');
            """
        )
        connection.commit()
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_a_database_is_read_like_a_table(tmp_path, packed):
    path = database(tmp_path / "whosonfirst-data-admin-sy-latest.db")
    if packed:
        smaller = path.with_suffix(".db.bz2")
        smaller.write_bytes(bz2.compress(path.read_bytes()))
        path = smaller
    first, second = read(path)
    assert isinstance(first, Entry)
    assert isinstance(second, LeftOut)
    place = first.place
    assert (place.id, place.name, place.name_ar, place.aliases) == ("wof-5", "Tadmur", "تدمر", ("Palmyra",))
    assert (place.admin1, place.admin2, first.also) == ("wof-77", "wof-88", ("gn-163808",))


def test_another_database_is_refused(tmp_path):
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE stories (id INTEGER)")
        connection.commit()
    with pytest.raises(DataError, match="fresh copy"):
        list(read(path))
