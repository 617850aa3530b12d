"""A made-up collection with the shape of a real one, as large as wanted: in memory, or in a database.

Places follow Zipf's law, days swell and ebb over eleven years, outlets differ in size by a hundred times, a
tenth of the stories repeats another's report, a fifth of the mentions tells of a day of its own, and one
story in fifty has no date. The same numbers come from the same seed. The words are drawn from our own sample
stories; nothing in it is news.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.columns.records import Columns, MentionColumns, Spot, StoryColumns
from geodata.models import Kind, Place, Precision
from geodata.stores import open_store
from geodata.stores.scan import UNDATED, UNTOLD
from tests.benchmarks.ingest import SAMPLES

PLACES, DAYS, OUTLETS, STORIES_EACH = 5_000, 4_000, 40, 3
FIRST = date(2011, 3, 15).toordinal()
ROLES = ("location", "dateline", "actor")
LANGUAGES = ("", "ar", "en")
_KINDS = (Kind.VILLAGE, Kind.VILLAGE, Kind.TOWN, Kind.TOWN, Kind.CITY, Kind.QUARTER, Kind.CAMP, Kind.SITE)
_CHUNK = 50_000

Array = NDArray[Any]


@dataclass(frozen=True)
class Collection:
    """Stories and mentions as arrays; ``told`` is the day a mention tells of."""

    day: Array
    outlet: Array
    language: Array
    report: Array
    story: Array
    place: Array
    precision: Array
    role: Array
    confidence: Array
    told: Array
    places: tuple[Place, ...]


def collection(mentions: int, *, seed: int = 20170612) -> Collection:
    """So many mentions of 5,000 places in a third as many stories, over 4,000 days and 40 outlets."""
    random = np.random.default_rng(seed)
    stories = max(mentions // STORIES_EACH, 1)
    swell = 1.2 + np.sin(np.arange(DAYS) / 340) + 0.4 * random.random(DAYS)
    day = np.sort(random.choice(DAYS, stories, p=swell / swell.sum())).astype(np.int32) + FIRST
    day[random.random(stories) < 0.02] = UNDATED
    report = np.arange(stories, dtype=np.int32)
    repeats = np.flatnonzero(random.random(stories) < 0.1)
    report[repeats] = np.maximum(0, repeats - random.integers(1, 60, len(repeats)))
    for _ in range(8):
        report = report[report]
    story = np.sort(random.integers(0, stories, mentions)).astype(np.int32)
    own_day = random.random(mentions) < 0.2
    told = np.where(
        own_day & (day[story] != UNDATED), day[story] - random.geometric(0.2, mentions) + 1, UNTOLD
    )
    return Collection(
        day=day,
        outlet=_zipf(random, OUTLETS, stories, 1.1) + 1,
        language=random.choice([1, 2], stories, p=[0.7, 0.3]).astype(np.int8),
        report=report,
        story=story,
        place=_zipf(random, PLACES, mentions, 1.0),
        precision=random.choice([0, 2], mentions, p=[0.93, 0.07]).astype(np.int8),
        role=random.choice([0, 1, 2], mentions, p=[0.8, 0.1, 0.1]).astype(np.int8),
        confidence=random.integers(30, 100, mentions).astype(np.uint8),
        told=told.astype(np.int32),
        places=tuple(_places(random)),
    )


def _zipf(random: np.random.Generator, size: int, count: int, steepness: float) -> Array:
    weights = 1 / np.arange(1, size + 1) ** steepness
    return random.choice(size, count, p=weights / weights.sum()).astype(np.int32)


def _places(random: np.random.Generator) -> Iterator[Place]:
    kinds = random.integers(0, len(_KINDS), PLACES)
    lat, lon = random.normal(35.2, 1.2, PLACES), random.normal(38.4, 1.9, PLACES)
    for number in range(PLACES):
        yield Place(
            id=f"made-{number}",
            name=f"Place {number}",
            name_ar=f"مكان {number}",
            kind=_KINDS[kinds[number]],
            lat=round(float(lat[number]), 4),
            lon=round(float(lon[number]), 4),
            country="SY",
            admin1=f"made-unit-{number % 14}",
        )


def columns(made: Collection) -> Columns:
    """The collection in memory, as read from a database."""
    spot, spots = _spots(made)
    return Columns(
        stories=StoryColumns(
            id=np.arange(1, len(made.day) + 1, dtype=np.int32),
            day=made.day,
            vague=np.zeros(len(made.day), dtype=np.bool_),
            outlet=made.outlet,
            language=made.language,
            report=made.report,
        ),
        mentions=MentionColumns(
            id=np.arange(1, len(made.story) + 1, dtype=np.int32),
            story=made.story,
            spot=spot,
            role=made.role,
            confidence=made.confidence,
            told=made.told,
            vague=np.zeros(len(made.story), dtype=np.bool_),
            tags=np.zeros(len(made.story), dtype=np.uint64),
        ),
        spots=spots,
        outlets=("", *(f"Outlet {number}" for number in range(OUTLETS))),
        languages=LANGUAGES,
        roles=ROLES,
    )


def _spots(made: Collection) -> tuple[Array, tuple[Spot, ...]]:
    """A place at its own precision, or nearby."""
    code = made.place * 2 + (made.precision > 0)
    used, spot = np.unique(code, return_inverse=True)
    spots = (
        Spot(made.places[each // 2], Precision.NEAR if each % 2 else Precision.EXACT)
        for each in used.tolist()
    )
    return spot.astype(np.int32), tuple(spots)


def database(made: Collection, path: Path, *, words: int = 40) -> None:
    """Write the collection to a new SQLite database, its texts of about so many words.

    Row by row through the tables and not through ``Store.add``: what is measured is reading.
    """
    open_store(str(path)).close()
    import sqlite3

    connection = sqlite3.connect(path)
    with connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.executemany(
            "INSERT INTO places (number, id, name, name_ar, kind, lat, lon, precision, extent_km, admin1, "
            "admin2, country) VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, '', ?)",
            (
                (number + 1, p.id, p.name, p.name_ar, str(p.kind), p.lat, p.lon, p.admin1, p.country)
                for number, p in enumerate(made.places)
            ),
        )
        texts = list(_texts(words))
        _write(connection, _STORY, _story_rows(made, texts))
        _write(
            connection,
            "INSERT INTO story_index (rowid, title, text) VALUES (?, ?, ?)",
            _index_rows(made, texts),
        )
        _write(connection, _MENTION, _mention_rows(made))
        connection.execute("UPDATE state SET data_version = data_version + 1")
    connection.close()


_STORY = (
    "INSERT INTO stories (id, day, kind, language, outlet_key, version, look_alike_of, published_first, "
    "published_last, published_precision, published_evidence, added, url_key, source_key, title_key, "
    "text_key, outlet, url, source_id, origin, dateline, title, text) "
    "VALUES (?, ?, 'article', ?, ?, 1, ?, ?, ?, ?, ?, '2026-01-01T00:00:00+00:00', '', '', ?, '', ?, '', '', "
    "'synthetic', '', ?, ?)"
)
_MENTION = (
    'INSERT INTO mentions (id, story_id, part, start, "end", surface, role, place, precision, confidence, '
    "sentence_start, sentence_end, event_first, event_last, event_precision, event_evidence, candidates, "
    "reasons, reference) VALUES (?, ?, 'text', 0, 5, 'Place', ?, ?, ?, ?, 0, 60, ?, ?, ?, ?, '[]', ?, 0)"
)
_REASONS = json.dumps([["name.exact", ""]])


def _write(connection: Any, statement: str, rows: Iterator[tuple[Any, ...]]) -> None:
    connection.executemany(statement, rows)


def _texts(words: int, count: int = 2_000) -> Iterator[str]:
    """Texts of words of our sample stories, mixed."""
    vocabulary: dict[str, list[str]] = {"ar": [], "en": []}
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        for word in str(json.loads(line).get("text", "")).split():
            vocabulary["ar" if "\u0621" <= word[0] <= "\u064a" else "en"].append(word)
    random = np.random.default_rng(3)
    for number in range(count):
        pool = vocabulary["ar" if number % 2 else "en"]
        yield " ".join(random.choice(pool, words).tolist())


def _iso(day: int) -> str | None:
    return date.fromordinal(day).isoformat() if day > 0 else None


def _story_rows(made: Collection, texts: list[str]) -> Iterator[tuple[Any, ...]]:
    for number, (day, outlet, language, report) in enumerate(
        zip(
            made.day.tolist(), made.outlet.tolist(), made.language.tolist(), made.report.tolist(), strict=True
        )
    ):
        name, iso = f"Outlet {outlet - 1}", _iso(day)
        precision = "day" if iso else None
        title = f"Story {number}"
        key = hashlib.blake2b(title.encode(), digest_size=8).hexdigest()
        yield (
            *(
                number + 1,
                day,
                LANGUAGES[language],
                name.casefold(),
                report + 1 if report != number else None,
            ),
            *(
                iso,
                iso,
                precision,
                "given" if iso else None,
                key,
                name,
                title,
                _text(texts, number, language),
            ),
        )


def _text(texts: list[str], number: int, language: int) -> str:
    return texts[(2 * number + (language == 1)) % len(texts)]


def _index_rows(made: Collection, texts: list[str]) -> Iterator[tuple[Any, ...]]:
    from geodata.language.normalise import fold

    folded = [fold(text) for text in texts]
    for number, language in enumerate(made.language.tolist()):
        yield number + 1, f"story {number}", _text(folded, number, language)


def _mention_rows(made: Collection) -> Iterator[tuple[Any, ...]]:
    columns_ = (made.story, made.role, made.place, made.precision, made.confidence, made.told)
    for number, (story, role, place, precision, confidence, told) in enumerate(
        zip(*(column.tolist() for column in columns_), strict=True)
    ):
        iso = _iso(told)
        known = ("day", "x") if iso else (None, None)
        yield (
            *(number + 1, story + 1, ROLES[role], place + 1, 2 if precision else 1, confidence / 100),
            *(iso, iso, *known, _REASONS),
        )
