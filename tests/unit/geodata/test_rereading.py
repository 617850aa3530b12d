"""Stored stories read again once the gazetteer knows more; the command that does it, and undoing it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import app
from geodata.camp_records import Camp
from geodata.camps.registry import Registry
from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.rereading import reread
from geodata.stores import open_store
from geodata.stores.port import Store
from geodata.understanding import understand
from tests.making import story

OWN = Camp("own-mahaba", "Al-Mahaba", "مخيم المحبة", ("Mahabba",), lat=36.3, lon=36.7, country="SY")
TEXTS = (
    "اندلع حريق في مخيم المحبة للنازحين.",
    "A fire in Mahabba camp hurt two people.",
    "قصف على مدينة الرقة.",
)


def filled(path: str) -> Store:
    store = open_store(path)
    parser = Geoparser(bundled())
    for number, text in enumerate(TEXTS):
        (article, mentions), *_ = understand(story(f"Story {number}", text, day="2026-02-01"), parser)
        store.add(article, mentions)
    return store


def placed(store: Store) -> list[set[str]]:
    return [{mention.place_id for mention in store.mentions(number)} - {""} for number in (1, 2, 3)]


def test_a_camp_is_found_in_what_was_there_and_undone_again() -> None:
    store = filled(":memory:")
    before = [store.mentions(number) for number in (1, 2, 3)]
    texts = [store.story(number) for number in (1, 2, 3)]
    store.keep_camps([OWN], "mine")
    heard: list[int] = []
    parser = Geoparser(Registry(store).joined(bundled()))
    done = reread(store, parser, [3, 1, 2, 99], "again", progress=heard.append)
    assert (done.stories, done.changed, sum(heard)) == (3, 2, 3)
    assert placed(store) == [{OWN.id}, {OWN.id}, {"sy-raqqa"}]
    assert [store.story(number) for number in (1, 2, 3)] == texts
    undone = store.undo_batch(done.batch)
    assert (undone.removed, undone.restored) == (0, 2)
    after = [store.mentions(number) for number in (1, 2, 3)]
    assert [[m.surface for m in each] for each in after] == [[m.surface for m in each] for each in before]
    assert placed(store)[:2] == [set(), set()]
    assert store.check() == []


def test_reading_again_what_is_known_changes_nothing() -> None:
    store = filled(":memory:")
    version = store.data_version()
    done = reread(store, Geoparser(bundled()), [1, 2, 3], "again")
    assert (done.stories, done.changed) == (3, 0)
    assert store.data_version() == version


def test_the_command_reads_only_what_holds_a_camps_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "news.db")
    store = filled(database)
    options = ("--json", "--database", database, "--gazetteers", str(tmp_path / "gazetteers"))
    assert app.main(("stories", "reread", "--camps", *options)) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["stories"] == 0
    store.keep_camps([OWN], "mine")
    store.close()
    assert app.main(("stories", "reread", "--camps", *options)) == 0
    told = capsys.readouterr()
    record = json.loads(told.out.splitlines()[-1])
    assert (record["stories"], record["changed"]) == (2, 2)
    assert f"stories undo {record['batch']}" in told.err
    assert app.main(("stories", "reread", "--text", "قصف", *options)) == 0
    record = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (record["stories"], record["changed"]) == (1, 0)
