"""Bylines and datelines at the head of a text: who reports, and from where.

``بلدي نيوز - الرقة (خاص)`` on a line of its own, ``DAMASCUS (Reuters) - …`` and ``الأناضول/دمشق`` run into
the first sentence: what stands there is read, and stays in the text. A place's name alone before a dash is
where the report was filed, never who filed it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.language.normalise import fold
from geodata.readers.common.outlets import is_outlet
from geodata.readers.common.places import is_place, is_settlement


@dataclass(frozen=True, slots=True)
class Byline:
    """An outlet and a place as they are written; either may be empty."""

    outlet: str = ""
    dateline: str = ""


_LINES = 3
_HEAD = 120
_LONGEST_LINE = 80
_LONGEST_NAME = 40
_WORDS = 5
_DASH = (
    r"(?:\s{1,3}(?:[-–—|/]|ـ{1,4}){1,3}\s{1,3}|\s{0,3}[/|–—]\s{0,3}|(?<=[\u0621-\u064a])-(?=[\u0621-\u064a]))"
)
_BETWEEN = re.compile(_DASH)
_CLOSED = re.compile(r"\s{0,2}:\s|\s{0,2}:$")
_NOTE = re.compile(r"\s{0,3}\([^()]{1,40}\)\s{0,3}$")
_QUOTES = "* \t\u200e\u200f\"'«»“”‘’()[]"
_SAYS_NOTHING = frozenset(
    fold(word)
    for word in ("خاص", "متابعات", "متابعة", "وكالات", "ترجمة", "تقرير", "exclusive", "agencies", "staff")
)
_PLACE_AND_AGENCY = re.compile(
    r"(?P<place>[^()\n.:؛;!؟?]{2,60}?)\s{0,2}\((?P<agency>[^()\n]{2,40})\)\s{0,2}(?:[-–—:]|ـ{1,4}\s)"
)
_AGENCY_BEHIND_DASH = re.compile(
    r"(?P<place>[^()\n.:؛;!؟?]{2,40}?)\s{1,3}[-–—]\s{1,3}\((?P<agency>[^()\n]{2,40})\)"
)
_LONE = re.compile(
    r"(?P<place>[^\W\d_][\w'’‘ʻʿ \-]{1,39}?)(?:[,،](?P<more>[^—–\-:()\n]{1,40}))?"
    r"(?:\s{1,3}(?:[-–—]{1,2}|ـ{1,4})\s{1,3}|\s{0,3}—\s{0,3}|(?<=[A-Z])-\s{1,3})(?![a-z\s])."
)
_CAPITALS = re.compile(r"(?P<place>[A-Z][A-Z'’. \-]{2,40})(?:,[^—–\-:()]{1,40})?\s{0,2}(?:[—–:]|-{1,2}\s)")


def find_byline(text: str, *outlets: str) -> Byline:
    """The byline in the first lines of a text; ``outlets`` are names known to be an outlet's."""
    lines = [line.strip() for line in text[:2000].splitlines() if line.strip()][:_LINES]
    for number, line in enumerate(lines):
        found = _agency_after_place(line[:_HEAD], outlets) or _between_dashes(
            line[:_HEAD], outlets, number == 0
        )
        if found is None and len(line) <= _LONGEST_LINE and number + 1 < len(lines):
            found = _line_of_its_own(line, outlets)
        if found is not None:
            return found
    return _lone_place(lines[0]) if lines else Byline()


def _lone_place(line: str) -> Byline:
    """``دمشق - قال``, ``BEIRUT — Rebels``, ``Damascus, SANA - The``: one place, a dash, the report."""
    found = _LONE.match(line)
    if found is not None and is_settlement(found["place"]):
        beside = (found["more"] or "").strip(_QUOTES)
        return Byline(beside if is_outlet(beside) else "", found["place"].strip())
    capitals = _CAPITALS.match(line)
    return Byline(dateline=capitals["place"].strip()) if capitals else Byline()


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_NAME and len(text.split()) <= _WORDS and any(map(str.isalpha, text))


def _agency_after_place(head: str, outlets: tuple[str, ...]) -> Byline | None:
    """``DAMASCUS, June 6 (Reuters) -``, ``دمشق (رويترز) -``, ``بيروت - (أ ف ب)``."""
    found = _PLACE_AND_AGENCY.match(head) or _AGENCY_BEHIND_DASH.match(head)
    if found is None:
        return None
    place = re.split(r"[,،]", found["place"])[0].strip(_QUOTES)
    agency = found["agency"].strip(_QUOTES)
    if not _is_name(place):
        return None
    if is_outlet(agency, *outlets):
        return Byline(agency, place)
    if is_outlet(place, *outlets):  # the other way round: رويترز (دمشق) -
        return Byline(place, agency)
    if found.re is _AGENCY_BEHIND_DASH or not (place.isupper() or is_settlement(place)):
        return None
    unknown = place.isupper() and not re.search(r"\d", agency) and not _no_outlet(agency)
    return Byline(agency if unknown else "", place)


def _no_outlet(words: str) -> bool:
    """Whether what stands in brackets is a place (``TRIPOLI (Lebanon) -``) or only says "exclusive"."""
    return fold(words) in _SAYS_NOTHING or (is_place(words) and not is_outlet(words))


def _pieces(head: str) -> tuple[list[str], bool]:
    """The names between dashes before the text begins, and whether a colon or the line's end closes them."""
    closing = _CLOSED.search(head)
    whole = head[: closing.start()] if closing else head
    pieces = [piece.strip(_QUOTES) for piece in _BETWEEN.split(_NOTE.sub("", whole))]
    pieces = [piece for piece in pieces[:4] if fold(piece) not in _SAYS_NOTHING]
    closed = all(_is_name(piece) for piece in pieces)
    return (pieces if closed else pieces[:-1] if len(pieces) < 4 else pieces[:3]), closed


def _between_dashes(head: str, outlets: tuple[str, ...], first: bool) -> Byline | None:
    """``دمشق - سانا:``, ``الأناضول/دمشق``, ``اسم ــ سبق ــ الرياض:``: names, one of them a known outlet's."""
    pieces, closed = _pieces(head)
    names = [piece for piece in pieces if _is_name(piece)]
    if not names or len(names) != len(pieces) or not (first or closed):
        return None
    known = [i for i, name in enumerate(names) if is_outlet(name, *outlets)]
    if not known:
        return None
    # الرياض - واس: a paper is called after the town, and the agency's name can be nothing else.
    index = known[0] if len(known) == 1 else next((i for i in known if not is_place(names[i])), known[0])
    after, before = names[index + 1 :], names[:index]
    place = after[0] if after and (closed or not before) else before[0] if before else ""
    return Byline(names[index], place)


def _line_of_its_own(line: str, outlets: tuple[str, ...]) -> Byline | None:
    """``بلدي نيوز - الرقة (خاص)``: the outlet first, then the place, unless a known name tells otherwise."""
    if line.endswith((".", "؟", "?", "!", "،", ",")):
        return None
    pieces, closed = _pieces(line)
    if closed and len(pieces) == 1 and _BETWEEN.search(line) and not is_outlet(pieces[0], *outlets):
        return Byline(dateline=pieces[0])  # إدلب - خاص
    if not closed or len(pieces) not in (2, 3):
        return None
    known = _between_dashes(line, outlets, first=True)
    if known is not None:
        return known
    if not is_place(pieces[0]):
        return Byline(pieces[0], pieces[-1])
    # دمشق - ريف دمشق, سوريا - حلب, دمشق - قال مصدر: what begins with a place names no outlet.
    return Byline(dateline=next(filter(is_settlement, (pieces[0], pieces[-1])), pieces[0]))
