"""The same place in several gazetteers has one id; namesakes stay apart."""

import pytest

from geodata.gazetteer.merge import Given, merge
from geodata.models import Kind, Place, Precision


def place(id: str, name: str, lat: float = 35.0, lon: float = 37.0, **more) -> Place:
    given = {"name_ar": "", "kind": Kind.VILLAGE, "country": "SY", **more}
    return Place(id=id, name=name, lat=lat, lon=lon, **given)


def merged(base: list[Place], *sources: list[Place | Given]):
    return merge(
        base, [[one if isinstance(one, Given) else Given(one) for one in source] for source in sources]
    )


def ids(result) -> list[str]:
    return [one.id for one in result.fresh]


KM = 1 / 111.2
"""A kilometre in degrees of latitude."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Zaytuna"}, {"name": "Az Zeitouneh"}),
        ({"name": "Zaytuna", "name_ar": "الزيتونة"}, {"name": "Olives", "name_ar": "زيتونة"}),
        ({"name": "Kafr Zita", "name_ar": "كفرزيتا"}, {"name": "x", "name_ar": "كفر زيتا"}),
        ({"name": "Zaytuna", "name_ar": "الزيتونة"}, {"name": "x", "name_ar": "قرية الزيتونة"}),
        ({"name": "A", "aliases": ("Zaytuna",)}, {"name": "B", "aliases": ("Zaitoune",)}),
    ],
)
def test_names_that_agree_nearby_are_one_place(one, other):
    result = merged([place("sy-x", **one)], [place("wof-1", lat=35 + 3 * KM, **other)])
    assert ids(result) == []
    assert [(each.id, each.into) for each in result.joined] == [("wof-1", "sy-x")]
    assert result.joined[0].km == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(
    "other",
    [
        place("wof-1", "Zaytuna", lat=35 + 8 * KM),
        place("wof-1", "Zaytuna", country="LB"),
        place("wof-1", "Zaytuna", kind=Kind.RIVER),
        place("wof-1", "Rummana", lat=35 + 0.5 * KM),
    ],
    ids=["far off", "in another country", "of another kind", "of another name"],
)
def test_what_differs_stays_apart(other):
    assert ids(merged([place("sy-x", "Zaytuna")], [other])) == ["wof-1"]


def test_a_camp_and_the_town_it_is_called_after_are_two():
    town = place("sy-hol", "Al-Hol", kind=Kind.TOWN, name_ar="الهول")
    assert ids(merged([town], [place("gn-1", "Al Hol", kind=Kind.CAMP)])) == ["gn-1"]
    camp = place("sy-hol-camp", "Al-Hol Camp", kind=Kind.CAMP, name_ar="مخيم الهول")
    assert ids(merged([camp], [place("wof-1", "Mukhayyam al Hawl", name_ar="مخيم الهول")])) == []


def test_of_two_namesakes_the_nearest_is_the_place():
    rows = [place("wof-far", "Zaytuna", lat=35 + 4 * KM), place("wof-near", "Zaytuna", lat=35 + 0.2 * KM)]
    result = merged([place("sy-x", "Zaytuna")], rows)
    assert ids(result) == ["wof-far"]
    assert [each.id for each in result.joined] == ["wof-near"]


def test_a_source_that_has_a_place_twice_is_joined_to_itself():
    rows = [
        place("wof-1", "Zaytuna"),
        place("wof-2", "Zaitouna", lat=35 + KM),
        place("wof-3", "Zaytuna", lat=35.1),
    ]
    result = merged([], rows)
    assert ids(result) == ["wof-1", "wof-3"]
    assert [(each.id, each.into) for each in result.joined] == [("wof-2", "wof-1")]


def test_few_letters_differ_in_one_spot():
    base = [place("sy-x", "Karad Dasniyah", name_ar="أكراد الداسنية")]
    assert ids(merged(base, [place("wof-1", "Karad ad Dasiniyah", lat=35 + 0.3 * KM)])) == []


def test_a_name_alone_says_less_than_its_own_match():
    base = [place("sy-x", "Hawalik")]
    rows = [place("wof-1", "Hawalik", lat=35 + 0.1 * KM), place("wof-2", "Jawalik", lat=35 + 0.3 * KM)]
    assert ids(merged(base, rows)) == ["wof-2"]


def test_a_source_s_own_word_wins_over_names():
    base = [place("gn-7", "Thawra", lat=35.2), place("sy-x", "Tabqa")]
    result = merged(base, [Given(place("wof-1", "Tabqa"), also=("gn-7",))])
    assert [each.into for each in result.joined] == ["gn-7"]


def test_a_word_that_cannot_be_true_is_not_taken():
    result = merged([place("gn-7", "Thawra", lat=36)], [Given(place("wof-1", "Tabqa"), also=("gn-7",))])
    assert ids(result) == ["wof-1"]


def test_links_hold_through_a_third():
    result = merged(
        [place("sy-x", "Tabqa")], [Given(place("wof-1", "Tabqa"), also=("gn-7",))], [place("gn-7", "Qq")]
    )
    assert {(each.id, each.into) for each in result.joined} == {("wof-1", "sy-x"), ("gn-7", "sy-x")}


def test_a_p_code_joins_a_district_wherever_its_middle_lies():
    base = [place("sy-d", "Tadmur District", kind=Kind.DISTRICT, pcode="SY0402", extent_km=90)]
    row = place("cod-SY0402", "Palmyra", lat=35.6, kind=Kind.DISTRICT, pcode="SY0402", extent_km=100)
    assert ids(merged(base, [row])) == []


def test_the_place_known_first_keeps_what_it_has_and_gains_what_it_lacks():
    base = [place("sy-x", "Zaytuna", precision=Precision.NEAR, admin1="sy-hama-governorate")]
    row = place(
        "wof-1",
        "Az Zeitouneh",
        lat=35 + 2 * KM,
        name_ar="الزيتونة",
        population=900,
        pcode="SY1",
        aliases=("Zeitun",),
    )
    now = merged(base, [row]).changed["sy-x"]
    assert (now.id, now.name, now.lat, now.precision) == ("sy-x", "Zaytuna", 35.0, Precision.NEAR)
    assert (now.name_ar, now.population, now.pcode) == ("الزيتونة", 900, "SY1")
    assert now.aliases == ("Az Zeitouneh", "Zeitun")


def test_a_name_of_another_own_place_is_not_given_away():
    base = [place("sy-x", "Zaytuna"), place("sy-y", "Rummana", lat=36)]
    result = merged(base, [place("wof-1", "Zaytuna", aliases=("Rummana", "Zeitun"))])
    assert result.changed["sy-x"].aliases == ("Zeitun",)


def test_the_oldest_source_gives_the_id():
    one, other = place("gn-1", "Zaytuna"), place("wof-1", "Zaytuna", population=7)
    assert ids(merged([], [one], [other])) == ["gn-1"]
    assert ids(merged([], [other], [one])) == ["wof-1"]
    assert merged([], [one], [other]).fresh[0].population == 7


def test_units_are_written_as_the_ids_they_have_here():
    base = [place("sy-hama-governorate", "Hama Governorate", kind=Kind.GOVERNORATE, pcode="SY05")]
    rows = [
        place("cod-SY05", "Hama", kind=Kind.GOVERNORATE, pcode="SY05", lat=35.2),
        place("cod-SY0501", "Hama", kind=Kind.DISTRICT, pcode="SY0501", admin1="cod-SY05"),
        place("cod-C1", "Zaytuna", admin1="cod-SY05", admin2="cod-SY0501"),
    ]
    village = merged(base, rows).fresh[-1]
    assert (village.admin1, village.admin2) == ("sy-hama-governorate", "cod-SY0501")


def test_a_first_level_unit_no_own_table_has_is_written_by_its_name():
    rows = [place("cod-YE9", "Zaytun", kind=Kind.GOVERNORATE), place("cod-C1", "Rumman", admin1="cod-YE9")]
    assert merged([], rows).fresh[1].admin1 == "Zaytun"


def test_an_outline_s_middle_replaces_a_rough_one():
    rough = place("wof-1", "Zaytuna", kind=Kind.DISTRICT)
    outlined = place("cod-1", "Zaytuna", lat=35.1, kind=Kind.DISTRICT, extent_km=12)
    (now,) = merged([], [rough], [outlined]).fresh
    assert (now.id, now.lat, now.extent_km) == ("wof-1", 35.1, 12)


def test_the_same_input_gives_the_same_result():
    rows = [place(f"wof-{n}", f"Name{n % 7}", lat=35 + n * KM) for n in range(40)]
    assert merged(rows[:9], rows[9:]) == merged(rows[:9], rows[9:])


def test_a_unit_nobody_has_is_asked_of_the_neighbours():
    around = [place(f"sy-{n}", f"N{n}", lat=35 + n * KM, admin1="sy-hama-governorate") for n in (1, 2, 3)]
    village = merged(around, [place("wof-1", "Zaytuna", admin1="wof-gone")]).fresh[0]
    assert village.admin1 == "sy-hama-governorate"
