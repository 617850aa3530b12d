"""Names a geoparser found and no gazetteer knows, looked up: a parser around a parser.

What is told of a story to the outside is the name, the codes of the countries the story is about and the
language the name is written in. A name of a story that speaks of no country is not looked up: whatever came
back would be a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.keys import is_arabic, name_key
from geodata.geocoders.common.choosing import Choice, Setting, choose
from geodata.geocoders.common.kinds import SETTLED
from geodata.geocoders.common.places import clean
from geodata.geocoders.geocoder import Looks
from geodata.geocoders.port import Asked
from geodata.models import Kind, Language, LookUp, Mention, Place, Reason, Role

CODE = "geocoder"
"""The reason a mention carries whose place was looked up; its detail is the service."""
UNSURE = "geocoder.unsure"
"""The reason of one that was looked up, and none of the answers surely is the place."""

_UNKNOWN = "name.unknown"
_WHOLE_WORLD = (Kind.COUNTRY, Kind.MACROREGION, Kind.SEA)
_WEIGHT = {Role.DEMONYM: 0.5, Role.ACTOR: 0.3, Role.ORGANISATION: 0.5}
"""What a mention counts for its country; armies and governments act abroad."""
# Vowel marks and the stroke that stretches a word: maps have neither.
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_FEWEST_LETTERS = 3
_LONGEST = 80


class Parser(Protocol):
    """What finds the places of a text."""

    @property
    def parse(self) -> Callable[..., list[Mention]]:
        """Takes a text, and by name its title, its dateline and more; gives the places named in it."""


class LookingUp:
    """A parser whose unresolved names are looked up, by a service or in what is kept of one."""

    def __init__(self, parser: Parser, looks: Looks, gazetteer: Gazetteer) -> None:
        self._parser = parser
        self._looks = looks
        self._gazetteer = gazetteer

    def parse(self, text: str, **told: Any) -> list[Mention]:  # noqa: ANN401
        """What the inner parser finds, resolved further where that could be. Raises ``StoreError``."""
        found = self._parser.parse(text, **told)
        if not any(map(_open, found)):
            return found
        filed = self._gazetteer.lookup(told.get("dateline") or "")[:1]
        setting = setting_of(found, filed)
        if not setting.main_countries:
            return found
        answers: dict[str, LookUp | None] = {}
        done = []
        for mention in found:
            name = sendable(mention.surface) if _open(mention) else ""
            if name and name not in answers:
                answers[name] = self._looks.look_up(asked_for(name, setting.main_countries))
            done.append(self._placed(_resolved(mention, name, answers.get(name), setting)))
        return done

    def _placed(self, mention: Mention) -> Mention:
        """With the governorate as the gazetteer has it, so that what is asked of that one finds the place."""
        place = mention.place
        if place is None or not any(reason.code == CODE for reason in mention.reasons):
            return mention
        for area in self._gazetteer.lookup(place.admin1):
            if area.kind is Kind.GOVERNORATE and area.country == place.country:
                return replace(mention, place=replace(place, admin1=area.id))
        return mention


def setting_of(mentions: Sequence[Mention], filed: Sequence[Place] = ()) -> Setting:
    """Where a story plays, by the places in it that are known; ``filed``: where it was reported from."""
    countries: Counter[str] = Counter()
    near: dict[str, Place] = {}
    named = [(mention.place, mention.role) for mention in mentions if mention.place is not None]
    for place, role in (*named, *((place, Role.DATELINE) for place in filed)):
        if place.country:
            countries[place.country] += _WEIGHT.get(role, 1.0)  # type: ignore[assignment]
        if role.drawn and place.kind not in _WHOLE_WORLD:
            near[place.id] = place
    total = sum(countries.values())
    return Setting({code: weight / total for code, weight in sorted(countries.items())}, tuple(near.values()))


def asked_for(name: str, countries: tuple[str, ...]) -> Asked:
    """The whole of what a service is told."""
    language = Language.ARABIC if is_arabic(name_key(name)) else Language.ENGLISH
    return Asked(name, countries, language)


def sendable(name: str) -> str:
    """A name as maps write it: on one line, without vowel marks; "" for what is no name."""
    text = clean(_MARKS.sub("", name))
    letters = sum(letter.isalpha() for letter in text)
    return text if letters >= _FEWEST_LETTERS and len(text) <= _LONGEST else ""


def _open(mention: Mention) -> bool:
    return mention.place is None and mention.role.drawn


def _resolved(mention: Mention, name: str, answer: LookUp | None, setting: Setting) -> Mention:
    if answer is None or not answer.places:
        return mention
    said = [reason.detail for reason in mention.reasons if reason.code == _UNKNOWN and reason.detail]
    choice = choose(name, answer.places, replace(setting, kinds=SETTLED if said else (), near_only=not said))
    if choice.place is None:
        reasons = (*mention.reasons, Reason(UNSURE, answer.service))
        return replace(mention, candidates=choice.candidates, reasons=reasons)
    return replace(
        mention,
        place=choice.place,
        precision=choice.place.precision,
        confidence=choice.confidence,
        candidates=choice.candidates,
        reasons=_reasons(answer.service, said, choice, choice.place),
    )


def _reasons(service: str, said: Sequence[str], choice: Choice, place: Place) -> tuple[Reason, ...]:
    reasons = [Reason(CODE, service), *(Reason("type.word", word) for word in said)]
    if choice.near is not None:
        reasons.append(Reason("context.near", choice.near.id))
    return (*reasons, Reason("context.country", place.country))
