"""Where beside a place a text says something is, in many words of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.models import Compass, Mention, Precision, VicinityKind
from geodata.vicinity import code_of


def positions(geoparser, text: str) -> list[tuple[str, str]]:
    """The place and the vicinity of everything drawn."""
    return [(m.place.id, code_of(m.vicinity)) for m in geoparser.parse(text) if m.drawn]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("سقطت طائرة على بعد 20 كم شرق الرقة", "20km-E"),
        ("سقطت على بعد ٢٠ كيلومترا شرقي الرقة", "20km-E"),
        ("سقطت على بعد عشرين كيلومترا شرق الرقة", "20km-E"),
        ("سقطت على بعد خمسة وعشرين كيلومترا إلى الشمال الشرقي من مدينة الرقة", "25km-NE"),
        ("سقطت على بعد مئة وعشرين كلم شرق الرقة", "120km-E"),
        ("سقطت على بعد نحو 15 كم جنوب غرب الرقة", "about-15km-SW"),
        ("سقطت على بعد 15 كم تقريبا جنوب غربي الرقة", "about-15km-SW"),
        ("سقطت على مسافة 20كم شمال الرقة", "20km-N"),
        ("سقطت شرق الرقة بنحو 30 كم", "about-30km-E"),
        ("سقطت شمال مدينة الرقة على بعد 10 كيلومترات", "10km-N"),
        ("سقطت كيلومترين غرب الرقة", "2km-W"),
        ("سقطت على بعد كيلومتر واحد من الرقة", "1km"),
        ("سقطت على بعد 12 كلم من الرقة", "12km"),
        ("سقطت على بعد 15-20 كم شرق الرقة", "about-18km-E"),
        ("سقطت على بعد 1.5 كم شرق الرقة", "1.5km-E"),
        ("سقطت على بعد 500 متر شرق الرقة", "0.5km-E"),
        ("سقطت على بعد عشرة أميال شرق الرقة", "16km-E"),
        ("تحطمت بشمال شرق الرقة", "NE"),
        ("قصف وشمال الرقة", "N"),
        ("قصف شمالي الرقة", "N"),
        ("قصف شمال وشرق الرقة", "around"),
        ("قصف محيط الرقة", "around"),
        ("قصف قرب الرقة", "around"),
        ("قصف أطراف الرقة", "outskirts"),
        ("قصف بأطراف مدينة الرقة الشمالية", "outskirts-N"),
        ("قصف على مشارف الرقة", "outskirts"),
        ("تحركوا على طريق الرقة", "road"),
        ("A jet fell 15 km north of Raqqa", "15km-N"),
        ("A jet fell 15 kilometers (9 miles) north of Raqqa", "15km-N"),
        ("A jet fell some 20 kilometres northeast of the city of Raqqa", "about-20km-NE"),
        ("A jet fell twenty-five miles south-east of Raqqa", "40km-SE"),
        ("A jet fell two dozen kilometers east of Raqqa", "24km-E"),
        ("A jet fell 15km from Raqqa", "15km"),
        ("A jet fell a mile outside Raqqa", "1.6km"),
        ("A jet fell about 10 miles to the north of Raqqa", "about-16km-N"),
        ("They fought north of Raqqa", "N"),
        ("They fought in northern Raqqa", "N"),
        ("They fought on the outskirts of Raqqa", "outskirts"),
        ("They fought on the western outskirts of Raqqa", "outskirts-W"),
        ("They fought on Raqqa's northern outskirts", "outskirts-N"),
        ("They fought on the road to Raqqa", "road"),
    ],
)
def test_beside_a_town(geoparser, text, code):
    assert positions(geoparser, text) == [("sy-raqqa", code)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("اشتباكات في ريف حلب الشمالي الغربي", "countryside-NW:sy-aleppo"),
        ("اشتباكات في الريف الجنوبي لحلب", "countryside-S:sy-aleppo"),
        ("اشتباكات في الريف الشمالي لمحافظة حلب", "countryside-N:sy-aleppo"),
        ("اشتباكات في شمالي ريف حلب", "countryside-N:sy-aleppo"),
        ("اشتباكات في ريف حلب", ""),
        ("اشتباكات في ريفي حلب الغربي والجنوبي", ""),
        ("Fighting in the northern countryside of Aleppo", "countryside-N:sy-aleppo"),
        ("Fighting in Aleppo's eastern countryside", "countryside-E:sy-aleppo"),
        ("Fighting in the countryside north of Aleppo", "countryside-N:sy-aleppo"),
        ("Fighting in the southern Aleppo countryside", "countryside-S:sy-aleppo"),
        ("Fighting in the northern and eastern countryside of Aleppo", ""),
        ("Fighting in northern Aleppo province", "N"),
        ("اشتباكات شمال محافظة حلب", "N"),
        ("Fighting in the northern province of Aleppo", ""),
    ],
)
def test_on_a_side_of_what_is_called_after_a_town(geoparser, text, code):
    assert positions(geoparser, text) == [("sy-aleppo-governorate", code)]


def test_each_of_a_list_of_countrysides_has_its_own_side(geoparser):
    assert positions(geoparser, "قصف ريفي حلب الغربي وإدلب الشرقي") == [
        ("sy-aleppo-governorate", "countryside-W:sy-aleppo"),
        ("sy-idlib-governorate", "countryside-E:sy-idlib"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They held the northern city of Aleppo", "sy-aleppo"),
        ("They moved north to Aleppo", "sy-aleppo"),
        ("They fought north of the citadel of Aleppo", "sy-aleppo"),
        ("They came by way of Aleppo", "sy-aleppo"),
        ("وصلوا عن طريق حلب", "sy-aleppo"),
        ("مساحته 20 كم مربع في حلب", "sy-aleppo"),
        ("ساروا 20 كم. حلب بعيدة", "sy-aleppo"),
        ("قصف الجيش الشرقي حلب", "sy-aleppo"),
    ],
)
def test_a_direction_or_distance_that_is_not_the_places(geoparser, text, place):
    found = [(m.place.id, m.vicinity, m.precision) for m in geoparser.parse(text) if m.place]
    assert (place, None, Precision.EXACT) in found


@pytest.mark.parametrize(
    "text",
    [
        "اشتباكات بين الرقة وحلب",
        "اشتباكات بين مدينة الرقة ومدينة حلب",
        "اشتباكات بين مدينتي حلب والرقة",
        "Fighting between Raqqa and Aleppo",
        "Fighting between the city of Aleppo and Raqqa",
    ],
)
def test_between_two_towns_is_one_stretch_whichever_is_named_first(geoparser, text):
    assert positions(geoparser, text) == [("sy-aleppo", "between:sy-raqqa")]
    assert [m.reference for m in geoparser.parse(text)].count(True) == 1


@pytest.mark.parametrize(
    "text",
    [
        "انفجار على طريق حلب الرقة",
        "انفجار على طريق الرقة - حلب",
        "انفجار على الطريق الواصل بين حلب والرقة",
        "انفجار على الطريق الدولي بين الرقة وحلب",
        "انفجار على الطريق من الرقة إلى حلب",
        "A bomb went off on the Raqqa–Aleppo highway",
        "A bomb went off on the road from Raqqa to Aleppo",
        "A bomb went off on the highway between Aleppo and Raqqa",
    ],
)
def test_a_road_from_one_town_to_another(geoparser, text):
    assert positions(geoparser, text) == [("sy-aleppo", "road:sy-raqqa")]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("توزع القتلى بين الرقة وحلب", {"sy-raqqa", "sy-aleppo"}),
        ("The dead were divided between Raqqa and Aleppo", {"sy-raqqa", "sy-aleppo"}),
        ("Fighting between Raqqa, Aleppo and Idlib", {"sy-raqqa", "sy-aleppo", "sy-idlib"}),
        ("الحدود بين العراق وسوريا", {"iso-IQ", "iso-SY"}),
    ],
)
def test_what_is_no_stretch(geoparser, text, drawn):
    assert {place for place, code in positions(geoparser, text) if not code} == drawn


def test_a_stretch_may_only_say_where_a_third_place_lies(geoparser):
    text = "قصفت مدينة الباب الواقعة بين حلب والرقة"
    assert positions(geoparser, text) == [("sy-bab", "")]
    assert [m.reference for m in geoparser.parse(text)] == [False, True, True]


def test_the_town_is_drawn_where_it_is_named_for_itself(geoparser):
    text = "انفجار على بعد 20 كم شرق الرقة. وفي الرقة هدوء"
    assert positions(geoparser, text) == [("sy-raqqa", "20km-E"), ("sy-raqqa", "")]


@pytest.mark.parametrize(
    ("text", "precision"),
    [("They met in Southern Iraq", Precision.FUZZY), ("A blast 100 km west of Iraq", Precision.COUNTRY)],
)
def test_what_has_a_position_that_is_not_said(geoparser, text, precision):
    (mention,) = geoparser.parse(text)
    assert (mention.vicinity, mention.precision) == (None, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Strikes on Kafr Nabl, 30 km south of Idlib",
        "Strikes on Kafr Nabl, 30 km from Idlib",
        "قصفت كفرنبل التي تبعد 30 كم عن إدلب",
    ],
)
def test_a_reference_stands_nowhere_beside_itself(geoparser, text):
    mentions = geoparser.parse(text)
    assert [(m.reference, m.vicinity) for m in mentions] == [(False, None), (True, None)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("انفجار على بعد 20 كم شرق الرقة", "20 كم شرق"),
        ("انفجار شرق الرقة بنحو 20 كم أمس", "شرق … بنحو 20 كم"),
        ("a blast 20 km east of Raqqa", "20 km east of"),
        ("fighting between Raqqa and Aleppo", "between Raqqa and Aleppo"),
        ("a blast on the Raqqa–Aleppo highway", "Raqqa–Aleppo highway"),
    ],
)
def test_the_words_it_was_read_from_are_kept(geoparser, text, words):
    (drawn,) = [m for m in geoparser.parse(text) if m.drawn]
    assert [r.detail for r in drawn.reasons if r.code.startswith("vicinity.")] == [words]


_ARABIC_SIDES = {
    "شمال": "N",
    "شمال شرق": "NE",
    "شرق": "E",
    "جنوب شرقي": "SE",
    "غربي": "W",
    "شمالي غربي": "NW",
}
_ENGLISH_SIDES = {"north": "N", "northeast": "NE", "south-east": "SE", "west": "W", "southwest": "SW"}
_KM = st.integers(1, 400)


@given(_KM, st.sampled_from(sorted(_ARABIC_SIDES)), st.sampled_from(("كم", "كيلومترا", "كلم")), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_number_in_any_figures(geoparser, km, side, unit, eastern):
    figures = str(km).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if eastern else str(km)
    (mention,) = geoparser.parse(f"انفجار على بعد {figures} {unit} {side} الرقة")
    assert code_of(mention.vicinity) == f"{km}km-{_ARABIC_SIDES[side]}"


@given(
    _KM, st.sampled_from(sorted(_ENGLISH_SIDES)), st.sampled_from((" km", "km", " kilometres", " kilometers"))
)
@settings(max_examples=60, deadline=None)
def test_any_number_in_english(geoparser, km, side, unit):
    (mention,) = geoparser.parse(f"A blast {km}{unit} {side} of Raqqa")
    assert code_of(mention.vicinity) == f"{km}km-{_ENGLISH_SIDES[side]}"


_WORDS = (
    "على بعد|20|عشرين|كم|كيلو متر|شرق|الشمالي|من|و|الرقة|وحلب|بين|طريق|ريف|محيط|km|15|miles|north|of|between"
    "|and|Raqqa|Aleppo|road|the|'s|countryside|-|،|.|(|)|نحو|ب|dozen"
)
_PIECES = st.sampled_from(_WORDS.split("|"))


@given(st.lists(_PIECES, max_size=14))
@settings(max_examples=300, deadline=None)
def test_no_order_of_such_words_is_too_much(geoparser, pieces):
    text = " ".join(pieces)
    first, again = geoparser.parse(text), geoparser.parse(text)
    assert first == again
    for mention in first:
        _check(mention)


def _check(mention: Mention) -> None:
    vicinity = mention.vicinity
    if vicinity is None:
        return
    assert mention.place is not None and mention.precision in (Precision.NEAR, Precision.FUZZY)
    assert not mention.reference
    assert (vicinity.kind is VicinityKind.OFFSET) == (vicinity.distance_km > 0)
    assert vicinity.side is None or vicinity.side in set(Compass)
