from geodata.gazetteer.neighbours import Neighbours
from geodata.models import Kind, Place


def place(id: str, lat: float, lon: float, admin1: str = "", kind: Kind = Kind.VILLAGE, country: str = "SY"):
    return Place(id=id, name=id, name_ar="", kind=kind, lat=lat, lon=lon, admin1=admin1, country=country)


AROUND = [place("a", 35.01, 37, "hama"), place("b", 35, 37.03, "hama"), place("c", 34.95, 37, "hama")]


def test_a_place_lies_where_its_neighbours_do():
    assert Neighbours(AROUND).placed(place("x", 35, 37)).admin1 == "hama"


def test_what_a_source_states_stays():
    assert Neighbours(AROUND).placed(place("x", 35, 37, "homs")).admin1 == "homs"


def test_neighbours_that_disagree_or_lie_far_off_tell_nothing():
    assert Neighbours([*AROUND[:2], place("c", 35, 36.99, "homs")]).placed(place("x", 35, 37)).admin1 == ""
    assert Neighbours(AROUND).placed(place("x", 36, 37)).admin1 == ""


def test_another_country_s_places_are_no_neighbours():
    assert Neighbours(AROUND).placed(place("x", 35, 37, country="IQ")).admin1 == ""


def test_the_nearest_come_nearest_first_and_across_cells():
    found = Neighbours([*AROUND, place("wide", 35, 37, kind=Kind.DISTRICT)]).nearest(
        place("x", 35, 37), 2, 10
    )
    assert [other.id for other in found] == ["a", "b"]
    assert Neighbours([place("far", 35.099, 37.001)]).nearest(place("x", 35.101, 36.999), 1, 1) != []
