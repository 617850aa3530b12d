"""From the rows of a table, whatever kind of file it is in, to stories.

UCDP's event tables (Georeferenced Event Dataset) join the headlines, offices and dates of an event's sources
with ";" in one cell each: where the three agree in number, each is a story of its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from geodata.models import Article
from geodata.readers.common.fields import assign, says_events
from geodata.readers.common.limits import MOST_COLUMNS, MOST_ROWS
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.story import compose

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_JOINT = ";"
_JOINT_WITHOUT_SPACE = re.compile(r";(?! )")


def written(value: object) -> str:
    """A cell's value as text: dates as ISO 8601, whole numbers without a point, nothing for truth values.

    What is no single value (a list, a record, bytes) is nothing.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return str(value.date()) if midnight and value.tzinfo is None else value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value) if value == value else ""
    return str(value) if isinstance(value, (int, date, Decimal)) else ""


def too_many_rows() -> Unreadable:
    """What to say of a table that is longer than tables may be."""
    reason = f"It has more than {MOST_ROWS:,} rows; those above were read."
    return Unreadable(reason, "Part it into several files.")


def columns_of(headings: Sequence[str], defaults: Defaults) -> dict[str, int]:
    """Field → index of its column.

    Raises ``Unreadable`` where there is neither a title nor a text, ``UsageError`` where ``defaults.columns``
    names a field or column there is none of.
    """
    if len(headings) > MOST_COLUMNS:
        reason = f"It has more than {MOST_COLUMNS} columns."
        raise Unreadable(reason, "Check how it was made, or leave out what is not needed.")
    if not any(headings):
        reason = "It is empty: there are no headings in it."
        raise Unreadable(reason, "Give a table whose first row names its columns.")
    chosen = assign(headings, defaults.columns)
    if "id" not in defaults.columns and says_events(chosen):
        del chosen["id"]
    if "title" not in chosen and "text" not in chosen:
        reason = (
            f"None of its columns looks like a title or a text. It has: {', '.join(filter(None, headings))}."
        )
        raise Unreadable(
            reason[:1000], "Say which is which, as in --column title=Heading --column text=Body."
        )
    return {field: headings.index(heading) for field, heading in chosen.items()}


def stories(
    row: Sequence[str], headings: Sequence[str], columns: dict[str, int], origin: str, defaults: Defaults
) -> Iterator[Article | Refusal]:
    """The stories of one row; a refusal where it has more cells than there are headings, or holds none."""
    if any(cell.strip() for cell in row[len(headings) :]):
        reason = f"It has {len(row)} cells under {len(headings)} headings."
        yield Refusal(origin, reason, "Put a cell that holds the delimiter in quotation marks.")
        return
    values = {field: row[index] for field, index in columns.items() if index < len(row)}
    for story in _apart({**values, "title": _without_entities(values.get("title", ""))}):
        yield compose(story, origin, defaults, alone=False)


def _without_entities(title: str) -> str:
    """``Al-Fu&#8217;ah`` as it is read; the ";" of an entity would also part headlines."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), title) if "&" in title else title


def _apart(values: dict[str, str]) -> list[dict[str, str]]:
    """The stories of one row: several where title, date and outlet are lists of one length, else one.

    The same headline of the same outlet and day counts once. Lists of equal dates or outlets beside one title
    are that date and that outlet; of unequal ones beside one title the first is kept.
    """
    dates, sources = _parts(values.get("published", "")), _parts(values.get("source", ""))
    titles = _titles(values["title"], len(dates))
    agree = len(titles) == len(dates) and len(sources) in (0, len(dates))
    if len(dates) < 2 or not agree or values.get("text", "").strip():
        title = values["title"].strip().rstrip(_JOINT).rstrip()
        first = {"published": dates[0], "source": sources[0] if sources else ""} if len(dates) > 1 else {}
        return [{**values, **first, "title": title}]
    outlets = sources or [""] * len(dates)
    together = [story for story in dict.fromkeys(zip(titles, dates, outlets, strict=True)) if story[0]]
    identity = values.get("id", "").strip()
    return [
        {
            **values,
            "title": title,
            "published": day,
            "source": outlet,
            "id": f"{identity}/{index}" if identity and len(together) > 1 else identity,
        }
        for index, (title, day, outlet) in enumerate(together, start=1)
    ]


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(_JOINT)] if cell.strip() else []


def _titles(cell: str, number: int) -> list[str]:
    """The headlines of a cell; a ";" with a space after it may stand within one."""
    titles = _parts(cell)
    if len(titles) != number:
        titles = [part.strip() for part in _JOINT_WITHOUT_SPACE.split(cell)]
    return titles
