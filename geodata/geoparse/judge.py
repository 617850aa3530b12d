"""Step 2: which matches are places and not ordinary words, first names or parts of other names.

The hand-written rules of :mod:`homographs <geodata.geoparse.homographs>` give their verdict; the learnt model
weighs it with the name and the words around, and decides. Where nothing was learnt the rules decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from geodata.gazetteer.index import Gazetteer, is_bulk
from geodata.geoparse.context import Context
from geodata.geoparse.geometry import FAR, Anchors, distance_km
from geodata.geoparse.homographs import Risk, accepted, needs_its_country, out_of_place, stands_alone
from geodata.geoparse.learnt.features import ARTICLE, STANDS, Verdicts, of_body, of_name, of_place
from geodata.geoparse.learnt.model import SILENT, Model
from geodata.geoparse.learnt.words import DEMONYM, OTHER, PLACE
from geodata.geoparse.lexicon import lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.scanning import Scan, likeliest
from geodata.geoparse.unknown import Unknown
from geodata.geoparse.variants import TYPED
from geodata.models import Kind, Language, Place, Reason

ARABIC, ENGLISH, BODY = "arabic", "english", "arabic body"
"""Names of models: whether an Arabic, an English match is a place; whether it is in a body's name."""
_BESIDE_KM = 150.0
_MOST_SHARE = 0.5
_VOUCHING_KM = 50.0
_MOST_REASONS = 2
_LOUD = 100
"""The score from which on a sure name is not asked where it stands: the words around it turn one decision
in three thousand."""
_FRONTS = frozenset(("SY", "IQ", "LB", "JO", "PS", "YE"))
"""Countries whose places were chosen by how the news of these wars names them."""
_WIDE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.REGION))
_SAYABLE = {"before": "learnt.before", "after": "learnt.after", "name": "learnt.name"}
"""Features that can be said in words, with the reasons that do."""
_AGAINST = {name: code.replace("learnt.", "learnt.against.") for name, code in _SAYABLE.items()}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Numbers of the matches that are places, of those that are none the gazetteer knows, and what spoke for
    each that the model decided on."""

    kept: list[int] = field(default_factory=list)
    nowhere: list[int] = field(default_factory=list)
    reasons: dict[int, tuple[Reason, ...]] = field(default_factory=dict)

    def covered(self, scan: Scan, announced: Iterable[Unknown]) -> dict[int, str]:
        """What each word that a match or an announced name covers belongs to."""
        places = {*self.kept, *self.nowhere}
        covered = {}
        for number, match in enumerate(scan.matches):
            kind = DEMONYM if match.form.demonym else PLACE if number in places else OTHER
            covered.update(dict.fromkeys(range(match.first, match.last), kind))
        for unknown in announced:
            covered.update(dict.fromkeys(range(unknown.first, unknown.last), PLACE))
        return covered


_DEMONYM = Verdicts(
    risk="none",
    stands=True,
    settled=True,
    fits=False,
    elsewhere=False,
    contradicted=False,
    country="none",
    distance_km=FAR,
    list_stands=False,
)


class Judge:
    """Decides for one gazetteer; holds what it worked out about names, nothing about stories."""

    def __init__(
        self, gazetteer: Gazetteer, typed: Mapping[str, tuple[int, ...]], models: Mapping[str, Model]
    ) -> None:
        """``typed``: see :attr:`~geodata.geoparse.variants.Forms.typed`."""
        self._gazetteer = gazetteer
        self._typed = typed
        self._models = models
        self._names: dict[tuple[str, str, str, str], tuple[int, list[str]]] = {}

    def judge(self, scan: Scan, anchors: Anchors) -> Judgement:
        """Decide for every match of a part."""
        result = Judgement()
        for number, verdicts in self.verdicts(scan, anchors):
            if not self._is_place(scan, number, verdicts, result):
                continue
            if not (verdicts.contradicted or verdicts.elsewhere):
                result.kept.append(number)
            elif scan.contexts[number].type_word:
                result.nowhere.append(number)
        return result

    def _is_place(self, scan: Scan, number: int, verdicts: Verdicts, result: Judgement) -> bool:
        match = scan.matches[number]
        model = self._models.get(ARABIC if match.form.arabic else ENGLISH, SILENT)
        # A name that needs the word for its kind has it or is none.
        told = verdicts.settled or match.form.typed
        if model is SILENT or not leaves_doubt(match, scan.levels[number]) or told:
            return verdicts.stands
        beside = self._gazetteer.only_added(match.form.places)
        if beside and not _vouched(match, scan.contexts[number], verdicts):
            return False
        total, known = self._of_name(match, verdicts.risk)
        sure = scan.levels[number] is Risk.NONE and verdicts.known
        if sure and total + model.bias + model.weights.get(STANDS, 0) > _LOUD:
            return True
        there = of_place(scan.tokens, match, scan.contexts[number], verdicts)
        if total + model.score(there) <= 0 and not (verdicts.stands and self._of_the_fronts(scan, number)):
            return False
        if scan.levels[number] is not Risk.NONE:
            result.reasons[number] = _spoken(model.telling([*known, *there], _MOST_REASONS))
        return True

    def _of_the_fronts(self, scan: Scan, number: int) -> bool:
        """Whether a name that is hardly a word is a chosen place's of these wars.

        The weights were learnt from other news, which seldom names it: where the rules take it for a place,
        they say nothing against it.
        """
        if scan.levels[number] not in (Risk.NONE, Risk.RARE):
            return False
        places = (self._gazetteer.places[position] for position in scan.matches[number].form.places)
        return any(
            place.country in _FRONTS and place.kind not in _WIDE and not is_bulk(place) for place in places
        )

    def against(self, scan: Scan, number: int, verdicts: Verdicts) -> tuple[Reason, ...]:
        """What the model holds most against a match, as far as it can be said in words."""
        match = scan.matches[number]
        model = self._models.get(ARABIC if match.form.arabic else ENGLISH, SILENT)
        if not leaves_doubt(match, scan.levels[number]):
            return ()
        loud = model.telling(self.seen(scan, number, verdicts), _MOST_REASONS, against=True)
        return _spoken(loud, _AGAINST)

    def in_a_body(self, scan: Scan, number: int, place: Place) -> bool:
        """Whether a match that no rule takes for one is a body called after a place: a club, a paper; Arabic
        only."""
        match, model = scan.matches[number], self._models.get(BODY, SILENT)
        if model is SILENT or not match.form.arabic or match.form.demonym:
            return False
        return model.score(of_body(scan.tokens, match, scan.contexts[number], place, by_rules=False)) > 0

    def seen(self, scan: Scan, number: int, verdicts: Verdicts) -> list[str]:
        """All the features of a match."""
        match, context = scan.matches[number], scan.contexts[number]
        return [
            *self._of_name(match, verdicts.risk)[1],
            *of_place(scan.tokens, match, context, verdicts),
        ]

    def _of_name(self, match: Match, risk: str) -> tuple[int, list[str]]:
        """The share of a name in the score, and its features."""
        key = (match.form.key, match.prefix, match.how, risk)
        if key not in self._names:
            model = self._models.get(ARABIC if match.form.arabic else ENGLISH, SILENT)
            places = [self._gazetteer.places[position] for position in match.form.places]
            features = of_name(match, risk, places)
            self._names[key] = model.score(features) - model.bias, features
        return self._names[key]

    def verdicts(self, scan: Scan, anchors: Anchors) -> Iterator[tuple[int, Verdicts]]:
        """What the rules say about each match, with its number."""
        stood = -1
        for number, context in enumerate(scan.contexts):
            list_stands = context.listed and stood == number - 1
            verdicts = self._verdicts(scan, number, anchors, list_stands=list_stands)
            if verdicts.stands:
                stood = number
            yield number, verdicts

    def _verdicts(self, scan: Scan, number: int, anchors: Anchors, *, list_stands: bool) -> Verdicts:
        match, context, level = scan.matches[number], scan.contexts[number], scan.levels[number]
        if match.form.demonym and level is Risk.NONE:
            return _DEMONYM
        places = [self._gazetteer.places[position] for position in match.form.places]
        called = self._called_so(match, context)
        stands = called or accepted(self._gazetteer, match, context, level, anchors, list_stands=list_stands)
        alone = stands_alone(scan.tokens, match, context)
        fits = called or any(place.kind in context.kinds for place in places)
        share = max(anchors.countries.get(place.country, 0.0) for place in places)
        return Verdicts(
            risk=level.name.lower(),
            stands=stands and alone,
            settled=(stands and (fits or _announced(match, context)))
            or (not alone and _may_be_a_person(match)),
            fits=fits,
            elsewhere=out_of_place(self._gazetteer, match, context, level, anchors),
            contradicted=self._contradicted(scan, number),
            country=_country(share, anchors),
            distance_km=FAR if level is Risk.NONE else anchors.nearest_km(places, apart_from=match.form.key),
            list_stands=list_stands,
        )

    def _called_so(self, match: Match, context: Context) -> bool:
        """Whether a camp, an airfield or the like is called so and the word for it stands beside the name."""
        called = self._typed.get(match.form.inner_key, ()) if context.kinds & TYPED else ()
        return any(self._gazetteer.places[position].kind in context.kinds for position in called)

    def _contradicted(self, scan: Scan, number: int) -> bool:
        """Whether the name right after says a little known place lies elsewhere: "X, west of Baghdad"."""
        if number + 1 >= len(scan.matches):
            return False
        match, following, context = scan.matches[number], scan.matches[number + 1], scan.contexts[number + 1]
        if following.first - match.last > 1 or not (context.direction or context.around):
            return False
        places = [self._gazetteer.places[position] for position in match.form.places]
        if not all(map(needs_its_country, places)) or scan.levels[number + 1] is not Risk.NONE:
            return False
        there, _ = likeliest(self._gazetteer, following.form.places)
        area = there.kind in (Kind.COUNTRY, Kind.MACROREGION, Kind.REGION)
        return not area and all(distance_km(place, there) > _BESIDE_KM for place in places)


def leaves_doubt(match: Match, level: Risk) -> bool:
    """Whether a match is neither a demonym nor a word such as "town": these need no weighing."""
    return not match.form.demonym and level is not Risk.WORD_OF_PLACE


def _announced(match: Match, context: Context) -> bool:
    """A countryside, or an area of a definite name: ``منطقة العلم``, not ``منطقة جديدة``."""
    area = bool(context.type_word) and not context.kinds
    return bool(context.rural) or (area and match.form.arabic and match.form.key.startswith(ARTICLE))


def _may_be_a_person(match: Match) -> bool:
    """Whether people are called so; in English a capital beside it says little."""
    return match.form.arabic or match.form.key in lexicon(Language.ENGLISH).first_names


def _vouched(match: Match, context: Context, verdicts: Verdicts) -> bool:
    """Whether enough speaks for a name that only gazetteers beside the core have, whose words are unjudged.

    A preposition written onto the word is not enough, for ب and ل begin many words, nor is a country named
    in passing.
    """
    if not verdicts.known:
        return False
    placed = bool(context.preposition or context.around or context.direction) and not match.prefix
    near = verdicts.list_stands or verdicts.distance_km <= _VOUCHING_KM
    if match.form.words > 1:
        return near or placed or verdicts.country in ("most", "some")
    return near or (placed and verdicts.country == "most")


def _country(share: float, anchors: Anchors) -> str:
    if share > 0:
        return "most" if share > _MOST_SHARE else "some"
    return "other" if anchors.named else "none"


def _spoken(told: list[tuple[str, int]], codes: Mapping[str, str] = _SAYABLE) -> tuple[Reason, ...]:
    """The loudest features that can be said in words, as reasons."""
    pairs = ((feature.partition("="), weight) for feature, weight in told)
    return tuple(
        Reason(codes[name], detail, weight / 100)
        for (name, _, detail), weight in pairs
        if name in codes and any(map(str.isalpha, detail))
    )
