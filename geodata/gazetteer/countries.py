"""Codes of countries: ISO 3166-1 with two letters, as the gazetteer writes them, and with three."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "iso3.csv"


def alpha2(code: str) -> str:
    """The code of two letters for one of two or three, in capitals or not; ``""`` for any other text."""
    return _shorter().get(code.strip().upper(), "")


def alpha3(code: str) -> str:
    """The code of three letters for one of two or three; ``""`` for any other text."""
    short = alpha2(code)
    return next((long for long, two in _shorter().items() if two == short and len(long) == 3), "")


@functools.cache
def _shorter() -> dict[str, str]:
    """ISO 3166-1 alpha-2 by alpha-2 and alpha-3."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        pairs = [(row["alpha3"], row["alpha2"]) for row in csv.DictReader(stream)]
    return {code: short for long, short in pairs for code in (long, short)}
