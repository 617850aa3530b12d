import pytest

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.models import Kind, Place, Precision

GOVERNORATE, COUNTRY = Precision.GOVERNORATE, Precision.COUNTRY


def _country(code, name, arabic, lat, lon, *aliases):
    return Place(
        f"iso-{code}", name, arabic, Kind.COUNTRY, lat, lon, code, precision=COUNTRY, aliases=aliases
    )


def _area(identifier, name, arabic, lat, lon):
    return Place(
        identifier, name, arabic, Kind.GOVERNORATE, lat, lon, "SY", precision=GOVERNORATE, extent_km=80
    )


def _place(identifier, name, arabic, kind, lat, lon, admin1="", population=0, aliases=(), country="SY"):
    return Place(
        identifier, name, arabic, kind, lat, lon, country, admin1, population=population, aliases=aliases
    )


PLACES = (
    _country("SY", "Syria", "سوريا", 35.0, 38.5, "سورية"),
    _country("IQ", "Iraq", "العراق", 33.0, 43.7),
    _country("LB", "Lebanon", "لبنان", 33.9, 35.9),
    _country("RU", "Russia", "روسيا", 60.0, 100.0),
    _country("TR", "Turkey", "تركيا", 39.0, 35.0),
    _country("IR", "Iran", "إيران", 32.0, 53.0),
    _country("US", "United States", "الولايات المتحدة", 39.8, -98.6, "أمريكا", "US", "USA"),
    _area("sy-raqqa-governorate", "Raqqa Governorate", "محافظة الرقة", 36.1, 38.9),
    _area("sy-aleppo-governorate", "Aleppo Governorate", "محافظة حلب", 36.3, 37.6),
    _area("sy-idlib-governorate", "Idlib Governorate", "محافظة إدلب", 35.8, 36.7),
    _area("sy-rif-dimashq-governorate", "Rif Dimashq Governorate", "محافظة ريف دمشق", 33.6, 36.9),
    _place(
        "sy-raqqa", "Raqqa", "الرقة", Kind.CITY, 35.95, 39.01, "sy-raqqa-governorate", 220_000, ("Ar Raqqah",)
    ),
    _place("sy-aleppo", "Aleppo", "حلب", Kind.CITY, 36.2, 37.15, "sy-aleppo-governorate", 1_600_000),
    _place("sy-idlib", "Idlib", "إدلب", Kind.CITY, 35.93, 36.63, "sy-idlib-governorate", 160_000),
    _place("sy-damascus", "Damascus", "دمشق", Kind.CITY, 33.51, 36.29, "", 1_500_000),
    _place("sy-deir-ez-zor", "Deir ez-Zor", "دير الزور", Kind.CITY, 35.34, 40.14, "", 240_000),
    _place("sy-bab", "Al-Bab", "الباب", Kind.TOWN, 36.37, 37.52, "sy-aleppo-governorate", 130_000),
    _place("sy-kafr-nabl", "Kafr Nabl", "كفرنبل", Kind.TOWN, 35.61, 36.56, "sy-idlib-governorate", 15_000),
    _place("sy-rukban", "Rukban camp", "الركبان", Kind.CAMP, 33.31, 38.67, aliases=("Rukban",)),
    _place("gn-1", "Rasha", "رشا", Kind.VILLAGE, 35.7, 36.5, "sy-idlib-governorate"),
    _place("gn-2", "Salihiyah", "صالحية", Kind.VILLAGE, 36.3, 37.3, "sy-aleppo-governorate"),
    _place("gn-3", "Salihiyah", "صالحية", Kind.VILLAGE, 33.6, 36.4, "sy-rif-dimashq-governorate"),
    _place("lb-beirut", "Beirut", "بيروت", Kind.CITY, 33.89, 35.5, "", 1_900_000, country="LB"),
    _place("us-jordan", "Jordan", "", Kind.CITY, 44.7, -93.6, "", 200_000, country="US"),
)


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer(PLACES)


@pytest.fixture(scope="session")
def geoparser(gazetteer):
    return Geoparser(gazetteer)
