"""Camps in the compact form the map's layer is fed with, and which figure speaks for a camp on a day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from geodata.camp_records import Camp, KnownPopulation, StatusChange, populations_on


def camps_record(camps: Iterable[Camp]) -> bytes:
    """All camps as JSON: ``{"sources": [name], "camps": [{…}]}``.

    Of a camp, ``statuses`` are ``[first day, last day, status]`` and ``people`` ``[first day, last day,
    count or null, unit, number of the source]``; what is blurred has ``blurred`` and the radius ``metres``.
    Which of them hold on a day is worked out by the page for each step of the slider.
    """
    sources: dict[str, int] = {}
    told = [_camp(camp, sources) for camp in camps]
    record = {"sources": list(sources), "camps": told}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _camp(camp: Camp, sources: dict[str, int]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": camp.id,
        "place": camp.place,
        "name": camp.name,
        "name_ar": camp.name_ar,
        "lat": round(camp.lat, 6),
        "lon": round(camp.lon, 6),
        "type": camp.type.value,
        "statuses": [
            [each.when.first.isoformat(), each.when.last.isoformat(), each.status.value]
            for each in camp.statuses
        ],
        "people": [
            [
                each.when.first.isoformat(),
                each.when.last.isoformat(),
                each.count,
                each.unit,
                sources.setdefault(each.source.name, len(sources)),
            ]
            for each in camp.populations
        ],
    }
    return record | ({"blurred": camp.blurred, "metres": camp.blurred_m} if camp.blurred else {})


_A_MONTH, _SHORTEST, _LONGEST = 30, 20, 45
"""Days between two reports that are taken for a month apart, and at the least and the most."""


def change_within_a_month(camp: Camp, day: date) -> int | None:
    """How many more the newest figure counts than its own source did a month before.

    None where no figure is of the month before ``day``, or its source has none a month earlier: two sources
    that differ are no change, and over a gap nothing is known.
    """
    known = speaking_figure(camp, day)
    if known is None or known.age_days > _LONGEST:
        return None
    new = known.population
    ages = {
        (new.when.last - each.when.last).days: each.count
        for each in camp.populations
        if each.count is not None and (each.unit, each.source.name) == (new.unit, new.source.name)
    }
    month = min((age for age in ages if _SHORTEST <= age <= _LONGEST), key=_from_a_month, default=None)
    return None if month is None or new.count is None else new.count - ages[month]


def _from_a_month(days: int) -> int:
    return abs(days - _A_MONTH)


def counted_before_end(status: StatusChange | None, known: KnownPopulation | None) -> bool:
    """Whether a figure is older than the end of its camp, and so tells of nobody who is there now."""
    if status is None or known is None or not status.status.ended:
        return False
    return known.population.when.last < status.when.first


def speaking_figure(camp: Camp, day: date) -> KnownPopulation | None:
    """The newest figure known on a day, of people where one of the same time counts households as well.

    A gap speaks for nobody; None where no source has a figure.
    """
    known = [each for each in populations_on(camp, day) if each.population.count is not None]
    return max(
        known,
        key=lambda each: (
            each.population.when.last,
            each.population.when.first,
            each.population.unit == "people",
        ),
        default=None,
    )
