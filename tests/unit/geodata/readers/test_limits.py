"""Limits: each stands in the documentation as it is, and is kept to."""

from __future__ import annotations

import pytest

from geodata.readers import Refusal, read_bytes
from geodata.readers.common import limits
from tests import ROOT

DOCUMENTED = {
    "a file": limits.in_words(limits.LARGEST_FILE),
    "a web page": f"{limits.in_words(limits.LARGEST_PAGE)}, {limits.MOST_ELEMENTS:,} elements, "
    f"{limits.DEEPEST_PAGE:,} of them within one another",
    "a feed": limits.in_words(limits.LARGEST_FEED),
    "an Excel workbook, unpacked": limits.in_words(limits.LARGEST_WORKBOOK),
    "a text file that is one story": f"{limits.LARGEST_STORY >> 20} million characters",
    "a cell, a line of JSON Lines, an element of a JSON list": (
        f"{limits.LARGEST_CELL >> 20} million characters"
    ),
    "columns": f"{limits.MOST_COLUMNS:,}",
    "rows of a table, elements of a list": f"{limits.MOST_ROWS:,}",
    "files in an archive": f"{limits.MOST_MEMBERS:,}",
    "archives within archives": f"{limits.DEEPEST_ARCHIVE}",
    "all that is unpacked of an archive": f"{limits.in_words(limits.LARGEST_UNPACKED)}, and beyond "
    f"{limits.in_words(limits.UNQUESTIONED)} not more than {limits.HIGHEST_RATIO} times what was packed",
}


@pytest.mark.parametrize("what", DOCUMENTED)
def test_limits_are_documented_as_they_are(what: str) -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert f"| {what} | {DOCUMENTED[what]} |" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"title\n" + b"Row\n" * 5),
        ("a.json", b'[{"title": "a"},{"title": "b"},{"title": "c"},{"title": "d"},{"title": "e"}]'),
    ],
)
def test_rows_end_somewhere(name: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("table", "json_document"):
        monkeypatch.setattr(f"geodata.readers.{module}.MOST_ROWS", 3)
    found = list(read_bytes(content, name))
    assert isinstance(found[-1], Refusal)
    assert "rows" in found[-1].reason
    assert 1 < len(found) <= 4


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_a_file_is_too_large(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.readers.common.decoding.LARGEST_FILE", 1000)
    (refusal,) = read_bytes(b"title\n" + b"x" * 2000, name)
    assert isinstance(refusal, Refusal)
    assert "larger than" in refusal.reason


def test_columns_end_somewhere() -> None:
    headings = ",".join(["title", *("x" for _ in range(limits.MOST_COLUMNS))])
    (refusal,) = read_bytes(f"{headings}\n".encode(), "a.csv")
    assert isinstance(refusal, Refusal)
    assert "columns" in refusal.reason
