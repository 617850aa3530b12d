"""Folders, standard input, and what is misuse."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from geodata.errors import UnknownNameError, UsageError
from geodata.models import Article
from geodata.readers import Defaults, Refusal, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name, text in {
        "a.txt": "Title of a\nText.",
        "a.json": '{"url": "https://example.org/a"}',
        "b/two.jsonl": '{"title": "Two"}\n\nnot json\n[1]\n{"title": "Three", "date": 20160504}\n{}\n',
        "c.csv": "title\nFour\n",
        "d.xyz": "?",
        "e.txt": "",
        ".hidden/f.txt": "Hidden",
        ".g.txt": "Hidden",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_in_order_and_nothing_ends_the_run(folder: Path) -> None:
    found = list(read(folder))
    assert [(item.origin, item.title if isinstance(item, Article) else None) for item in found] == [
        ("a.txt", "Title of a"),
        ("b/two.jsonl:1", "Two"),
        ("b/two.jsonl:3", None),
        ("b/two.jsonl:4", None),
        ("b/two.jsonl:5", "Three"),
        ("b/two.jsonl:6", None),
        ("c.csv:2", "Four"),
        ("d.xyz", None),
        ("e.txt", None),
    ]
    assert isinstance(found[0], Article)
    assert found[0].url == "https://example.org/a"
    assert isinstance(found[-2], Refusal)
    assert ".jsonl" in found[-2].reason


def test_keys_of_json_lines_can_be_named(folder: Path) -> None:
    path = folder / "k.jsonl"
    path.write_text('{"a": "One", "title": "x"}\n{"title": "Two"}\n', encoding="utf-8")
    titles = [
        item.title for item in read(path, Defaults(columns={"title": "a"})) if isinstance(item, Article)
    ]
    assert titles == ["One", "Two"]
    with pytest.raises(UsageError, match="a, title"):
        list(read(path, Defaults(columns={"title": "b"})))


def test_misuse_is_told_at_once(folder: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        read(folder / "nothing.txt")
    with pytest.raises(UsageError, match="--url"):
        read(folder, Defaults(url="https://example.org"))
    with pytest.raises(UnknownNameError, match="may end in"):
        read(folder / "d.xyz")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UnknownNameError, match="PDF document"):
        read(folder / "d.pdf")


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        ("title;date\nOne;2016-05-04\nTwo;2016-05-05\n", ["One", "Two"]),
        ('{"title": "One"}\n{"title": "Two"}\n', ["One", "Two"]),
        ("One, with a comma\nText of it.", ["One, with a comma"]),
    ],
)
def test_standard_input(content: str, titles: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    found = list(read(Path("-")))
    assert [item.title for item in found if isinstance(item, Article)] == titles
    assert found[0].origin.startswith("standard input")


def test_reading_is_lazy(tmp_path: Path) -> None:
    """The first row is there before the last is read: a table is not held in memory."""
    path = tmp_path / "long.csv"
    path.write_text("title\n" + "Row\n" * 200_000, encoding="utf-8")
    rows: Iterator[Article | Refusal] = read(path)
    assert isinstance(next(rows), Article)
    with path.open("w", encoding="utf-8") as stream:
        stream.write("")
    assert sum(1 for _ in rows) < 100_000
