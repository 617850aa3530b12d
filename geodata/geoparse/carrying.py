"""Roles that names give one another: an acting country's object or companion, a group's second country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geodata.geoparse.context import Context
from geodata.geoparse.recognise import Match
from geodata.geoparse.roles import is_struck, may_act, names_a_state
from geodata.geoparse.scanning import Scan
from geodata.models import Mention, Reason, Role

_BETWEEN = frozenset(("between", "بين"))


def carry_roles(scan: Scan, kept: Sequence[int], mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions``, those of the matches ``kept``, with the roles that their neighbours give them."""
    done: list[Mention] = []
    last_kept = -1
    for number, mention in zip(kept, mentions, strict=True):
        match, context = scan.matches[number], scan.contexts[number]
        if done and last_kept == number - 1 and not scan.tokens.broken(match.first):
            before = scan.matches[last_kept]
            if context.listed:
                done[-1] = _given_back(done[-1], before, scan.contexts[last_kept], mention, match)
            adjoining = context.listed or before.last == match.first
            if adjoining and mention.role is Role.LOCATION and not is_struck(scan.tokens, match):
                mention = _carried_on(done[-1], mention, match, listed=context.listed)
        done.append(mention)
        last_kept = number
    return done


def _carried_on(before: Mention, mention: Mention, match: Match, *, listed: bool) -> Mention:
    if before.role is Role.ACTOR and mention.place is not None and may_act(match, mention.place):
        why = Reason("role.actor", before.surface)
    elif before.role is Role.ORGANISATION and listed and names_a_state(before):
        why = before.reasons[-1]
    else:
        return mention
    return replace(mention, role=before.role, reasons=(*mention.reasons, why))


def _given_back(before: Mention, its: Match, context: Context, mention: Mention, match: Match) -> Mention:
    """The name before one it is listed with: both act, as in "Russia and Turkey agreed", or neither does."""
    if before.place is None or mention.place is None or not may_act(its, before.place):
        return before
    bare = not (context.preposition or context.type_word or context.rural or context.direction)
    if before.role is Role.LOCATION and mention.role is Role.ACTOR and bare and not context.around:
        why = Reason("role.actor", mention.surface)
        return replace(before, role=Role.ACTOR, reasons=(*before.reasons, why))
    between = before.role is Role.ACTOR and before.reasons[-1].detail in _BETWEEN
    if between and mention.role is Role.LOCATION and not may_act(match, mention.place):
        return replace(before, role=Role.LOCATION, reasons=before.reasons[:-1])
    return before
