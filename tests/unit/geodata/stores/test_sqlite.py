from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from geodata.errors import StoreError, UnknownNameError
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.relational import tables
from tests import ROOT
from tests.making import mention, story


def test_an_unknown_scheme_lists_the_stores_there_are():
    with pytest.raises(UnknownNameError, match="sqlite://"):
        open_store("oracle://server/news")


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(StoreError, match=r"nowhere does not exist; make it"):
        open_store(str(tmp_path / "nowhere" / "news.db"))


def test_a_folder_is_no_database(tmp_path: Path):
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path))


def test_a_file_of_something_else_is_left_alone(tmp_path: Path):
    path = tmp_path / "notes.db"
    path.write_text("These are notes, not a database. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(path))
    assert path.read_text(encoding="utf-8").startswith("These are notes")


def test_another_program_s_database_is_left_alone(tmp_path: Path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (x)")
        other.commit()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))
    with closing(sqlite3.connect(path)) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["theirs"]


def test_a_newer_database_is_left_alone(tmp_path: Path):
    path = tmp_path / "news.db"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("INSERT INTO migrations VALUES ('9999 from the future', '2099-01-01')")
        newer.commit()
    with pytest.raises(StoreError, match=r"newer version.*9999 from the future"):
        open_store(str(path))


def test_a_database_that_must_exist_is_not_made(tmp_path: Path):
    with pytest.raises(StoreError, match="There is no database"):
        open_store(str(tmp_path / "news.db"), create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_says_so(tmp_path: Path):
    path = tmp_path / "news.db"
    store = open_store(str(path))
    for number in range(50):
        store.add(story(source_id=str(number)), [mention()])
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 8192) + content[-4096:])
    with pytest.raises(StoreError, match=r"damaged|disk image"):
        open_store(str(path)).count(Query())


def test_what_is_kept_is_there_after_opening_again(tmp_path: Path):
    path = tmp_path / "أخبار ١.db"
    store = open_store(str(path))
    [outcome] = store.add(story(), [mention()])
    identity = store.identity()
    store.close()
    again = open_store(f"sqlite:///{path.as_posix()}", create=False)
    assert (again.story(outcome.story_id).title, again.identity()) == (story().title, identity)
    again.close()


def test_two_databases_have_two_identities(tmp_path: Path):
    stores = [open_store(str(tmp_path / f"{name}.db")) for name in "ab"]
    assert stores[0].identity() != stores[1].identity()
    for store in stores:
        store.close()


def test_the_tables_are_what_the_migrations_made(tmp_path: Path):
    open_store(str(tmp_path / "news.db")).close()
    with closing(sqlite3.connect(tmp_path / "news.db")) as made:
        for table in tables.metadata.sorted_tables:
            columns = {
                row[1]: (row[2], bool(row[3]), bool(row[5]))
                for row in made.execute(f"PRAGMA table_info({table.name})")
            }
            described = {
                column.name: (
                    {"FLOAT": "REAL"}.get(str(column.type), str(column.type)),
                    not column.nullable and not (column.primary_key and len(table.primary_key) == 1),
                    column.primary_key,
                )
                for column in table.columns
            }
            assert columns == described, table.name


def test_lists_and_sums_use_an_index(tmp_path: Path):
    open_store(str(tmp_path / "news.db")).close()
    with closing(sqlite3.connect(tmp_path / "news.db")) as made:
        for condition in ("url_key = 'x' AND url_key != ''", "title_key = 'x' AND outlet_key = 'y'"):
            plan = made.execute(f"EXPLAIN QUERY PLAN SELECT * FROM stories WHERE {condition}").fetchall()
            assert "USING INDEX" in plan[0][3]


def test_a_writer_waits_for_no_reader(tmp_path: Path):
    store = open_store(str(tmp_path / "news.db"))
    for number in range(3):
        store.add(story(source_id=str(number)), [mention()])
    rows = store.rows(Query())
    next(rows)
    store.add(story(source_id="4"), [mention()])
    assert len(list(rows)) == 2
    assert store.count(Query()).stories == 4
    store.close()


_WRITES_UNTIL_KILLED = """
import sys
from geodata.stores import open_store
from tests.making import mention, story
store = open_store(sys.argv[1])
number = 0
while True:
    store.add(story(source_id=str(number)), [mention(), mention(start=20)])
    print(number, flush=True)
    number += 1
"""


def test_a_database_in_memory_answers_many_who_ask_at_once():
    store = open_store(":memory:")
    for day in range(1, 9):
        store.add(story(f"Shelling {day} in Raqqa", day=f"2017-10-{day:02}"), [mention()])
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda _: len(store.stories(Query(text="shelling"))), range(64)))
    store.close()
    assert found == [8] * 64


def test_a_killed_run_loses_nothing_acknowledged_and_can_be_repeated(tmp_path: Path):
    path = tmp_path / "news.db"
    command = [sys.executable, "-c", _WRITES_UNTIL_KILLED, str(path)]
    acknowledged = -1
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as run:
        assert run.stdout is not None
        while acknowledged < 40:
            acknowledged = int(run.stdout.readline())
        run.kill()
        lines = run.stdout.read().split("\n")
    acknowledged = max([acknowledged, *(int(line) for line in lines[:-1] if line)])
    store = open_store(str(path), create=False)
    counts = store.count(Query())
    assert counts.stories >= acknowledged + 1
    assert counts.mentions == 2 * counts.stories
    assert store.check() == []
    outcomes = [store.add(story(source_id=str(n)), [mention(), mention(start=20)])[0] for n in range(41)]
    assert {outcome.status for outcome in outcomes} == {"unchanged"}
    assert store.count(Query()) == counts
    store.close()
