"""Places named only to say where another lies: the second one in "Atman, north of Daraa".

Such a mention keeps its span, place and role; it is marked so that the map does not count a story at the town
and once more at all that the town lies in or near.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geodata.geoparse.context import Context
from geodata.geoparse.geometry import distance_km
from geodata.geoparse.lexicon import lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.relations import holds
from geodata.geoparse.tokens import Tokens
from geodata.models import Kind, Language, Mention, Place, Precision, Reason, Role

_MOST_WORDS_BETWEEN = 9
_BESIDE_KM, _COUNTRYSIDE_KM = 150.0, 50.0
_AREAS = frozenset((Kind.MACROREGION, Kind.COUNTRY, Kind.REGION, Kind.GOVERNORATE, Kind.DISTRICT))
_CONTAINING = frozenset(("في", "ب", "ضمن", "in", "of"))
_LED_IN = frozenset(("من", "from", "to", "الي", "مع", "by"))
"""Words that lead away from the first place rather than on to where it lies, right after its name."""

AreaOf = Callable[[Place], Place]


def mark_references(
    tokens: Tokens,
    found: Sequence[tuple[Match, Context, Mention]],
    area_of: AreaOf,
) -> list[Mention]:
    """The mentions in their order, those that only locate the one before them marked.

    ``area_of`` gives the governorate a town gives its name to, or the place itself.
    """
    done: list[Mention] = []
    located: list[Mention] = []
    """The list of places last named, which what follows may locate."""
    before: Match | None = None
    for match, context, mention in found:
        if mention.role is Role.DEMONYM:
            done.append(mention)
            continue
        joined = before is not None and _joined(tokens, before, match, context)
        spots = (each for each in located if _locates(tokens, match, context, mention, each, area_of))
        if joined and (spot := next(spots, None)):
            done.append(_referring(mention, spot))
            before = match
            continue
        if not (context.listed and before is not None and before.last >= match.first - 1):
            located = []
        located = [*located, mention] if _is_spot(mention) else []
        done.append(mention)
        before = match
    return done


def _referring(mention: Mention, spot: Mention) -> Mention:
    why = Reason("reference", spot.place.id if spot.place else "")
    return replace(mention, reference=True, reasons=(*mention.reasons, why))


def _is_spot(mention: Mention) -> bool:
    place = mention.place
    return place is not None and mention.role.drawn and place.kind is not Kind.COUNTRY


def _joined(tokens: Tokens, before: Match, match: Match, context: Context) -> bool:
    """Whether nothing but words of position stands between two names."""
    first, last = before.last, match.first
    if context.listed and last - first <= 1:
        return True
    if not 0 <= last - first <= _MOST_WORDS_BETWEEN or match.prefix.startswith(("و", "ف")):
        return False
    if any(tokens.broken(number) for number in range(first, last + 1)):
        return False
    words = lexicon(Language.ARABIC if match.form.arabic else Language.ENGLISH)
    between = tokens.words[first:last]
    if between and between[0] in _LED_IN:
        return False
    return all(word.isdigit() or word in words.linking for word in between)


def _locates(
    tokens: Tokens, match: Match, context: Context, mention: Mention, other: Mention, area_of: AreaOf
) -> bool:
    """Whether ``mention`` says where ``other``, named before it, lies."""
    place, spot = mention.place, other.place
    if place is None or spot is None or mention.role is not other.role or place.id == spot.id:
        return False
    away = any(reason.code == "vicinity.offset" for reason in mention.reasons)
    beside = away or context.around or (context.direction and place.kind not in _AREAS)
    exact = not any(reason.code.startswith("vicinity.") for reason in other.reasons)
    if (
        beside
        and exact
        and (other.precision or 0) <= Precision.NEAR
        and spot.kind not in _AREAS  # in "the countryside near Azaz", Azaz says more than what it locates
        and distance_km(spot, place) < _BESIDE_KM
    ):
        return True
    if context.rural and place.kind not in _AREAS and distance_km(spot, place) < _COUNTRYSIDE_KM:
        return True
    says_in = bool(
        context.rural
        or Kind.GOVERNORATE in context.kinds
        or context.preposition in _CONTAINING
        or match.prefix.endswith("ب")
        or context.direction
        or match.form.lead
        or context.listed
    )
    container = area_of(place) if says_in else place
    if not says_in and not (place.kind in _AREAS and tokens.gap(match.first).strip() in (",", "،", "(", "-")):
        return False
    return holds(container, spot)
