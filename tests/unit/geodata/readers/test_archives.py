"""Zip and gzip: members read by their own readers, within limits, never outside."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from geodata.errors import UsageError
from geodata.models import Article
from geodata.readers import Defaults, Refusal, read, read_bytes
from geodata.readers.common import limits

TEXT = "عنوان قصير للخبر\nقالت مصادر إن الطريق أغلق."


def _zip(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _read(data: bytes, name: str = "a.zip") -> list[Article | Refusal]:
    return list(read_bytes(data, name))


def _told(found: list[Article | Refusal]) -> list[tuple[str, str]]:
    return [(item.origin, item.title if isinstance(item, Article) else item.reason) for item in found]


def _reason(found: list[Article | Refusal]) -> str:
    assert isinstance(found[0], Refusal), found[0]
    assert found[0].remedy.endswith(".")
    return found[0].reason


def test_members_are_read_in_order_by_their_own_readers() -> None:
    data = _zip(
        {
            "b/two.csv": "title,date\nTwo,2016-05-04\n",
            "a.txt": TEXT,
            "a.json": '{"url": "https://example.org/a", "published": "2017-01-02"}',
            "c.json": '[{"title": "Three"}]',
            "__MACOSX/._a.txt": "x",
            ".hidden.txt": "x",
            "d/": "",
            "e.zip": _zip({"in.jsonl": '{"title": "Four"}\n{}\n'}),
            "f.csv.gz": gzip.compress(b"title\nFive\n"),
            "g.xyz": "?",
            "h.docx": _zip({"word/document.xml": "<w/>"}),
        }
    )
    found = _read(data)
    assert [origin for origin, _ in _told(found)] == [
        *(
            "a.zip/a.txt",
            "a.zip/b/two.csv:2",
            "a.zip/c.json:1",
            "a.zip/e.zip/in.jsonl:1",
            "a.zip/e.zip/in.jsonl:2",
        ),
        *("a.zip/f.csv.gz:2", "a.zip/g.xyz", "a.zip/h.docx"),
    ]
    first = found[0]
    assert isinstance(first, Article)
    assert first.url == "https://example.org/a"
    assert first.published is not None
    assert "Word" in _told(found)[-1][1]
    assert "may end in" in _told(found)[-2][1]


@pytest.mark.parametrize("name", ["../up.txt", "/up.txt", "a/../../up.txt", "C:\\up.txt", "..\\up.txt"])
def test_names_that_lead_out_are_refused_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "deep" / "deeper"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    found = _read(_zip({name: TEXT, "ok.txt": TEXT}))
    reasons = [item.reason for item in found if isinstance(item, Refusal)]
    assert len(found) == 2
    assert len(reasons) == 1
    assert "leads out" in reasons[0]
    assert [path.name for path in tmp_path.rglob("*")] == ["deep", "deeper"]


def test_a_locked_member_and_a_link_are_refused() -> None:
    data = bytearray(_zip({"a.txt": TEXT}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "password" in _reason(_read(bytes(data)))
    link = zipfile.ZipInfo("a.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "link" in _reason(_read(stream.getvalue()))


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.zip"])
def test_bombs_are_refused_early(name: str) -> None:
    swollen = b"a " * (40 << 20)
    data = gzip.compress(swollen, 9) if name.endswith("gz") else _zip({"a.txt": swollen, "b.txt": TEXT})
    found = _read(data, name)
    assert "200 times" in _reason(found)
    assert len(found) == (1 if name.endswith("gz") else 2)


def test_archives_in_archives_end_somewhere() -> None:
    data = _zip({"a.txt": TEXT})
    for level in range(limits.DEEPEST_ARCHIVE - 1):
        data = _zip({f"{level}.zip": data})
    assert isinstance(_read(data)[0], Article)
    assert "one within another" in _reason(_read(_zip({"x.zip": data})))
    assert "one within another" in _reason(_read(gzip.compress(data), "x.zip.gz"))


def test_what_is_left_is_shared_by_all_that_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "geodata.readers.common.records.Allowance.__init__.__defaults__", (3000,), raising=False
    )
    inner = _zip({f"{number}.txt": TEXT * 10 for number in range(3)})
    found = _read(_zip({"a.zip": inner, "b.zip": inner, "c.zip": inner}))
    assert any(isinstance(item, Article) for item in found)
    assert isinstance(found[-1], Refusal)
    assert "more than may be read at once" in found[-1].reason
    assert len(found) < 9


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing", _zip({"a.txt": TEXT})[:-30], b"\x1f\x8b nothing"])
def test_broken_archives_are_refused(data: bytes) -> None:
    assert "broken" in _reason(_read(data, "a.zip" if data[:2] == b"PK" else "a.txt.gz"))


def test_a_broken_member_does_not_end_the_reading() -> None:
    data = bytearray(_zip({"a.txt": "x" * 2000 + TEXT, "b.txt": TEXT}))
    at = data.index(b"a.txt") + 8
    data[at : at + 4] = b"\xff\xff\xff\xff"
    found = _read(bytes(data))
    assert "broken" in _reason(found)
    assert isinstance(found[1], Article)


@pytest.mark.parametrize("encoding", ["cp1256", "utf-8", "cp437"])
def test_names_of_old_archivers_are_read(encoding: str) -> None:
    name = "أخبار الرقة.txt" if encoding != "cp437" else "résumé.txt"
    stand_in = "n" * len(name.encode(encoding))
    data = _zip({stand_in: TEXT}).replace(stand_in.encode(), name.encode(encoding))
    (article,) = _read(data)
    assert isinstance(article, Article)
    if encoding != "cp437":
        assert article.origin == f"a.zip/{name}"


def test_one_address_is_for_a_compressed_file_of_one_story(tmp_path: Path) -> None:
    defaults = Defaults(url="https://example.org/1")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (article,) = read(tmp_path / "a.txt.gz", defaults)
    assert isinstance(article, Article)
    assert article.url == "https://example.org/1"
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"title\nOne\n"))
    with pytest.raises(UsageError, match="--url"):
        list(read(tmp_path / "b.csv.gz", defaults))
