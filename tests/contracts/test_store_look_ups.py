"""What every store must do with the answers of online geocoders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from geodata import stores
from geodata.errors import NotFoundError
from geodata.models import Kind, Language, LookUp, Place, Precision
from geodata.stores.port import Store
from tests.contracts.test_stores import LOCATIONS
from tests.making import RAQQA, mention, story

HAMLET = Place(
    "nominatim-n1",
    "Tell Example",
    "تل المثال",
    Kind.VILLAGE,
    36.1,
    38.2,
    "SY",
    "Aleppo Governorate",
    precision=Precision.EXACT,
    extent_km=1.4,
    aliases=("Tall al-Mithal", "Girê Mînak"),
    population=300,
    source="Nominatim, © OpenStreetMap contributors",
)
OTHER = replace(HAMLET, id="nominatim-r2", lat=35.0)
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ASKED = ("تل المثال", ("IQ", "SY"), Language.ARABIC)


def answer(*places: Place, service: str = "nominatim", at: datetime = AT) -> LookUp:
    name, countries, language = ASKED
    return LookUp(
        service=service,
        server=f"https://{service}.example/",
        name=name,
        countries=countries,
        language=language,
        at=at,
        places=places,
    )


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def test_an_answer_comes_back_as_it_went_in(store: Store) -> None:
    store.keep_look_up(answer(OTHER, HAMLET))
    assert store.look_ups(*ASKED) == [answer(OTHER, HAMLET)]
    assert store.names_looked_up() == {ASKED[0]}


def test_that_there_is_none_is_an_answer_too(store: Store) -> None:
    store.keep_look_up(answer())
    assert store.look_ups(*ASKED) == [answer()]


def test_an_answer_is_for_exactly_what_was_asked(store: Store) -> None:
    store.keep_look_up(answer(HAMLET))
    name, countries, _ = ASKED
    assert store.look_ups("تل المثالية", countries, Language.ARABIC) == []
    assert store.look_ups(name, ("SY",), Language.ARABIC) == []
    assert store.look_ups(name, countries, Language.ENGLISH) == []


def test_a_later_answer_of_the_same_service_takes_the_place_of_the_earlier(store: Store) -> None:
    later = AT + timedelta(days=40)
    for given in (answer(), answer(HAMLET, service="photon"), answer(OTHER, at=later)):
        store.keep_look_up(given)
    assert store.look_ups(*ASKED) == [answer(OTHER, at=later), answer(HAMLET, service="photon")]


def test_a_place_that_moved_is_where_it_was_told_last(store: Store) -> None:
    store.keep_look_up(answer(HAMLET, service="photon"))
    store.keep_look_up(answer(replace(HAMLET, lat=36.2)))
    assert store.place(HAMLET.id).lat == 36.2


def test_a_place_of_an_answer_is_known_though_no_story_names_it(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.place(HAMLET.id)
    store.keep_look_up(answer(HAMLET))
    assert store.place(HAMLET.id) == HAMLET
    assert store.places() == []


def test_only_what_stands_on_the_map_is_listed_with_all_its_names(store: Store) -> None:
    store.keep_look_up(answer(HAMLET, OTHER))
    assert store.looked_up() == []
    batch = store.begin_batch("one")
    store.add(story(), [mention(HAMLET), mention(RAQQA)], batch=batch)
    assert store.looked_up() == [HAMLET]
    store.undo_batch(batch)
    assert store.looked_up() == []


def test_answers_are_no_stories(store: Store) -> None:
    before = store.data_version()
    store.keep_look_up(answer(HAMLET))
    assert store.data_version() == before
    assert store.check() == []


def test_answers_survive_closing(tmp_path: Path) -> None:
    for location in LOCATIONS["sqlite"][1:]:
        database = location.format(folder=tmp_path.as_posix())
        first = stores.open_store(database)
        first.keep_look_up(answer(HAMLET))
        first.close()
        again = stores.open_store(database)
        assert again.look_ups(*ASKED) == [answer(HAMLET)]
        again.close()
