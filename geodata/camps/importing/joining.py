"""What a row makes of a camp: a new one, or the known one with what the row adds.

Nothing that is known is lost: another spelling becomes an alias, another source's figure stands beside the
others. Only a figure that the same source gave for the same time is replaced, as its correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from hashlib import blake2b

from geodata.camp_records import (
    Camp,
    CampSource,
    CampStatus,
    CampType,
    Population,
    StatusChange,
    status_on,
)
from geodata.camps.importing.drafts import Draft
from geodata.camps.importing.figures import figures_of, has_figures
from geodata.camps.importing.records import Change
from geodata.gazetteer.keys import name_key
from geodata.gazetteer.names import plain
from geodata.models import Place, Precision, When

_SLUG = re.compile(r"[^a-z0-9]+")
_TYPE_AT_END = re.compile(r"-camps?$")
_LONGEST_SLUG = 50


def new_id(draft: Draft, taken: Set[str]) -> str:
    """An id for a new camp, readable where its name is in Latin letters: ``sy-al-salam-2-camp``."""
    stem = _SLUG.sub("-", plain(draft.name).lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    if len(stem) < 2:
        stem = _SLUG.sub("-", draft.pcode.lower()).strip("-")
    if len(stem) < 2:
        told = f"{name_key(draft.name)}|{draft.admin1}|{draft.lat}|{draft.lon}"
        stem = blake2b(told.encode(), digest_size=4).hexdigest()
    base = "-".join(part for part in (draft.country.lower(), _TYPE_AT_END.sub("", stem), "camp") if part)
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def new_camp(draft: Draft, camp_id: str, middle: Place | None, place_id: str) -> Camp:
    """A camp that was not known, still without its history; at the middle of its area without a point."""
    pointed = draft.lat is not None and draft.lon is not None
    if pointed:
        precision = Precision.EXACT if draft.fine else Precision.NEAR
    else:
        precision = max(middle.precision, Precision.DISTRICT) if middle else Precision.GOVERNORATE
    lat, lon = (draft.lat, draft.lon) if pointed else (middle.lat, middle.lon) if middle else (0.0, 0.0)
    return Camp(
        id=camp_id,
        name=draft.name,
        name_ar=draft.name_ar,
        aliases=_unlike(draft.aliases, (draft.name, draft.name_ar)),
        former_names=draft.former_names,
        type=draft.type or CampType.UNKNOWN,
        lat=lat or 0.0,
        lon=lon or 0.0,
        precision=precision,
        country=draft.country,
        admin1=draft.admin1,
        admin2=draft.admin2,
        admin3=draft.admin3,
        pcode=draft.pcode,
        managed_by=draft.managed_by,
        notes=draft.notes,
        place_id=place_id if place_id != camp_id else "",
        extra=draft.extra,
    )


def facts_joined(camp: Camp, draft: Draft, *, take_point: bool) -> Camp:
    """A known camp with the facts of a row it lacked; what it has already stays."""
    arabic = camp.name_ar or draft.name_ar
    former = _unlike(draft.former_names, (*camp.former_names, camp.name, arabic))
    new_names = _unlike((*draft.names[: 2 + len(draft.aliases)],), (*camp.names, arabic, *former))
    joined = replace(
        camp,
        name_ar=arabic,
        aliases=(*camp.aliases, *(name for name in new_names if name not in draft.former_names)),
        former_names=(*camp.former_names, *former),
        type=draft.type if draft.type and camp.type is CampType.UNKNOWN else camp.type,
        country=camp.country or draft.country,
        admin1=camp.admin1 or draft.admin1,
        admin2=camp.admin2 or draft.admin2,
        admin3=camp.admin3 or draft.admin3,
        pcode=camp.pcode or draft.pcode,
        managed_by=draft.managed_by or camp.managed_by,
        notes=_notes(camp.notes, draft.notes),
        extra=tuple((dict(camp.extra) | dict(draft.extra)).items()),
    )
    if take_point and draft.lat is not None and draft.lon is not None:
        precision = Precision.EXACT if draft.fine else Precision.NEAR
        joined = replace(joined, lat=draft.lat, lon=draft.lon, precision=precision)
    return joined


def history_joined(camp: Camp, draft: Draft, when: When | None, source: CampSource) -> Camp:
    """The camp with the row's figures and states in its history."""
    figures = figures_of(draft, when, source) if when and has_figures(draft) else []
    populations = list(camp.populations)
    for figure in figures:
        at = next((at for at, old in enumerate(populations) if _same_report(old, figure)), None)
        if at is None:
            populations.append(figure)
        elif _telling(populations[at]) != _telling(figure):
            populations[at] = figure
    statuses = list(camp.statuses)
    for change in _changes_of(draft, when, source):
        if not _known_state(replace(camp, statuses=tuple(statuses)), change):
            statuses.append(change)
    sources = camp.sources
    if not any(known.name.casefold() == source.name.casefold() for known in sources):
        sources = (*sources, source)
    # What gained nothing keeps its order too, so that a file taken over twice changes nothing.
    if populations != list(camp.populations):
        populations.sort(key=lambda figure: (figure.when.first, figure.when.last))
    if statuses != list(camp.statuses):
        statuses.sort(key=lambda change: (change.when.first, change.when.last))
    return replace(camp, populations=tuple(populations), statuses=tuple(statuses), sources=sources)


def _same_report(one: Population, other: Population) -> bool:
    return (one.unit, one.when.first, one.when.last, one.source.name.casefold()) == (
        other.unit,
        other.when.first,
        other.when.last,
        other.source.name.casefold(),
    )


def _telling(figure: Population) -> tuple[object, ...]:
    return figure.count, figure.parts, figure.method, figure.note


def _changes_of(draft: Draft, when: When | None, source: CampSource) -> Iterator[StatusChange]:
    """Opened and closed on their days; else the state the row names, from the day it is of."""
    if draft.opened:
        yield StatusChange(CampStatus.OPEN, draft.opened, sources=(source,))
    if draft.closed:
        yield StatusChange(CampStatus.CLOSED, draft.closed, sources=(source,))
    since = draft.status_when or when
    ended = draft.status is not None and draft.status.ended and draft.closed is not None
    begun = draft.status is CampStatus.OPEN and draft.opened is not None and draft.closed is None
    if draft.status and draft.status is not CampStatus.UNKNOWN and since and not (ended or begun):
        yield StatusChange(draft.status, since, sources=(source,))


def _known_state(camp: Camp, change: StatusChange) -> bool:
    """Whether the camp is known to have been that then."""
    if any(old.status is change.status and old.when == change.when for old in camp.statuses):
        return True
    known = status_on(camp, change.when.last)
    return known is not None and known.status is change.status


def _notes(known: str, given: str) -> str:
    if not given or given in known:
        return known
    return f"{known}\n{given}" if known else given


def _unlike(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Names that none of the known ones is, as they are folded; each once."""
    taken = {name_key(name) for name in known if name}
    kept = []
    for name in names:
        key = name_key(name)
        if name and key not in taken:
            taken.add(key)
            kept.append(name)
    return tuple(kept)


# -- before and after ---------------------------------------------------------------------------------

_PLAIN_FIELDS = (
    "name", "name_ar", "type", "lat", "lon", "precision", "country", "admin1",
    "admin2", "admin3", "pcode", "place_id", "managed_by", "notes", "public", "links", "extra",
)  # fmt: skip
_NAME_LISTS = ("aliases", "former_names")


def changes_between(before: Camp, after: Camp) -> tuple[Change, ...]:
    """What differs between two states of a camp, as people read it."""
    found = [
        Change(name, _told(getattr(before, name)), _told(getattr(after, name)))
        for name in _PLAIN_FIELDS
        if getattr(before, name) != getattr(after, name)
    ]
    for name in _NAME_LISTS:
        found += _listed(name, getattr(before, name), getattr(after, name))
    found += _listed("statuses", before.statuses, after.statuses)
    found += _listed("populations", before.populations, after.populations)
    return tuple(found)


def _listed(name: str, before: Sequence[object], after: Sequence[object]) -> Iterator[Change]:
    gone = [one for one in before if one not in after]
    fresh = [one for one in after if one not in before]
    if gone or fresh:
        yield Change(name, ", ".join(map(_told, gone)), ", ".join(map(_told, fresh)))


def _told(value: object) -> str:
    match value:
        case Population():
            number = "–" if value.count is None else f"{value.count:,}"
            return f"{number} {value.unit} ({_days(value.when)})"
        case StatusChange():
            return f"{value.status.value} ({_days(value.when)})"
        case tuple():
            return "; ".join(map(_told, value))
        case None:
            return ""
    return str(value)


def _days(when: When) -> str:
    if when.precision == "month":
        return f"{when.first:%Y-%m}"
    if when.precision == "year":
        return f"{when.first:%Y}"
    return when.first.isoformat()
