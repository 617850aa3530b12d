from __future__ import annotations

from geodata.geocoders.common.breaker import FAILURES, LONGEST, REST, Breaker
from tests.web import Clock


def failing(times: int) -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(clock=clock)
    for _ in range(times):
        breaker.failed()
    return breaker, clock


def test_a_few_failures_are_borne() -> None:
    breaker, _ = failing(FAILURES - 1)
    assert breaker.allows()
    assert not breaker.open


def test_one_more_opens_it() -> None:
    breaker, _ = failing(FAILURES)
    assert breaker.open
    assert not breaker.allows()


def test_a_success_between_begins_the_count_anew() -> None:
    breaker, _ = failing(FAILURES - 1)
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()


def test_after_a_rest_one_is_let_through() -> None:
    breaker, clock = failing(FAILURES)
    clock.time += REST - 1
    assert not breaker.allows()
    clock.time += 1
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_a_trial_that_succeeds_closes_it() -> None:
    breaker, clock = failing(FAILURES)
    clock.time += REST
    assert breaker.allows()
    breaker.succeeded()
    assert [breaker.allows() for _ in range(3)] == [True, True, True]


def test_each_trial_that_fails_doubles_the_rest_up_to_a_limit() -> None:
    breaker, clock = failing(FAILURES)
    rests = []
    for _ in range(8):
        waited = 0.0
        while not breaker.allows():
            clock.time += 1
            waited += 1
        rests.append(waited)
        breaker.failed()
    assert rests[:3] == [REST, 2 * REST, 4 * REST]
    assert rests[-1] == LONGEST


def test_a_rest_the_service_asks_for_is_kept() -> None:
    clock = Clock()
    breaker = Breaker(clock=clock)
    breaker.failed(300.0)
    clock.time += 299
    assert not breaker.allows()
    clock.time += 1
    assert breaker.allows()


def test_what_is_shut_stays_shut() -> None:
    breaker, clock = failing(0)
    breaker.shut()
    clock.time += 1e9
    assert not breaker.allows()
