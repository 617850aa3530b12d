"""Why each name of a story was read as it was, for the story's own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.explanation import Explanation, KnownPlaces, explain
from geodata.models import Language, When
from geodata.stores.port import StoredMention


@dataclass(frozen=True, slots=True)
class Why:
    """One explanation, and the mentions it holds for."""

    id: str
    explanation: Explanation
    mentions: tuple[StoredMention, ...]

    @property
    def drawn(self) -> bool:
        """Whether these mentions stand on the map."""
        first = self.mentions[0]
        return bool(first.place_id) and first.role.drawn and not first.reference


def whys(
    mentions: Sequence[StoredMention], find: KnownPlaces, language: Language, published: When | None
) -> list[Why]:
    """The explanations of a story in the order of its text; mentions that are explained alike share one."""
    alike: dict[Explanation, list[StoredMention]] = {}
    for mention in mentions:
        place = find(mention.place_id) if mention.place_id else None
        why = explain(mention, place, find, language, published=published)
        alike.setdefault(why, []).append(mention)
    return [
        Why(f"why-{number}", why, tuple(found)) for number, (why, found) in enumerate(alike.items(), start=1)
    ]
