"""What the headers allow, and that every answer bears them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.security import content_policy, framed_policy
from geodata.stores.port import Store
from tests.making import mention, story

HASH = "'sha256-abc='"


def test_the_policy_is_this_and_nothing_wider() -> None:
    assert content_policy([HASH]).split("; ") == [
        "default-src 'none'",
        f"script-src 'self' {HASH}",
        "worker-src blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]


def test_an_online_base_map_adds_its_host_to_pictures_and_requests_alone() -> None:
    host = "https://tiles.example.org"
    rules = dict(rule.split(" ", 1) for rule in content_policy([HASH], [host]).split("; "))
    assert {name for name, value in rules.items() if host in value} == {"img-src", "connect-src"}


def _addresses(server: Flask) -> list[str]:
    """One address of every route that answers GET."""
    filled = {"name": "land.json", "story_id": "1", "path": "some/where", "package_name": "dash"}
    addresses = []
    for rule in server.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            addresses.append(re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: filled.get(hole[1], "x"), rule.rule))
    return addresses


def test_every_route_bears_the_headers(server: Flask, client: FlaskClient, store: Store) -> None:
    store.add(story("Shelling in Raqqa", day="2017-10-12"), [mention()])
    addresses = _addresses(server)
    assert {"/", "/api/health", "/api/cube", "/story/1", "/basemap/land.json", "/_dash-layout"} <= set(
        addresses
    )
    for address in addresses:
        _assert_headers(client, address)


@pytest.mark.parametrize(
    "address",
    [
        "/story/99",
        "/api/stories?limit=x",
        "/basemap/nothing",
        "/fonts/nothing",
        "/assets/nothing.js",
        "/assets/../app.py",
    ],
)
def test_refusals_bear_them_too(client: FlaskClient, address: str) -> None:
    _assert_headers(client, address)


def _assert_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address, buffered=True).headers  # buffered: a file that is sent is closed at once
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-"), address
    assert "unsafe-eval" not in policy
    assert policy.count("unsafe-inline") == 1
    assert "http:" not in policy
    assert "https:" not in policy
    assert "*" not in policy
    assert policy.endswith("frame-ancestors 'none'"), address
    assert headers["X-Frame-Options"] == "DENY", address
    assert headers["X-Content-Type-Options"] == "nosniff", address
    assert headers["Referrer-Policy"] == "no-referrer", address
    assert headers["Permissions-Policy"] == "geolocation=(), camera=(), microphone=()", address
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address


def test_the_scripts_written_into_the_page_are_those_the_policy_lets_run(client: FlaskClient) -> None:
    import base64
    import hashlib

    answer = client.get("/")
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
    run = [code for attributes, code in inline if "application/json" not in attributes]
    assert run
    for code in run:
        digest = base64.b64encode(hashlib.sha256(code.encode("utf-8")).digest()).decode("ascii")
        assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address", ["/_dash-component-suites/nothing/x.js", "/_dash-component-suites/dash/nothing.js"]
)
def test_a_script_that_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/embed", "/embed?lang=ar&from=2017-01-01", "/%65mbed"])
def test_one_page_may_be_framed_and_asks_for_nothing_but_what_it_shows(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers
    usual, framed = headers.getlist("Content-Security-Policy")
    assert usual.endswith("frame-ancestors *")
    assert usual.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "X-Frame-Options" not in headers
    assert framed == framed_policy()
    assert "'self'" not in framed
    for changing in ("/api/access", "/api/sign-in", "/api/drafts"):
        assert changing not in framed


@pytest.mark.parametrize(
    "address", ["/embed/", "/embed/x", "/embedded", "/Embed", "/%2565mbed", "/api/embed"]
)
def test_what_is_only_called_alike_may_not_be_framed(client: FlaskClient, address: str) -> None:
    _assert_headers(client, address)
