"""``figure`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import app
from geodata.gazetteer import index, shelf
from geodata.gazetteer.index import Gazetteer
from geodata.stores import open_store
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE, mention, story


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    known = Gazetteer([RAQQA, RAQQA_GOVERNORATE, DEIR])
    for module in (index, shelf):
        monkeypatch.setattr(module, "bundled", lambda: known)
    monkeypatch.chdir(tmp_path)
    store = open_store("news.db")
    store.add(story("Shelling in Raqqa", day="2017-10-01"), [mention()])
    store.add(story("Deir ez-Zor is calm", day="2017-11-01"), [mention(DEIR, start=0)])
    store.close()
    return "news.db"


def test_a_picture_is_written_and_told_of(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["figure", "map.png", "--database", database, "--preset", "500x400", "--language", "ar"]
    given += [
        "--title",
        "الرقة",
        "--to",
        "2017-10",
        "--annotate",
        "35.95,39.01|هنا",
        "--sources",
        "A|https://example.org",
    ]
    assert app.main([*given, "--undated", "no", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["stories"] == 1
    assert told["order"]["lang"] == "ar"
    assert told["order"]["annotations"] == "35.95,39.01|هنا"
    assert told["alt"].startswith("الرقة. خريطة: خبر واحد")
    data = Path("map.png").read_bytes()
    assert (data[:4], len(data)) == (b"\x89PNG", told["bytes"])
    assert [path.name for path in Path().iterdir() if "part" in path.name] == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["map.gif"],
        ["map.png", "--preset", "huge"],
        ["map.png", "--language", "xx"],
        ["nowhere/map.png"],
        ["map.png", "--highlight", "sy-raqqa"],
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    database: str, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["figure", *wrong, "--database", database]) == 2
    assert capsys.readouterr().err.strip().endswith(".")
    assert not Path("map.png").exists()


def test_the_stories_language_is_a_filter_of_its_own(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        app.main(
            ["figure", "a.svg", "--database", database, "--stories-language", "ar", "--preset", "300x300"]
        )
        == 0
    )
    assert "without stories" in capsys.readouterr().err
