from __future__ import annotations

import re
import time
from typing import Any

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from dashboard import access
from dashboard.access import HOURS_SIGNED_IN, TRIES_A_MINUTE, Access, is_from_this_machine
from dashboard.factory import create_app
from dashboard.services import Services
from geodata.errors import NotAllowedError
from geodata.gazetteer.index import Gazetteer
from geodata.settings import Settings
from geodata.stores.port import Store

PAGE = {"X-Conflict-Map": "page"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def asking(host: str = "127.0.0.1:8050", sender: str = "127.0.0.1", **headers: str) -> Request:
    builder = EnvironBuilder(
        base_url=f"http://{host}", headers=headers, environ_overrides={"REMOTE_ADDR": sender}
    )
    return Request(builder.get_environ())


@pytest.fixture
def guarded(store: Store, gazetteer: Gazetteer) -> FlaskClient:
    return create_app(Services(store, gazetteer), Settings(password="s3cret كلمة")).server.test_client()


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050", "127.3.2.1"])
def test_the_person_at_the_machine_asks_it_by_a_loopback_name(host: str) -> None:
    assert is_from_this_machine(asking(host))
    assert is_from_this_machine(asking(host, sender="::1"))


@pytest.mark.parametrize(
    "request_",
    [
        asking(sender="192.168.1.20"),
        asking(sender=""),
        asking(host="map.example.org"),  # a name rebound to this machine
        asking(host="localhost.example.org"),
        asking(host="127.0.0.1.example.org"),
        asking(**{"X-Forwarded-For": "203.0.113.9"}),
        asking(Forwarded="for=203.0.113.9"),
        asking(Via="1.1 proxy"),
    ],
)
def test_whoever_comes_from_elsewhere_or_through_a_proxy_is_not(request_: Request) -> None:
    assert not is_from_this_machine(request_)


def test_a_change_needs_the_mark_only_our_page_sets() -> None:
    with pytest.raises(NotAllowedError, match="own page"):
        Access("").require(asking())
    with pytest.raises(NotAllowedError, match="own page"):
        Access("").require(asking(**PAGE, Origin="https://elsewhere.example"))
    Access("").require(asking(**PAGE))
    Access("").require(asking(**PAGE, Origin="http://127.0.0.1:8050"))


def test_without_a_password_nobody_elsewhere_may_change_anything(client: FlaskClient) -> None:
    answer = client.post("/api/adding", data={"text": "x"}, headers=PAGE, environ_base=ELSEWHERE)
    assert answer.status_code == 403
    assert "CONFLICT_MAP_PASSWORD" in answer.json["error"]
    assert client.get("/api/access", environ_base=ELSEWHERE).json == {
        "may_change": False,
        "has_password": False,
        "may_see_exactly": False,
        "exact": False,
    }
    refused = client.post("/api/sign-in", data={"password": ""}, headers=PAGE, environ_base=ELSEWHERE)
    assert refused.status_code == 403


def test_the_password_opens_and_signing_out_closes(guarded: FlaskClient) -> None:
    def may() -> bool:
        return bool(guarded.get("/api/access", environ_base=ELSEWHERE).json["may_change"])

    def sign_in(password: str) -> int:
        data = {"password": password}
        return guarded.post("/api/sign-in", data=data, headers=PAGE, environ_base=ELSEWHERE).status_code

    assert not may()
    assert sign_in("s3cret") == 403
    assert not may()
    assert sign_in("s3cret كلمة") == 200
    assert may()
    guarded.post("/api/sign-out", headers=PAGE, environ_base=ELSEWHERE)
    assert not may()


def test_sessions_expire(guarded: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded.post("/api/sign-in", data={"password": "s3cret كلمة"}, headers=PAGE, environ_base=ELSEWHERE)
    later = time.time() + HOURS_SIGNED_IN * 3600 + 1
    monkeypatch.setattr(access.time, "time", lambda: later)
    assert guarded.get("/api/access", environ_base=ELSEWHERE).json["may_change"] is False


def test_guessing_is_slowed_even_for_the_right_password(guarded: FlaskClient) -> None:
    for _ in range(TRIES_A_MINUTE):
        guarded.post("/api/sign-in", data={"password": "wrong"}, headers=PAGE, environ_base=ELSEWHERE)
    answer = guarded.post(
        "/api/sign-in", data={"password": "s3cret كلمة"}, headers=PAGE, environ_base=ELSEWHERE
    )
    assert answer.status_code == 403
    assert "Wait a minute" in answer.json["error"]


def test_the_session_cookie_is_for_this_page_alone(guarded: FlaskClient) -> None:
    answer = guarded.post(
        "/api/sign-in", data={"password": "s3cret كلمة"}, headers=PAGE, environ_base=ELSEWHERE
    )
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_every_route_that_changes_asks_who_it_is(server: Flask) -> None:
    """Whatever takes a POST must refuse a stranger; Dash's own callbacks change nothing that is stored."""
    client = server.test_client()
    changing = {"POST", "PUT", "DELETE", "PATCH"}
    asked = {
        (method, re.sub(r"<(\w+:)?\w+>", lambda found: "1" if found[1] == "int:" else "x", rule.rule))
        for rule in server.url_map.iter_rules()
        for method in changing & (rule.methods or set())
        if not rule.rule.startswith("/_")
    }
    paths = {path for _, path in asked}
    assert {"/api/adding", "/api/adding/x/keep", "/api/adding/x/undo", "/api/sign-in", "/api/exact"} <= paths
    for method, path in asked - {("POST", "/api/sign-out")}:
        given = {"on": "yes"}  # switching exact positions off is anybody's
        answer = client.open(path, method=method, data=given, headers=PAGE, environ_base=ELSEWHERE)
        assert answer.status_code in (403, 404), (method, path)
        assert answer.status_code == 403 or "x" in path, (method, path)


def test_exact_positions_are_switched_on_by_who_may_and_off_by_anybody(client: FlaskClient) -> None:
    def exact(**more: Any) -> bool:
        return bool(client.get("/api/access", **more).json["exact"])

    assert client.get("/api/access").json["may_see_exactly"] is True
    assert not exact()  # being at the machine is not enough: it must be asked for
    assert client.post("/api/exact", data={"on": "yes"}).status_code == 403  # not by our page
    assert client.post("/api/exact", data={"on": "yes"}, headers=PAGE).json == {"exact": True}
    assert exact()
    assert not exact(environ_base=ELSEWHERE)  # the same cookie from elsewhere opens nothing
    assert not exact(headers={"X-Forwarded-For": "203.0.113.9"})
    assert client.post("/api/exact", data={"on": "no"}, headers=PAGE).json == {"exact": False}
    assert not exact()


def test_elsewhere_the_password_comes_first_and_both_end_together(
    guarded: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(path: str, **data: str) -> Any:
        return guarded.post(path, data=data, headers=PAGE, environ_base=ELSEWHERE)

    def exact() -> bool:
        return bool(guarded.get("/api/access", environ_base=ELSEWHERE).json["exact"])

    refused = ask("/api/exact", on="yes")
    assert refused.status_code == 403
    assert "Sign in with the password to see exact positions" in refused.json["error"]
    ask("/api/sign-in", password="s3cret كلمة")
    assert not exact()
    assert ask("/api/exact", on="yes").json == {"exact": True}
    later = time.time() + HOURS_SIGNED_IN * 3600 + 1
    with monkeypatch.context() as patched:
        patched.setattr(access.time, "time", lambda: later)
        assert not exact()
    assert exact()
    ask("/api/sign-out")
    assert not exact()


@pytest.mark.parametrize("sender", [{}, ELSEWHERE])
def test_a_map_open_to_all_without_a_password_trusts_nobody_and_says_so(
    store: Store, gazetteer: Gazetteer, sender: dict[str, str]
) -> None:
    client = create_app(Services(store, gazetteer), Settings(host="0.0.0.0")).server.test_client()
    for path, data in (("/api/adding", {"text": "x"}), ("/api/exact", {"on": "yes"})):
        answer = client.post(path, data=data, headers=PAGE, environ_base=sender)
        assert answer.status_code == 403
        assert "listens beyond its own machine and has no password" in answer.json["error"]
    told = client.get("/api/access", environ_base=sender).json
    assert (told["may_change"], told["may_see_exactly"], told["exact"]) == (False, False, False)
