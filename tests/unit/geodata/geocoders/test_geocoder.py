from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geodata.geocoders import Geocoder, Kept, credit
from geodata.geocoders.common.breaker import FAILURES, REST, Breaker
from geodata.geocoders.common.pace import INTERVAL, Pace
from geodata.geocoders.common.web import server_at
from geodata.geocoders.geocoder import NAMES_REMEMBERED_FOR, NOTHING_KEPT_FOR, TRIES
from geodata.geocoders.nominatim import service
from geodata.geocoders.port import Asked
from geodata.models import Language
from tests.geocoding import ARABIC, FakeService, Memory, fails, says, village
from tests.web import Clock

ASKED = Asked(ARABIC, ("SY",), Language.ARABIC)
FOUND = says("nominatim", village("nominatim"))
NOTHING = says("nominatim")


class Kit:
    """A geocoder over a local server, in a time that passes only when someone sleeps."""

    def __init__(self, server: FakeService, folder: Path) -> None:
        self.server = server
        self.clock = Clock()
        self.memory = Memory()
        self.announced: list[str] = []
        self.told: list[str] = []
        self.pace = Pace(folder / "pace", clock=self.clock, sleep=self.clock.sleep)

    def _hear(self, sentence: str) -> None:
        (self.announced if "is sent" in sentence else self.told).append(sentence)

    def geocoder(self, **options: Any) -> Geocoder:
        where = server_at(self.server.here)
        return Geocoder(
            "nominatim",
            credit("nominatim"),
            where.address.url,
            service(where, ""),
            self.memory,
            self.pace,
            breaker=Breaker(clock=self.clock),
            tell=self._hear,
            sleep=self.clock.sleep,
            now=self.clock.now,
            **options,
        )


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    with FakeService() as server:
        yield Kit(server, tmp_path)


def names(number: int) -> list[Asked]:
    return [replace(ASKED, name=f"{ARABIC} {letter}") for letter in "ابتثجحخدذرزس"[:number]]


# What is kept


def test_an_answer_is_asked_for_once_and_outlives_the_program(kit: Kit) -> None:
    kit.server.behaves(FOUND)
    first = kit.geocoder().look_up(ASKED)
    again = kit.geocoder()
    assert first is not None
    assert again.look_up(ASKED) == first
    assert len(kit.server.visits) == 1
    assert (again.tally.known, again.tally.asked) == (1, 0)


@pytest.mark.parametrize(
    "other",
    [
        replace(ASKED, name="آخر"),
        replace(ASKED, countries=("IQ",)),
        replace(ASKED, language=Language.ENGLISH),
    ],
)
def test_another_question_is_asked(kit: Kit, other: Asked) -> None:
    kit.server.behaves(FOUND)
    geocoder = kit.geocoder()
    geocoder.look_up(ASKED)
    geocoder.look_up(other)
    assert len(kit.server.visits) == 2


def test_another_service_or_server_is_asked_itself(kit: Kit) -> None:
    kit.server.behaves(FOUND)
    answer = kit.geocoder().look_up(ASKED)
    assert answer is not None
    kit.memory.kept = [replace(answer, service="photon"), replace(answer, server="https://other.example/")]
    kit.geocoder().look_up(ASKED)
    assert len(kit.server.visits) == 2


def test_that_there_is_none_is_believed_for_a_while(kit: Kit) -> None:
    kit.server.behaves(NOTHING)
    geocoder = kit.geocoder()
    for days in (0, 1, 20):
        kit.clock.time += timedelta(days=days).total_seconds()
        answer = geocoder.look_up(ASKED)
        assert answer is not None
        assert answer.places == ()
    assert len(kit.server.visits) == 1
    kit.clock.time += NOTHING_KEPT_FOR.total_seconds()
    kit.server.behaves(FOUND)
    found = geocoder.look_up(ASKED)
    assert found is not None
    assert len(found.places) == 1


def test_a_place_is_believed_for_good(kit: Kit) -> None:
    kit.server.behaves(FOUND)
    geocoder = kit.geocoder()
    geocoder.look_up(ASKED)
    kit.clock.time += 10 * NOTHING_KEPT_FOR.total_seconds()
    geocoder.look_up(ASKED)
    assert len(kit.server.visits) == 1


def test_a_failure_is_not_kept(kit: Kit) -> None:
    kit.server.behaves(fails(500))
    assert kit.geocoder().look_up(ASKED) is None
    assert kit.memory.kept == []
    kit.server.behaves(FOUND)
    assert kit.geocoder().look_up(ASKED) is not None


# The pace


def test_one_request_a_second_through_all_retries(kit: Kit) -> None:
    moments: list[float] = []

    def noting(behave: Callable[[Any], None]) -> Callable[[Any], None]:
        def noted(visit: Any) -> None:
            moments.append(kit.clock.time)
            behave(visit)

        return noted

    kit.server.in_turn(noting(fails(500)), noting(FOUND))
    geocoder = kit.geocoder()
    for asked in names(4):
        geocoder.look_up(asked)
    assert len(moments) == 5
    assert all(later - earlier > INTERVAL - 1e-6 for earlier, later in pairwise(moments))


def test_what_is_sent_is_told_once_before_the_first_request_and_never_without_one(kit: Kit) -> None:
    kit.server.behaves(FOUND)
    geocoder = kit.geocoder()
    assert kit.announced == []
    for asked in names(3):
        geocoder.look_up(asked)
    kit.geocoder().look_up(names(1)[0])
    assert len(kit.announced) == 1
    assert "Nominatim" in kit.announced[0]


# Trouble


@pytest.mark.parametrize("trouble", [fails(429), fails(500), fails(503), fails(502)])
def test_what_passes_is_tried_again(kit: Kit, trouble: Any) -> None:
    kit.server.in_turn(trouble, trouble, FOUND)
    answer = kit.geocoder().look_up(ASKED)
    assert answer is not None
    assert len(answer.places) == 1
    assert kit.told == []
    waits = [wait for wait in kit.clock.slept if wait > INTERVAL]
    assert waits == sorted(waits)
    assert waits[1] == 2 * waits[0]


def test_a_wait_the_service_asks_for_is_kept(kit: Kit) -> None:
    kit.server.in_turn(fails(429, Retry_After="9"), FOUND)
    assert kit.geocoder().look_up(ASKED) is not None
    assert 9.0 in kit.clock.slept


def test_a_date_to_wait_for_is_understood(kit: Kit) -> None:
    kit.server.in_turn(fails(503, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"), FOUND)
    assert kit.geocoder().look_up(ASKED) is not None


def test_a_long_wait_is_not_sat_out_but_kept_by_every_process(kit: Kit) -> None:
    kit.server.in_turn(fails(429, Retry_After="3600"), FOUND)
    assert kit.geocoder().look_up(ASKED) is None
    assert max(kit.clock.slept, default=0) < 60
    other = kit.geocoder()
    assert other.look_up(ASKED) is None
    assert len(kit.server.visits) == 1
    kit.clock.time += 3601
    assert other.look_up(ASKED) is not None


def test_tries_have_an_end(kit: Kit) -> None:
    kit.server.behaves(fails(500))
    geocoder = kit.geocoder()
    assert geocoder.look_up(ASKED) is None
    assert len(kit.server.visits) == TRIES
    assert geocoder.tally.unanswered == 1


def test_a_service_that_keeps_failing_is_left_alone_and_told_of_once(kit: Kit) -> None:
    kit.server.behaves(fails(500))
    geocoder = kit.geocoder()
    for asked in names(10):
        assert geocoder.look_up(asked) is None
    assert len(kit.server.visits) == FAILURES
    assert len(kit.told) == 1
    assert "Nominatim" in kit.told[0]
    assert geocoder.tally.unanswered == 10


def test_it_is_tried_once_after_a_while_and_used_again_when_it_answers(kit: Kit) -> None:
    kit.server.behaves(fails(500))
    geocoder = kit.geocoder()
    for asked in names(3):
        geocoder.look_up(asked)
    kit.clock.time += REST
    assert geocoder.look_up(ASKED) is None
    assert len(kit.server.visits) == FAILURES + 1
    kit.server.behaves(FOUND)
    kit.clock.time += 2 * REST
    assert [geocoder.look_up(asked) is not None for asked in names(3)] == [True, True, True]
    assert len(kit.told) == 1


def test_a_refusal_is_final(kit: Kit) -> None:
    kit.server.behaves(fails(403))
    geocoder = kit.geocoder()
    for asked in names(3):
        assert geocoder.look_up(asked) is None
    kit.clock.time += 10 * REST
    assert geocoder.look_up(ASKED) is None
    assert len(kit.server.visits) == 1
    assert len(kit.told) == 1


def test_a_question_it_does_not_understand_harms_no_other(kit: Kit) -> None:
    kit.server.behaves(fails(400))
    geocoder = kit.geocoder()
    for asked in names(2 * FAILURES):
        assert geocoder.look_up(asked) is None
    kit.server.behaves(FOUND)
    assert geocoder.look_up(ASKED) is not None
    assert kit.told == []


# Without a service


def test_what_is_kept_answers_without_asking(kit: Kit) -> None:
    kept = Kept(kit.memory, kit.clock)
    assert kept.look_up(ASKED) is None
    kit.server.behaves(NOTHING)
    geocoder = kit.geocoder()
    geocoder.look_up(ASKED)
    kit.clock.time += NAMES_REMEMBERED_FOR
    answer = kept.look_up(ASKED)
    assert answer is not None
    assert answer.places == ()
    asked = len(kit.server.visits)
    kit.clock.time += 10 * NOTHING_KEPT_FOR.total_seconds()
    assert kept.look_up(ASKED) == answer
    assert len(kit.server.visits) == asked


def test_of_what_is_kept_a_place_outweighs_that_there_is_none(kit: Kit) -> None:
    kit.server.behaves(FOUND)
    found = kit.geocoder().look_up(ASKED)
    assert found is not None
    kit.memory.kept = [replace(found, service="photon", places=()), found]
    assert Kept(kit.memory).look_up(ASKED) == found
