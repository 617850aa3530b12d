"""The figures of rows: people and households at a time, what is impossible asked, what is missing a gap."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.camp_records import CampSource, Population
from geodata.camps.importing.asking import Asking, values_of
from geodata.camps.importing.cleaning import MOST_HOUSEHOLDS, MOST_PEOPLE, Count
from geodata.camps.importing.drafts import PARTS, Draft
from geodata.camps.importing.records import Choice
from geodata.models import When

_SEVERAL = 3
GAP, KEEP, EXCHANGE = "gap", "keep", "exchange"


def check_figures(drafts: Sequence[Draft], asking: Asking) -> None:
    """Ask about figures that cannot be, and set the rows right as answered."""
    drafts = [draft for draft in drafts if draft.refused is None]
    for draft in drafts:
        _sum(draft)
        _ask_too_many(draft, asking)
    doubtful = [draft for draft in drafts if _more_households(draft)]
    choices = (Choice(EXCHANGE), Choice(KEEP), Choice(GAP))
    if len(doubtful) > _SEVERAL:
        rows = [draft.row for draft in doubtful]
        answer = asking.ask("units_all", rows, values_of(count=len(rows)), choices, EXCHANGE)
        for draft in doubtful:
            _exchange(draft, answer)
        return
    for draft in doubtful:
        told = values_of(
            name=draft.called,
            people=draft.people.number if draft.people else "",
            households=draft.households.number if draft.households else "",
        )
        _exchange(draft, asking.ask("units", [draft.row], told, choices, EXCHANGE))


def has_figures(draft: Draft) -> bool:
    """Whether a row says anything of how many live there, were it that it says nothing."""
    return bool(draft.people or draft.households or draft.gaps)


def figures_of(draft: Draft, when: When, source: CampSource) -> list[Population]:
    """The figures of a row; a column that says nothing is a gap."""
    found = []
    units = (("people", draft.people), ("households", draft.households))
    for unit, value in units:
        parts = tuple((name, draft.parts[name]) for name in PARTS if name in draft.parts)
        if value is not None:
            found.append(
                Population(
                    value.number,
                    "people" if unit == "people" else "households",
                    when,
                    draft.method or ("estimate" if value.rough else ""),
                    source,
                    parts=parts if unit == "people" else (),
                )
            )
        elif unit in draft.gaps:
            said = draft.said.get(unit, "")
            kind = "people" if unit == "people" else "households"
            found.append(Population(None, kind, when, draft.method, source, note=said))  # type: ignore[arg-type]
    return found


def _sum(draft: Draft) -> None:
    """Girls, boys, women and men together where no total stands beside all four."""
    total = sum(draft.parts.values())
    if len(draft.parts) < len(PARTS):
        return
    if draft.people is None and not draft.said.get("people"):
        draft.people = Count(total)
        draft.gaps.discard("people")
        draft.note("summed", total=total)
    elif draft.people is not None and draft.people.number != total:
        draft.note("parts_differ", total=total, people=draft.people.number)


def _ask_too_many(draft: Draft, asking: Asking) -> None:
    limits = (("people", draft.people, MOST_PEOPLE), ("households", draft.households, MOST_HOUSEHOLDS))
    for name, value, most in limits:
        if value is None or value.number <= most:
            continue
        values = values_of(name=draft.called, number=f"{value.number:,}", unit=f"@field.{name}")
        answer = asking.ask(f"too_many_{name}", [draft.row], values, (Choice(GAP), Choice(KEEP)), GAP)
        if answer == GAP:
            _drop(draft, name)


def _more_households(draft: Draft) -> bool:
    return bool(draft.people and draft.households and draft.households.number > draft.people.number > 0)


def _exchange(draft: Draft, answer: str) -> None:
    if answer == EXCHANGE:
        draft.people, draft.households = draft.households, draft.people
        draft.note("exchanged")
    elif answer == GAP:
        _drop(draft, "people")
        _drop(draft, "households")


def _drop(draft: Draft, name: str) -> None:
    value = draft.people if name == "people" else draft.households
    if value is not None:
        draft.said[name] = str(value.number)
        draft.gaps.add(name)
    if name == "people":
        draft.people = None
    else:
        draft.households = None
