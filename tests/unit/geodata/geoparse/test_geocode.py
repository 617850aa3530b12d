import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.geoparse.geocode import geocode
from geodata.models import Precision


@pytest.mark.parametrize(
    ("name", "more", "place"),
    [
        ("Raqqa", {}, "sy-raqqa"),
        ("Raqqa city", {}, "sy-raqqa"),
        ("Raqqa governorate", {}, "sy-raqqa-governorate"),
        ("محافظة الرقة", {}, "sy-raqqa-governorate"),
        ("village of Salihiyah", {"admin1": "Aleppo Governorate"}, "gn-2"),
        ("Salihiyah", {"admin1": "محافظة ريف دمشق"}, "gn-3"),
        ("Salihiyeh village", {"admin1": "Rif Dimashq"}, "gn-3"),
        ("Kafranbel", {"admin1": "Idleb"}, "sy-kafr-nabl"),
        ("قرية رشا", {"country": "سوريا"}, "gn-1"),
        ("Dayr az Zawr", {"country": "SYR"}, "sy-deir-ez-zor"),
        ("Beirut", {"country": "LB"}, "lb-beirut"),
        ("Beirut", {"country": "SY"}, None),
        ("Xyzzyville", {}, None),
        ("Raqqa", {"country": "Atlantis"}, None),
        ("", {}, None),
        ("!!", {"admin1": "?"}, None),
    ],
)
def test_names(gazetteer, name, more, place):
    found = geocode(gazetteer, name, **more)
    assert (found and found.place.id) == place


def test_countryside_is_no_point(gazetteer):
    found = geocode(gazetteer, "Idlib countryside")
    assert (found.place.id, found.precision) == ("sy-idlib-governorate", Precision.GOVERNORATE)


@given(st.text(), st.text(max_size=10), st.text(max_size=3))
def test_any_strings(gazetteer, name, admin1, country):
    found = geocode(gazetteer, name, admin1=admin1, country=country)
    assert found is None or 0 < found.confidence < 1
