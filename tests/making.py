"""Small stories, mentions and places for tests that need some."""

from __future__ import annotations

from datetime import date

from geodata.models import (
    Article,
    DatePrecision,
    Kind,
    Mention,
    Part,
    Place,
    Precision,
    Role,
    StoryKind,
    Tag,
    Vicinity,
    When,
)

RAQQA = Place(
    "sy-raqqa", "Raqqa", "الرقة", Kind.CITY, 35.95, 39.01, "SY", "sy-raqqa-governorate", source="test"
)
DEIR = Place(
    "sy-deir-ez-zor", "Deir ez-Zor", "دير الزور", Kind.CITY, 35.34, 40.14, "SY", "sy-deir-ez-zor-governorate"
)
RUKBAN = Place("sy-rukban-camp", "Rukban", "الركبان", Kind.CAMP, 33.31, 38.67, "SY", "sy-homs-governorate")
RAQQA_GOVERNORATE = Place(
    "sy-raqqa-governorate",
    "Raqqa Governorate",
    "محافظة الرقة",
    Kind.GOVERNORATE,
    35.9,
    38.9,
    "SY",
    precision=Precision.GOVERNORATE,
    extent_km=90.0,
)
MOSUL = Place("gn-99072", "Mosul", "الموصل", Kind.CITY, 36.335, 43.119, "IQ")


def on(day: str, precision: DatePrecision = DatePrecision.DAY, evidence: str = "metadata") -> When:
    """A publication date."""
    first = date.fromisoformat(day)
    return When(first, first, precision, evidence)


def story(
    title: str = "Shelling in Raqqa",
    text: str = "",
    *,
    day: str = "",
    outlet: str = "Example News",
    url: str = "",
    source_id: str = "",
    origin: str = "stories.csv:2",
) -> Article:
    """An article, or a headline where there is no text."""
    return Article(
        title,
        text,
        kind=StoryKind.ARTICLE if text else StoryKind.HEADLINE,
        outlet=outlet,
        url=url,
        source_id=source_id,
        origin=origin,
        published=on(day) if day else None,
    )


def related(title: str, outlet: str = "") -> Article:
    """A headline found under an article."""
    return Article(title, kind=StoryKind.RELATED, outlet=outlet)


def mention(
    place: Place | None = RAQQA,
    *,
    start: int = 12,
    surface: str = "Raqqa",
    role: Role = Role.LOCATION,
    part: Part = Part.TITLE,
    precision: Precision | None = None,
    event: When | None = None,
    vicinity: Vicinity | None = None,
    confidence: float = 0.9,
    tags: tuple[Tag, ...] = (),
) -> Mention:
    """A mention of a place; None for a name that fits nothing."""
    return Mention(
        part,
        start,
        start + len(surface),
        surface,
        role,
        place,
        precision or (place.precision if place else None),
        confidence,
        0,
        40,
        event,
        vicinity=vicinity,
        tags=tags,
    )
