"""The pipeline from addresses to the store: what is kept, told, and not added twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.fetching import WebSource
from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import Report, ingest
from geodata.query import Query
from geodata.readers import Defaults
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.web import LocalServer, local_fetcher


@pytest.fixture(scope="module")
def parser() -> Geoparser:
    return Geoparser(bundled())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "map.db"))
    yield opened
    opened.close()


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as running:
        yield running


def page(title: str, sentence: str) -> bytes:
    text = f"<p>{sentence}</p>" * 8
    story = f"<article><h1>{title}</h1>{text}</article>"
    return f"<!DOCTYPE html><html><title>{title}</title>{story}</html>".encode()


def run(store: Store, parser: Geoparser, server: LocalServer, *sources: str | Path) -> Report:
    fetcher = local_fetcher(server)
    given = [
        one if isinstance(one, Path) else WebSource(address=one, fetcher=fetcher, memory=store)
        for one in sources
    ]
    return ingest(given, store, parser, Defaults())


def test_addresses_and_files_are_ingested_together_and_failures_end_nothing(
    store: Store, parser: Geoparser, server: LocalServer, tmp_path: Path
):
    file = tmp_path / "news.jsonl"
    file.write_text('{"title": "Convoy leaves Deir ez-Zor"}\n', encoding="utf-8")
    good = server.page("/talks", page("Talks in Raqqa", "People came to Raqqa for talks on the return."))
    missing, inside = server.url("/missing"), "http://10.0.0.1/"
    report = run(store, parser, server, missing, good, file, inside)
    assert [counted.file for counted in report.files] == [missing, good, str(file), inside]
    assert [(counted.new, len(counted.failures)) for counted in report.files] == [
        (0, 1),
        (1, 0),
        (1, 0),
        (0, 1),
    ]
    assert report.files[0].failures[0].origin == missing
    assert "404" in report.files[0].failures[0].reason
    assert "only public addresses" in report.files[3].failures[0].reason
    (story,) = store.stories(Query(text="talks"))
    assert story.url == good
    assert "Raqqa" in {mention.surface for mention in store.mentions(story.id)}
    (kept,) = store.fetched(good)
    assert kept.body == page("Talks in Raqqa", "People came to Raqqa for talks on the return.")
    assert kept.sha256 == hashlib.sha256(kept.body).hexdigest()
    assert kept.at.tzinfo is not None
    assert store.fetched(missing) == []


def test_the_same_address_again_adds_nothing_and_a_changed_page_is_a_new_version(
    store: Store, parser: Geoparser, server: LocalServer
):
    address = server.page("/a", page("Talks", "People came to Raqqa for talks on the return."))
    assert run(store, parser, server, address).total()["new"] == 1
    assert run(store, parser, server, address).total()["unchanged"] == 1
    server.page("/a", page("Talks", "People came to Deir ez-Zor for talks on the return."))
    assert run(store, parser, server, address).total()["updated"] == 1
    (story,) = store.stories(Query())
    assert (story.version, "Deir ez-Zor" in story.text) == (2, True)
    assert len({kept.sha256 for kept in store.fetched(address)}) == 2


def test_the_copy_of_a_story_is_kept_beside_it(store: Store, parser: Geoparser, server: LocalServer):
    address = server.page("/a", page("Talks", "People came to Raqqa for talks on the return."))
    copy = "https://web.archive.org/web/20171012000000/http://news.example/a"
    source = WebSource(address=address, fetcher=local_fetcher(server), memory=store, archived=copy)
    ingest([source], store, parser, Defaults())
    (story,) = store.stories(Query())
    assert (story.url, story.archived) == (address, copy)
    assert store.fetched(address)[0].archived == copy


def test_a_batch_of_many_addresses_has_a_short_name(store: Store, parser: Geoparser, server: LocalServer):
    run(store, parser, server, *(f"http://10.0.0.1/{number}" for number in range(8)))
    (batch,) = store.batches()
    assert batch.label.endswith("http://10.0.0.1/4 + 3")
