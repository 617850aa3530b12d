"""How a file is to be written, beyond its rows."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.models import Language


@dataclass(frozen=True, slots=True)
class Options:
    """``bom``: CSV begins with U+FEFF, by which older Excel knows UTF-8; ``notes``: lines on what the file
    is, for formats that have room for them; ``language``: what a workbook tells of its columns in."""

    bom: bool = False
    notes: tuple[str, ...] = ()
    language: Language = Language.ENGLISH
