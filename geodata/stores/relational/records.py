"""Between database rows and records, both ways."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from geodata.models import (
    Article,
    Candidate,
    DatePrecision,
    Kind,
    Language,
    Mention,
    Part,
    Place,
    Precision,
    Reason,
    Role,
    StoryKind,
    Vicinity,
    When,
)
from geodata.stores.port import UNDATED, StoredMention, StoredStory
from geodata.stores.relational import tagging
from geodata.stores.relational.identity import Keys

Values = dict[str, Any]


def day_of(published: When | None) -> int:
    """The day a story counts on: the first of its span, ``UNDATED`` where only a year or nothing is known."""
    if published is None or published.precision is DatePrecision.YEAR:
        return UNDATED
    return published.first.toordinal()


def story_of(row: Row[Any]) -> StoredStory:
    """A row of ``stories`` as a record."""
    return StoredStory(
        id=row.id,
        title=row.title,
        text=row.text,
        kind=StoryKind(row.kind),
        language=Language(row.language) if row.language else None,
        url=row.url,
        outlet=row.outlet,
        dateline=row.dateline,
        published=_when(
            row.published_first, row.published_last, row.published_precision, row.published_evidence
        ),
        source_id=row.source_id,
        origin=row.origin,
        version=row.version,
        parent_id=row.parent_id,
        look_alike_of=row.look_alike_of,
        added=datetime.fromisoformat(row.added),
        archived=row.archived,
    )


def story_values(article: Article, keys: Keys) -> Values:
    """The columns of ``stories`` an article itself decides."""
    return {
        "kind": str(article.kind),
        "title": article.title,
        "text": article.text,
        "language": str(article.language or ""),
        "url": article.url,
        "outlet": article.outlet,
        "dateline": article.dateline,
        "archived": article.archived,
        "source_id": article.source_id,
        "origin": article.origin,
        "url_key": keys.url,
        "source_key": keys.source,
        "outlet_key": keys.outlet,
        "title_key": keys.title,
        "text_key": keys.text,
        **published_values(article.published),
    }


def published_values(published: When | None) -> Values:
    """The columns that hold a publication date."""
    return {"day": day_of(published), **_when_values("published", published)}


def mention_of(row: Row[Any], vicinity: Vicinity | None = None) -> StoredMention:
    """A row of ``mentions`` joined with ``place_id`` as a record."""
    return StoredMention(
        id=row.id,
        story_id=row.story_id,
        part=Part(row.part),
        start=row.start,
        end=row.end,
        surface=row.surface,
        role=Role(row.role),
        place_id=row.place_id or "",
        precision=Precision(row.precision) if row.precision is not None else None,
        confidence=row.confidence,
        sentence_start=row.sentence_start,
        sentence_end=row.sentence_end,
        event=_when(row.event_first, row.event_last, row.event_precision, row.event_evidence),
        candidates=tuple(_candidate(*parts) for parts in json.loads(row.candidates)),
        reasons=tuple(Reason(code, detail) for code, detail in json.loads(row.reasons)),
        reference=bool(row.reference),
        vicinity=vicinity,
        tags=tagging.from_text(row.tags),
    )


def mention_values(
    mention: Mention, place: int | None, vicinity: int | None = None, tag_set: int | None = None
) -> Values:
    """The columns of ``mentions``, without its id and story; the other arguments number rows."""
    precision = mention.precision
    if precision is None and mention.place is not None:
        precision = mention.place.precision
    return {
        "part": str(mention.part),
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "role": str(mention.role),
        "place": place,
        "precision": int(precision) if precision is not None and place is not None else None,
        "confidence": float(mention.confidence),
        "sentence_start": mention.sentence_start,
        "sentence_end": mention.sentence_end,
        **_when_values("event", mention.event),
        "candidates": _json([_candidate_parts(candidate) for candidate in mention.candidates]),
        "reasons": _json([(reason.code, reason.detail) for reason in mention.reasons]),
        "reference": int(mention.reference),
        "vicinity": vicinity,
        "tag_set": tag_set,
        "tags": tagging.as_text(mention.tags),
    }


def place_of(row: Row[Any], prefix: str = "") -> Place:
    """A row of ``places`` as a record; ``prefix`` stands before the columns' names in a joined row."""
    values = row._mapping
    return Place(
        id=values[f"{prefix}id"],
        name=values[f"{prefix}name"],
        name_ar=values[f"{prefix}name_ar"],
        kind=Kind(values[f"{prefix}kind"]),
        lat=values[f"{prefix}lat"],
        lon=values[f"{prefix}lon"],
        country=values[f"{prefix}country"],
        admin1=values[f"{prefix}admin1"],
        admin2=values[f"{prefix}admin2"],
        precision=Precision(values[f"{prefix}precision"]),
        extent_km=values[f"{prefix}extent_km"],
    )


def place_values(place: Place) -> Values:
    """The columns of ``places``, without its number."""
    return {
        "id": place.id,
        "name": place.name,
        "name_ar": place.name_ar,
        "kind": str(place.kind),
        "lat": float(place.lat),
        "lon": float(place.lon),
        "precision": int(place.precision),
        "extent_km": float(place.extent_km),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
    }


def _when(first: str | None, last: str | None, precision: str | None, evidence: str | None) -> When | None:
    if not first or not last or not precision:
        return None
    return When(date.fromisoformat(first), date.fromisoformat(last), DatePrecision(precision), evidence or "")


def _when_values(prefix: str, when: When | None) -> Values:
    if when is None:
        return {f"{prefix}_{part}": None for part in ("first", "last", "precision", "evidence")}
    return {
        f"{prefix}_first": when.first.isoformat(),
        f"{prefix}_last": when.last.isoformat(),
        f"{prefix}_precision": str(when.precision),
        f"{prefix}_evidence": when.evidence,
    }


def _candidate(place_id: str, score: float, evidence: Sequence[tuple[str, str, int]] = ()) -> Candidate:
    parts = (Reason(code, detail, hundredths / 100) for code, detail, hundredths in evidence)
    return Candidate(place_id, score, tuple(parts))


def _candidate_parts(candidate: Candidate) -> tuple[object, ...]:
    """``[id, score]`` and, where there is any, the evidence as ``[code, detail, hundredths]``."""
    evidence = [(part.code, part.detail, round(part.weight * 100)) for part in candidate.evidence]
    return (candidate.place_id, candidate.score, *([evidence] if evidence else ()))


def _json(rows: Sequence[tuple[object, ...]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
