"""One suite for every reader: a module of ``geodata/readers`` is found here by its name, unasked."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from geodata.errors import UnknownNameError, UsageError
from geodata.models import Article, Language, StoryKind, When
from geodata.readers import Defaults, Refusal, kinds, read, read_bytes

Story = dict[str, str]
KINDS = sorted(kinds())
BODY = "قالت مصادر ميدانية إن القصف طال أطراف البلـــدة\u200f، وأُصيب عدد من السكان.\n\nوأضافت أن الطرق مغلقة."
STORY = {
    "title": "قصف على أطراف البلـــدة \u200fليلاً",
    "text": BODY,
    "published": "2016-05-04",
    "source": "وكالة التجربة",
    "url": "https://example.org/أخبار/1",
}


def _text(story: Story) -> str:
    above = "".join(f"{key}: {value}\n" for key, value in story.items() if key not in ("title", "text"))
    return f"---\n{above}---\n{story['title']}\n\n{story['text']}\n"


def _table(story: Story) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(story)
    writer.writerow(story.values())
    return stream.getvalue()


def _json_lines(story: Story) -> str:
    return json.dumps(story, ensure_ascii=False) + "\n"


def _json_document(story: Story) -> str:
    return json.dumps([story], ensure_ascii=False, indent=1)


def _html_page(story: Story) -> str:
    stated = {
        "@type": "NewsArticle",
        "headline": story["title"],
        "datePublished": story.get("published"),
        "publisher": {"name": story.get("source")},
        "url": story.get("url"),
    }
    data = json.dumps(stated, ensure_ascii=False).replace("</", "<\\/")
    paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in story["text"].split("\n\n"))
    return (
        f"<!DOCTYPE html>\n<html><head><title>{html.escape(story['title'])}</title>\n"
        f'<script type="application/ld+json">{data}</script></head>\n<body>'
        f"<article><h1>{html.escape(story['title'])}</h1>\n{paragraphs}</article></body></html>\n"
    )


def _feed(story: Story) -> str:
    names = {"title": "title", "text": "description", "published": "pubDate", "url": "link", "id": "guid"}
    fields = "".join(
        f"<{names[key]}>{html.escape(value)}</{names[key]}>\n" for key, value in story.items() if key in names
    )
    outlet = html.escape(story.get("source", ""))
    return f'<rss version="2.0"><channel><title>{outlet}</title>\n<item>{fields}</item></channel></rss>\n'


def _excel(story: Story) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (story.keys(), story.values()):
        book.active.append(
            [ILLEGAL_CHARACTERS_RE.sub("", cell).encode("utf-8", "replace").decode() for cell in row]
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet(story: Story) -> bytes:
    stream = io.BytesIO()
    cells = {key: [value.encode("utf-8", "replace").decode()] for key, value in story.items()}
    pyarrow.parquet.write_table(pyarrow.table(cells), stream)
    return stream.getvalue()


def _archive(story: Story) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("أخبار/خبر.jsonl", _json_lines(story).encode("utf-8", "surrogatepass"))
    return stream.getvalue()


def _gzipped(story: Story) -> bytes:
    return gzip.compress(_text(story).encode("utf-8", "surrogatepass"), mtime=0)


# A new reader adds how a file of its kind is written: as text, or packed in bytes of its own.
TEXTS: dict[str, Callable[[Story], str]] = {
    "plain_text": _text,
    "table": _table,
    "json_lines": _json_lines,
    "json_document": _json_document,
    "html_page": _html_page,
    "feed": _feed,
}
PACKED: dict[str, Callable[[Story], bytes]] = {
    "excel": _excel,
    "parquet": _parquet,
    "archive": _archive,
    "gzipped": _gzipped,
}
LONGEST_CELL = {"excel": 32_000}
"""Where the format itself sets a limit to a text."""


def _written(kind: str, story: Story, encoding: str = "utf-8") -> bytes:
    return PACKED[kind](story) if kind in PACKED else TEXTS[kind](story).encode(encoding, "surrogatepass")


SAMPLES = {kind: _written(kind, STORY) for kind in (*TEXTS, *PACKED)}
"""Written once: some formats note the time in what they write."""


def _file(folder: Path, kind: str, content: bytes) -> Path:
    path = folder / f"story{kinds()[kind].SUFFIXES[0]}"
    path.write_bytes(content)
    return path


def _read(
    folder: Path, kind: str, content: bytes, defaults: Defaults | None = None
) -> list[Article | Refusal]:
    return list(read(_file(folder, kind, content), defaults))


def _one(found: list[Article | Refusal]) -> Article:
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def _refused(found: list[Article | Refusal]) -> Refusal:
    assert found
    assert isinstance(found[-1], Refusal), found[-1]
    assert found[-1].origin.startswith("story.")
    assert found[-1].reason.endswith(".")
    assert found[-1].remedy.endswith(".")
    return found[-1]


def test_every_reader_has_a_sample() -> None:
    assert sorted([*TEXTS, *PACKED]) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_module_keeps_the_contract(kind: str) -> None:
    reader = kinds()[kind]
    assert reader.SUFFIXES
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in reader.SUFFIXES)
    assert isinstance(reader.SEVERAL, bool)
    assert reader.__doc__


def test_no_suffix_belongs_to_two_readers() -> None:
    suffixes = [suffix for reader in kinds().values() for suffix in reader.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_sample(kind: str, tmp_path: Path) -> None:
    article = _one(_read(tmp_path, kind, _written(kind, STORY)))
    assert article.title == STORY["title"]
    assert article.text == BODY
    assert article.kind is StoryKind.ARTICLE
    assert article.language is Language.ARABIC
    assert article.outlet == STORY["source"]
    assert article.url == STORY["url"]
    assert article.published is not None
    assert article.published.first == article.published.last == date(2016, 5, 4)
    assert article.published.evidence == "metadata"
    assert article.origin.startswith("story.")
    assert article.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"])
@pytest.mark.parametrize("kind", TEXTS)
def test_encodings(kind: str, encoding: str, tmp_path: Path) -> None:
    story = {key: value.replace("\u200f", "") for key, value in STORY.items()}
    article = _one(_read(tmp_path, kind, _written(kind, story, encoding)))
    assert (article.title, article.text) == (story["title"], story["text"])


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("kind", TEXTS)
def test_line_ends_are_no_part_of_a_story(kind: str, ending: str, tmp_path: Path) -> None:
    story = {**STORY, "text": "First line of the text."}
    content = TEXTS[kind](story).replace("\r\n", "\n").replace("\n", ending)
    article = _one(_read(tmp_path, kind, content.encode()))
    assert (article.title, article.text) == (story["title"], story["text"])


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_file_is_refused_or_holds_nothing(kind: str, tmp_path: Path) -> None:
    found = _read(tmp_path, kind, b"")
    assert found == [] or _refused(found)


BINARY = [
    bytes(range(256)) * 40,
    b"%PDF-1.4 text",
    b"\x89PNG\r\n\x1a\n",
    b"a\0b" * 500,
    bytes(range(128, 256)) * 20,
]


@pytest.mark.parametrize("content", BINARY, ids=["bytes", "pdf", "png", "nul", "high"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_known_text_is_refused(kind: str, content: bytes, tmp_path: Path) -> None:
    assert len(_read(tmp_path, kind, content)) == 1
    _refused(_read(tmp_path, kind, content))


@pytest.mark.parametrize("kind", TEXTS)
def test_damaged_letters_are_shown_and_told(kind: str, tmp_path: Path) -> None:
    content = _written(kind, STORY).replace("القصف".encode(), "القص".encode() + b"\xd9")
    article = _one(_read(tmp_path, kind, content))
    assert article.text == BODY.replace("القصف", "القص\ufffd")
    assert [(note.code, note.detail) for note in article.notes] == [("letters.damaged", "1")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_text_is_read_whole(kind: str, tmp_path: Path) -> None:
    long = ("القصف مستمر " * 450_000)[: LONGEST_CELL.get(kind)]
    article = _one(_read(tmp_path, kind, _written(kind, {**STORY, "text": long})))
    assert article.text == long.strip()


@pytest.mark.parametrize("kind", KINDS)
def test_impossible_dates_and_broken_addresses_are_noted(kind: str, tmp_path: Path) -> None:
    story = {**STORY, "published": "1753-01-01", "url": "javascript:alert(1)"}
    article = _one(_read(tmp_path, kind, _written(kind, story)))
    assert article.published is None
    assert article.url == ""
    assert {(note.code, note.detail) for note in article.notes} == {
        ("date.impossible", "1753-01-01"),
        ("url.refused", "javascript:alert(1)"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_defaults_win_over_one_story_and_fill_in_many(kind: str, tmp_path: Path) -> None:
    day = date(2020, 2, 2)
    defaults = Defaults(source="Agency", published=When(day, day), language=Language.ENGLISH)
    article = _one(_read(tmp_path, kind, _written(kind, STORY), defaults))
    assert article.published is not None
    if kinds()[kind].SEVERAL:
        assert (article.outlet, article.published.first) == (STORY["source"], date(2016, 5, 4))
    else:
        assert (article.outlet, article.published.first) == ("Agency", day)
    assert article.language is Language.ENGLISH
    bare = {"title": STORY["title"], "text": BODY}
    filled = _one(_read(tmp_path, kind, _written(kind, bare), defaults))
    assert filled.published == When(day, day, evidence="given")
    assert filled.outlet == "Agency"


@pytest.mark.parametrize("kind", KINDS)
def test_the_day_is_that_of_the_zone(kind: str, tmp_path: Path) -> None:
    content = _written(kind, {**STORY, "published": "2017-10-11T23:30:00Z"})
    for zone, day in (("Asia/Damascus", 12), ("UTC", 11)):
        article = _one(_read(tmp_path, kind, content, Defaults(zone=ZoneInfo(zone))))
        assert article.published is not None
        assert article.published.first == date(2017, 10, day)


@pytest.mark.parametrize("kind", KINDS)
def test_one_address_is_only_for_one_story(kind: str, tmp_path: Path) -> None:
    defaults = Defaults(url="https://example.org/2")
    path = _file(tmp_path, kind, _written(kind, STORY))
    if kinds()[kind].SEVERAL:
        with pytest.raises(UsageError, match="--url"):
            list(read(path, defaults))
    else:
        assert _one(list(read(path, defaults))).url == "https://example.org/2"


@pytest.mark.parametrize("kind", KINDS)
def test_content_tells_the_kind_where_the_name_does_not(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "story"
    path.write_bytes(_written(kind, STORY))
    assert _one(list(read(path))).text == BODY


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_can_be_named(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "story.unknown"
    path.write_bytes(_written(kind, STORY))
    assert _one(list(read(path, Defaults(kind=kind)))).text == BODY
    with pytest.raises(UnknownNameError, match=kind):
        read(path, Defaults(kind="nonsense"))
    with pytest.raises(UnknownNameError, match=kinds()[kind].SUFFIXES[0]):
        read(path)


def _is_whole(found: Article) -> bool:
    """Every text of an article can be written down, and none is blank where it may not be."""
    texts = [found.title, found.text, found.outlet, found.url, found.dateline, found.source_id, found.origin]
    "".join(texts).encode()
    return bool(found.title or found.text) and "\n" not in found.title and all(map(_is_whole, found.related))


@pytest.mark.parametrize("kind", KINDS)
def test_bytes_from_elsewhere(kind: str) -> None:
    """By the bytes alone, by a name, by a media type that says less than they do: the same story."""
    content = _written(kind, STORY)
    name = f"story{kinds()[kind].SUFFIXES[0]}"
    media_type = kinds()[kind].TYPES[0]
    for found in (
        read_bytes(content, name),
        read_bytes(content, "https://example.org/story", content_type=f"{media_type}; charset=utf-8"),
        read_bytes(content, "https://example.org/story.php", content_type="application/octet-stream"),
        read_bytes(content, "story"),
    ):
        article = _one(list(found))
        assert (article.title, article.text, article.outlet) == (STORY["title"], BODY, STORY["source"])


CELLS = st.text(st.sampled_from("اب ـ\u200f\n\r\t,;|\"'{}[]:-—/()<>!&#x3000;aZ09.\\\0\ud800"), max_size=30)
STORIES = st.dictionaries(st.sampled_from([*STORY, "id", "العنوان", "x"]), CELLS, min_size=1)
ODD = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize("kind", KINDS)
@ODD
@given(STORIES, st.binary(max_size=40))
def test_never_raises(kind: str, tmp_path: Path, story: Story, tail: bytes) -> None:
    content = _written(kind, {"title": "", "text": "", **story})
    for attempt in (content, content + tail, tail, tail + content):
        for found in _read(tmp_path, kind, attempt):
            assert isinstance(found, Refusal) or _is_whole(found)


@pytest.mark.parametrize("kind", KINDS)
@ODD
@given(st.data())
def test_never_raises_on_bytes_changed_and_cut(kind: str, tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
        content = content or bytearray(b"\0")
    for found in (*_read(tmp_path, kind, bytes(content)), *read_bytes(bytes(content), "story")):
        assert isinstance(found, Refusal) or _is_whole(found)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-be", "utf-8", "cp1256", "iso8859-6", "cp1252", "utf-7"]
)
@ODD
@given(st.lists(STORIES, max_size=3))
def test_never_raises_in_odd_encodings(
    kind: str, encoding: str, tmp_path: Path, stories: list[Story]
) -> None:
    text = "\n".join(TEXTS[kind]({"title": "", "text": "", **story}) for story in stories)
    for found in _read(tmp_path, kind, text.encode(encoding, "replace")):
        assert isinstance(found, Refusal) or _is_whole(found)


TAGS = (
    "html",
    "body",
    "div",
    "p",
    "a",
    "h1",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "script",
    "article",
    "item",
    "b",
    "br",
)
PIECES = st.one_of(
    CELLS,
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(
        ["<a href='/x'>", "<h3>مقالات ذات صلة</h3>", "<![CDATA[", "]]>", "<!--", "&rlm;", "&#0;", "<p "]
    ),
    st.just('<script type=\'application/ld+json\'>{"@type":["Article"],"publisher":[]}</script>'),
)


@pytest.mark.parametrize("kind", ["html_page", "feed"])
@ODD
@given(st.lists(PIECES, max_size=40))
def test_never_raises_on_odd_markup(kind: str, tmp_path: Path, pieces: list[str]) -> None:
    begins = {"html_page": "<html>", "feed": "<rss version='2.0'><channel><item>"}[kind]
    content = (begins + "".join(pieces)).encode("utf-8", "surrogatepass")
    for found in _read(tmp_path, kind, content):
        assert isinstance(found, Refusal) or _is_whole(found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELLS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "text", "a"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", ["json_document", "json_lines"])
@ODD
@given(JSON)
def test_never_raises_on_odd_json(kind: str, tmp_path: Path, value: object) -> None:
    for found in _read(tmp_path, kind, json.dumps(value).encode()):
        assert isinstance(found, Refusal) or _is_whole(found)
