"""A database that an earlier version of the program made is brought up to date, and nothing in it is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from geodata.errors import StoreError
from geodata.query import Query
from geodata.stores import open_store, sqlite
from geodata.stores.relational import migrations
from geodata.stores.relational.migrations import Migration
from tests.making import mention, story

ALL = Query()
FIRST = 2
"""Migrations of the first version."""

_STORY = """
    INSERT INTO stories VALUES (
        :id, :day, 'article', 'en', :outlet, 1, NULL, NULL, :published, :published, :precision, 'metadata',
        '2026-01-02T03:04:05+00:00', :url, '', :title_key, :text_key, :outlet, :url, '', 'old.csv:2', '',
        :title, :text
    )
"""
_TEXT = (
    "A convoy of 40 trucks carrying flour and medicine reached the besieged city on Monday, the first to do "
    "so by land in three years. Drivers waited two days at the last checkpoint."
)


def _old_database(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as the first version left it, with three stories, two of them the same report."""
    with monkeypatch.context() as earlier:
        earlier.setattr(sqlite, "MIGRATIONS", sqlite.MIGRATIONS[:FIRST])
        engine = sqlite._engine(str(path))
        migrations.migrate(engine, sqlite.MIGRATIONS, str(path))
        engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        for number, (outlet, text) in enumerate(
            [("one", _TEXT), ("two", _TEXT + " More later."), ("two", "x")]
        ):
            values = {
                "id": number + 1,
                "day": 736000,
                "published": "2016-01-31",
                "precision": "day",
                "outlet": outlet,
                "url": f"https://news.example/{number}",
                "title": f"Title {number}",
                "text": text,
                "title_key": f"t{number}",
                "text_key": f"k{number}",
            }
            old.execute(_STORY, values)
            old.execute("INSERT INTO story_index (rowid, title, text) VALUES (:id, :title, :text)", values)
        old.execute("INSERT INTO story_versions VALUES (3, 1, '2026-01-02T03:04:06+00:00', 'Old', 'y')")
        old.execute("UPDATE stories SET version = 2 WHERE id = 3")
        old.execute("UPDATE stories SET look_alike_of = 2 WHERE id = 3")
        old.commit()


def test_an_older_database_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "old.db"
    _old_database(path, monkeypatch)
    store = open_store(str(path))
    assert [kept.title for kept in store.stories(ALL)] == ["Title 2", "Title 1", "Title 0"]
    assert [store.story(number).cluster for number in (1, 2, 3)] == [1, 1, 3]
    assert [found.text for found in store.versions(3)] == ["y", "x"]
    assert (store.story(1).archived, store.batches(), store.check()) == ("", [], [])
    assert store.data_version() == 0, "what a reader sees is as it was"
    batch = store.begin_batch("after")
    [outcome] = store.add(story("Title 0", url="https://news.example/0"), [mention()], batch=batch)
    assert outcome.story_id == 1
    store.undo_batch(batch)
    assert store.count(ALL).stories == 3
    store.close()
    again = open_store(str(path))
    assert again.count(ALL).stories == 3
    again.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "old.db"
    _old_database(path, monkeypatch)
    broken = migrations.statements("CREATE TABLE half (x)", "INSERT INTO nowhere VALUES (1)")
    known = (*sqlite.MIGRATIONS[:FIRST], Migration("0003 broken", broken))
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "MIGRATIONS", known)
        with pytest.raises(StoreError):
            open_store(str(path))
    with closing(sqlite3.connect(path)) as left:
        names = {row[0] for row in left.execute("SELECT name FROM sqlite_master")}
        assert "half" not in names
        assert [row[0] for row in left.execute("SELECT count(*) FROM migrations")] == [FIRST]
    open_store(str(path)).close()


def test_what_is_looked_up_on_every_write_and_undo_uses_an_index(tmp_path: Path):
    open_store(str(tmp_path / "news.db")).close()
    asked = (
        "SELECT 1 FROM stories WHERE batch = 1",
        "SELECT 1 FROM stories WHERE parent_id = 1",
        "SELECT 1 FROM stories WHERE look_alike_of = 1",
        "SELECT 1 FROM signature_bands WHERE band IN (1, 2, 3)",
        "SELECT 1 FROM batch_changes WHERE story_id = 1",
        "SELECT 1 FROM batch_changes WHERE batch = 1",
        "SELECT 1 FROM fetched WHERE address = 'x'",
    )
    with closing(sqlite3.connect(tmp_path / "news.db")) as made:
        for statement in asked:
            plan = " ".join(str(row[3]) for row in made.execute(f"EXPLAIN QUERY PLAN {statement}"))
            assert "SEARCH" in plan, (statement, plan)
