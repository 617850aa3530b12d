from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.geocoders.common.choosing import Setting, choose
from geodata.geocoders.common.kinds import SETTLED, of_geonames, of_level, of_openstreetmap
from geodata.geocoders.common.likeness import ALIKE, likeness
from geodata.geocoders.common.places import clean, extent_km, place_of, precision_of
from geodata.models import Kind, Place, Precision
from tests.making import RAQQA

NAME = "تل المثال"
NEAR_RAQQA = Place("nominatim-n1", "Tell al-Mithal", NAME, Kind.VILLAGE, 36.0, 39.1, "SY")
FAR = replace(NEAR_RAQQA, id="nominatim-n2", lat=32.9, lon=36.2)
IRAQI = replace(NEAR_RAQQA, id="nominatim-n3", lat=36.1, lon=42.0, country="IQ")
SYRIA = Setting({"SY": 1.0}, (RAQQA,))


def test_the_only_place_of_the_name_in_the_storys_country_is_meant() -> None:
    choice = choose(NAME, [NEAR_RAQQA], SYRIA)
    assert choice.place == NEAR_RAQQA
    assert choice.near == RAQQA
    assert [candidate.place_id for candidate in choice.candidates] == [NEAR_RAQQA.id]


def test_nothing_looked_up_is_sure() -> None:
    assert 0.5 < choose(NAME, [NEAR_RAQQA], SYRIA).confidence <= 0.6


def test_farther_is_less_sure() -> None:
    near, far = (choose(NAME, [place], SYRIA).confidence for place in (NEAR_RAQQA, FAR))
    unknown = choose(NAME, [NEAR_RAQQA], Setting({"SY": 1.0})).confidence
    assert near > unknown > far > 0.3


def test_a_country_named_in_passing_is_less_sure() -> None:
    passing = choose(NAME, [IRAQI], Setting({"SY": 0.9, "IQ": 0.1}, (RAQQA,)))
    assert passing.place == IRAQI
    assert passing.confidence < choose(NAME, [FAR], SYRIA).confidence + 0.1
    assert passing.confidence < choose(NAME, [IRAQI], Setting({"SY": 0.5, "IQ": 0.5}, (RAQQA,))).confidence


@pytest.mark.parametrize(
    "answer",
    [
        IRAQI,
        replace(NEAR_RAQQA, country=""),
        replace(NEAR_RAQQA, name="Other", name_ar="شيء آخر"),
        replace(NEAR_RAQQA, name_ar="تل المثالب الكبير"),
    ],
)
def test_another_country_or_another_name_is_not_meant_but_stays_a_candidate(answer: Place) -> None:
    choice = choose(NAME, [answer], SYRIA)
    assert choice.place is None
    assert choice.confidence == 0


def test_what_is_not_taken_is_kept_with_its_score() -> None:
    [candidate] = choose(NAME, [IRAQI], SYRIA).candidates
    assert candidate.place_id == IRAQI.id
    assert 0 < candidate.score < 0.6


def test_without_a_country_nothing_is_meant() -> None:
    assert choose(NAME, [NEAR_RAQQA], Setting()).place is None


def test_of_two_the_clearly_nearer_is_meant() -> None:
    for answers in ([NEAR_RAQQA, FAR], [FAR, NEAR_RAQQA]):
        assert choose(NAME, answers, SYRIA).place == NEAR_RAQQA


def test_of_two_alike_none_is_meant() -> None:
    beside = replace(NEAR_RAQQA, id="nominatim-n4", lat=35.7)
    choice = choose(NAME, [NEAR_RAQQA, beside, FAR], SYRIA)
    assert choice.place is None
    assert len(choice.candidates) == 3
    assert choose(NAME, [NEAR_RAQQA, FAR], Setting({"SY": 1.0})).place is None


def test_the_name_itself_outweighs_one_that_is_like_it() -> None:
    like = replace(FAR, id="nominatim-n5", name_ar="تلل المثال")
    assert likeness(NAME, like) >= ALIKE
    assert choose(NAME, [like, NEAR_RAQQA], SYRIA).place == NEAR_RAQQA


def test_a_village_and_its_boundary_are_one() -> None:
    boundary = replace(
        NEAR_RAQQA,
        id="nominatim-r9",
        kind=Kind.SUBDISTRICT,
        lat=36.1,
        extent_km=20.0,
        precision=Precision.DISTRICT,
    )
    for answers in ([boundary, NEAR_RAQQA], [NEAR_RAQQA, boundary]):
        assert choose(NAME, answers, SYRIA).place == NEAR_RAQQA


def test_what_the_word_beside_the_name_rules_out_is_not_meant() -> None:
    river = replace(NEAR_RAQQA, kind=Kind.RIVER)
    assert choose(NAME, [river], SYRIA).place == river
    assert choose(NAME, [river], replace(SYRIA, kinds=SETTLED)).place is None
    assert choose(NAME, [river, NEAR_RAQQA], replace(SYRIA, kinds=SETTLED)).place == NEAR_RAQQA


def test_where_anywhere_will_do_the_services_first_is_taken() -> None:
    choice = choose(NAME, [IRAQI, NEAR_RAQQA], Setting(anywhere=True))
    assert choice.place == IRAQI
    assert choice.confidence < 0.5


def test_no_answer_is_no_place() -> None:
    assert choose(NAME, [], SYRIA).candidates == ()


# Names


@pytest.mark.parametrize(
    ("asked", "name", "alike"),
    [
        ("تل المثال", "تل المثال", True),
        ("تلّ المثال", "تل المثال", True),
        ("كفرسنبيل", "كفر سنبيل", True),
        ("جديدة", "الجديدة", True),
        ("Deir Ezzor", "Dayr az-Zawr", True),
        ("Tal Banat", "Tell el-Banat", True),
        ("حاس", "حاص", False),
        ("الجديدة", "الجديدي", False),
        ("Salma", "Salqin", False),
        ("الرقة", "Raqqa", False),
        ("", "", False),
        ("؟؟", "!!", False),
    ],
)
def test_names_are_the_same_by_the_projects_keys(asked: str, name: str, alike: bool) -> None:
    place = replace(RAQQA, name=name, name_ar="")
    assert (likeness(asked, place) >= ALIKE) is alike


# Places


def test_names_are_told_apart_by_language_and_script() -> None:
    names = {"": "تل المثال", "ku": "Girê Mînak", "fr": "Tell Exemple", "zz": "  تل\u200f  المثال "}
    place = place_of("x-1", names, Kind.VILLAGE, "36", "38", source="s")
    assert (place.name, place.name_ar) == ("Tell Exemple", "تل المثال")
    assert place.aliases == ("Girê Mînak",)


def test_a_place_without_a_latin_name_is_shown_by_the_one_it_has() -> None:
    place = place_of("x-1", {"": "تل المثال"}, Kind.VILLAGE, 36, 38, source="s")
    assert place.name == place.name_ar == "تل المثال"


@pytest.mark.parametrize(
    ("place_id", "names", "lat"),
    [
        ("x-1", {}, 1),
        ("x-1", {"": " \n"}, 1),
        ("x-", {"": "a"}, 1),
        ("x-1", {"": "a"}, None),
        ("x-1", {"": "a"}, 91),
    ],
)
def test_what_lacks_a_name_an_id_or_degrees_is_no_place(
    place_id: str, names: dict[str, object], lat: object
) -> None:
    with pytest.raises(ValueError):
        place_of(place_id, names, Kind.VILLAGE, lat, 38, source="s")


def test_the_extent_is_half_a_boxs_diagonal() -> None:
    assert extent_km((36.0, 38.0, 36.0, 40.0)) == pytest.approx(90, abs=2)


@pytest.mark.parametrize(
    ("kind", "extent", "precision"),
    [
        (Kind.VILLAGE, 2.0, Precision.EXACT),
        (Kind.SITE, 0.0, Precision.EXACT),
        (Kind.CITY, 15.0, Precision.EXACT),
        (Kind.CITY, 30.0, Precision.NEAR),
        (Kind.TOWN, 70.0, Precision.DISTRICT),
        (Kind.SUBDISTRICT, 3.0, Precision.DISTRICT),
        (Kind.GOVERNORATE, 3.0, Precision.GOVERNORATE),
        (Kind.RIVER, 3.0, Precision.FUZZY),
        (Kind.COUNTRY, 400.0, Precision.COUNTRY),
    ],
)
def test_precision_goes_by_kind_and_extent(kind: Kind, extent: float, precision: Precision) -> None:
    assert precision_of(kind, extent) is precision


@pytest.mark.parametrize(
    ("given", "name"), [(None, ""), (7, ""), (" a\u202e\tb\ud800 ", "a b"), ("x" * 500, "x" * 120)]
)
def test_names_are_made_plain(given: object, name: str) -> None:
    assert clean(given) == name


@pytest.mark.parametrize(
    ("key", "value", "level", "kind"),
    [
        ("place", "village", "", Kind.VILLAGE),
        ("place", "suburb", "suburb", Kind.QUARTER),
        ("boundary", "administrative", "state", Kind.GOVERNORATE),
        ("boundary", "administrative", "town", Kind.TOWN),
        ("boundary", "administrative", "", Kind.DISTRICT),
        ("amenity", "refugee_site", "", Kind.CAMP),
        ("military", "barracks", "", Kind.BASE),
        ("waterway", "dam", "", Kind.DAM),
        ("shop", "bakery", "", None),
        ("highway", "primary", "road", None),
        ("amenity", "restaurant", "", None),
        ("boundary", "political", "state", None),
        ("place", "square", "", None),
    ],
)
def test_kinds_of_openstreetmap(key: str, value: str, level: str, kind: Kind | None) -> None:
    assert of_openstreetmap(key, value, level) is kind


def test_kinds_of_the_others() -> None:
    assert of_level("neighbourhood") is Kind.QUARTER
    assert of_level("venue") is None
    assert of_geonames("P", "PPL") is Kind.VILLAGE
    assert of_geonames("A", "ADM1") is Kind.GOVERNORATE
    assert of_geonames("S", "HTL") is None
