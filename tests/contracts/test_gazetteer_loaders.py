"""What every loader of gazetteers must do: give places with ids of its own, and outlive every bad row."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import DataError, ReadError, UnknownNameError
from geodata.gazetteer import shelf
from geodata.gazetteer.index import BULK_PREFIXES, bundled
from geodata.gazetteer.loaders import Download, Entry, Fault, LeftOut, loader, loaders
from geodata.models import Kind

WOF = "wof_id placetype name lat lon country geonames_id population ara superseded region_id".split()  # noqa: SIM905


def geonames(folder: Path) -> Path:
    def row(number: str, name: str, names: str, lat: str, code: str) -> str:
        cells = [number, name, name, names, lat, "35.4", code[0], code[2:], "LB", "", "00", *[""] * 8]
        return "\t".join(cells)

    path = folder / "XX.txt"
    rows = [
        row("1", "Zarnouqiyé", "Zarnuqiyah,زرنوقية", "33.4", "P.PPL"),
        row("2", "Somewhere", "", "north", "P.PPL"),
        row("3", "Spring of Somewhere", "", "33.5", "H.SPNG"),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def whosonfirst(folder: Path) -> Path:
    path = folder / "wof_xx.tsv"
    rows = [
        WOF,
        ["11", "locality", "Zarnouqiyé", "33.4", "35.4", "LB", "1", "", "زرنوقية|Zarnūqīyah", "0", ""],
        ["12", "locality", "Somewhere", "north", "35.4", "LB", "", "", "", "0", ""],
        ["13", "locality", "Gone", "33.5", "35.4", "LB", "", "", "", "1", ""],
    ]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def cod_ab(folder: Path) -> Path:
    def feature(geometry: object, **properties: str) -> dict[str, object]:
        return {"type": "Feature", "properties": properties, "geometry": geometry}

    square = [[[35.3, 33.3], [35.5, 33.3], [35.5, 33.5], [35.3, 33.5], [35.3, 33.3]]]
    area = {"type": "Polygon", "coordinates": square}
    features = [
        feature(area, adm3_name="Zarnouqiyé", adm3_name1="زرنوقية", adm3_pcode="LB01010101", adm0_pcode="LB"),
        feature(None, adm3_name="Somewhere", adm3_name1="", adm3_pcode="LB01010102", adm0_pcode="LB"),
        feature(area, adm3_name="", adm3_name1="", adm3_pcode="", adm0_pcode="LB"),
    ]
    path = folder / "xxx_admin3.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


FILES: dict[str, Callable[[Path], Path]] = {
    "geonames": geonames,
    "whosonfirst": whosonfirst,
    "cod-ab": cod_ab,
}
"""For each a file: a place called Zarnouqiyé and زرنوقية in Lebanon, a row without a point, one unwanted."""


@pytest.fixture(params=sorted(loaders()))
def kind(request: pytest.FixtureRequest) -> str:
    assert request.param in FILES, f"give the loader {request.param} a file in {__name__}.FILES"
    return str(request.param)


@pytest.fixture
def file(kind: str, tmp_path: Path) -> Path:
    return FILES[kind](tmp_path)


def test_it_says_what_it_is(kind):
    module = loader(kind)
    assert module.PREFIX in BULK_PREFIXES
    assert all(getattr(module, name) for name in ("TITLE", "CREDIT", "FILES"))


def test_a_place_comes_with_its_names_and_an_id_of_the_source(kind, file):
    (entry,) = [found for found in loader(kind).read(file) if isinstance(found, Entry)]
    place = entry.place
    assert place.id.startswith(loader(kind).PREFIX)
    assert (place.name, place.name_ar, place.country) == ("Zarnouqiye", "زرنوقية", "LB")
    assert (place.lat, place.lon) == pytest.approx((33.4, 35.4), abs=0.01)
    assert place.kind in (Kind.VILLAGE, Kind.SUBDISTRICT)
    assert place.source == loader(kind).TITLE


def test_a_bad_row_is_told_and_the_rest_is_read(kind, file):
    found = list(loader(kind).read(file))
    faults = [one for one in found if isinstance(one, Fault)]
    assert faults
    assert all(fault.where and fault.reason for fault in faults)
    assert len(found) == 3


def test_the_same_file_gives_the_same(kind, file):
    first, second = ([str(found) for found in loader(kind).read(file)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", ["", "Some story about a village.\n", "a\tb\tc\n1\t2\t3\n", '{"type": "x"}'])
def test_another_kind_of_file_is_refused(kind, file, text):
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        _ = [found for found in loader(kind).read(file) if isinstance(found, Entry | Fault | LeftOut)]
    assert file.name in str(refused.value) or text == ""


def test_a_file_that_is_not_there_is_refused(kind, tmp_path):
    with pytest.raises(DataError):
        list(loader(kind).read(tmp_path / "nothing.geojson"))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), noise=st.binary(max_size=8))
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(kind, file, tmp_path, at, noise):
    whole = file.read_bytes()
    cut = int(at * len(whole))
    damaged = tmp_path / f"damaged{file.suffix}"
    damaged.write_bytes(whole[:cut] + noise + whole[cut + len(noise) :])
    try:
        for found in loader(kind).read(damaged):
            assert isinstance(found, Entry | Fault | LeftOut)
    except DataError:
        pass


def test_a_country_is_asked_for_where_the_source_has_it_and_nowhere_else(kind):
    asked = []

    def ask(address: str) -> bytes:
        asked.append(address)
        return b'<a href="/dataset/1/resource/2/download/syr_admin_boundaries.geojson.zip">GeoJSON</a>'

    download = loader(kind).download("SY", ask)
    assert isinstance(download, Download)
    assert download.address == asked[-1]
    assert all(address.startswith("https://") for address in asked)
    assert Path(download.name).name == download.name


def test_trouble_on_the_way_is_not_hidden(kind):
    def ask(address: str) -> bytes:
        raise ReadError(address)

    with pytest.raises(ReadError):
        loader(kind).download("SY", ask)


def test_what_is_added_is_found_and_what_is_removed_is_not(kind, file, tmp_path):
    folder = tmp_path / "gazetteers"
    source = shelf.add(folder, kind, file)
    assert source.places == 1
    (place,) = shelf.open_gazetteer(folder).lookup("زرنوقية")
    assert place.id.startswith(loader(kind).PREFIX)
    assert bundled().lookup("زرنوقية") == ()
    shelf.remove(folder, source.name)
    assert shelf.open_gazetteer(folder) is bundled()


def test_an_unknown_loader_names_those_there_are():
    with pytest.raises(UnknownNameError, match=r"cod-ab, geonames, whosonfirst"):
        loader("osm")
