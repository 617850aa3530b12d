"""``--geocoder`` from the command line to the map, against a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import app
from dashboard.factory import create_app
from dashboard.services import Services
from geodata import cube
from geodata.columns.loading import columns_of
from geodata.gazetteer.index import bundled
from geodata.query import Query
from geodata.settings import Settings
from geodata.stores import open_store
from tests import ROOT
from tests.geocoding import FakeService, body, fails, village

NAME = "ظعرنبوق"
"""A village there is not, with a name like none there is."""
TEXT = f"""قصف على ريف حلب الشرقي

حلب - قصفت طائرات بلدة {NAME} قرب منبج، وقالت مصادر في مدينة الباب إن القتلى ثلاثة.
"""
LAT, LON = 36.45, 37.9

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def server() -> Iterator[FakeService]:
    with FakeService() as running:
        running.answers(body("nominatim", village("nominatim", NAME, lat=LAT, lon=LON)))
        yield running


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with a database and a pace of its own; gives status, answer and remarks."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")

    def command(*arguments: str) -> tuple[int, str, str]:
        status = app.main([*arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def geocoder(server: FakeService) -> tuple[str, ...]:
    return "--geocoder", "nominatim", "--geocoder-url", server.here


def ingest(run: Run, *more: str) -> dict[str, int]:
    status, answer, _ = run("ingest", "story.txt", "--published", "2017-10-12", "--json", *more)
    assert status == 0
    total: dict[str, int] = json.loads(answer.splitlines()[-1])["total"]
    return total


def the_mention(run: Run) -> dict[str, Any]:
    _, answer, _ = run("stories", "show", "1", "--json")
    [found] = [each for each in json.loads(answer.splitlines()[-1])["mentions"] if each["text"] == NAME]
    return dict(found)


def test_nobody_is_asked_unless_someone_says_so(run: Run, server: FakeService) -> None:
    ingest(run)
    assert the_mention(run)["place_id"] is None
    assert server.visits == []


def test_an_unknown_village_comes_onto_the_map_and_stays_there_without_the_network(
    run: Run, server: FakeService
) -> None:
    ingest(run)
    assert ingest(run, *geocoder(server))["updated"] == 1
    found = the_mention(run)
    assert found["place_id"] == "nominatim-n4242"
    assert (found["lat"], found["lon"]) == (LAT, LON)
    assert {"code": "geocoder", "detail": "nominatim"} in found["reasons"]
    assert found["confidence"] <= 0.6
    [asked] = server.asked
    assert (asked["q"], asked["countrycodes"], asked["accept-language"]) == (NAME, "sy", "ar")
    # The same again, with the service and without it, changes nothing and asks nobody.
    assert ingest(run, *geocoder(server))["unchanged"] == 1
    assert ingest(run)["unchanged"] == 1
    assert len(server.visits) == 1
    # And it is everywhere where places are.
    assert NAME in run("export", "-", "--format", "csv", "--place", NAME)[1]
    assert "nominatim-n4242" in run("places", "search", NAME)[1]
    assert "nominatim-n4242" in run("places", "search", "Tell al-Mithal")[1]
    assert "1 of 1 stories" in run("stories", "list", "--place", "nominatim-n4242")[2]
    assert "1 of 1 stories" in run("stories", "list", "--place", NAME)[2]


def test_the_page_shows_it_credits_the_service_and_finds_it(run: Run, server: FakeService) -> None:
    ingest(run, *geocoder(server))
    store = open_store("conflict-map.db")
    gazetteer = bundled()
    keys = [
        mark.key for mark in cube.build(columns_of(store.scan()), gazetteer, Query(), store.matching).marks
    ]
    assert "nominatim-n4242" in keys
    client = create_app(Services(store, gazetteer), Settings()).server.test_client()
    for language, words in (("en", "Looked up online with Nominatim"), ("ar", "عبر Nominatim")):
        page = client.get(f"/story/1?lang={language}").text
        assert words in page
        assert "© OpenStreetMap contributors" in page
        assert "https://www.openstreetmap.org/copyright" in page
    [place] = client.get("/api/places", query_string={"q": NAME}).json["places"][:1]
    assert (place["id"], place["exact"]) == ("nominatim-n4242", True)
    stories = client.get("/api/stories", query_string={"mark": "nominatim-n4242"}).json
    assert stories["total"] == 1
    store.close()


def test_an_answer_elsewhere_is_kept_as_a_candidate_that_can_be_shown(run: Run, server: FakeService) -> None:
    server.answers(body("nominatim", village("nominatim", NAME, country="FR", lat=45, lon=3)))
    ingest(run, *geocoder(server))
    found = the_mention(run)
    assert found["place_id"] is None
    assert {"code": "geocoder.unsure", "detail": "nominatim"} in found["reasons"]
    store = open_store("conflict-map.db")
    [kept] = [each for each in store.mentions(1) if each.surface == NAME]
    [candidate] = kept.candidates
    assert store.place(candidate.place_id).country == "FR"
    store.close()


def test_a_service_in_trouble_stops_no_story(run: Run, server: FakeService) -> None:
    server.behaves(fails(403))
    status, _, remarks = run("ingest", "story.txt", *geocoder(server))
    assert status == 0
    assert "Nominatim does not answer" in remarks
    assert the_mention(run)["place_id"] is None


def test_a_text_alone_is_looked_through_the_same_way(run: Run, server: FakeService, tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}), encoding="utf-8")
    _, answer, _ = run("geoparse", "texts.jsonl", *geocoder(server))
    spans = {span["text"]: span for span in json.loads(answer)["spans"]}
    assert spans[NAME]["place_id"] == "nominatim-n4242"
    assert spans[NAME]["looked_up_with"] == "nominatim"
    assert "looked_up_with" not in spans["منبج"]


def test_a_name_alone_is_looked_up_where_the_gazetteer_has_nothing(run: Run, server: FakeService) -> None:
    _, answer, _ = run("geocode", f"بلدة {NAME}", "--admin1", "حلب", "--country", "SYR", *geocoder(server))
    found = json.loads(answer)
    assert (found["place_id"], found["looked_up_with"]) == ("nominatim-n4242", "nominatim")
    [asked] = server.asked
    assert (asked["q"], asked["countrycodes"]) == (NAME, "sy")
    run("geocode", "الرقة", *geocoder(server))
    assert len(server.visits) == 1


def test_a_name_in_another_country_is_not_taken(run: Run, server: FakeService) -> None:
    status, answer, _ = run("geocode", NAME, "--country", "Iraq", *geocoder(server))
    assert (status, json.loads(answer)["place_id"]) == (0, None)
    run("geocode", NAME, "--country", "Nowhere", *geocoder(server))
    assert len(server.visits) == 1


def test_a_name_that_could_not_be_asked_for_is_no_success(run: Run, server: FakeService) -> None:
    server.behaves(fails(401))
    status, answer, remarks = run("geocode", NAME, *geocoder(server))
    assert (status, json.loads(answer)["place_id"]) == (1, None)
    assert "does not answer" in remarks


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--geocoder", "nowhere"), "nominatim"),
        (("--geocoder", "nominatim"), "CONFLICT_MAP_USER_AGENT"),
        (("--geocoder", "opencage"), "CONFLICT_MAP_OPENCAGE_KEY"),
        (("--geocoder", "pelias"), "--geocoder-url"),
        (("--geocoder", "photon", "--geocoder-url", "somewhere"), "https://"),
    ],
)
def test_what_is_missing_is_told_before_anything_is_done(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    for command in (("ingest", "story.txt"), ("geocode", "X"), ("geoparse", "story.txt")):
        status, answer, remarks = run(*command, *arguments)
        assert (status, answer) == (2, "")
        assert said in remarks


def test_the_variables_say_the_same_and_an_empty_name_means_nobody(
    run: Run, server: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONFLICT_MAP_GEOCODER", "nominatim")
    monkeypatch.setenv("CONFLICT_MAP_GEOCODER_URL", server.here)
    monkeypatch.setenv("CONFLICT_MAP_USER_AGENT", "Desk (desk@example.org)")
    run("geocode", NAME, "--geocoder", "")
    assert server.visits == []
    run("geocode", NAME)
    assert server.visits[0].headers["User-Agent"] == "Desk (desk@example.org)"


def test_two_programs_ask_in_turn(server: FakeService, tmp_path: Path) -> None:
    """Two databases, two processes, one pace."""
    moments: list[float] = []

    def answer(visit: Any) -> None:
        moments.append(time.monotonic())
        visit.answer(200, body("nominatim"), Content_Type="application/json")

    server.behaves(answer)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    running = []
    for number in range(2):
        names = tmp_path / f"{number}.jsonl"
        lines = (json.dumps({"id": i, "name": f"{NAME} {number}{letter}"}) for i, letter in enumerate("ابت"))
        names.write_text("\n".join(lines), encoding="utf-8")
        command = ["app.py", "geocode", str(names), *geocoder(server)]
        command += ["--database", str(tmp_path / f"{number}.db")]
        running.append(
            subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
    for process in running:
        told, remarks = process.communicate(timeout=120)
        assert process.returncode == 0, remarks.decode()
        assert told.count(b"\n") == 3
    assert len(moments) == 6
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 1.0
