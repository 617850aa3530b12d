"""A town and the unit called after it; names that hold a direction; villages called as people are."""

import pytest

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.geoparse.geocode import geocode
from geodata.models import Kind, Place, Precision

SYRIA = Place("iso-SY", "Syria", "سوريا", Kind.COUNTRY, 35.0, 38.5, "SY", precision=Precision.COUNTRY)
IRAQ = Place("iso-IQ", "Iraq", "العراق", Kind.COUNTRY, 33.0, 43.7, "IQ", precision=Precision.COUNTRY)


def place(identifier, name, arabic, kind, lat, lon, country="SY", aliases=()):
    precision = Precision.DISTRICT if kind is Kind.SUBDISTRICT else Precision.EXACT
    return Place(identifier, name, arabic, kind, lat, lon, country, precision=precision, aliases=aliases)


GAZETTEER = Gazetteer(
    (
        SYRIA,
        IRAQ,
        place("town", "Sarmin", "سرمين", Kind.TOWN, 35.9, 36.73),
        place(
            "unit",
            "Sarmin Subdistrict",
            "ناحية سرمين",
            Kind.SUBDISTRICT,
            35.9,
            36.73,
            aliases=("سرمين", "Sarmin"),
        ),
        place(
            "rabia-unit", "Rabia Subdistrict", "ناحية ربيعة", Kind.SUBDISTRICT, 35.8, 36.0, aliases=("ربيعة",)
        ),
        place("rabia-iraq", "Rabia", "ربيعة", Kind.TOWN, 36.8, 42.09, "IQ"),
        place("mosul", "Mosul", "الموصل", Kind.CITY, 36.34, 43.13, "IQ"),
        place("western", "Western Ghariyah", "الغارية الغربية", Kind.TOWN, 32.69, 36.22),
        place("other", "Al-Ghariyah", "الغارية", Kind.VILLAGE, 32.39, 36.65),
        place("father", "Abu Jaddi", "أبو جدي", Kind.VILLAGE, 35.72, 38.75),
    )
)


@pytest.fixture(scope="module")
def geoparser():
    return Geoparser(GAZETTEER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على سرمين", "town"),
        ("قصف مدينة سرمين", "town"),
        ("قصف ناحية سرمين", "unit"),
        ("Shelling in Sarmin subdistrict", "unit"),
        ("وصلوا إلى ناحية ربيعة غربي الموصل", "rabia-iraq"),
    ],
)
def test_the_word_for_a_unit_chooses(geoparser, text, expected):
    assert geoparser.parse(text)[0].place.id == expected


def test_a_man_called_as_a_village_is_no_place(geoparser):
    assert geoparser.parse("وأضاف أبو جدي أن الوضع صعب") == []
    assert [m.place.id for m in geoparser.parse("وأضاف أن قرية أبو جدي قصفت")] == ["father"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Western Ghariyah town", "western"),
        ("Ghariyah village", "other"),
        ("western Sarmin countryside", "town"),
    ],
)
def test_a_direction_may_be_a_part_of_the_name(name, expected):
    assert geocode(GAZETTEER, name, country="SY").place.id == expected
