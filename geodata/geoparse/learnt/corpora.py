"""Annotated texts to learn from: JSON Lines, one text a line, with the spans of what is named in it.

A row has ``text`` and ``spans`` (or ``toponyms``): objects with ``start`` and ``end``, counted in code
points, and where the file names more than places a ``label`` (``LOC`` and ``GPE`` are places, ``ORG``
bodies); spans under ``ignore`` are neither right nor wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import DataError

_PLACES = frozenset(("LOC", "GPE"))
_BODY = "ORG"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A file of annotated texts and how its annotators went about it."""

    name: str
    file: str
    arabic: bool
    bodies: bool = False
    """Whether it marks organisations, and places inside them as nothing but these."""
    thorough: bool = True
    """Whether every place is marked, so that an unmarked name of a known place says something."""
    kinds_inside: bool = False
    """Whether a span begins with the word for the kind of place: ``منطقة X``."""


CORPORA = (
    Corpus("ANERcorp", "anercorp_train.jsonl", arabic=True, bodies=True),
    Corpus("IDRISI-LMR", "idrisi_lmr_ar_train.jsonl", arabic=True, thorough=False, kinds_inside=True),
    Corpus("LGL", "lgl.jsonl", arabic=False),
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with what its annotators marked in it."""

    corpus: Corpus
    number: int
    text: str
    places: tuple[Span, ...]
    bodies: tuple[Span, ...]
    others: tuple[Span, ...]
    """Persons and whatever else is named."""
    unsure: tuple[Span, ...]


def read_corpus(corpus: Corpus, folder: Path) -> Iterator[Annotated]:
    """The texts of a corpus in order; raises ``DataError`` naming file and line where one is damaged."""
    path = folder / corpus.file
    try:
        stream = path.open(encoding="utf-8")
    except OSError as error:
        msg = f"{path}: the corpus cannot be read ({error.strerror}); say with --corpora where it lies"
        raise DataError(msg) from error
    with stream:
        for number, line in enumerate(stream):
            if line.strip():
                try:
                    yield _annotated(corpus, number, json.loads(line))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    msg = (
                        f"{path}, line {number + 1}: not an annotated text ({error!r}); see learnt/README.md"
                    )
                    raise DataError(msg) from error


def _annotated(corpus: Corpus, number: int, row: dict[str, Any]) -> Annotated:
    marked = row["toponyms"] if "toponyms" in row else row["spans"]
    spans = [(span.get("label", "LOC"), (int(span["start"]), int(span["end"]))) for span in marked]
    return Annotated(
        corpus,
        number,
        row["text"],
        places=tuple(span for label, span in spans if label in _PLACES),
        bodies=tuple(span for label, span in spans if label == _BODY),
        others=tuple(span for label, span in spans if label not in _PLACES and label != _BODY),
        unsure=tuple((int(span["start"]), int(span["end"])) for span in row.get("ignore", ())),
    )


def touches(span: Span, spans: tuple[Span, ...]) -> bool:
    """Whether a span shares a character with any of ``spans``."""
    return any(span[0] < end and start < span[1] for start, end in spans)
