"""Excel and Parquet: cells of every type, the sheet, the headings, and broken files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from geodata.errors import UsageError
from geodata.models import Article
from geodata.readers import Defaults, Refusal, read_bytes

DAY = date(2016, 5, 4)


def _workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _table(columns: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


def _read(data: bytes, name: str = "book.xlsx", **options: Any) -> list[Article | Refusal]:
    return list(read_bytes(data, name, Defaults(**options)))


def _titles(found: list[Article | Refusal]) -> list[str]:
    assert all(isinstance(item, Article) for item in found), found
    return [item.title for item in found if isinstance(item, Article)]


@pytest.mark.parametrize(
    "value", [datetime(2016, 5, 4), DAY, datetime(2016, 5, 4, 13, 30), 20160504, "4/5/2016"]
)
def test_date_cells(value: object) -> None:
    (story,) = _read(_workbook(A=[["العنوان", "التاريخ", "id"], ["خبر", value, 7.0]]))
    assert isinstance(story, Article)
    assert story.published is not None
    assert (story.published.first, story.source_id, story.origin) == (DAY, "7", "book.xlsx:2")


def test_the_first_sheet_with_usable_headings_is_read() -> None:
    rows = [
        ["title", "date"],
        ["One", "2016-05-04"],
        [None, None],
        ["Two", None],
        ["=1/0", None],
        ["#REF!", None],
    ]
    data = _workbook(
        Notes=[["About this file"], ["made by hand"]],
        News=[["Weekly news"], [None], *rows],
        Other=[["title"], ["Three"]],
    )
    found = _read(data)
    assert _titles(found[:2]) == ["One", "Two"]
    assert [item.origin for item in found[:2]] == ["book.xlsx:4", "book.xlsx:6"]
    assert _titles(_read(data, sheet="Other")) == ["Three"]
    with pytest.raises(UsageError, match="Notes, News, Other"):
        _read(data, sheet="Nothing")


def test_a_workbook_without_headings_is_refused_with_what_it_has() -> None:
    (refusal,) = _read(_workbook(A=[["lat", "lon"], [1, 2]]))
    assert isinstance(refusal, Refusal)
    assert "lat, lon" in refusal.reason
    (refusal,) = _read(_workbook(A=[]))
    assert isinstance(refusal, Refusal)
    assert "nothing in this workbook" in refusal.reason


def test_columns_can_be_named() -> None:
    data = _workbook(A=[["a", "b"], ["News", "Agency"]])
    assert _titles(_read(data, columns={"title": "a", "source": "b"})) == ["News"]
    with pytest.raises(UsageError, match="a, b"):
        _read(data, columns={"title": "z"})


def _changed(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _with_entities(members: dict[str, bytes]) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    members["xl/workbook.xml"] = bomb + members["xl/workbook.xml"]


def _swollen(members: dict[str, bytes]) -> None:
    members["xl/sharedStrings.xml"] = b"<sst>" + b"<si><t>aaaa</t></si>" * (4 << 20)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_with_entities, "entities"),
        (_swollen, "times its size"),
        (lambda members: members.update({"xl/workbook.xml": b"<workbook"}), "broken"),
        (lambda members: members.pop("xl/worksheets/sheet1.xml"), "(?:broken|nothing)"),
        (lambda members: members.update({"../../evil": b"x"}), "leads out"),
    ],
)
def test_harmful_and_broken_workbooks_are_refused(
    change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    found = _read(_changed(_workbook(A=[["title"], ["One"]]), change))
    assert len(found) == 1
    assert isinstance(found[0], Refusal)
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(found[0].reason)


def test_columns_of_every_type() -> None:
    data = _table(
        {
            "title": pyarrow.array(["One", None, "Three"]).dictionary_encode(),
            "published": pyarrow.array(
                [datetime(2016, 5, 4, 22, 30, tzinfo=UTC), None, datetime(2016, 5, 4, tzinfo=UTC)]
            ),
            "id": [1, 2, 3],
            "language": ["en", "en", None],
            "tags": [["a"], [], None],
            "text": pyarrow.array([None, None, "Body"], pyarrow.large_string()),
        }
    )
    first, second, third = _read(data, "t.parquet")
    assert isinstance(first, Article)
    assert first.published is not None
    assert (first.title, first.published.first, first.source_id) == ("One", date(2016, 5, 5), "1")
    assert isinstance(second, Refusal)
    assert second.origin == "t.parquet:2"
    assert isinstance(third, Article)
    assert (third.title, third.text) == ("Three", "Body")


def test_a_table_of_another_kind_is_refused_with_its_columns() -> None:
    (refusal,) = _read(_table({"lat": [1.0], "lon": [2.0]}), "t.parquet")
    assert isinstance(refusal, Refusal)
    assert "lat, lon" in refusal.reason


@pytest.mark.parametrize("cut", [4, 40, -1, -12])
def test_a_broken_table_is_refused(cut: int) -> None:
    (refusal,) = _read(_table({"title": ["One"] * 10})[:cut], "t.parquet")
    assert isinstance(refusal, Refusal)
    assert "broken" in refusal.reason
