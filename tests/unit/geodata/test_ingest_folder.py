"""A folder with a good file of each kind and broken ones of many: the good are kept, the others told."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.ingest import Report, ingest
from geodata.readers import Defaults, kinds
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import RAQQA

PARAGRAPH = (
    "Residents of Raqqa said the road to the market stayed closed until noon while crews cleared the rubble."
)
FEED = "<rss version='2.0'><channel><title>Paper</title><item><title>{}</title></item></channel></rss>"
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"


def _workbook(title: str) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["title"])
    book.active.append([title])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet(title: str) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"title": [title]}), stream)
    return stream.getvalue()


def _zip(name: str, content: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


GOOD: dict[str, tuple[str, bytes]] = {
    "plain_text": ("text.txt", f"Talks near Raqqa\n{PARAGRAPH}".encode()),
    "table": ("table.csv", b"title\nShelling near Raqqa\n"),
    "json_lines": ("lines.jsonl", b'{"title": "Aid reaches Raqqa"}\n'),
    "json_document": ("list.json", b'[{"title": "Bridge in Raqqa reopens"}]'),
    "html_page": ("page.html", PAGE.format("Market in Raqqa", f"<p>{PARAGRAPH}</p>" * 3).encode()),
    "feed": ("feed.xml", FEED.format("Schools open in Raqqa").encode()),
    "excel": ("book.xlsx", _workbook("Convoy leaves Raqqa")),
    "parquet": ("table.parquet", _parquet("Water returns to Raqqa")),
    "archive": ("files.zip", _zip("inside.csv", "title\nHospital in Raqqa\n")),
    "gzipped": ("lines.jsonl.gz", gzip.compress(b'{"title": "Elections in Raqqa"}\n')),
}
BROKEN: dict[str, tuple[bytes, str]] = {
    "broken/document.pdf": (b"%PDF-1.7\n", "PDF document"),
    "broken/letter.docx": (_zip("word/document.xml", "<w/>"), "Word document"),
    "broken/photo.jpg": (b"\xff\xd8\xff\xe0 JFIF", "picture"),
    "broken/old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "Office"),
    "broken/cut.xlsx": (_workbook("x")[:-200], "Excel file is broken"),
    "broken/cut.zip": (_zip("a.txt", "x")[:-30], "broken"),
    "broken/cut.parquet": (_parquet("x")[:-9], "Parquet file is broken"),
    "broken/bomb.txt.gz": (gzip.compress(b"a" * (80 << 20)), "times its size"),
    "broken/no_story.html": (b"<html><body><p>404</p></body></html>", "no story on this page"),
    "broken/note.xml": (b"<note>x</note>", "no RSS or Atom"),
    "broken/entities.xml": (b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss><item/></rss>", "entities"),
    "broken/half.json": (b'[{"title": ', "not JSON"),
    "broken/line.jsonl": (b"{title}\n", "not JSON"),
    "broken/places.csv": (b"lat,lon\n1,2\n", "None of its columns"),
    "broken/empty.txt": (b"", "neither a title nor a text"),
    "broken/bytes.txt": (bytes(range(256)) * 9, "not a text file"),
    "broken/unknown.xyz": (b"x", "may end in"),
}


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "broken").mkdir()
    for name, content in GOOD.values():
        (tmp_path / name).write_bytes(content)
    for name, (content, _words) in BROKEN.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def _ingest(folder: Path, store: Store) -> Report:
    return ingest([folder], store, Geoparser(Gazetteer([RAQQA])), Defaults(source="Paper"))


def test_there_is_a_good_file_of_every_kind() -> None:
    assert set(GOOD) == set(kinds())


def test_the_good_are_kept_and_the_broken_told(folder: Path, store: Store) -> None:
    report = _ingest(folder, store)
    kept = {
        Path(file.file).relative_to(folder).parts[0]: (file.new, file.mentions)
        for file in report.files
        if file.stories
    }
    assert sorted(kept) == sorted(name for name, _ in GOOD.values())
    assert all(new == 1 and mentions >= 1 for new, mentions in kept.values()), kept
    told = {
        failure.origin.partition(":")[0]: failure.reason for file in report.files for failure in file.failures
    }
    assert sorted(told) == sorted(BROKEN)
    for name, (_content, words) in BROKEN.items():
        assert words in told[name], told[name]


def test_each_reason_is_for_people(folder: Path, store: Store) -> None:
    """Whole sentences, a remedy after the reason, and none of a program's own words."""
    foreign = ("Error", "Exception", "Traceback", "None,", "codec", "0x", "byte ", "object at", "\\x")
    for file in _ingest(folder, store).files:
        for failure in file.failures:
            assert failure.reason.endswith(".")
            assert failure.reason.count(".") >= 2, failure
            assert not [word for word in foreign if word in failure.reason], failure


def test_the_same_folder_again_adds_nothing(folder: Path, store: Store) -> None:
    first = _ingest(folder, store).total()
    again = _ingest(folder, store).total()
    assert again["new"] == again["updated"] == 0
    assert again["unchanged"] == first["new"] == len(GOOD)
    assert again["failures"] == first["failures"] == len(BROKEN)
