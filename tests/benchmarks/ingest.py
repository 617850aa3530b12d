"""How fast stories come in: reading alone, the bare matcher, the bare extractor, and the whole way.

Real collections are taken where they lie beside the repository; what is missing is said. Web pages are built
from the sample stories, which are this project's own words.
"""

from __future__ import annotations

import argparse
import html
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import ahocorasick

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import FileReport, ingest
from geodata.language.normalise import fold
from geodata.models import Article
from geodata.readers import Defaults, Refusal, read, read_bytes
from geodata.stores import open_store
from tests.benchmarks.limit import name_matcher
from tests.benchmarks.machine import peak, resident

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
SAMPLES = ROOT / "geodata" / "samples" / "stories.jsonl"
COLLECTIONS = {
    "500 Arabic articles": "news/saudinewsnet_conflict_500.jsonl",
    "16,566 headlines": "ucdp/headlines_syria_2016_2019.csv",
}
PAGES = 300
POINTS = 5
"""How often the memory is looked at on the way."""
MOST_SECONDS = 60


@dataclass(slots=True)
class Measured:
    """One measurement: what was done, to how much, in which time."""

    what: str
    stories: int = 0
    characters: int = 0
    bytes: int = 0
    seconds: float = 0.0
    memory: list[float] = field(default_factory=list)
    """MB held at even steps on the way."""

    def line(self) -> str:
        """One row of the table."""
        memory = " ".join(f"{value:.0f}" for value in self.memory)
        return (
            f"  {self.what:<30}{self.stories:>8}{self.seconds:>9.2f}{self.stories / self.seconds:>11.0f}"
            f"{self.bytes / 1e6 / self.seconds:>9.2f}   {memory}"
        )


T = TypeVar("T")
HEADINGS = f"  {'':<30}{'stories':>8}{'seconds':>9}{'stories/s':>11}{'MB/s':>9}   MB held on the way"


def main(arguments: list[str]) -> int:
    """Measure and print; 1 where a collection took longer than a minute to come in."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks ingest", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the collections")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    gazetteer = bundled()
    geoparser = Geoparser(gazetteer)
    geoparser.parse("دمشق")
    print(f"{len(gazetteer)} places, ready in {time.perf_counter() - started:.2f} s, {resident():.0f} MB")
    matcher = name_matcher(gazetteer)
    slow = []
    for name, file in COLLECTIONS.items():
        path = options.shared / file
        if not path.exists():
            print(f"\n{name}: {file} is not in {options.shared}")
            continue
        print(f"\n{name}, {path.stat().st_size / 1e6:.1f} MB\n{HEADINGS}")
        whole = _collection(path, geoparser, matcher)
        if whole.seconds > MOST_SECONDS:
            slow.append(name)
    print(f"\n{PAGES} web pages of own texts\n{HEADINGS}")
    _web_pages(geoparser)
    print(f"\nMost memory ever held: {peak():.0f} MB")
    for name in slow:
        print(f"SLOW: {name} took longer than {MOST_SECONDS} s")
    return 1 if slow else 0


def _collection(path: Path, geoparser: Geoparser, matcher: ahocorasick.Automaton) -> Measured:
    articles: list[Article] = []
    reading = _timed("reading", (item for item in read(path) if isinstance(item, Article)), articles.append)
    reading.bytes = path.stat().st_size
    print(reading.line())
    texts = [f"{article.title}\n{article.text}" for article in articles]
    folding = _timed("folding letters", texts, fold)
    print(folding.line())
    folded = [f" {fold(text)} " for text in texts]
    scanning = _timed("bare matcher on folded text", folded, lambda text: sum(1 for _ in matcher.iter(text)))
    print(scanning.line())
    parsing = _timed("finding places", articles, lambda article: _parse(article, geoparser))
    parsing.bytes = scanning.bytes
    print(parsing.line())
    whole = _ingested([path], geoparser, len(articles))
    whole.bytes = reading.bytes
    print(whole.line())
    return whole


def _parse(article: Article, geoparser: Geoparser) -> int:
    return len(geoparser.parse(article.text, title=article.title, language=article.language))


def _web_pages(geoparser: Geoparser) -> None:
    import trafilatura

    pages = list(_pages(PAGES))
    trafilatura.extract(pages[0])
    bare = _timed("bare extractor", pages, trafilatura.extract)
    print(bare.line())
    reading = _timed("reading", pages, lambda page: _one(read_bytes(page.encode(), "page.html")))
    print(reading.line())
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (Path(folder) / f"{number:04}.html").write_text(page, encoding="utf-8")
        whole = _ingested([Path(folder)], geoparser, len(pages))
        whole.bytes = bare.bytes
        print(whole.line())


def _one(found: Iterable[Article | Refusal]) -> Article:
    (item,) = found
    assert isinstance(item, Article), item
    return item


def _pages(number: int) -> Iterator[str]:
    """Pages as news sites build them: menus, a story of several sample texts, related links, a footer."""
    with SAMPLES.open(encoding="utf-8") as stream:
        stories = [json.loads(line) for line in stream]
    menu = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(30))
    for at in range(number):
        chosen = [stories[(at + step) % len(stories)] for step in range(8)]
        title = html.escape(chosen[0]["title"])
        paragraphs = "".join(f"<p>{html.escape(story['text'])}</p>" for story in chosen)
        related = "".join(
            f'<li><a href="/{n}">{html.escape(chosen[n]["title"])}</a></li>' for n in range(1, 5)
        )
        facts = {"@type": "NewsArticle", "headline": chosen[0]["title"], "url": f"https://example.org/{at}"}
        data = json.dumps(facts).replace("</", "<\\/")
        yield (
            f"<!DOCTYPE html><html><head><title>{title} | Example</title>"
            f'<script type="application/ld+json">{data}</script></head><body><nav><ul>{menu}</ul></nav>'
            f"<main><article><h1>{title}</h1>{paragraphs}<h3>Related articles</h3><ul>{related}</ul>"
            f"</article></main><aside><ul>{menu}</ul></aside><footer>Example</footer></body></html>"
        )


def _timed(what: str, items: Iterable[T], do: Callable[[T], object]) -> Measured:
    measured = Measured(what)
    started = time.perf_counter()
    for item in items:
        do(item)
        measured.stories += 1
        measured.bytes += len(item.encode()) if isinstance(item, str) else 0
    measured.seconds = time.perf_counter() - started
    return measured


def _ingested(sources: list[Path], geoparser: Geoparser, expected: int) -> Measured:
    """The whole way into a new database on the disk, with the memory held at even steps."""
    measured = Measured("the whole ingest")
    seen = 0

    def advance(_report: FileReport) -> None:
        nonlocal seen
        seen += 1
        if seen % max(1, expected // POINTS) == 0:
            measured.memory.append(resident())

    with tempfile.TemporaryDirectory() as folder, closing(open_store(str(Path(folder) / "news.db"))) as store:
        started = time.perf_counter()
        report = ingest(sources, store, geoparser, Defaults(), progress=advance)
        measured.seconds = time.perf_counter() - started
    measured.stories = report.total()["stories"]
    return measured
