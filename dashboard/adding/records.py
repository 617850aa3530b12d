"""A draft as the page shows it before it is kept. Knows no dash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.adding.desk import Job
from geodata.models import Article, Language, Mention
from geodata.readers import Refusal
from geodata.text.vicinities import say_vicinity
from geodata.understanding import Understood
from geodata.vicinity import code_of, outline

SHOWN_STORIES = 100
SHOWN_PLACES = 14
SHOWN_REFUSALS = 50


def job_record(job: Job) -> dict[str, Any]:
    """Where a job stands, with what was understood once it is ready."""
    record: dict[str, Any] = {
        "job": job.id,
        "state": job.state,
        "done": job.done,
        "total": len(job.draft.stories),
        "error": job.error,
    }
    if job.state == "ready":
        record["stories"] = [story_record(entry) for entry in job.draft.stories[:SHOWN_STORIES]]
        record["refusals"] = [refusal_record(refusal) for refusal in job.draft.refusals[:SHOWN_REFUSALS]]
        record["refused"] = len(job.draft.refusals)
    if job.kept:
        record["kept"] = {name: getattr(job.kept, name) for name in ("new", "unchanged", "updated")}
        record["refusals"] = [refusal_record(refusal) for refusal in job.kept.failures[:SHOWN_REFUSALS]]
    return record


def story_record(entry: list[Understood]) -> dict[str, Any]:
    """One story with the places found in it, those that will be drawn first."""
    (article, mentions), *related = entry
    return {
        "title": article.title or article.text.strip()[:120],
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language.value if article.language else "",
        "published": _when(article),
        "related": len(related),
        "notes": [{"code": note.code, "detail": note.detail} for note in article.notes],
        "places": places_of(mentions)[:SHOWN_PLACES],
    }


def places_of(mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """Each place once as drawn and once as not, in the order of the text, the drawn ones first.

    What lies beside a place is one more.
    """
    found: dict[tuple[str, str, bool], dict[str, Any]] = {}
    for mention in mentions:
        place = mention.place
        drawn = mention.drawn
        found.setdefault(
            (place.id if place else mention.surface, code_of(mention.vicinity), drawn),
            {
                "surface": mention.surface,
                "name": place.name if place else "",
                "name_ar": place.name_ar if place else "",
                "role": mention.role.value,
                "precision": int(mention.precision) if mention.precision else None,
                "drawn": drawn,
            }
            | _beside(mention),
        )
    return sorted(found.values(), key=lambda place: not place["drawn"])


def _beside(mention: Mention) -> dict[str, Any]:
    """What lies beside a place in words, and how far it may reach."""
    place, vicinity = mention.place, mention.vicinity
    if place is None or vicinity is None:
        return {}
    return {
        "title": say_vicinity(Language.ENGLISH, vicinity, place),
        "title_ar": say_vicinity(Language.ARABIC, vicinity, place),
        "extent_km": outline(vicinity, place).extent_km,
    }


def refusal_record(refusal: Refusal) -> dict[str, str]:
    """What could not be read, why, and what to do."""
    return {"origin": refusal.origin, "reason": refusal.reason, "remedy": refusal.remedy}


def _when(article: Article) -> dict[str, str] | None:
    when = article.published
    if when is None:
        return None
    return {"first": when.first.isoformat(), "last": when.last.isoformat(), "precision": when.precision.value}
