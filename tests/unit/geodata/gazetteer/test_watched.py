"""A gazetteer added while the program runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.errors import NotFoundError
from geodata.gazetteer import shelf, watched
from geodata.gazetteer.index import Gazetteer, bundled
from geodata.gazetteer.watched import Watched
from tests.unit.geodata.gazetteer.test_shelf import VILLAGE, row, wof


def _until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not true():
        assert time.monotonic() < ends, "it was not taken up"
        time.sleep(0.01)


def _knows(gazetteer: Gazetteer, place_id: str) -> bool:
    try:
        gazetteer.place(place_id)
    except NotFoundError:
        return False
    return True


def test_what_is_added_is_taken_up_and_what_is_removed_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    known = Watched(folder)
    assert known.gazetteer is bundled()
    assert known.version == ""
    shelf.add(folder, "whosonfirst", wof(tmp_path / "wof.tsv", VILLAGE))
    _until(lambda: _knows(known.gazetteer, "wof-11"))
    first = known.version
    assert first
    more = row(12, "Zarnouqiye Two", 33.9, 35.9)
    shelf.add(folder, "whosonfirst", wof(tmp_path / "wof.tsv", VILLAGE, more))
    _until(lambda: _knows(known.gazetteer, "wof-12"))
    assert known.version not in ("", first)
    shelf.remove(folder, "whosonfirst-wof")
    _until(lambda: known.gazetteer is bundled())
    assert known.version == ""


def test_nobody_waits_while_it_is_opened_and_it_is_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gazetteers"
    known = Watched(folder)
    shelf.add(folder, "whosonfirst", wof(tmp_path / "wof.tsv", VILLAGE))
    may_open, opened = threading.Event(), []

    def slowly(path: Path) -> Gazetteer:
        opened.append(path)
        may_open.wait(20)
        return Gazetteer([])

    monkeypatch.setattr(watched, "open_gazetteer", slowly)
    for _ in range(50):
        assert known.gazetteer is bundled()
    assert known.version == ""
    may_open.set()
    _until(lambda: len(known.gazetteer) == 0)
    assert opened == [folder]


def test_a_folder_that_is_damaged_meanwhile_is_left_until_it_changes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "gazetteers"
    shelf.add(folder, "whosonfirst", wof(tmp_path / "wof.tsv", VILLAGE))
    known = Watched(folder)
    about = folder / "whosonfirst-wof" / "about.json"
    whole = about.read_text(encoding="utf-8")
    about.write_text("{", encoding="utf-8")
    _until(lambda: known.gazetteer is not None and "is damaged" in caplog.text)
    assert _knows(known.gazetteer, "wof-11")
    about.write_text(whole.replace("wof.tsv", "wof2.tsv"), encoding="utf-8")
    before = known.version
    _until(lambda: known.version != before)
    assert _knows(known.gazetteer, "wof-11")
    assert caplog.text.count("is damaged") == 1
