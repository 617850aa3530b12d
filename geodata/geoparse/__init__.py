"""Finding the places a story names and deciding which they are.

The way of a text, each step a module:

1. :mod:`recognise <geodata.geoparse.recognise>` — names in the text, longest first, clitics taken off
2. :mod:`judge <geodata.geoparse.judge>` — which of them are places and not ordinary words, by rules and by
   what was learnt
3. :mod:`resolve <geodata.geoparse.resolve>` — which place each means, all of a story together
4. :mod:`positions <geodata.geoparse.positions>` — countrysides, sides, so many kilometres away
5. :mod:`roles <geodata.geoparse.roles>` — location, dateline, organisation, actor, demonym
6. :mod:`references <geodata.geoparse.references>` — places named only to say where the one before them lies
7. :mod:`stretches <geodata.geoparse.stretches>` — what lies between two places, roads from one to another
8. :mod:`times <geodata.geoparse.times>` — when what a sentence tells of a place happened
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.keys import name_key
from geodata.geoparse.carrying import carry_roles
from geodata.geoparse.context import Context
from geodata.geoparse.evidence import Written
from geodata.geoparse.geometry import Anchors
from geodata.geoparse.homographs import Risk
from geodata.geoparse.judge import Judge, Judgement
from geodata.geoparse.learnt.model import Model, shipped
from geodata.geoparse.outlets import home_of
from geodata.geoparse.positions import Lands, placed
from geodata.geoparse.recognise import Match
from geodata.geoparse.references import mark_references
from geodata.geoparse.rejected import Rejected, rejections
from geodata.geoparse.relations import Relations, told_apart, told_by_type
from geodata.geoparse.resolve import Resolver, Said, Story
from geodata.geoparse.roles import dateline_spans, is_surname, role_of
from geodata.geoparse.scanning import Scan, all_places, scan_part, sure_places
from geodata.geoparse.stretches import mark_stretches
from geodata.geoparse.surroundings import surroundings_of
from geodata.geoparse.times import with_events
from geodata.geoparse.unknown import Unknown, longer_name, spelt_by_ear, unknown_names
from geodata.geoparse.unlisted import Finder
from geodata.geoparse.variants import Forms, build
from geodata.language.sentences import sentences
from geodata.models import Candidate, Kind, Language, Mention, Part, Place, Reason, Role

__all__ = ["Geoparser"]

_UNKNOWN_CONFIDENCE, _BY_EAR_CONFIDENCE = 0.3, 0.45
_RISK_FACTOR = {Risk.NONE: 1.0, Risk.RARE: 0.85, Risk.COMMON_WORD: 0.7, Risk.RESPELT: 0.6}


class Geoparser:
    """Finds and resolves places; made once for a gazetteer, then used for any number of stories.

    Holds nothing between two stories: the same story gives the same answer in any order and process.
    """

    def __init__(self, gazetteer: Gazetteer, models: Mapping[str, Model] | None = None) -> None:
        """``models``: what was learnt, by name (:mod:`geodata.geoparse.learnt`); the shipped ones by default,
        and with none of them the hand-written rules decide alone."""
        self.gazetteer = gazetteer
        self._models = shipped() if models is None else models
        self._relations = Relations(gazetteer)

    @cached_property
    def _forms(self) -> Forms:
        return build(self.gazetteer)

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.gazetteer, self._forms.typed, self._models)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._models)

    @cached_property
    def _lands(self) -> Lands:
        return Lands(self.gazetteer)

    def parse(
        self,
        text: str,
        *,
        title: str = "",
        language: Language | None = None,
        published: date | None = None,
        dateline: str = "",
        outlet: str = "",
    ) -> list[Mention]:
        """The places named in ``title`` and ``text``, in the order they stand, the title's first.

        Offsets refer to the part each mention names. ``dateline`` is where the report was filed, if a reader
        took it off the text; ``published`` resolves dates such as "yesterday"; ``outlet`` is who published
        it, by name, domain or address: where the text leaves open which country's place is meant, that of
        the outlet is. Each name is read by the script it is written in, so ``language`` decides nothing at
        present. Linear in the length of the text; any string is answered.
        """
        scans = self._scans(title, text)
        anchors = Anchors(sure_places(self.gazetteer, scans, dateline))
        said = [self._relations.of(scan.tokens, scan.matches, scan.contexts) for scan in scans]
        told = told_apart([(scan.matches, each) for scan, each in zip(scans, said, strict=True)])
        told = {**told, **told_by_type(self.gazetteer, [(scan.matches, scan.contexts) for scan in scans])}
        judged = [self._judge.judge(scan, anchors) for scan in scans]
        kept = [each.kept for each in judged]
        around = Anchors(all_places(self.gazetteer, scans, kept, dateline))
        story = Story(around, told, home_of(self.gazetteer, outlet))
        resolver = Resolver(self.gazetteer, story, self._forms.typed)
        mentions: list[Mention] = []
        for scan, each, verdict in zip(scans, said, judged, strict=True):
            mentions.extend(self._mentions(scan, verdict, each, resolver, published))
        return mentions

    def rejected(
        self, text: str, *, mentions: Sequence[Mention], title: str = "", dateline: str = ""
    ) -> list[Rejected]:
        """The names of places in a story that :meth:`parse` judged to be something else, and why.

        ``mentions`` is what it found; the other arguments are those it was given.
        """
        scans = self._scans(title, text)
        anchors = Anchors(sure_places(self.gazetteer, scans, dateline))
        return [
            each
            for scan in scans
            for each in rejections(
                self.gazetteer, self._judge, scan, anchors, [m for m in mentions if m.part is scan.part]
            )
        ]

    def _scans(self, title: str, text: str) -> list[Scan]:
        return [
            scan_part(self.gazetteer, self._forms, part, given)
            for part, given in ((Part.TITLE, title), (Part.TEXT, text))
            if given
        ]

    def _mentions(
        self,
        scan: Scan,
        judged: Judgement,
        said: Sequence[Said],
        resolver: Resolver,
        published: date | None,
    ) -> list[Mention]:
        tokens = scan.tokens
        text = tokens.shadow.original
        kept, parts = self._parted(scan, said, judged.kept)
        nowhere = [*(_as_unknown(scan, number) for number in judged.nowhere), *parts]
        spans = sentences(text) if kept or tokens.words else []
        frame = _Frame(text, spans, dateline_spans(text) if scan.part is Part.TEXT else [])
        found = [self._mention(scan, number, judged, said[number], resolver, frame) for number in kept]
        found = carry_roles(scan, kept, found)
        beside = [(scan.matches[number], scan.contexts[number]) for number in kept]
        facts = [(*pair, mention) for pair, mention in zip(beside, found, strict=True)]
        found = mark_references(tokens, facts, self._relations.area_of)
        found = mark_stretches(tokens, [scan.matches[number] for number in kept], found)
        spoken_for: list[Match | Unknown] = [*(scan.matches[number] for number in kept), *nowhere]
        taken = {word for each in spoken_for for word in range(each.first, each.last)}
        found.extend(_unlisted(scan, unknown, frame, None) for unknown in nowhere)
        announced = list(unknown_names(tokens, taken))
        found.extend(
            _unlisted(scan, unknown, frame, spelt_by_ear(self.gazetteer, tokens, unknown, resolver.anchors))
            for unknown in announced
        )
        covered = judged.covered(scan, [*announced, *nowhere])
        found.extend(_unlisted(scan, unknown, frame, None) for unknown in self._finder.names(tokens, covered))
        found.sort(key=lambda mention: (mention.start, mention.end))
        return with_events(found, text, published)

    def _parted(
        self, scan: Scan, said: Sequence[Said], numbers: Sequence[int]
    ) -> tuple[list[int], list[Unknown]]:
        """Of the matches that are places, those the gazetteer has and those it lacks."""
        kept: list[int] = []
        nowhere: list[Unknown] = []
        for number in numbers:
            match = scan.matches[number]
            kinds = {self.gazetteer.places[position].kind for position in match.form.places}
            if said[number].denied:
                nowhere.append(_as_unknown(scan, number))
            elif longer := longer_name(scan.tokens, match, kinds):
                nowhere.append(longer)
            elif not is_surname(scan.tokens, match, scan.matches[number - 1] if number else None):
                kept.append(number)
        return kept, nowhere

    def _mention(
        self, scan: Scan, number: int, judged: Judgement, said: Said, resolver: Resolver, frame: _Frame
    ) -> Mention:
        match, context, level = scan.matches[number], scan.contexts[number], scan.levels[number]
        start, end = scan.tokens.shadow.span(match.start, match.end)
        resolved = resolver.resolve(match, context, said, frame.text[start:end])
        around = surroundings_of(scan.tokens, match, context.rural if context.listed else "")
        beside = placed(self._lands, match, context, around, resolved.place)
        place = beside.place
        role, why = role_of(scan.tokens, match, context, place)
        if role in (Role.LOCATION, Role.ACTOR) and self._judge.in_a_body(scan, number, place):
            role, why = Role.ORGANISATION, (Reason("learnt.body"),)
        filed = place.kind is not Kind.MACROREGION and role in (Role.LOCATION, Role.ACTOR)
        if filed and frame.in_dateline(start, end):
            agency = place.kind is Kind.REGION and home_of(self.gazetteer, frame.text[start:end])
            role, why = (Role.ORGANISATION, ()) if agency else (Role.DATELINE, (Reason("dateline"),))
        named = (_named(match, resolved.place), *_vouched(context, level), *judged.reasons.get(number, ()))
        written = Written(scan.tokens, match.first, match.last, context.type_word)
        first, last = frame.sentence(start)
        return Mention(
            part=scan.part,
            start=start,
            end=end,
            surface=frame.text[start:end],
            role=role,
            place=place,
            precision=beside.precision,
            confidence=round(resolved.confidence * _RISK_FACTOR[level], 3),
            sentence_start=first,
            sentence_end=last,
            candidates=written.candidates(resolved.candidates),
            reasons=written.reasons((*named, *resolved.reasons, *beside.reasons, *why)),
            vicinity=beside.vicinity if role is Role.LOCATION else None,
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the sentences and datelines of a part stand."""

    text: str
    sentences: list[tuple[int, int]]
    datelines: list[tuple[int, int]]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset."""
        number = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[number] if number >= 0 else (0, len(self.text))

    def in_dateline(self, start: int, end: int) -> bool:
        """Whether a span is the whole of a dateline's part."""
        return any(
            first <= start and end <= last and self.text[first:last].strip() == self.text[start:end]
            for first, last in self.datelines
        )


def _named(match: Match, place: Place) -> Reason:
    """How the text names the place."""
    if match.how == "name.clitic":
        return Reason(match.how, match.prefix)
    if match.how == "name.exact" and match.form.inner_key not in (
        name_key(place.name),
        name_key(place.name_ar),
    ):
        return Reason("name.alias")
    return Reason(match.how, place.id if match.form.demonym else "")


def _vouched(context: Context, level: Risk) -> tuple[Reason, ...]:
    """What let a doubtful word pass as a name."""
    if level is Risk.NONE:
        return ()
    reasons = [Reason("homograph.accepted")] if level is Risk.COMMON_WORD else []
    if context.preposition:
        reasons.append(Reason("context.preposition", context.preposition))
    if context.listed:
        reasons.append(Reason("context.list"))
    return tuple(reasons)


def _as_unknown(scan: Scan, number: int) -> Unknown:
    """A place of some other country's name, which the gazetteer lacks here."""
    match = scan.matches[number]
    return Unknown(match.first, match.last, match.start, match.end, scan.contexts[number].type_word)


def _unlisted(scan: Scan, unknown: Unknown, frame: _Frame, place: Place | None) -> Mention:
    """A name after a word that says it is a place, resolved only where a known one sounds nearly the same."""
    start, end = scan.tokens.shadow.span(unknown.start, unknown.end)
    first, last = frame.sentence(start)
    heard = (Reason("name.sound"), Reason("type.word", unknown.trigger))
    unheard = (Reason("name.unknown", unknown.trigger) if unknown.trigger else Reason("name.unlisted"),)
    written = Written(scan.tokens, unknown.first, unknown.last, unknown.trigger)
    return Mention(
        part=scan.part,
        start=start,
        end=end,
        surface=frame.text[start:end],
        role=Role.LOCATION,
        place=place,
        precision=place.precision if place else None,
        confidence=_BY_EAR_CONFIDENCE if place else _UNKNOWN_CONFIDENCE,
        sentence_start=first,
        sentence_end=last,
        candidates=(Candidate(place.id, _BY_EAR_CONFIDENCE),) if place else (),
        reasons=written.reasons(heard if place else unheard),
    )
