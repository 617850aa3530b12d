"""``watch`` on the command line, and the look after ``ingest``."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import app
from geodata.stores import open_store
from tests.making import RUKBAN, mention, story
from tests.web import LocalServer


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "news.db")
    store = open_store(path)
    store.add(story("Rukban", "Rukban camp", day="2017-06-01"), [mention(RUKBAN)])
    store.add(story("Raqqa", "Raqqa city", day="2017-10-01"), [mention()])
    store.close()
    return path


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONFLICT_MAP_WEBHOOKS", raising=False)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = app.main(arguments)
    return status, *capsys.readouterr()


def test_a_fresh_database_has_nothing_to_watch_and_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "none.db"
    status, out, _ = told(capsys, "watch", "list", "--database", str(path), "--json")
    assert (status, json.loads(out.splitlines()[-1])) == (0, {"watches": []})
    status, _, err = told(capsys, "watch", "show", "3", "--database", str(path))
    assert status == 1
    assert "There is no watch 3" in err
    assert told(capsys, "watch", "run", "--database", str(path))[1].startswith("Nothing is watched")
    assert not path.exists()


def test_a_watch_is_added_looked_at_and_taken_away(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    to = ("--database", database, "--json")
    added = ("watch", "add", "Camp", "--place", RUKBAN.id, "--silence", "4", "--secret", "")
    status, out, _ = told(capsys, *added, *to)
    assert (status, out.splitlines()[0].partition(":")[0]) == (0, "Watch 1, Camp")
    record = json.loads(out.splitlines()[-1])
    assert (record["kind"], record["number"], record["query"]) == ("silence", 4, {"place": RUKBAN.id})
    _, out, _ = told(capsys, "watch", "run", *to)
    [entry] = json.loads(out.splitlines()[-1])["entries"]
    assert (entry["first"], entry["last"], entry["count"]) == ("2017-06-01", "2017-10-01", 17)
    assert json.loads(told(capsys, "watch", "run", *to)[1].splitlines()[-1])["entries"] == []
    _, out, _ = told(capsys, "watch", "show", "1", *to)
    assert "silent for 17 weeks" in out
    assert json.loads(out.splitlines()[-1])["entries"][0]["why"]["ar"]
    assert told(capsys, "watch", "remove", "1", *to)[1].startswith("Watch 1 (Camp) is gone, with 1 entries")
    assert json.loads(told(capsys, "watch", "list", *to)[1].splitlines()[-1]) == {"watches": []}


def test_what_comes_in_with_ingest_makes_entries(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "watch", "add", "Words", "--text", "bakery", "--database", database)
    (tmp_path / "new.txt").write_text("A bakery reopened in Raqqa on Monday.", encoding="utf-8")
    _, out, err = told(capsys, "ingest", str(tmp_path / "new.txt"), "--database", database, "--json")
    [entry] = json.loads(out.splitlines()[-1])["watching"]["entries"]
    assert entry["story"]["page"] == "/story/3"
    assert "new entries: 1" in err


def test_webhooks_are_told_only_where_that_is_on_and_the_secret_is_never_printed(
    database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a-very-secret-word\n"))
    with LocalServer() as hook:
        hook.page("/hook", b"")
        given = ("--webhook", hook.url("/hook", "127.0.0.1"), "--secret", "-", "--from-start")
        _, added, _ = told(capsys, "watch", "add", "All", *given, "--database", database, "--json")
        run = ("watch", "run", "--database", database, "--json")
        assert told(capsys, *run)[0] == 0
        assert hook.visits == []
        monkeypatch.setenv("CONFLICT_MAP_WEBHOOKS", "loopback")
        status, out, _ = told(capsys, *run)
        assert (status, json.loads(out.splitlines()[-1])["webhooks"]["sent"]) == (0, 2)
        told(capsys, *run)
        assert len(hook.visits) == 2
        shown = added + told(capsys, "watch", "list", "--database", database, "--json")[1]
        shown += told(capsys, "watch", "show", "1", "--database", database, "--json")[1]
    assert '"signed": true' in shown
    assert "a-very-secret-word" not in shown


@pytest.mark.parametrize(
    "given",
    [
        ("--mentions", "0"),
        ("--silence", "600"),
        ("--place", "qqqqzzzz"),
        ("--webhook", "hooks.example"),
        ("--area", "1 2"),
    ],
)
def test_a_rule_that_makes_no_sense_is_misuse(
    database: str, capsys: pytest.CaptureFixture[str], given: tuple[str, ...]
) -> None:
    assert told(capsys, "watch", "add", "x", *given, "--database", database)[0] == 2


def test_a_word_the_setting_does_not_know_is_misuse_before_anything_is_read(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONFLICT_MAP_WEBHOOKS", "maybe")
    (tmp_path / "new.txt").write_text("Raqqa", encoding="utf-8")
    assert told(capsys, "ingest", str(tmp_path / "new.txt"), "--database", database)[0] == 2
    assert len(open_store(database).batches()) == 0
