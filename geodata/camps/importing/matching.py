"""The rows of a file joined to the camps they are, one after another; what is not sure is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from geodata.camp_records import Camp, CampSource
from geodata.camps.importing.asking import Asking, values_of
from geodata.camps.importing.drafts import Draft
from geodata.camps.importing.duplicates import SPELT, Known, Match, Sketch, Verdict, distance_km
from geodata.camps.importing.figures import has_figures
from geodata.camps.importing.joining import (
    changes_between,
    facts_joined,
    history_joined,
    new_camp,
    new_id,
)
from geodata.camps.importing.names import form_of
from geodata.camps.importing.positions import KEEP, SWAP, Positions
from geodata.camps.importing.records import Action, Choice, Remark, Step
from geodata.gazetteer.index import Gazetteer
from geodata.models import Kind, Place, Precision, When

APART, MERGE = "apart", "merge"
_MOVED_KM = 1.0
_SAME_LIST_KM = 0.5
_PLACE_KM = 5.0
_SPOT_DEGREES = 0.02
"""Somewhat more than ``_MOVED_KM``."""


@dataclass(slots=True)
class _Working:
    """A camp while the rows of a file are joined to it."""

    camp: Camp
    before: Camp | None
    rows: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    other_name: bool = False
    codes: set[str] = field(default_factory=set)
    days: set[When | None] = field(default_factory=set)
    """Of when its rows are."""


class Joining:
    """Rows joined to camps, one after another, in the order of the file."""

    def __init__(
        self,
        known: Mapping[str, Camp],
        gazetteer: Gazetteer,
        positions: Positions,
        asking: Asking,
        stated: When | None,
        source: str,
    ) -> None:
        self._known, self._gazetteer, self._positions = known, gazetteer, positions
        self._asking, self._stated, self._source = asking, stated, source
        self._likes = Known(sketch_of(camp) for camp in known.values())
        self._spots = {spot for camp in known.values() for spot in _spots_around(camp)}
        self._working: dict[str, _Working] = {}
        self._taken = set(known) | {place.id for place in gazetteer}

    def steps(self, drafts: Sequence[Draft]) -> list[Step]:
        """What the rows come to, in the order of each camp's first row; refused rows stand where they are."""
        order: dict[str, Step | None] = {}
        for draft in drafts:
            if draft.refused is None:
                key = self._join(draft)
                order.setdefault(key, None)
            if draft.refused is not None:
                order[f"row {draft.row}"] = Step(
                    (draft.row,), Action.REFUSE, draft.called, remarks=(draft.refused, *draft.remarks)
                )
        return [step or self._step(self._working[key]) for key, step in order.items() if step or key]

    def _join(self, draft: Draft) -> str:
        """Join a row to its camp and give that one's id; empty where the row is refused."""
        self._unswap(draft)
        matches, homonyms = self._likes.judged(self._sketch(draft))
        found = self._match(draft, matches)
        if found is not None:
            camp_id, reason = found
            working = self._working.get(camp_id) or _Working(self._known[camp_id], self._known[camp_id])
            self._tell_match(draft, working, reason)
            working.camp = facts_joined(working.camp, draft, take_point=self._take_point(draft, working.camp))
        else:
            middle = self._middle(draft)
            if draft.lat is None and middle is None:
                draft.refused = Remark("no_point")
                return ""
            camp_id = new_id(draft, self._taken)
            self._tell_homonym(draft, homonyms)
            if draft.lat is None and middle is not None:
                draft.note("no_point_area", area=middle.name)
            working = _Working(new_camp(draft, camp_id, middle, self._place_id(draft, camp_id)), None)
            self._taken.add(camp_id)
        when = draft.when or self._stated
        named = draft.source or self._source
        if when in working.days and has_figures(draft):
            # Two rows of one list for one camp and day: their figures stand side by side.
            draft.note("same_day")
            named = f"{named} (row {draft.row})"
        working.days.add(when)
        source = CampSource(named, draft.source_url)
        working.camp = history_joined(working.camp, draft, when, source)
        working.rows.append(draft.row)
        working.remarks += draft.remarks
        if draft.pcode:
            working.codes.add(draft.pcode.casefold())
        self._working[camp_id] = working
        self._likes.add(sketch_of(working.camp))
        return camp_id

    def _unswap(self, draft: Draft) -> None:
        """Ask whether a row's position is that of a known camp of its name, the other way round."""
        if draft.lat is None or draft.lon is None:
            return
        if (round(draft.lon, 1), round(draft.lat, 1)) not in self._spots:
            return
        turned = replace(self._sketch(draft), lat=draft.lon, lon=draft.lat, country="", admin1="")
        for match in self._likes.judged(turned)[0]:
            judged, camp = match.judgement, self._camp(match.key)
            near = judged.verdict is Verdict.SAME and (judged.km or 0.0) <= _MOVED_KM and not camp.blurred
            if not near or distance_km(draft.lat, draft.lon, camp.lat, camp.lon) <= _PLACE_KM:
                continue
            values = values_of(
                name=draft.called, lat=draft.lat, lon=draft.lon, known=camp.name, km=f"{judged.km or 0:.1f}"
            )
            choices = (Choice(SWAP), Choice(KEEP))
            if self._asking.ask("swapped_known", [draft.row], values, choices, SWAP) == SWAP:
                draft.lat, draft.lon = draft.lon, draft.lat
                draft.note("swapped")
                if self._positions.unit(draft) is None:
                    # What lies around the wrong position was taken for its area.
                    draft.country, draft.admin1 = camp.country, camp.admin1
            return

    def _match(self, draft: Draft, matches: Sequence[Match]) -> tuple[str, str] | None:
        """The known camp a row is, with the reason; None where it is a new one."""
        if draft.id and draft.id in (self._known if draft.id not in self._working else self._working):
            return draft.id, "id"
        sure = [match for match in matches if match.judgement.verdict is Verdict.SAME]
        for match in sure:
            if not self._listed_twice(draft, match):
                return match.key, match.judgement.reason
        for match in [match for match in matches if self._worth_asking(match)][:2]:
            likely = MERGE if match in sure and (match.judgement.km or 0.0) <= _SAME_LIST_KM else APART
            if self._ask_same(draft, match, likely) == MERGE:
                return match.key, "answered"
        return None

    def _worth_asking(self, match: Match) -> bool:
        """Two rows of one file are hardly ever one camp, unless they have one name and lie in one spot."""
        if match.key not in self._working:
            return True
        judged = match.judgement
        return judged.name >= SPELT and judged.km is not None and judged.km <= _SAME_LIST_KM

    def _listed_twice(self, draft: Draft, match: Match) -> bool:
        """Whether it is a camp of this file with another code, in another spot, or for the same day.

        Few lists have one camp twice, but for another day.
        """
        working = self._working.get(match.key)
        if working is None:
            return False
        other_code = draft.pcode and working.codes and draft.pcode.casefold() not in working.codes
        elsewhere = match.judgement.reason != "code" and (match.judgement.km or 0.0) > _SAME_LIST_KM
        return bool(other_code) or elsewhere or (draft.when or self._stated) in working.days

    def _ask_same(self, draft: Draft, match: Match, likely: str) -> str:
        camp = self._camp(match.key)
        code = "same" if match.judgement.km is not None else "same_nowhere"
        if match.judgement.reason == "code_other":
            code = "same_code"
        values = values_of(
            name=draft.called,
            known=camp.name,
            known_ar=camp.name_ar,
            id=match.key,
            pcode=draft.pcode,
            km=f"{match.judgement.km or 0:.1f}",
            likeness=f"{match.judgement.name:.0%}",
        )
        choices = (Choice(MERGE), Choice(APART))
        return self._asking.ask(code, [draft.row], values, choices, likely, about=match.key)

    def _camp(self, key: str) -> Camp:
        return self._working[key].camp if key in self._working else self._known[key]

    def _sketch(self, draft: Draft) -> Sketch:
        return Sketch(
            f"row {draft.row}",
            draft.names,
            draft.lat,
            draft.lon,
            draft.country,
            draft.admin1,
            draft.admin2,
            draft.pcode,
        )

    def _tell_match(self, draft: Draft, working: _Working, reason: str) -> None:
        forms = {form_of(name).joined for name in working.camp.names}
        if form_of(draft.name).joined not in forms:
            working.other_name = True
            draft.note("other_name", name=draft.name, known=working.camp.name)
        draft.note(f"by_{reason}", known=working.camp.name)
        if draft.type and working.camp.type not in (draft.type, "unknown"):
            draft.note("type_differs", given=f"@type.{draft.type}", known=f"@type.{working.camp.type}")
        if draft.pcode and working.camp.pcode and draft.pcode.casefold() != working.camp.pcode.casefold():
            draft.note("code_differs", given=draft.pcode, known=working.camp.pcode)

    def _take_point(self, draft: Draft, camp: Camp) -> bool:
        """Whether the row's point takes the place of the camp's; where both are points far apart, asked."""
        if draft.lat is None or draft.lon is None:
            return False
        if camp.precision.is_area or (camp.precision > Precision.EXACT and draft.fine):
            return True
        km = distance_km(draft.lat, draft.lon, camp.lat, camp.lon)
        if km <= _MOVED_KM:
            return False
        values = values_of(name=draft.called, known=camp.name, km=f"{km:.1f}", lat=draft.lat, lon=draft.lon)
        choices = (Choice("stay"), Choice("move"))
        return self._asking.ask("moved", [draft.row], values, choices, "stay") == "move"

    def _tell_homonym(self, draft: Draft, others: Sequence[Match]) -> None:
        if others:
            known = self._camp(others[0].key)
            km = others[0].judgement.km
            draft.note("homonym", known=known.name, count=len(others), km="?" if km is None else f"{km:.0f}")

    def _middle(self, draft: Draft) -> Place | None:
        """What a row without a point is drawn as: its district, else its governorate."""
        unit = self._positions.unit(draft)
        wide = (Kind.DISTRICT, Kind.SUBDISTRICT)
        for stated in (draft.admin3, draft.admin2):
            for place in self._gazetteer.lookup(stated) if stated else ():
                if place.kind in wide and (unit is None or place.admin1 in (unit.id, draft.admin1)):
                    return place
        return unit

    def _place_id(self, draft: Draft, camp_id: str) -> str:
        """The camp of the gazetteer that a new one is, by its name and where it lies."""
        if draft.lat is None or draft.lon is None:
            return camp_id
        for name in draft.names:
            for place in self._gazetteer.lookup(name):
                near = distance_km(draft.lat, draft.lon, place.lat, place.lon) <= _PLACE_KM
                if place.kind is Kind.CAMP and near:
                    return place.id
        return camp_id

    @staticmethod
    def _step(working: _Working) -> Step:
        if working.before is None:
            action = Action.ADD
        elif working.camp == working.before:
            action = Action.SAME
        else:
            action = Action.MERGE if working.other_name else Action.CHANGE
        changes = changes_between(working.before, working.camp) if working.before else ()
        return Step(
            tuple(working.rows),
            action,
            working.camp.name,
            working.camp,
            working.before,
            changes,
            tuple(dict.fromkeys(working.remarks)),
        )


def _spots_around(camp: Camp) -> Iterator[tuple[float, float]]:
    """The tenths of a degree near a camp, by which the few rows are found that may lie by it."""
    for high, wide in product((-_SPOT_DEGREES, 0.0, _SPOT_DEGREES), repeat=2):
        yield round(camp.lat + high, 1), round(camp.lon + wide, 1)


def sketch_of(camp: Camp) -> Sketch:
    """What tells a known camp from others."""
    pointed = not camp.precision.is_area
    return Sketch(
        camp.id,
        camp.names,
        camp.lat if pointed else None,
        camp.lon if pointed else None,
        camp.country,
        camp.admin1,
        camp.admin2,
        camp.pcode,
    )
