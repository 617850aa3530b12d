"""``stories retag`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import app
from geodata.models import Part
from geodata.stores import open_store
from tests.making import mention, story


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = app.main(arguments)
    return status, *capsys.readouterr()


def test_stories_tagged_by_other_words_are_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = str(tmp_path / "news.db")
    store = open_store(path)
    [struck] = store.add(story("Air strike in Raqqa"), [mention(start=14)])
    [quiet] = store.add(story("A quiet day in Raqqa"), [mention(start=15)])
    [bare] = store.add(story("Nothing named"), [])
    store.retag(lambda title, text, sentences: [()] * len(sentences), "older")
    store.close()
    status, out, err = told(capsys, "stories", "retag", "--database", path, "--json")
    answer = json.loads(out.splitlines()[-1])
    assert (status, answer["stories"], answer["changed"]) == (0, 3, 1)
    assert "in 1 of them something is different" in out
    assert answer["version"] in err
    assert "tagged by today's words already" in told(capsys, "stories", "retag", "--database", path)[1]
    store = open_store(path)
    [found] = store.mentions(struck.story_id)
    assert [(tag.code, tag.words) for tag in found.tags] == [("event:air_strike", "Air strike")]
    assert found.part is Part.TITLE
    assert [each.tags for each in store.mentions(quiet.story_id)] == [()]
    assert store.mentions(bare.story_id) == []
    store.close()
