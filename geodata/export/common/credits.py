"""Who must be named for the places of an export: the gazetteers in use, and services that were asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from geodata.export.common import words
from geodata.gazetteer.loaders import loader
from geodata.gazetteer.sources import sources
from geodata.models import Language

OWN = (
    "Conflict Map's own table of places: own reading, checked against GeoNames (https://www.geonames.org, "
    "CC BY 4.0), Who's On First (https://whosonfirst.org, CC0 with CC BY parts), UCDP GED "
    "(https://ucdp.uu.se, CC BY 4.0), UNHCR, CCCM and OCHA (https://data.humdata.org)",
    "Towns and countries beyond it: GeoNames (https://www.geonames.org), CC BY 4.0",
    "P-codes of governorates: OCHA Common Operational Datasets (https://data.humdata.org), CC BY-IGO",
    "Precision scale: Uppsala Conflict Data Program, UCDP GED codebook (where_prec)",
)
"""What stands behind the project's own tables."""


def credits_of(folder: Path | None, looked_up: Iterable[str] = ()) -> tuple[str, ...]:
    """The credits of our own places, of the gazetteers in ``folder``, and of looked-up places' ``source``.

    Raises ``DataError`` for a damaged folder.
    """
    return tuple(dict.fromkeys((*OWN, *_added(folder), *_asked(looked_up))))


def lent_by_base_map(language: Language, credit: str) -> str:
    """The credit of the map the data were seen on, which is not in the file."""
    return words.say(language, "licence.base_map", credit=credit)


def _added(folder: Path | None) -> Iterator[str]:
    for source in sources(folder) if folder else ():
        yield f"{loader(source.loader).CREDIT} ({source.file})"


def _asked(looked_up: Iterable[str]) -> Iterator[str]:
    for source in looked_up:
        if source:
            yield f"Places looked up online: {source}"
