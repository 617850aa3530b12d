"""Columns of made-up stories, and windows counted from their mentions one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geodata.columns.records import Columns, MentionColumns, Spot, StoryColumns
from geodata.models import Kind, Place, Precision, Time
from geodata.stores.port import UNDATED, UNTOLD


@dataclass(frozen=True)
class Story:
    day: int = UNDATED
    vague: bool = False
    outlet: int = 0
    language: int = 0
    report: int | None = None


@dataclass(frozen=True)
class Mention:
    story: int
    spot: int
    told: int = UNTOLD
    vague: bool = False
    role: int = 0
    confidence: int = 100
    tags: int = 0


def columns_of(stories: Sequence[Story], mentions: Sequence[Mention], spots: int = 4) -> Columns:
    def story(name: str, dtype: type) -> np.ndarray:
        return np.array([getattr(each, name) for each in stories], dtype=dtype)

    def mention(name: str, dtype: type) -> np.ndarray:
        return np.array([getattr(each, name) for each in mentions], dtype=dtype)

    reports = [number if each.report is None else each.report for number, each in enumerate(stories)]
    return Columns(
        stories=StoryColumns(
            id=np.arange(1, len(stories) + 1),
            day=story("day", np.int32),
            vague=story("vague", np.bool_),
            outlet=story("outlet", np.int32),
            language=story("language", np.int8),
            report=np.array(reports, dtype=np.int32),
        ),
        mentions=MentionColumns(
            id=np.arange(1, len(mentions) + 1),
            story=mention("story", np.int32),
            spot=mention("spot", np.int32),
            role=mention("role", np.int8),
            confidence=mention("confidence", np.uint8),
            told=mention("told", np.int32),
            vague=mention("vague", np.bool_),
            tags=mention("tags", np.uint64),
        ),
        spots=tuple(
            Spot(
                Place(f"p{number}", f"P{number}", "", Kind.TOWN, 35.0 + number, 38.0 + number),
                Precision.EXACT,
            )
            for number in range(spots)
        ),
        outlets=("", "One", "Two", "Three"),
        languages=("", "ar", "en"),
        roles=("location", "dateline"),
        tags=("event:explosions", "event:air_strike", "actor:sdf"),
    )


def day_of(stories: Sequence[Story], mention: Mention, time: Time) -> int:
    if time is Time.EVENT and mention.told != UNTOLD:
        return mention.told
    return stories[mention.story].day


def counted(
    stories: Sequence[Story],
    mentions: Sequence[Mention],
    time: Time,
    window: tuple[int, int],
    *,
    undated: bool,
    spot: int | None = None,
) -> tuple[int, int, int]:
    """Stories, reports and mentions in a window, by looking at each mention."""
    inside = [
        mention
        for mention in mentions
        if (spot is None or mention.spot == spot)
        and (
            window[0] <= day_of(stories, mention, time) <= window[1]
            if day_of(stories, mention, time) != UNDATED
            else undated
        )
    ]
    told = {mention.story for mention in inside}
    report = {stories[s].report if stories[s].report is not None else s for s in told}
    return len(told), len(report), len(inside)
