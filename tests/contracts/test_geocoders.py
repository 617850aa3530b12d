"""What every geocoding service must do, against a server on this machine that answers as the service does."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geodata import geocoders
from geodata.errors import UnknownNameError, UsageError
from geodata.geocoders.common import web
from geodata.geocoders.port import Asked, QueryError, RefusedError, Service, ServiceError
from geodata.models import Kind, Language, Precision
from geodata.settings import Settings
from tests.geocoding import ARABIC, ENGLISH, LAT, LON, TELLERS, FakeService, body, fails, village

WHO = "Example newsroom (maps@news.example)"
KEY = "a-key"
ASKED = Asked(ARABIC, ("IQ", "SY"), Language.ARABIC)
MAY_BE_SENT = {"maps", "json", "10", "1", "FULL", KEY, "en"}
"""Beside name, countries and language: how the answer is wanted, and the user's own key."""


@pytest.fixture(params=geocoders.names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server() -> Iterator[FakeService]:
    with FakeService() as running:
        yield running


def made(name: str, url: str = "", **settings: Any) -> Service:
    module = geocoders._module(name)
    environment = {module.KEY: KEY} if module.KEY else {}
    given = Settings(**{"geocoder": name, "geocoder_url": url, "user_agent": WHO, **settings})
    return geocoders.open_service(given, environment)[1]


@pytest.fixture
def service(name: str, server: FakeService) -> Service:
    return made(name, server.here)


def test_every_service_is_tried_here() -> None:
    assert set(geocoders.names()) == set(TELLERS)


def test_an_unknown_service_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownNameError, match=name):
        geocoders.open_service(Settings(geocoder="nowhere"))


def test_its_module_says_what_it_must(name: str) -> None:
    module = geocoders._module(name)
    assert set(module.NEEDS) <= {"user_agent", "key", "url"}
    assert module.KEY in ("", f"CONFLICT_MAP_{name.upper()}_KEY")
    assert ("url" in module.NEEDS) == (not module.HOME)
    assert module.HOME == "" or module.HOME.startswith("https://")
    credit = geocoders.credit(name)
    assert credit.title
    assert credit.attribution
    assert credit.terms.startswith("https://")


def test_what_it_needs_is_asked_for_in_words(name: str) -> None:
    module = geocoders._module(name)
    given = {"user_agent": WHO, "key": KEY, "url": "https://geocoder.example"}
    ways = {"user_agent": "--user-agent", "key": module.KEY, "url": "--geocoder-url"}
    for missing in module.NEEDS:
        has = {what: value for what, value in given.items() if what in module.NEEDS and what != missing}
        settings = Settings(
            geocoder=name, user_agent=has.get("user_agent", ""), geocoder_url=has.get("url", "")
        )
        environment = {module.KEY: has.get("key", "")} if module.KEY else {}
        with pytest.raises(UsageError, match=ways[missing]):
            geocoders.open_service(settings, environment)


def test_a_found_place_is_told_whole(name: str, server: FakeService, service: Service) -> None:
    server.answers(body(name, village(name)))
    [place] = service.places(ASKED)
    assert place.id.startswith(f"{name}-")
    assert "4242" in place.id
    assert ARABIC in (place.name_ar, place.name, *place.aliases)
    assert place.name_ar == ARABIC
    assert (place.lat, place.lon) == pytest.approx((LAT, LON))
    assert place.country == "SY"
    assert place.kind in (Kind.VILLAGE, Kind.TOWN)
    assert place.precision is Precision.EXACT
    assert 1 < place.extent_km < 5
    assert place.admin1
    assert geocoders.credit(name).attribution in place.source


def test_the_same_place_has_the_same_id_whenever_it_is_found(
    name: str, server: FakeService, service: Service
) -> None:
    server.answers(body(name, village(name)))
    first = service.places(ASKED)
    server.answers(body(name, village(name, name=f"{ARABIC} الجديد")))
    assert [place.id for place in service.places(ASKED)] == [place.id for place in first]


def test_several_places_come_in_the_order_of_the_service(
    name: str, server: FakeService, service: Service
) -> None:
    items = [village(name, lat=LAT - number, number=number) for number in range(3, 6)]
    server.answers(body(name, *items, items[0]))
    assert [round(LAT - place.lat) for place in service.places(ASKED)] == [3, 4, 5]


def test_nothing_found_is_an_empty_list(name: str, server: FakeService, service: Service) -> None:
    server.answers(body(name))
    assert service.places(ASKED) == []


def test_nothing_is_sent_but_name_countries_and_language(
    name: str, server: FakeService, service: Service
) -> None:
    server.answers(body(name))
    service.places(ASKED)
    service.places(Asked(ENGLISH, ("SY",), Language.ENGLISH))
    [arabic, english] = server.asked
    assert ARABIC in arabic.values()
    assert ENGLISH in english.values()
    told = {ARABIC, "ar", "sy", "iq", "SY", "IQ", "iq,sy", "IQ,SY"} | MAY_BE_SENT
    assert set(arabic.values()) <= told
    for visit in server.visits:
        assert visit.headers["User-Agent"] == WHO
        assert not {"Cookie", "Referer", "Authorization", "Accept-Language"} & set(visit.headers)


def test_the_key_is_the_users(name: str, server: FakeService, service: Service) -> None:
    server.answers(body(name))
    service.places(ASKED)
    wants = bool(geocoders._module(name).KEY)
    assert (KEY in server.asked[0].values()) is wants


@pytest.mark.parametrize(("stated", "seconds"), [("7", 7.0), ("", None)])
def test_too_many_requests_is_told_with_the_wait(
    name: str, server: FakeService, service: Service, stated: str, seconds: float | None
) -> None:
    server.behaves(fails(429, **({"Retry_After": stated} if stated else {})))
    with pytest.raises(ServiceError) as raised:
        service.places(ASKED)
    assert raised.value.after == seconds
    assert not isinstance(raised.value, RefusedError)


def test_a_server_in_trouble_that_names_a_time_is_waited_for(
    name: str, server: FakeService, service: Service
) -> None:
    server.behaves(fails(503, Retry_After="12"))
    with pytest.raises(ServiceError) as raised:
        service.places(ASKED)
    assert raised.value.after == 12.0


@pytest.mark.parametrize("status", [500, 502, 503, 504, 404])
def test_a_server_in_trouble_is_a_passing_trouble(
    name: str, server: FakeService, service: Service, status: int
) -> None:
    server.behaves(fails(status))
    with pytest.raises(ServiceError) as raised:
        service.places(ASKED)
    assert not isinstance(raised.value, RefusedError | QueryError)


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refusal_is_told_as_one(name: str, server: FakeService, service: Service, status: int) -> None:
    server.behaves(fails(status))
    with pytest.raises(RefusedError) as raised:
        service.places(ASKED)
    assert KEY not in str(raised.value)


def test_a_question_it_does_not_understand_is_told_as_one(
    name: str, server: FakeService, service: Service
) -> None:
    server.behaves(fails(400))
    with pytest.raises(QueryError):
        service.places(ASKED)


@pytest.mark.parametrize("drips", [False, True])
def test_an_answer_that_does_not_come_is_given_up(
    name: str, server: FakeService, monkeypatch: pytest.MonkeyPatch, drips: bool
) -> None:
    monkeypatch.setattr(web, "server_at", _hasty(web.server_at))
    hasty = made(name, server.here)
    server.behaves(
        (lambda visit: (visit.head(200, Content_Length="99999"), visit.drip(b" ", 0.1)))
        if drips
        else (lambda visit: visit.server.stopping.wait(3.0))
    )
    begun = time.monotonic()
    with pytest.raises(ServiceError, match="too long"):
        hasty.places(ASKED)
    assert time.monotonic() - begun < 2.5


def _hasty(usual: Any) -> Any:
    return lambda *given, **options: usual(*given, **{**options, "timeout": 0.5})


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>busy</html>",
        b"null",
        b'{"a": 1}',
        b"[1, 2, 3]",
        b"42",
        b'"text"',
        b'[{"lat": "x", "lon": "y"}]',
        b'{"features": [{"geometry": null, "properties": 7}]}',
        b'{"results": [{}], "geonames": [[]], "features": "x"}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
    ],
)
def test_garbage_is_a_trouble_or_nothing_but_never_a_place(
    name: str, server: FakeService, service: Service, garbage: bytes
) -> None:
    server.answers(garbage)
    try:
        assert service.places(ASKED) == []
    except ServiceError as error:
        assert not isinstance(error, RefusedError)


@pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")  # geopy's own words
@pytest.mark.parametrize("degrees", [91.0, -500.0, math.nan, math.inf])
def test_a_place_off_the_globe_is_no_place(
    name: str, server: FakeService, service: Service, degrees: float
) -> None:
    server.answers(body(name, village(name, lat=degrees)))
    with pytest.raises(ServiceError):
        service.places(ASKED)


def test_a_name_full_of_tricks_is_made_plain(name: str, server: FakeService, service: Service) -> None:
    server.answers(body(name, village(name, name=f"  {ARABIC}\u202e\n\x00{'ط' * 5000}")))
    for place in service.places(ASKED):
        for told in (place.name, place.name_ar, *place.aliases):
            assert len(told) <= 120
            assert told.isprintable()


def test_a_redirect_to_another_server_is_refused(name: str, server: FakeService, service: Service) -> None:
    with FakeService() as elsewhere:
        server.behaves(lambda visit: visit.answer(302, Location=elsewhere.here + "/search?q=x"))
        with pytest.raises(ServiceError, match=str(elsewhere.port)):
            service.places(ASKED)
        assert elsewhere.visits == []


def test_a_redirect_on_the_same_server_is_followed(name: str, server: FakeService, service: Service) -> None:
    server.in_turn(
        lambda visit: visit.answer(301, Location="/elsewhere?x=1"),
        lambda visit: visit.answer(200, body(name, village(name)), Content_Type="application/json"),
    )
    assert len(service.places(ASKED)) == 1
    assert server.visits[1].path == "/elsewhere?x=1"


def test_redirects_without_end_are_given_up(name: str, server: FakeService, service: Service) -> None:
    server.behaves(lambda visit: visit.answer(302, Location="/again"))
    with pytest.raises(ServiceError):
        service.places(ASKED)
    assert len(server.visits) < 10


def test_an_answer_without_end_is_given_up(name: str, server: FakeService, service: Service) -> None:
    server.answers(b'["' + b"x" * 3_000_000 + b'"]')
    with pytest.raises(ServiceError):
        service.places(ASKED)


def test_nobody_there_is_a_passing_trouble(name: str) -> None:
    with FakeService() as gone:
        address = gone.here
    with pytest.raises(ServiceError) as raised:
        made(name, address).places(ASKED)
    assert not isinstance(raised.value, RefusedError)


def test_a_server_in_a_folder_is_asked_there(name: str, server: FakeService) -> None:
    server.answers(body(name, village(name)))
    assert made(name, f"{server.here}/maps/").places(ASKED)
    assert server.visits[0].path.startswith("/maps/")


def test_a_public_service_is_not_asked_in_a_private_network(
    name: str, server: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = geocoders._module(name)
    monkeypatch.setattr(module, "HOME", server.here)
    monkeypatch.setattr(module, "NEEDS", tuple(need for need in module.NEEDS if need != "url"))
    with pytest.raises(ServiceError, match="private"):
        made(name).places(ASKED)
    assert server.visits == []


def test_proxies_of_the_environment_are_not_used(
    name: str, server: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FakeService() as proxy:
        for variable in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(variable, proxy.here)
        server.answers(body(name, village(name)))
        assert made(name, server.here).places(ASKED)
        assert proxy.visits == []


@pytest.mark.parametrize(
    "url", ["nominatim.example", "ftp://a.example", "https://u:p@a.example", "http://a?b=1"]
)
def test_an_address_that_is_none_is_refused_in_words(name: str, url: str) -> None:
    with pytest.raises(UsageError, match="address"):
        made(name, url)


def test_a_user_agent_no_header_carries_is_refused(name: str, server: FakeService) -> None:
    with pytest.raises(UsageError, match="user agent"):
        made(name, server.here, user_agent="غرفة الأخبار")


def test_a_geocoder_is_one_file() -> None:
    folder = Path(geocoders.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} >= set(geocoders.names())
    assert all((folder / f"{name}.py").is_file() for name in geocoders.names())
    assert not any(variable.startswith("CONFLICT_MAP_") for variable in os.environ)
