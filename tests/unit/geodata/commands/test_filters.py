"""The filters of the command line are those of the map: each of a query's pairs, and no fewer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import app
from geodata.commands.parser import add_filters
from geodata.models import Precision
from geodata.query import PARAMETERS
from geodata.stores import open_store
from tests.making import DEIR, RAQQA, mention, on, story

List = Callable[..., list[str]]


@pytest.fixture
def titles(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> List:
    """The titles ``stories list`` gives, in alphabetical order."""
    monkeypatch.chdir(tmp_path)
    store = open_store("conflict-map.db")
    store.add(story("A", "x", day="2017-10-12", outlet="One"), [mention(RAQQA, confidence=0.9)])
    store.add(story("B", "y", day="2017-10-14", outlet="Two"), [mention(DEIR, confidence=0.5)])
    event = mention(RAQQA, precision=Precision.NEAR, event=on("2016-03-01"))
    store.add(story("C", "z", day="2017-10-16", outlet="Three"), [event])
    store.close()

    def call(*filters: str) -> list[str]:
        assert app.main(("stories", "list", *filters, "--json")) == 0
        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        return sorted(each["title"] for each in told["stories"])

    return call


def test_every_pair_of_a_query_is_an_option():
    parser = argparse.ArgumentParser()
    add_filters(parser)
    assert {action.dest for action in parser._actions} - {"help"} == set(PARAMETERS)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ((), ["A", "B", "C"]),
        (("--source", "one", "--source", "Two"), ["A", "B"]),
        (("--source", "One|Three"), ["A", "C"]),
        (("--place", "Raqqa", "--place", "دير الزور"), ["A", "B", "C"]),
        (("--place", "sy-deir-ez-zor"), ["B"]),
        (("--confidence", "80"), ["A", "C"]),
        (("--precision", "1"), ["A", "B"]),
        (("--time", "event", "--from", "2016-03", "--to", "2016-03", "--undated", "no"), ["C"]),
        (("--kind", "camp"), []),
        (("--kind", "camp", "--kind", "city"), ["A", "B", "C"]),
        (("--area", "38.5 35.5,39.5 35.5,39.5 36.5,38.5 36.5"), ["A", "C"]),
    ],
)
def test_each_leaves_what_the_map_would_show(titles: List, filters: tuple[str, ...], left: list[str]):
    assert titles(*filters) == left


@pytest.mark.usefixtures("titles")
@pytest.mark.parametrize(("roles", "rows"), [("location", 3), ("dateline", 0), ("dateline,location", 3)])
def test_roles_choose_what_is_exported(capsys: pytest.CaptureFixture[str], roles: str, rows: int):
    assert app.main(("export", "-", "--format", "csv", "--roles", roles)) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + rows


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (("--confidence", "much"), "no confidence"),
        (("--precision", "9"), "1 (exact) to 7"),
        (("--kind", "village", "--kind", "moon"), "“moon” is no “kind”"),
        (("--area", "38 35"), "area"),
    ],
)
def test_what_makes_no_sense_is_told(
    titles: List, capsys: pytest.CaptureFixture[str], filters: tuple[str, ...], said: str
):
    assert app.main(("stories", "list", *filters)) == 2
    assert said in capsys.readouterr().err
