"""The shipped data: complete, valid, small, and where things are."""

import gzip
import json
from itertools import combinations, pairwise
from math import cos, radians
from pathlib import Path

import pytest
import shapely
import shapely.affinity
from shapely.geometry import LineString, Point, shape

from dashboard.basemap import data_files, style
from dashboard.basemap.political import GOVERNORATES
from geodata.gazetteer.tables import read_places
from geodata.settings import PROJECT_ROOT

KM_PER_DEGREE = 111.2


def features(name):
    return json.loads(data_files()[f"{name}.json"].read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def governorates():
    return {item["properties"]["id"]: shape(item["geometry"]) for item in features("governorates")}


@pytest.fixture(scope="module")
def gazetteer():
    core = PROJECT_ROOT / "geodata" / "gazetteer" / "data" / "core.csv"
    return {place.id: place for place in read_places(core)}


@pytest.fixture(scope="module")
def countries():
    return {item["properties"]["iso_a2"]: shape(item["geometry"]) for item in features("countries")}


@pytest.mark.parametrize("path", data_files().values(), ids=lambda path: path.name)
def test_every_file_is_valid_geojson_in_degrees(path):
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["features"]
    for item in collection["features"]:
        geometry = shape(item["geometry"])
        assert geometry.is_valid, item["properties"]
        west, south, east, north = geometry.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90


def test_what_the_first_page_loads_stays_under_its_budget():
    paths = [data_files()[Path(source["data"]).name] for source in style()["sources"].values()]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths) < 400_000


def test_there_are_fourteen_governorates(governorates):
    assert set(governorates) == set(GOVERNORATES.values())
    assert len(governorates) == 14
    assert all(area.geom_type in ("Polygon", "MultiPolygon") for area in governorates.values())


def test_governorates_are_those_of_the_gazetteer(governorates, gazetteer):
    assert set(governorates) <= set(gazetteer)


def test_governorates_share_their_borders(governorates):
    whole = shapely.union_all(list(governorates.values()))
    assert whole.area == pytest.approx(sum(area.area for area in governorates.values()), rel=1e-9)
    for (_, one), (_, other) in combinations(governorates.items(), 2):
        assert one.intersection(other).area == pytest.approx(0, abs=1e-9)


def test_no_sliver_is_left_between_them(governorates):
    whole = shapely.union_all(list(governorates.values()))
    assert whole.geom_type == "Polygon" or max(p.area for p in whole.geoms) / whole.area > 0.999
    largest = max(shapely.get_parts(whole), key=lambda part: part.area)
    assert not largest.interiors


@pytest.mark.parametrize(
    ("lat", "lon", "governorate"),
    [
        (36.2021, 37.1343, "sy-aleppo-governorate"),
        (33.5131, 36.2919, "sy-damascus-governorate"),
        (33.5717, 36.4027, "sy-rif-dimashq"),
        (32.6250, 36.1050, "sy-daraa-governorate"),
        (35.3359, 40.1408, "sy-deir-ez-zor-governorate"),
        (35.1318, 36.7578, "sy-hama-governorate"),
        (36.5024, 40.7478, "sy-hasakah-governorate"),
        (34.5560, 38.2710, "sy-homs-governorate"),
        (35.9306, 36.6339, "sy-idlib-governorate"),
        (35.5317, 35.8001, "sy-latakia-governorate"),
        (32.9800, 35.7600, "sy-quneitra-governorate"),
        (35.9528, 39.0079, "sy-raqqa-governorate"),
        (32.7090, 36.5695, "sy-suwayda-governorate"),
        (34.8890, 35.9000, "sy-tartus-governorate"),
    ],
)
def test_capitals_lie_in_their_governorates(governorates, lat, lon, governorate):
    assert [name for name, area in governorates.items() if area.contains(Point(lon, lat))] == [governorate]


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [(45.0, 34.3, "UA"), (33.0, 35.8, "SY"), (35.3, 33.6, "CY"), (31.5, 35.1, "PS"), (9.6, 44.1, "SO")],
)
def test_land_under_a_line_of_control_stays_with_its_country(countries, lat, lon, code):
    assert [name for name, area in countries.items() if area.contains(Point(lon, lat))] == [code]


def test_each_border_is_drawn_once():
    seen: set[frozenset[tuple[float, ...]]] = set()
    for item in features("borders"):
        if item["properties"]["kind"] == "first-level":
            continue
        for line in shapely.get_parts(shape(item["geometry"])):
            for edge in pairwise(line.coords):
                assert frozenset(edge) not in seen
                seen.add(frozenset(edge))


def test_lines_of_control_are_told_from_agreed_borders():
    assert {"international", "disputed", "ceasefire", "governorate"} <= {
        item["properties"]["kind"] for item in features("borders")
    }


@pytest.mark.parametrize(
    ("river", "lat", "lon"),
    [
        ("euphrates", 35.9528, 39.0079),
        ("euphrates", 35.3359, 40.1408),
        ("euphrates", 36.8175, 38.0111),
        ("euphrates", 34.4506, 40.9194),
        ("euphrates", 33.3538, 43.7783),
        ("euphrates", 31.0580, 46.2573),
        ("tigris", 36.3350, 43.1189),
        ("tigris", 33.3128, 44.3615),
        ("tigris", 32.5128, 45.8182),
        ("khabur", 36.5024, 40.7478),
        ("khabur", 36.0567, 40.7305),
        ("orontes", 35.1318, 36.7578),
        ("orontes", 36.2066, 36.1572),
    ],
)
def test_rivers_pass_the_towns_on_their_banks(river, lat, lon):
    line = next(
        shape(item["geometry"]) for item in features("water") if item["properties"].get("id") == river
    )
    # Degrees of longitude are shorter up here: stretch both until a degree is the same length either way.
    flat = shapely.affinity.scale(line, xfact=cos(radians(lat)), origin=(0, 0))
    assert flat.distance(Point(lon * cos(radians(lat)), lat)) * KM_PER_DEGREE < 4


def test_every_name_stands_in_both_scripts():
    for name in ("labels", "governorates", "countries"):
        for item in features(name):
            assert item["properties"]["name"].strip()
            assert any("\u0600" <= letter <= "\u06ff" for letter in item["properties"]["name_ar"])


def test_settlements_stand_where_the_gazetteer_has_them(gazetteer):
    shown = [item for item in features("labels") if item["properties"].get("id") in gazetteer]
    assert len(shown) > 500
    for item in shown:
        place = gazetteer[item["properties"]["id"]]
        assert Point(item["geometry"]["coordinates"]).distance(Point(place.lon, place.lat)) < 0.03, place.id


def test_no_two_settlements_share_a_spot():
    spots = [
        Point(item["geometry"]["coordinates"])
        for item in features("labels")
        if item["properties"]["kind"] in ("capital", "city", "town")
    ]
    for one, other in combinations(spots, 2):
        assert one.distance(other) > 0.005


def test_rivers_do_not_cross_lakes():
    water = features("water")
    lakes = [shape(item["geometry"]) for item in water if item["properties"]["kind"] != "river"]
    inside = shapely.union_all([lake.buffer(-0.01) for lake in lakes])
    for item in water:
        if item["properties"].get("id") and item["properties"]["kind"] == "river":
            crossing = shape(item["geometry"]).intersection(inside)
            assert isinstance(crossing, LineString) or crossing.length == 0
            assert crossing.length < 0.01
