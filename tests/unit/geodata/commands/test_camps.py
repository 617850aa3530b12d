"""``camps list``, ``show``, ``search`` on the command line, and the user's camps in what the others find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import app
from geodata.camp_records import Camp, CampSource, CampStatus, Population, StatusChange
from geodata.camps.bundled import bundled_camps
from geodata.models import Precision
from geodata.stores import open_store
from tests.making import on

OWN = Camp(
    "own-mahaba",
    "Al-Mahaba",
    "مخيم المحبة",
    ("Mahabba",),
    lat=36.3,
    lon=36.7,
    precision=Precision.NEAR,
    country="SY",
    statuses=(
        StatusChange(CampStatus.OPEN, on("2024-01-01")),
        StatusChange(CampStatus.MOVED, on("2026-01-01")),
    ),
    populations=(
        Population(120, "people", on("2024-02-01"), "count", CampSource("Agency A")),
        Population(95, "people", on("2024-02-01"), "estimate", CampSource("Agency B")),
        Population(None, "people", on("2024-03-01"), "", CampSource("Agency A")),
    ),
)


@pytest.fixture
def fresh(tmp_path: Path) -> list[str]:
    """Options of a database that is not there."""
    return ["--database", str(tmp_path / "none.db"), "--gazetteers", str(tmp_path / "gazetteers")]


@pytest.fixture
def kept(fresh: list[str]) -> list[str]:
    """Options of one that keeps a camp."""
    store = open_store(fresh[1])
    store.keep_camps([OWN], "mine")
    store.close()
    return fresh


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = app.main(arguments)
    return status, *capsys.readouterr()


def array(out: str) -> list[dict[str, Any]]:
    found = json.loads(out.splitlines()[-1])
    assert isinstance(found, list)
    return found


def test_a_fresh_database_has_the_projects_camps_and_none_is_made(
    fresh: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = told(capsys, "camps", "list", "--json", *fresh)
    assert status == 0
    records = {record["id"]: record for record in array(out)}
    assert len(records) == len(bundled_camps())
    assert f"{len(records)} camps" in err
    hol = records["sy-hol-camp"]
    assert (hol["name_ar"], hol["status"], hol["status_since"]) == ("مخيم الهول", "closed", "2026-02-22")
    assert [change["when"]["first"] for change in hol["statuses"]][-1] == "2026-02-22"
    assert {figure["count"] for figure in hol["populations"]} >= {24_000, 26_500}
    assert all(figure["source"]["name"] for figure in hol["populations"])
    assert hol["sources"]
    assert not Path(fresh[1]).exists()


def test_the_list_is_of_the_day_asked_for(fresh: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for day, wanted in (("2016-01-01", "open"), ("2020-01-01", "besieged"), ("2025-06-07", "closed")):
        found = array(told(capsys, "camps", "list", "--on", day, "--json", *fresh)[1])
        assert {record["id"]: record["status"] for record in found}["sy-rukban-camp"] == wanted
    besieged = told(
        capsys,
        "camps",
        "list",
        "--on",
        "2020-01-01",
        "--status",
        "besieged",
        "--country",
        "sy",
        "--json",
        *fresh,
    )[1]
    assert [record["id"] for record in array(besieged)] == ["sy-rukban-camp"]
    status, out, err = told(capsys, "camps", "list", "--country", "FR", "--json", *fresh)
    assert (status, array(out)) == (0, [])
    assert "No camp" in err


@pytest.mark.parametrize("words", ["sy-rukban-camp", "مخيم الركبان", "Rukban camp", "al-Rukban", "الركبان"])
def test_every_name_shows_the_same_camp(
    words: str, fresh: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = told(capsys, "camps", "show", words, "--json", *fresh)
    assert status == 0
    assert [record["id"] for record in array(out)] == ["sy-rukban-camp"]
    assert "besieged" in out
    assert "Formerly" not in out


def test_showing_tells_gaps_and_both_of_two_figures(
    kept: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = told(capsys, "camps", "show", "mahaba", "--on", "2024-02-15", *kept)
    assert "Status on 2024-02-15: open, since 2024-01-01" in out
    assert "Agency A" in out
    assert "Agency B" in out
    assert "no figure" in out
    _, out, _ = told(capsys, "camps", "search", "Mahaba", "--on", "2024-02-15", *kept)
    assert "95 / 120" in out


def test_a_search_without_an_answer_says_so(fresh: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = told(capsys, "camps", "search", "Xqzzw", "--json", *fresh)
    assert (status, array(out)) == (0, [])
    assert "another spelling" in err
    assert told(capsys, "camps", "show", "Xqzzw", *fresh)[0] == 2


@pytest.mark.parametrize("options", [("--on", "yesterday"), ("--status", "gone")])
def test_misuse_is_told(
    options: tuple[str, str], fresh: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = told(capsys, "camps", "list", *options, *fresh)
    assert status == 2
    assert options[1] in err


def test_the_users_camps_are_found_by_the_other_commands(
    kept: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--database", kept[1], "--gazetteers", kept[3])
    _, out, _ = told(capsys, "geocode", "مخيم المحبة", *options)
    assert json.loads(out)["place_id"] == OWN.id
    _, out, _ = told(capsys, "places", "search", "mahaba camp", "--json", *options)
    assert OWN.id in out
    text = tmp_path / "story.txt"
    text.write_text("حريق في مخيم المحبة\n\nاندلع حريق في مخيم المحبة للنازحين.", encoding="utf-8")
    status, out, _ = told(capsys, "ingest", str(text), "--json", *options)
    assert status == 0
    _, out, _ = told(capsys, "stories", "list", "--place", "مخيم المحبة", "--json", *options)
    assert json.loads(out.splitlines()[-1])["stories"]


def test_areas_are_told_by_their_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    database = str(tmp_path / "none.db")
    assert app.main(["camps", "show", "sy-rukban-camp", "--database", database]) == 0
    shown = capsys.readouterr().out
    assert "Homs Governorate" in shown
    assert "sy-homs-governorate" not in shown
