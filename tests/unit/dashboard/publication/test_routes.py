"""A picture by its address."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from flask.testing import FlaskClient

from geodata.stores.port import Store
from tests import ROOT
from tests.making import mention, story


@pytest.fixture(autouse=True)
def told(store: Store) -> None:
    store.add(story("Shelling in Raqqa", day="2017-10-01"), [mention()])


@pytest.mark.parametrize(
    ("ending", "mimetype", "start"),
    [
        ("png", "image/png", b"\x89PNG"),
        ("svg", "image/svg+xml", b"<?xml"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_each_kind_has_its_address(client: FlaskClient, ending: str, mimetype: str, start: bytes) -> None:
    answer = client.get(f"/figure.{ending}?size=400x300&title=Raqqa&lang=ar")
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert answer.data.startswith(start)


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, store: Store) -> None:
    address = "/figure.png?size=300x300"
    first = client.get(address)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(address, headers=known).status_code == 304
    assert client.get(f"{address}&theme=dark", headers=known).status_code == 200
    store.add(story("More of it", day="2017-10-02"), [mention()])
    assert client.get(address, headers=known).status_code == 200


def test_a_preview_is_a_png(client: FlaskClient) -> None:
    assert client.get("/figure.pdf?size=400x300&preview=on").mimetype == "image/png"


def test_a_download_has_a_name(client: FlaskClient) -> None:
    answer = client.get("/figure.svg?size=400x300&download=1")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="conflict-map.svg"'


@pytest.mark.parametrize(
    "asked",
    [
        "size=1000000000x1000000000",
        "size=a4-portrait&scale=3",
        f"title={'x' * 1_000_000}",
        "lang=tlh",
        "highlight=nowhere",
        "label=nowhere",
        "from=someday",
        "scale=99999999999999999999",
        "annotations=here",
    ],
)
def test_what_makes_no_sense_is_refused_at_once(client: FlaskClient, asked: str) -> None:
    start = time.perf_counter()
    answer = client.get(f"/figure.png?{asked}")
    assert time.perf_counter() - start < 0.5
    assert answer.status_code == 400
    told = answer.get_json()["error"]
    assert 20 < len(told) < 400
    assert told.endswith((".", asked.partition("=")[2]))


def test_another_kind_is_not_found(client: FlaskClient) -> None:
    assert client.get("/figure.bmp").status_code == 404


def test_the_server_starts_without_what_draws() -> None:
    code = (
        "import sys, dashboard.factory, app; app.build_parser(); "
        "print([name for name in sys.modules if name.startswith(('matplotlib', 'fontTools'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
