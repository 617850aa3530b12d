"""JSON documents: lists, single stories, lists within objects; read piece by piece."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.errors import UsageError
from geodata.models import Article
from geodata.readers import Defaults, Refusal, read
from geodata.readers.common.limits import LARGEST_CELL


def _read(folder: Path, value: object, defaults: Defaults | None = None) -> list[Article | Refusal]:
    path = folder / "a.json"
    path.write_text(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8"
    )
    return list(read(path, defaults))


def _titles(found: list[Article | Refusal]) -> list[str | None]:
    return [item.title if isinstance(item, Article) else None for item in found]


STORIES = [{"title": "One"}, {"title": "Two", "text": "Text"}]


@pytest.mark.parametrize(
    "value",
    [
        STORIES,
        {"status": "ok", "articles": STORIES, "tags": [1, 2]},
        {"title": "A feed", "version": "https://jsonfeed.org/version/1", "items": STORIES},
        {"response": {"data": {"docs": STORIES, "count": 2}}},
        '{"title": "One"}\n{"title": "Two"}\n',
        '{"title": "One"}{"title": "Two"}',
        '[{"title": "One"}, {"title": "Two"},]',
        "\ufeff \n[\n" + json.dumps(STORIES)[1:],
    ],
)
def test_where_stories_may_stand(value: object, tmp_path: Path) -> None:
    assert _titles(_read(tmp_path, value)) == ["One", "Two"]


def test_a_story_of_its_own(tmp_path: Path) -> None:
    story = {
        "title": "One",
        "text": "Text",
        "related": [{"title": "Two"}],
        "tags": ["a"],
        "date": "2016-05-04",
    }
    (article,) = _read(tmp_path, story)
    assert isinstance(article, Article)
    assert (article.title, article.text, article.origin) == ("One", "Text", "a.json:1")


def test_elements_that_are_no_stories_are_refused_by_number(tmp_path: Path) -> None:
    found = _read(tmp_path, [7, {"title": "One"}, None, {}, [{"title": "x"}]])
    assert _titles(found) == [None, "One", None, None, None]
    assert [item.origin for item in found] == [f"a.json:{number}" for number in range(1, 6)]


@pytest.mark.parametrize("value", ["[", "{", '[{"title": "One"} {"title": "Two"}]', "[1, nul", "x"])
def test_broken_json_is_refused_from_where_it_breaks(value: str, tmp_path: Path) -> None:
    found = _read(tmp_path, value)
    assert isinstance(found[-1], Refusal)
    assert "not JSON" in found[-1].reason
    assert _titles(found)[:-1] == (["One"] if "One" in value else [None] if "1" in value else [])


@pytest.mark.parametrize("value", ["[]", "", "  ", '{"articles": []}'])
def test_a_document_without_stories_is_refused(value: str, tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, value)
    assert isinstance(refusal, Refusal)


def test_texts_longer_than_a_piece(tmp_path: Path) -> None:
    texts = ["اب " * 100_000, "x" * 70_000, '"\\' * 40_000]
    found = _read(tmp_path, [{"title": "T", "text": text} for text in texts])
    assert [item.text for item in found if isinstance(item, Article)] == [text.strip() for text in texts]


def test_an_element_without_end_is_given_up(tmp_path: Path) -> None:
    (refusal,) = _read(tmp_path, '[{"title": "' + "a" * (LARGEST_CELL + 100))
    assert isinstance(refusal, Refusal)


def test_deep_json_is_refused(tmp_path: Path) -> None:
    for value in ("[" * 100_000, '[{"a":' * 100_000):
        (refusal,) = _read(tmp_path, value)
        assert isinstance(refusal, Refusal)


def test_keys_can_be_named(tmp_path: Path) -> None:
    defaults = Defaults(columns={"title": "a"})
    assert _titles(_read(tmp_path, {"list": [{"a": "One", "title": "x"}, {"title": "Two"}]}, defaults)) == [
        "One",
        "Two",
    ]
    with pytest.raises(UsageError, match="title"):
        _read(tmp_path, [{"title": "x"}], defaults)


def test_a_list_beside_a_text_is_no_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title of a text\nText.", encoding="utf-8")
    _read(tmp_path, STORIES)
    assert _titles(list(read(tmp_path))) == ["One", "Two", "Title of a text"]
