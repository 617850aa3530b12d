import tomllib

import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.geoparse.lexicon import DATA
from geodata.geoparse.outlets import home_of


@pytest.mark.parametrize(
    ("outlet", "country"),
    [
        ("عنب بلدي", "SY"),
        ("موقع عنب بلدي", "SY"),
        ("وكالة الأناضول", "TR"),
        ("The Jordan Times", "JO"),
        ("https://www.enabbaladi.net/archives/1?x=2", "SY"),
        ("today.lorientlejour.com", "LB"),
        ("SANA", "SY"),
        ("Raqqa is Being Slaughtered Silently", "SY"),
        ("Reuters", ""),
        ("notsana.sy", ""),
        ("", ""),
        (" \n", ""),
        ("http://", ""),
    ],
)
def test_the_country_an_outlet_reports_on(outlet, country):
    home = home_of(bundled(), outlet)
    assert (home.country if home else "") == country


def test_a_local_outlet_has_a_place():
    home = home_of(bundled(), "دير الزور 24")
    assert home is not None and home.place is not None and home.place.id == "sy-deir-ez-zor"


def test_every_home_exists_and_no_outlet_has_two():
    table = tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))
    for code in table["countries"]:
        assert bundled().place(f"iso-{code}").country == code
    for place_id in table["places"]:
        assert bundled().place(place_id).id == place_id
    homes = [*table["countries"].values(), *table["places"].values()]
    names = [name for outlets in homes for outlet in outlets for name in outlet.split("|")]
    assert len(names) == len(set(names))
    assert all(name == name.strip() and name for name in names)


@pytest.fixture(scope="module")
def parser():
    return Geoparser(bundled())


def place(parser, text, outlet):
    (mention, *_) = parser.parse(text, outlet=outlet)
    return mention.place.id


def test_the_outlet_decides_where_the_text_does_not(parser):
    text = "سقط جريحان في طرابلس."
    assert place(parser, text, "الوكالة الوطنية للإعلام") == "lb-tripoli"
    assert place(parser, text, "بوابة الوسط") == "ly-tripoli"
    (mention,) = parser.parse(text, outlet="بوابة الوسط")
    assert ("outlet", "LY") in [(reason.code, reason.detail) for reason in mention.reasons]


def test_the_text_overrules_the_outlet(parser):
    text = "هبطت طائرة في طرابلس قادمة من بنغازي."
    assert place(parser, text, "الوكالة الوطنية للإعلام") == "ly-tripoli"
    text = "قطع محتجون الطرق في طرابلس وعكار."
    assert place(parser, text, "بوابة الوسط") == "lb-tripoli"
