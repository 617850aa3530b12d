"""Boundaries with the columns of every generation, in every format."""

import zipfile
from pathlib import Path

import geopandas
import pandas
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from geodata.errors import DataError
from geodata.gazetteer.loaders import Entry, Fault, LeftOut
from geodata.gazetteer.loaders.cod_ab import download, read
from geodata.gazetteer.loaders.common.cod_columns import columns_of, unit_of
from geodata.models import Kind, Precision

AREA = box(36.0, 35.0, 36.4, 35.4)
ROW = {
    "ADM2_EN": "Zaytun",
    "ADM2_AR": "زيتون",
    "ADM2_PCODE": "SY0599",
    "ADM1_PCODE": "SY05",
    "ADM0_PCODE": "SY",
}


def frame(*rows: dict[str, object], shapes: list[object] | None = None) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(list(rows), geometry=shapes or [AREA] * len(rows), crs="EPSG:4326")


def entries(path: Path) -> list[Entry]:
    return [found for found in read(path) if isinstance(found, Entry)]


@pytest.mark.parametrize(
    "headings",
    [
        ("ADM2_EN", "ADM2_AR", "ADM2_PCODE", "ADM1_PCODE"),
        ("admin2Name_en", "admin2Name_ar", "admin2Pcode", "admin1Pcode"),
        ("admin2Name", "admin2Na_1", "admin2Pcod", "admin1Pcod"),
        ("adm2_name", "adm2_name1", "adm2_pcode", "adm1_pcode"),
        ("adm2_name1", "adm2_name", "adm2_pcode", "adm1_pcode"),
        ("adm2_ref_name", "adm2_name2", "adm2_pcode", "adm1_pcode"),
    ],
)
def test_columns_old_and_new(headings):
    values = dict(zip(headings, ("Zaytun", "زيتون", "SY0599", "SY05"), strict=True))
    unit = unit_of(values, columns_of(values))
    assert (unit.level, unit.code, unit.codes[1]) == (2, "SY0599", "SY05")
    assert set(unit.names) == {"Zaytun", "زيتون"}


def test_columns_that_only_look_like_names():
    columns = columns_of(
        ["adm2_name", "adm2_pcode", "lang", "valid_on", "area_sqkm", "version", "cod_version"]
    )
    assert (columns.codes, columns.names) == ({2: "adm2_pcode"}, {2: ("adm2_name",)})


@pytest.mark.parametrize("ending", [".geojson", ".gpkg", ".shp.zip", ".geojson.zip"])
def test_formats(tmp_path, ending):
    path = tmp_path / f"syr_admin2{ending}"
    whole = frame(ROW)
    if ending == ".shp.zip":
        whole.to_file(tmp_path / "syr_admin2.shp")
        with zipfile.ZipFile(path, "w") as archive:
            for part in tmp_path.glob("syr_admin2.???"):
                archive.write(part, f"boundaries/{part.name}")
    elif ending == ".geojson.zip":
        whole.to_file(tmp_path / "syr_admin2.geojson")
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(tmp_path / "syr_admin2.geojson", "syr_admin2.geojson")
    else:
        whole.to_file(path)
    (entry,) = entries(path)
    place = entry.place
    assert (place.id, place.name, place.name_ar, place.pcode) == ("cod-SY0599", "Zaytun", "زيتون", "SY0599")
    assert (place.kind, place.precision, place.admin1) == (Kind.DISTRICT, Precision.DISTRICT, "cod-SY05")
    assert (place.lat, place.lon) == pytest.approx((35.2, 36.2))
    assert place.extent_km == pytest.approx(22.5, abs=0.5)
    assert (entry.level, entry.shape.area) == (2, pytest.approx(0.16))


def test_points_in_a_workbook(tmp_path):
    path = tmp_path / "syr_adminpoints.xlsx"
    rows = [
        {
            "adm4_name": "Zaytun",
            "adm4_name1": "زيتون",
            "adm4_pcode": "C1",
            "adm2_pcode": "SY0599",
            "adm0_pcode": "SY",
        },
        {
            "adm4_name": "Rumman",
            "adm4_name1": None,
            "adm4_pcode": "C2",
            "adm2_pcode": "SY0599",
            "adm0_pcode": "SY",
        },
    ]
    table = pandas.DataFrame(rows).assign(center_lat=["35.2", ""], center_lon=["36.2", ""])
    table.to_excel(path, sheet_name="communities", index=False)
    found = list(read(path))
    assert [
        (one.place.id, one.place.kind, one.place.admin2, one.shape) for one in found if isinstance(one, Entry)
    ] == [("cod-C1", Kind.VILLAGE, "cod-SY0599", None)]
    assert [one.where for one in found if isinstance(one, Fault)] == ["communities, row 2"]


def test_outlines_come_before_points_of_the_same_unit(tmp_path):
    path = tmp_path / "syr.gpkg"
    frame(ROW, shapes=[Point(36.3, 35.3)]).to_file(path, layer="a_points")
    frame(ROW).to_file(path, layer="b_areas")
    frame(ROW, shapes=[LineString([(36, 35), (37, 36)])]).to_file(path, layer="c_lines")
    found = list(read(path))
    assert [one.level for one in found if isinstance(one, Entry)] == [2]
    assert sorted(one.why for one in found if isinstance(one, LeftOut)) == [
        "lines",
        "points of units whose outline is there",
    ]


def test_a_projected_file_is_turned_into_degrees(tmp_path):
    path = tmp_path / "syr.gpkg"
    frame(ROW).to_crs(32637).to_file(path)
    (entry,) = entries(path)
    assert (entry.place.lat, entry.place.lon) == pytest.approx((35.2, 36.2), abs=0.001)


def test_numbers_that_are_no_degrees_are_refused(tmp_path):
    path = tmp_path / "syr.shp"
    flat = geopandas.GeoDataFrame([ROW], geometry=[box(200_000, 3_900_000, 210_000, 3_910_000)])
    with pytest.warns(UserWarning, match="crs"):
        flat.to_file(path)
    path.with_suffix(".prj").unlink(missing_ok=True)
    with pytest.raises(DataError, match="WGS 84"):
        list(read(path))


def test_an_outline_that_crosses_itself_is_mended(tmp_path):
    path = tmp_path / "syr.geojson"
    bow = Polygon([(36, 35), (37, 36), (37, 35), (36, 36)])
    frame(ROW, shapes=[bow]).to_file(path)
    (entry,) = entries(path)
    assert entry.shape.is_valid
    assert entry.shape.area == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("code", "country"), [("IQG01", "IQ"), ("TUR001", "TR"), ("PS01", "PS"), ("LBN1", "LB"), ("991", "")]
)
def test_the_country_is_told_by_the_p_code(tmp_path, code, country):
    path = tmp_path / "x.geojson"
    frame({"adm1_name": "Zaytun", "adm1_pcode": code}).to_file(path)
    (found,) = read(path)
    assert (found.place.country if isinstance(found, Entry) else "") == country


def test_a_page_without_a_file_says_where_to_look():
    with pytest.raises(DataError, match=r"cod-ab-syr"):
        download("SY", lambda _: b"<html>nothing here</html>")


def test_the_best_of_the_files_is_taken():
    page = b'<a href="/x/download/syr.xlsx"></a><a href="/x/download/syr.shp.zip"></a><a href="/y"></a>'
    found = download("SY", lambda address: page if "dataset" in address else b"PK")
    assert (found.name, found.data) == ("syr.shp.zip", b"PK")
