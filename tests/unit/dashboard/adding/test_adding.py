from __future__ import annotations

import io
import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from geodata.errors import StoreError
from geodata.query import Query
from geodata.stores.port import Store

PAGE = {"X-Conflict-Map": "page"}
TEXT = (
    "Shells fall on Raqqa\n\n"
    "Shells fell on the city of Raqqa on Monday, residents said. Others fled to Deir ez-Zor."
)


def settle(client: FlaskClient, job: dict[str, Any]) -> dict[str, Any]:
    end = time.monotonic() + 20
    while job["state"] in ("reading", "keeping") and time.monotonic() < end:
        time.sleep(0.02)
        job = client.get(f"/api/adding/{job['job']}", headers=PAGE).json
    return job


def begin(client: FlaskClient, **data: Any) -> dict[str, Any]:
    answer = client.post("/api/adding", data=data, headers=PAGE)
    assert answer.status_code == 202, answer.json
    return settle(client, answer.json)


def test_a_text_is_looked_at_kept_and_taken_back(client: FlaskClient, store: Store) -> None:
    job = begin(client, text=TEXT, outlet="A Paper", published="2017-10-12", url="https://example.org/a")
    assert job["state"] == "ready"
    (story,) = job["stories"]
    assert story["title"] == "Shells fall on Raqqa"
    assert story["outlet"] == "A Paper"
    assert story["published"]["first"] == "2017-10-12"
    assert "Raqqa" in {place["name"] for place in story["places"] if place["drawn"]}
    assert store.count(Query()).stories == 0, "looking keeps nothing"

    kept = settle(client, client.post(f"/api/adding/{job['job']}/keep", headers=PAGE).json)
    assert kept["kept"] == {"new": 1, "unchanged": 0, "updated": 0}
    assert store.count(Query()).stories == 1

    undone = client.post(f"/api/adding/{job['job']}/undo", headers=PAGE).json
    assert undone["state"] == "undone"
    assert store.count(Query()).stories == 0


@pytest.mark.parametrize("fault", [StoreError("The disk is full."), ZeroDivisionError()])
def test_what_fails_while_it_is_kept_leaves_nothing(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    table = "title,text\nShells fall on Raqqa,Shells fell.\nFlour runs short in Idlib,Bread is dear.\n"
    job = begin(client, files=(io.BytesIO(table.encode()), "two.csv"))
    assert len(job["stories"]) == 2
    add = store.add

    def fails_later(*given: Any, **rest: Any) -> Any:
        if store.count(Query()).stories:
            raise fault
        return add(*given, **rest)

    monkeypatch.setattr(store, "add", fails_later)
    failed = settle(client, client.post(f"/api/adding/{job['job']}/keep", headers=PAGE).json)
    assert failed["state"] == "failed"
    assert failed["error"] in ("The disk is full.", "Something went wrong while keeping. Nothing was kept.")
    assert store.count(Query()).stories == 0


def test_the_same_text_again_adds_nothing(client: FlaskClient, store: Store) -> None:
    for expected in ({"new": 1, "unchanged": 0, "updated": 0}, {"new": 0, "unchanged": 1, "updated": 0}):
        job = begin(client, text=TEXT, outlet="A Paper", published="2017-10-12")
        kept = settle(client, client.post(f"/api/adding/{job['job']}/keep", headers=PAGE).json)
        assert kept["kept"] == expected
    assert store.count(Query()).stories == 1


def test_files_good_and_bad_are_told_apart(client: FlaskClient) -> None:
    files = [
        (io.BytesIO(b"title,date,source\nShelling in Raqqa,2017-10-12,A\n,,\n"), "news.csv"),
        (io.BytesIO(b"\x00\x01\x02\x03\x00"), "broken.csv"),
        (io.BytesIO(b"MZ\x90\x00\x03\x00\x00\x00"), "program.exe"),
    ]
    job = begin(client, files=files)
    assert [story["title"] for story in job["stories"]] == ["Shelling in Raqqa"]
    assert len(job["refusals"]) >= 2
    for refusal in job["refusals"]:
        assert refusal["origin"]
        assert refusal["reason"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "nothing to read"),
        ({"text": "   "}, "nothing to read"),
        ({"text": "x", "published": "soon"}, "no date"),
        ({"text": "x", "url": "javascript:alert(1)"}, "no web address"),
        ({"address": "https://example.org/"}, "--fetch"),
    ],
)
def test_what_cannot_be_is_said_in_words(client: FlaskClient, data: dict[str, str], words: str) -> None:
    answer = client.post("/api/adding", data=data, headers=PAGE)
    assert answer.status_code == 400
    assert words in answer.json["error"]


def test_a_step_out_of_turn_is_refused(client: FlaskClient) -> None:
    assert client.post("/api/adding/nowhere/keep", headers=PAGE).status_code == 404
    job = begin(client, text=TEXT)
    assert client.post(f"/api/adding/{job['job']}/undo", headers=PAGE).status_code == 400
    settle(client, client.post(f"/api/adding/{job['job']}/keep", headers=PAGE).json)
    assert client.post(f"/api/adding/{job['job']}/keep", headers=PAGE).status_code == 400
    assert client.post(f"/api/adding/{job['job']}/undo", headers=PAGE).status_code == 200
    assert client.post(f"/api/adding/{job['job']}/undo", headers=PAGE).status_code == 400


def test_too_many_drafts_are_refused(client: FlaskClient) -> None:
    for _ in range(12):
        begin(client, text=TEXT)
    answer = client.post("/api/adding", data={"text": TEXT}, headers=PAGE)
    assert answer.status_code == 400
    assert "Too many drafts" in answer.json["error"]


def test_what_lies_beside_a_place_is_shown_in_words_before_it_is_kept(client: FlaskClient) -> None:
    job = begin(client, text="A blast\n\nA blast was heard 20 km east of Raqqa. In Raqqa all was quiet.")
    (story,) = job["stories"]
    beside, itself = [place for place in story["places"] if place["drawn"]]
    assert (beside["name"], beside["title"], beside["title_ar"]) == (
        "Raqqa",
        "20 km east of Raqqa",
        "على بعد 20 كم شرق الرقة",
    )
    assert 10 < beside["extent_km"] < 15
    assert (itself["name"], "title" in itself) == ("Raqqa", False)
