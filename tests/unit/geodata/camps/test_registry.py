"""The registry: the project's camps overlaid by the user's, and both as places of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from geodata.camp_records import (
    Camp,
    CampSource,
    CampStatus,
    CampType,
    Population,
    PublicPrecision,
    StatusChange,
    status_on,
)
from geodata.camps.bundled import bundled_camps
from geodata.camps.registry import Registry, merged
from geodata.errors import NotFoundError
from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.models import Kind, Precision
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import on

OWN = Camp(
    "own-mahaba",
    "Al-Mahaba",
    "مخيم المحبة",
    ("Mahabba",),
    type=CampType.INFORMAL_SETTLEMENT,
    lat=36.3,
    lon=36.7,
    precision=Precision.NEAR,
    country="SY",
    admin1="sy-idlib-governorate",
)
COUNT = Population(30, "people", on("2026-03-01"), source=CampSource("Example Agency"))


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    yield opened
    opened.close()


def test_without_own_camps_there_are_the_projects(store: Store) -> None:
    registry = Registry(store)
    assert registry.camps() == bundled_camps()
    assert registry.camp("sy-rukban-camp").name_ar == "مخيم الركبان"
    with pytest.raises(NotFoundError, match="camps search"):
        registry.camp("sy-nowhere")


def test_own_camps_come_and_go_while_the_registry_is_held(store: Store) -> None:
    registry = Registry(store)
    before = registry.version
    assert registry.search("مخيم المحبه", 1) != [OWN]
    batch = store.keep_camps([OWN], "one")
    assert registry.version != before
    assert registry.camp(OWN.id) == OWN
    assert registry.search("mahaba camp", 1) == [OWN]
    store.undo_camps(batch)
    with pytest.raises(NotFoundError):
        registry.camp(OWN.id)
    assert registry.version not in (before, "")


def test_what_both_know_of_a_camp_is_told_together(store: Store) -> None:
    registry = Registry(store)
    known = registry.camp("sy-hol-camp")
    own = Camp(
        known.id,
        "Hol (ours)",
        lat=36.3755,
        lon=41.1486,
        managed_by="Example Agency",
        statuses=(StatusChange(CampStatus.OPEN, on("2026-05-01"), "opened again"),),
        populations=(COUNT, known.populations[0]),
        public=PublicPrecision.ADMIN,
    )
    store.keep_camps([own], "ours")
    both = registry.camp(known.id)
    assert (both.name, both.name_ar, both.lat, both.type) == (
        "Hol (ours)",
        known.name_ar,
        36.3755,
        known.type,
    )
    assert known.name in both.aliases
    assert set(both.populations) == {COUNT, *known.populations}
    assert len(both.populations) == len(known.populations) + 1
    now = status_on(both, date(2026, 6, 1))
    assert now is not None
    assert now.status is CampStatus.OPEN
    assert both.public is PublicPrecision.ADMIN
    assert registry.search("al-Hol", 1) == [both]


def test_merging_a_camp_with_itself_changes_nothing() -> None:
    for camp in bundled_camps():
        assert merged(camp, camp) == camp


def test_a_camp_of_the_project_can_be_taken_away(store: Store) -> None:
    registry = Registry(store)
    store.keep_camps([OWN], "merged", removed=["sy-qah-camp"])
    assert "sy-qah-camp" not in {camp.id for camp in registry.camps()}


def test_a_camp_is_found_under_the_id_of_its_place(store: Store) -> None:
    store.keep_camps([replace(OWN, place_id="gn-1")], "one")
    assert Registry(store).camp("gn-1").id == OWN.id
    assert Registry(store).own_places()[0].id == "gn-1"


def test_every_camp_is_a_place_whose_names_say_so(store: Store) -> None:
    places = {place.id: place for place in Registry(store).places()}
    assert len(places) == len(bundled_camps())
    rukban = places["sy-rukban-camp"]
    assert rukban.kind is Kind.CAMP
    assert {"Al-Rukban Camp", "مخيم الرقبان"} <= set(rukban.aliases)
    assert "Nizip" not in places["tr-nizip-camp"].aliases
    assert places["sy-hol-camp"].population in (24_000, 26_500)


def test_own_camps_are_found_in_texts_by_names_that_say_camp(store: Store) -> None:
    registry = Registry(store)
    texts = ("حريق في مخيم المحبة شمالي إدلب.", "A fire broke out in Al-Mahaba camp, north of Idlib.")
    town = "ناشدت المحبة أهلها."
    before = registry.joined(bundled())
    assert before is bundled()
    store.keep_camps([OWN], "one")
    parser = Geoparser(registry.joined(bundled()))
    for text in texts:
        assert OWN.id in {mention.place.id for mention in parser.parse(text) if mention.place}, text
    assert OWN.id not in {mention.place.id for mention in parser.parse(town) if mention.place}


def test_a_joined_gazetteer_keeps_what_it_had(store: Store) -> None:
    moved = Camp(
        "sy-rukban-camp", "Rukban", aliases=("Hadalat",), lat=33.32, lon=38.68, precision=Precision.NEAR
    )
    store.keep_camps([OWN, moved], "two")
    gazetteer = Registry(store).joined(bundled())
    assert len(gazetteer) == len(bundled()) + 1
    rukban = gazetteer.place("sy-rukban-camp")
    assert (rukban.lat, rukban.precision) == (33.32, Precision.NEAR)
    assert rukban.aliases[: len(bundled().place(rukban.id).aliases)] == bundled().place(rukban.id).aliases
    for name in ("مخيم الركبان", "Rukban camp", "al-Rukban", "الركبان", "Hadalat camp"):
        assert gazetteer.lookup(name)[0].id == "sy-rukban-camp", name
    assert gazetteer.search("mahaba camp", 1)[0].id == OWN.id
    assert bundled().lookup("Hadalat camp") == ()
    assert gazetteer.lookup("Raqqa")[0] == bundled().lookup("Raqqa")[0]
