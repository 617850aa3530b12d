"""Online base maps: there for whoever names one, never used unasked."""

import sys

import pytest

from dashboard.basemap import online
from dashboard.basemap.style import FIRST_LABEL_LAYER, style
from geodata.errors import UnknownNameError, UsageError

EVERY = [choice.name for choice in online.choices()]


def test_the_map_is_our_own_unless_asked():
    assert not {source["type"] for source in style()["sources"].values()} - {"geojson"}


def test_our_own_map_does_not_even_load_the_list(monkeypatch):
    monkeypatch.delitem(sys.modules, "xyzservices.providers", raising=False)
    style("ar", "dark")
    assert "xyzservices.providers" not in sys.modules


@pytest.mark.parametrize("name", EVERY)
def test_a_chosen_map_has_tiles_credits_and_room_for_data(name):
    made = online.online_style(name, key="my-key")
    tiles = made["sources"]["tiles"]
    assert tiles["attribution"]
    assert made["layers"][-1]["id"] == FIRST_LABEL_LAYER
    for address in tiles["tiles"]:
        assert address.startswith("https://")
        assert all(slot in address for slot in ("{z}", "{x}", "{y}"))
        assert "{s}" not in address
        assert "{apikey}" not in address
        assert "{variant}" not in address
        assert any(address.startswith(host + "/") for host in online.hosts(name))


@pytest.mark.parametrize("choice", online.choices(), ids=lambda choice: choice.name)
def test_every_choice_says_on_what_terms(choice):
    assert choice.licence
    assert "©" in choice.attribution


def test_a_map_that_needs_a_key_asks_for_it():
    keyed = [choice.name for choice in online.choices() if choice.needs_key]
    assert keyed
    for name in keyed:
        with pytest.raises(UsageError, match="key"):
            online.online_style(name)
        assert "my-key" in online.online_style(name, key="my-key")["sources"]["tiles"]["tiles"][0]


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(UnknownNameError, match="openstreetmap, topographic, satellite"):
        online.online_style("google")
