from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata import ingest as pipeline
from geodata.errors import DataError, StoreError, UsageError
from geodata.ingest import FileReport, Report, ingest
from geodata.models import Article, Language, Mention, StoryKind
from geodata.query import Query
from geodata.readers import Defaults, Refusal
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, RUKBAN, mention, on, related, story

NAMES = {"Raqqa": RAQQA, "Deir": DEIR, "Rukban": RUKBAN, "Nowhere": None}


class WordParser:
    """Finds four names letter for letter, and remembers what it was told beside the text."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Language | None, date | None]] = []

    def parse(
        self,
        text: str,
        *,
        title: str = "",
        language: Language | None = None,
        published: date | None = None,
        dateline: str = "",
        outlet: str = "",
    ) -> list[Mention]:
        self.told.append((title, language, published))
        if "unparsable" in title:
            msg = "the gazetteer is damaged"
            raise DataError(msg)
        return [mention(NAMES[word], surface=word) for word in title.split() if word in NAMES]


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    yield opened
    opened.close()


def write(path: Path, *stories: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in stories), encoding="utf-8")
    return path


def numbers(report: FileReport) -> dict[str, int]:
    names = ("stories", "related", "new", "unchanged", "updated", "mentions", "without_place", "without_date")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def test_a_file_is_counted_story_by_story(store: Store, tmp_path: Path):
    path = write(
        tmp_path / "news.jsonl",
        {"id": 1, "title": "From Raqqa to Deir", "published": "2017-10-12"},
        {"id": 2, "title": "Talks in Nowhere"},
    )
    report = ingest([path], store, WordParser(), Defaults(source="Example"))
    assert [file.file for file in report.files] == [str(path)]
    assert numbers(report.files[0]) == {
        "stories": 2,
        "new": 2,
        "mentions": 3,
        "without_place": 1,
        "without_date": 1,
    }
    assert not report.failed
    again = ingest([path], store, WordParser(), Defaults(source="Example"))
    assert numbers(again.files[0])["unchanged"] == 2
    assert store.count(Query()).stories == 2


def test_a_run_is_a_batch_that_can_be_undone(store: Store, tmp_path: Path):
    path = write(tmp_path / "news.jsonl", {"id": 1, "title": "In Raqqa"}, {"id": 2, "title": "In Deir"})
    report = ingest([path], store, WordParser(), Defaults(source="Example"))
    [batch] = store.batches()
    assert (report.batch, report.as_dict()["batch"]) == (batch.number, batch.number)
    assert (batch.label, batch.added) == (str(path), 2)
    store.undo_batch(batch.number)
    assert store.count(Query()).stories == 0


def test_a_story_that_fails_is_told_and_the_rest_goes_on(store: Store, tmp_path: Path):
    path = tmp_path / "news.jsonl"
    lines = ['{"title": "In Raqqa"}', "not json", '{"title": "unparsable"}', '{"title": "In Deir"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    report = ingest([path], store, WordParser(), Defaults())
    failures = [(failure.origin, failure.reason) for failure in report.files[0].failures]
    assert [origin for origin, _ in failures] == ["news.jsonl:2", "news.jsonl:3"]
    assert "not JSON" in failures[0][1]
    assert failures[1][1] == "the gazetteer is damaged"
    assert (report.failed, report.total()["stories"], report.total()["failures"]) == (True, 2, 2)


def test_a_database_that_gives_out_ends_the_run(tmp_path: Path):
    class FullStore:
        def begin_batch(self, _label: str) -> int:
            return 1

        def add(self, *_: object, batch: int) -> None:
            msg = "the disk is full"
            raise StoreError(msg)

    path = write(tmp_path / "news.jsonl", {"title": "In Raqqa"})
    with pytest.raises(StoreError, match="the disk is full"):
        ingest([path], FullStore(), WordParser(), Defaults())  # type: ignore[arg-type]


def test_a_misspelt_name_ends_the_run_before_it_begins(store: Store, tmp_path: Path):
    path = write(tmp_path / "news.jsonl", {"title": "In Raqqa"})
    with pytest.raises(UsageError, match="There is no file"):
        ingest([path, tmp_path / "misspelt.jsonl"], store, WordParser(), Defaults())
    assert store.batches() == []
    assert store.count(Query()).stories == 0


def test_a_folder_is_counted_file_by_file(store: Store, tmp_path: Path):
    (tmp_path / "inner").mkdir()
    write(tmp_path / "b.jsonl", {"title": "In Raqqa"}, {"title": "In Deir"})
    write(tmp_path / "inner" / "a.jsonl", {"title": "In Rukban"})
    report = ingest([tmp_path], store, WordParser(), Defaults())
    counted = {Path(file.file).relative_to(tmp_path).as_posix(): file.stories for file in report.files}
    assert counted == {"b.jsonl": 2, "inner/a.jsonl": 1}


def items(*given: Article | Refusal) -> Any:
    return lambda _source, _defaults: iter(given)


def test_a_related_headline_is_a_story_of_its_own(store: Store, monkeypatch: pytest.MonkeyPatch):
    article = replace(story("In Raqqa", "Text", day="2017-10-12"), related=(related("Siege of Rukban"),))
    monkeypatch.setattr(pipeline, "read", items(article))
    parser = WordParser()
    report = ingest([Path("article.txt")], store, parser, Defaults())
    assert numbers(report.files[0]) == {
        "stories": 2,
        "related": 1,
        "new": 2,
        "mentions": 2,
        "without_date": 1,
    }
    assert parser.told == [
        ("In Raqqa", Language.ENGLISH, date(2017, 10, 12)),
        ("Siege of Rukban", Language.ENGLISH, None),
    ]
    kept = store.stories(Query())
    assert [(one.kind, one.published, one.parent_id) for one in kept] == [
        (StoryKind.ARTICLE, on("2017-10-12"), None),
        (StoryKind.RELATED, None, kept[0].id),
    ]


def test_what_a_reader_left_out_is_noted_and_is_no_failure(store: Store, tmp_path: Path):
    path = write(tmp_path / "news.jsonl", {"title": "In Raqqa", "url": "javascript:alert(1)"})
    [report] = ingest([path], store, WordParser(), Defaults()).files
    assert (report.stories, report.failures) == (1, [])
    assert [note.reason for note in report.notes] == [
        "“javascript:alert(1)” is no web address; it is kept without one."
    ]


def test_progress_is_told_after_each_story(store: Store, tmp_path: Path):
    path = write(tmp_path / "news.jsonl", {"title": "In Raqqa"}, {"title": "In Deir"})
    seen: list[int] = []
    ingest([path], store, WordParser(), Defaults(), progress=lambda file: seen.append(file.stories))
    assert seen == [1, 2]


def test_a_report_can_be_written_as_json():
    report = Report([FileReport("a.csv", stories=2, new=1, updated=1)])
    assert json.loads(json.dumps(report.as_dict()))["total"]["stories"] == 2
