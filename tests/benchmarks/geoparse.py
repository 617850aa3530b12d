"""How fast places are found, beside the least any finder must do: one scan for all names by pyahocorasick.

The texts have 300 words and more. The Arabic articles are taken where they lie beside the repository; our
own sample stories, joined to that length, are measured everywhere. Both are read on one core; the best of
several rounds counts, since other work on the machine only ever makes a round slower.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import ahocorasick

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.language.normalise import fold
from geodata.models import Article
from geodata.readers import read
from tests.benchmarks.ingest import SAMPLES, SHARED
from tests.benchmarks.limit import name_matcher
from tests.benchmarks.machine import peak, resident

ARTICLES = "news/saudinewsnet_conflict_500.jsonl"
FEWEST_WORDS = 300
ROUNDS = 5
STARTS = 5

_START = """
import time
begun = time.perf_counter()
from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
Geoparser(bundled()).parse("دمشق")
print(time.perf_counter() - begun)
"""


def main(arguments: list[str]) -> int:
    """Measure and print; always 0, a timing is no test."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks geoparse", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the collections")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds, the best counts (default {ROUNDS})"
    )
    options = parser.parse_args(arguments)
    print(f"ready after start, imports and all: {min(_starts()):.2f} s (best of {STARTS} processes)")
    before = resident()
    gazetteer = bundled()
    geoparser = Geoparser(gazetteer)
    geoparser.parse("دمشق")
    print(
        f"{len(gazetteer)} places; {resident():.0f} MB held, {resident() - before:.0f} MB of it for finding"
    )
    matcher = name_matcher(gazetteer)
    heads = ("words", "finding", "folding and scan", "scan alone", "of the limit")
    print(f"\nwords a second, one core, best of {options.rounds} rounds")
    print(f"{'':34}" + "".join(f"{head:>18}" for head in heads))
    for name, texts in _collections(options.shared):
        print(_line(name, texts, geoparser, matcher, options.rounds))
    print(f"\nmost memory ever held: {peak():.0f} MB")
    return 0


def _starts() -> Iterator[float]:
    for _ in range(STARTS):
        command = [sys.executable, "-c", _START]
        yield float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _collections(shared: Path) -> Iterator[tuple[str, list[str]]]:
    samples = [f"{article.title}. {article.text}" for article in _articles(SAMPLES)]
    for language in ("ar", "en"):
        yield f"own samples, {language}, joined", _joined(samples, arabic=language == "ar")
    path = shared / ARTICLES
    if path.exists():
        texts = [f"{article.title}\n{article.text}" for article in _articles(path)]
        yield "Arabic articles of 300 words+", [text for text in texts if _count([text]) >= FEWEST_WORDS]
    else:
        print(f"{ARTICLES} is not in {shared}")


def _articles(path: Path) -> Iterator[Article]:
    return (item for item in read(path) if isinstance(item, Article))


def _joined(texts: Sequence[str], *, arabic: bool) -> list[str]:
    """Stories of one language put together until each has the words wanted."""
    joined: list[str] = []
    pieces: list[str] = []
    for text in texts:
        if any("\u0621" <= character <= "\u064a" for character in text[:60]) is not arabic:
            continue
        pieces.append(text)
        if _count(pieces) >= FEWEST_WORDS:
            joined.append("\n\n".join(pieces))
            pieces = []
    return joined


def _count(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _line(
    name: str, texts: Sequence[str], geoparser: Geoparser, matcher: ahocorasick.Automaton, rounds: int
) -> str:
    words = _count(texts)
    folded = [f" {fold(text)} " for text in texts]

    def scan(text: str) -> int:
        return sum(1 for _ in matcher.iter(text))

    # Side by side in every round, so that what slows one slows the others.
    tasks: list[tuple[Callable[[str], object], Sequence[str]]] = [
        (geoparser.parse, texts),
        (lambda text: scan(f" {fold(text)} "), texts),
        (scan, folded),
    ]
    best = [float("inf")] * len(tasks)
    for _ in range(rounds):
        for number, (task, given) in enumerate(tasks):
            best[number] = min(best[number], _seconds(task, given))
    rates = [words / seconds for seconds in best]
    share = rates[0] / rates[1]
    return f"{name:34}{words:>18,}" + "".join(f"{rate:>18,.0f}" for rate in rates) + f"{share:>18.1%}"


def _seconds(task: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        task(text)
    return time.perf_counter() - started
