"""How finely the public may learn where things are, by layer of the map."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.camp_records import PublicPrecision
from geodata.errors import UnknownNameError

STEPS = {PublicPrecision.KM1: 0.01, PublicPrecision.KM10: 0.1}
"""Degrees of latitude of the grid's cells: about 1 and about 10 km."""

_WORDS = {
    "exact": PublicPrecision.EXACT,
    "1km": PublicPrecision.KM1,
    "10km": PublicPrecision.KM10,
    "admin": PublicPrecision.ADMIN,
}
NAMES = tuple(_WORDS)
"""What the precisions are called in settings and on the command line."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The public precision of each layer; a camp may have one of its own (``Camp.public``)."""

    camps: PublicPrecision = PublicPrecision.KM1
    places: PublicPrecision = PublicPrecision.EXACT
    """All other places that are points: towns, crossings, …; areas stay what they are."""

    @classmethod
    def named(cls, camps: str = "", places: str = "") -> Levels:
        """From the words of settings, "" for what is usual. Raises ``UnknownNameError`` for other words."""
        usual = cls()
        return cls(
            camps=precision_named(camps) if camps else usual.camps,
            places=precision_named(places) if places else usual.places,
        )


def precision_named(word: str) -> PublicPrecision:
    """The precision of that name (``1km``), or as it is stored (``km1``). Raises ``UnknownNameError``."""
    given = word.strip().lower().replace(" ", "")
    if given in _WORDS:
        return _WORDS[given]
    try:
        return PublicPrecision(given)
    except ValueError as error:
        msg = f"“{word[:20]}” is no public precision; choose of {', '.join(NAMES)}."
        raise UnknownNameError(msg) from error
