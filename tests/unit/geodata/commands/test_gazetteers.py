"""``gazetteer add | list | remove | check`` from the door on, and what other commands make of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import app
from geodata.fetching import Fetcher
from geodata.models import Fetched

Run = Callable[..., tuple[int, str, str]]
STORY = "غارة على بلدة زرنوقية\n\nاستهدفت غارة بلدة زرنوقية قرب صور في جنوب لبنان.\n"


def dump(path: Path, *, bad: bool = False) -> Path:
    names = "Zarnuqiyah,زرنوقية"
    cells = ["7", "Zarnouqiye", "Zarnouqiye", names, "33.28", "35.22", "P", "PPL", "LB", *[""] * 10]
    lines = ["\t".join(cells)]
    if bad:
        lines.append("\t".join(["8", "Nowhere", "Nowhere", "", "north", *cells[5:]]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CONFLICT_MAP_GAZETTEERS", raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        status = app.main(arguments)
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def last(text: str) -> dict[str, object]:
    return json.loads(text.splitlines()[-1])


def test_a_village_comes_onto_the_map_and_stays_when_its_gazetteer_goes(run, tmp_path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    assert run("gazetteer", "add", "geonames", str(dump(tmp_path / "LB.txt")))[0] == 0
    assert "gn-7" in run("places", "search", "زرنوقية")[1]
    assert last(run("geocode", "Zarnuqiyah", "--country", "LB")[1])["place_id"] == "gn-7"
    assert run("ingest", "story.txt", "--published", "2024-10-02")[0] == 0
    assert run("gazetteer", "remove", "geonames-LB")[0] == 0
    assert "gn-7" not in run("places", "search", "زرنوقية")[1]
    assert "Zarnouqiye" in run("stories", "show", "1")[1]
    assert last(run("stories", "list", "--place", "gn-7", "--json")[1])["total"] == 1
    assert run("export", "map.csv")[0] == 0
    exported = (tmp_path / "map.csv").read_text(encoding="utf-8-sig")
    assert exported.count("gn-7") == 2
    assert run("stories", "list")[2].startswith("1 of 1 stories; 1 of them on the map")


def test_the_folder_is_named_by_option_before_variable_before_default(run, tmp_path, monkeypatch):
    file = str(dump(tmp_path / "LB.txt"))
    monkeypatch.setenv("CONFLICT_MAP_GAZETTEERS", str(tmp_path / "by-variable"))
    run("gazetteer", "add", "geonames", file)
    run("gazetteer", "add", "geonames", file, "--gazetteers", str(tmp_path / "by-option"))
    monkeypatch.delenv("CONFLICT_MAP_GAZETTEERS")
    run("gazetteer", "add", "geonames", file)
    for folder in ("by-variable", "by-option", "gazetteers"):
        assert (tmp_path / folder / "geonames-LB" / "places.csv").exists()


def test_what_was_added_is_listed_and_checked(run, tmp_path):
    status, out, err = run("gazetteer", "add", "geonames", str(dump(tmp_path / "LB.txt", bad=True)), "--json")
    assert status == 1
    assert "row 2: latitude 'north' is not a number" in out
    assert "CC BY 4.0" in err
    told = last(out)
    assert (told["name"], told["places"], told["faults"], told["joined"]) == ("geonames-LB", 1, 1, 0)
    (listed,) = last(run("gazetteer", "list", "--json")[1])["gazetteers"]
    assert (listed["file"], listed["loader"], listed["places"]) == ("LB.txt", "geonames", 1)
    (checked,) = last(run("gazetteer", "check", "--json")[1])["gazetteers"]
    assert (checked["places"], checked["unusable"], checked["astray"]) == (1, 1, [])
    assert "geonames-LB" in run("doctor")[1]


def test_nothing_added_is_said_so(run):
    for command in ("list", "check"):
        status, _, err = run("gazetteer", command)
        assert (status, "No gazetteer was added" in err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("geonames", "LB"), "--fetch"),
        (("geonames", "https://example.org/LB.zip"), "--fetch"),
        (("geonames", "nowhere"), "no country"),
        (("osm", "LB"), "cod-ab, geonames, whosonfirst"),
        (("cod-ab", "bad.txt"), ".geojson"),
        (("geonames", "bad.txt"), "no dump of GeoNames"),
        (("whosonfirst", "bad.txt"), "wof_id"),
    ],
)
def test_misuse_says_what_to_do(run, tmp_path, arguments, told):
    (tmp_path / "bad.txt").write_text("a story", encoding="utf-8")
    status, out, err = run("gazetteer", "add", *arguments)
    assert (status, out) == (2, "")
    assert told in err
    assert not (tmp_path / "gazetteers").exists()


def test_removing_what_is_not_there(run):
    status, _, err = run("gazetteer", "remove", "mine")
    assert (status, "none was added" in err) == (1, True)


@pytest.mark.parametrize("country", ["LB", "lbn", "Lebanon", "لبنان"])
def test_a_country_is_downloaded_when_that_is_allowed(run, tmp_path, monkeypatch, country):
    asked: list[str] = []

    def fetch(self: Fetcher, address: str, known: Fetched | None = None) -> Fetched:
        from datetime import UTC, datetime

        asked.append(address)
        body = dump(tmp_path / "LB.txt").read_bytes()
        return Fetched(address, address, datetime.now(UTC), 200, "text/plain", "", body)

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    assert run("gazetteer", "add", "geonames", country, "--fetch")[0] == 0
    assert asked == ["https://download.geonames.org/export/dump/LB.zip"]
    (listed,) = last(run("gazetteer", "list", "--json")[1])["gazetteers"]
    assert listed["origin"] == asked[0]


def test_only_public_machines_are_asked(run):
    status, _, err = run("gazetteer", "add", "geonames", "http://127.0.0.1/LB.zip", "--fetch")
    assert (status, "private" in err) == (2, True)


def test_a_damaged_folder_stops_a_command_with_the_remedy(run, tmp_path):
    run("gazetteer", "add", "geonames", str(dump(tmp_path / "LB.txt")))
    (tmp_path / "gazetteers" / "geonames-LB" / "about.json").write_text("{", encoding="utf-8")
    status, _, err = run("geocode", "Raqqa")
    assert (status, "add that gazetteer again" in err) == (2, True)
    status, out, _ = run("doctor")
    assert (status, "!!  Gazetteers beside it" in out) == (1, True)
