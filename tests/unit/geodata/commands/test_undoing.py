"""``stories batches`` and ``stories undo`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import app
from geodata.query import Query
from geodata.stores import open_store
from tests.making import mention, story


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "news.db")
    store = open_store(path)
    for label, titles in (("one.csv", ["A", "B"]), ("two.csv", ["C"])):
        batch = store.begin_batch(label)
        for title in titles:
            store.add(story(title), [mention()], batch=batch)
    store.close()
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = app.main(arguments)
    return status, *capsys.readouterr()


def test_undoing_takes_the_last_batch_then_the_one_before(database: str, capsys: pytest.CaptureFixture[str]):
    status, out, err = told(capsys, "stories", "undo", "--database", database, "--json")
    assert status == 0
    assert out.startswith("Batch 2 (two.csv) is undone: 1 stories removed")
    assert json.loads(out.splitlines()[-1]) == {"batch": 2, "removed": 1, "restored": 0}
    assert "2 stories are left" in err
    assert told(capsys, "stories", "undo", "--database", database)[1].startswith("Batch 1 (one.csv)")
    status, out, err = told(capsys, "stories", "undo", "--database", database)
    assert (status, out) == (1, "")
    assert "nothing to undo" in err


def test_a_batch_may_be_named_and_not_twice(database: str, capsys: pytest.CaptureFixture[str]):
    assert told(capsys, "stories", "undo", "1", "--database", database)[0] == 0
    status, _, err = told(capsys, "stories", "undo", "1", "--database", database)
    assert status == 2
    assert "Batch 1 was undone on" in err
    assert told(capsys, "stories", "undo", "7", "--database", database)[0] == 1
    store = open_store(database)
    assert [kept.title for kept in store.stories(Query())] == ["C"]
    store.close()


def test_batches_are_listed(database: str, capsys: pytest.CaptureFixture[str]):
    told(capsys, "stories", "undo", "--database", database)
    status, out, _ = told(capsys, "stories", "batches", "--database", database, "--json")
    lines = out.splitlines()
    assert (status, lines[0].split()[:2]) == (0, ["Batch", "Begun"])
    listed = json.loads(lines[-1])["batches"]
    assert [(one["batch"], one["label"], one["added"], bool(one["undone"])) for one in listed] == [
        (2, "two.csv", 0, True),
        (1, "one.csv", 2, False),
    ]
