"""What every reader is given and what it gives where it cannot give a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from zoneinfo import ZoneInfo

from geodata.errors import ReadError
from geodata.models import Language, When
from geodata.readers.common.limits import LARGEST_UNPACKED
from geodata.settings import DEFAULT_TIME_ZONE


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or a row of one, that could not be read as a story."""

    origin: str
    """The file's name, with ``:row`` in tables, JSON, feeds; a file in an archive as ``archive.zip/file``."""
    reason: str
    """What is wrong with it, in the words of the person who gave it."""
    remedy: str
    """What to do about it."""

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason} {self.remedy}"


class Unreadable(ReadError):  # noqa: N818 - it ends as a Refusal, not as an error anyone sees
    """Ends the reading of one file inside a reader, which turns it into a :class:`Refusal`."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def refusal(self, origin: str) -> Refusal:
        """The same as a record."""
        return Refusal(origin, self.reason, self.remedy)


@dataclass(slots=True)
class Allowance:
    """How much may yet be unpacked of an archive and all archives in it."""

    left: int = LARGEST_UNPACKED
    """Bytes."""

    def take(self, number: int) -> None:
        """Count bytes that were unpacked. Raises :class:`Unreadable` where they are too many."""
        self.left -= number
        if self.left < 0:
            reason = "It unpacks to more than may be read at once; what comes after it was not read."
            raise Unreadable(reason, "Unpack it yourself and give its files in parts.")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the person who gives a file says about it.

    In a file that holds one story these values win over what the file itself says: someone typed them for
    this file. In a table or JSON Lines file they fill in only what a row lacks.
    """

    source: str = ""
    """The outlet."""
    published: When | None = None
    url: str = ""
    """The story's address; only for files that hold one story."""
    language: Language | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """For tables and JSON Lines: field → heading, where the guess would be wrong."""
    zone: ZoneInfo = ZoneInfo(DEFAULT_TIME_ZONE)
    """Where a day begins and ends."""
    kind: str = ""
    """The reader to use whatever the file is called; empty: by its suffix, else by what it holds."""
    today: date | None = None
    """The day after which (with a year's grace) dates are impossible; None: today."""
    sheet: str = ""
    """The sheet of an Excel file to read; empty: the first one with headings."""
    encoding: str = ""
    """What someone, such as a server, says of the encoding; believed where the bytes bear it out."""
    fetched_from: str = ""
    """The address a page was fetched from: its own where it states no other on the same host."""
    allowance: Allowance | None = None
    """Set by readers of archives for what they unpack: what is left to be unpacked of them."""
    depth: int = 0
    """Set likewise: how many archives a file lies in."""
