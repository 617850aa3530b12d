"""Fuzz the finding of places, guided by coverage: ``python -m tests.soak [--minutes 30] [--corpus DIR]``.

Texts are put together from what trips finders of names: our names and clitics, trigger words, dates, marks
of direction, lone surrogates, digits of every script, and raw bytes. Each must be answered, within a time
in proportion to its length, with spans that are the text's own words, and twice alike. libFuzzer stops at
the first text that fails and writes it to a file, which is then given as an argument to try again.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["geodata"]):
    from geodata.gazetteer.index import bundled
    from geodata.geoparse import Geoparser
    from geodata.models import Mention
    from tests.soak.pieces import text_from

SECONDS_A_CHARACTER = 2e-4
SECONDS_AT_LEAST = 2.0
"""What any text may take; instrumented code is some ten times slower than the product."""
LIMITS = ("-max_len=4096", "-timeout=60", "-rss_limit_mb=2048")
PUBLISHED = date(2017, 10, 20)


class BrokenPromiseError(AssertionError):
    """What the geoparser promises and a text broke."""


def check(geoparser: Geoparser, text: str, title: str) -> None:
    """Raise ``BrokenPromiseError`` where an answer breaks a promise."""
    started = time.process_time()
    mentions = geoparser.parse(text, title=title, published=PUBLISHED)
    taken = time.process_time() - started
    allowed = SECONDS_AT_LEAST + SECONDS_A_CHARACTER * (len(text) + len(title))
    if taken > allowed:
        msg = f"{taken:.1f} s for {len(text) + len(title)} characters"
        raise BrokenPromiseError(msg)
    parts = {"text": text, "title": title}
    for mention in mentions:
        _check_spans(mention, parts[mention.part.value])
    if geoparser.parse(text, title=title, published=PUBLISHED) != mentions:
        msg = "the same text was answered otherwise the second time"
        raise BrokenPromiseError(msg)


def _check_spans(mention: Mention, part: str) -> None:
    if part[mention.start : mention.end] != mention.surface or not mention.surface:
        msg = f"{mention.surface!r} does not stand at {mention.start}:{mention.end}"
        raise BrokenPromiseError(msg)
    inside = 0 <= mention.sentence_start <= mention.start and mention.end <= mention.sentence_end <= len(part)
    if not inside or not 0 <= mention.confidence <= 1:
        msg = f"{mention} is not of its sentence, or surer than sure"
        raise BrokenPromiseError(msg)


def main() -> None:
    """Fuzz for the minutes given; the exit status is libFuzzer's."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30.0, help="how long (default 30)")
    parser.add_argument("--corpus", type=Path, help="folder that keeps what was found to be new")
    parser.add_argument("failed", nargs="*", help="files of texts that failed, to try again")
    options = parser.parse_args()
    geoparser = Geoparser(bundled())

    def one(data: bytes) -> None:
        provider = atheris.FuzzedDataProvider(data)
        title = text_from(provider, most=12)
        check(geoparser, text_from(provider, most=400), title)

    with tempfile.TemporaryDirectory() as temporary:
        corpus = options.corpus or Path(temporary)
        corpus.mkdir(parents=True, exist_ok=True)
        flags = [
            f"-max_total_time={options.minutes * 60:.0f}",
            "-max_len=4096",
            "-timeout=60",
            "-rss_limit_mb=2048",
        ]
        atheris.Setup([sys.argv[0], *flags, *(options.failed or [str(corpus)])], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
