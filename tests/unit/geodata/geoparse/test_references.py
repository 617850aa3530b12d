import pytest

REFERENCES = [
    ("Shelling hit Kafr Nabl town south of Idlib", ["Idlib"]),
    ("Fighting in Raqqa city, Raqqa governorate, Syria", ["Raqqa", "Syria"]),
    ("strikes on Kafr Nabl and al-Bab in the countryside of Idlib and Aleppo", ["Idlib", "Aleppo"]),
    ("قصف مدينة الباب بريف حلب الشرقي", ["حلب"]),
    ("قصف على الرقة في سوريا", ["سوريا"]),
    ("قصف كفرنبل قرب إدلب", ["إدلب"]),
]
PLACES_OF_THEIR_OWN = [
    "strikes on Raqqa and Aleppo",
    "They went from Raqqa to Aleppo governorate",
    "قصف حلب وشمال الرقة",
    "انسحبوا من الرقة. في ريف حلب هدوء",
    "Fighting north of Aleppo",
    "fighting in the village of Qaminat, north of Aleppo",
    "معارك في حلب، العراق",
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_what_only_says_where_another_lies_is_not_drawn(geoparser, text, expected):
    mentions = geoparser.parse(text)
    assert [m.surface for m in mentions if m.reference] == expected
    assert not any(m.drawn for m in mentions if m.reference)
    assert any(m.drawn for m in mentions)


@pytest.mark.parametrize("text", PLACES_OF_THEIR_OWN)
def test_what_stands_for_itself_is_drawn(geoparser, text):
    assert not any(m.reference for m in geoparser.parse(text))
