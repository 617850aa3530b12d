"""Where a rule is met: over the columns, which are those the public may see.

Weeks go from Monday to Sunday. Silence is measured up to the newest day the *collection* knows, never up to
today: an archive that ends in 2017 is not silent since. A day in the future (a misprint) is no such day.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from geodata.columns.records import Columns, Flags, Integers
from geodata.columns.selecting import Matching, select
from geodata.models import Time
from geodata.query import Query
from geodata.stores.port import UNDATED
from geodata.stores.watch_keeping import Finding, Rule, RuleKind
from geodata.watching.rules import query_of

_WEEK = 7


def findings(rule: Rule, columns: Columns, matching: Matching, today: date) -> list[Finding]:
    """Everything the rule makes entries of, as the collection stands; keys tell what is known already.

    Raises ``UsageError`` where the rule asks for what is not known any more.
    """
    query = query_of(rule)
    selected = select(columns, query, matching)
    mentions = selected.mentions()
    chosen = np.ones(len(columns.mentions.id), dtype=np.bool_) if mentions is None else mentions
    if rule.kind is RuleKind.MENTIONS:
        return _weeks(rule, query, columns, chosen)
    stories = _stories(query, columns, chosen, selected.stories())
    if rule.kind is RuleKind.SILENCE:
        return _silence(rule, columns, stories, today)
    return [
        Finding(key=f"story:{one}", story=one)
        for one in columns.stories.id[stories].tolist()
        if one > rule.after
    ]


def _stories(query: Query, columns: Columns, mentions: Flags, of_stories: Flags | None) -> Flags:
    """The stories asked for; those without a place only where nothing is asked of places."""
    if not query.asks_of_mentions:
        return np.ones(len(columns.stories.id), dtype=np.bool_) if of_stories is None else of_stories
    found = np.zeros(len(columns.stories.id), dtype=np.bool_)
    found[columns.mentions.story[mentions]] = True
    return found


def _weeks(rule: Rule, query: Query, columns: Columns, mentions: Flags) -> list[Finding]:
    """The weeks with enough mentions, to which a story that came in later added at least one."""
    story = columns.mentions.story[mentions]
    told = query.time is Time.EVENT
    day = columns.day_told[mentions] if told else columns.stories.day[story]
    dated = day != UNDATED
    week = (day[dated].astype(np.int64) - 1) // _WEEK
    weeks, at, counts = np.unique(week, return_inverse=True, return_counts=True)
    later = np.zeros(len(weeks), dtype=np.bool_)
    later[at[columns.stories.id[story[dated]] > rule.after]] = True
    met = later & (counts >= rule.number)
    return [_week(int(number), int(count)) for number, count in zip(weeks[met], counts[met], strict=True)]


def _week(number: int, count: int) -> Finding:
    # Day 1 of the calendar is a Monday.
    monday = date.fromordinal(number * _WEEK + 1)
    return Finding(
        key=f"week:{monday.isoformat()}", first=monday, last=monday + timedelta(days=_WEEK - 1), count=count
    )


def _silence(rule: Rule, columns: Columns, stories: Flags, today: date) -> list[Finding]:
    known = _days(columns.stories.day, today)
    if not len(known):
        return []
    newest = date.fromordinal(int(known.max()))
    own = _days(columns.stories.day[stories], today)
    last = date.fromordinal(int(own.max())) if len(own) else None
    # Where no story ever told of it, the whole collection is the silence.
    since = last or date.fromordinal(int(known.min()))
    weeks = (newest - since).days // _WEEK
    if weeks < rule.number:
        return []
    key = f"silence:{last.isoformat() if last else 'always'}"
    return [Finding(key=key, first=last, last=newest, count=weeks)]


def _days(day: Integers, today: date) -> Integers:
    """Those that are known and have come."""
    known: Integers = day[(day != UNDATED) & (day <= today.toordinal())]
    return known
