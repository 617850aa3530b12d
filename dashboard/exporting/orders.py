"""What a download is asked to be: kind of rows, format, packing. Checked before anything is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Self

from geodata import export
from geodata.errors import NotFoundError, UsageError
from geodata.export import Rows
from geodata.models import Language
from geodata.query import Query

_FLAGS = {"1": True, "yes": True, "true": True, "": False, "0": False, "no": False, "false": False}
_NAMED = "conflict-map"


@dataclass(frozen=True)
class Order:
    """A download, as its address says it."""

    module: ModuleType
    name: str
    """``mentions``, …, or ``all``."""
    rows: tuple[Rows, ...]
    query: Query
    packed: bool
    bom: bool
    language: Language = Language.ENGLISH
    """The reader's, for what travels with the data."""
    exact: bool = False
    """Whether positions are asked for as they are; who may not see them is not told them all the same."""

    @classmethod
    def of(cls, file: str, values: Mapping[str, str]) -> Self:
        """The order for ``mentions.csv`` with the pairs of an address.

        Raises ``NotFoundError`` for a file there is not, ``UsageError`` for pairs that make no sense.
        """
        name, _, ending = file.partition(".")
        module = next((each for each in _modules() if f".{ending}" in each.SUFFIXES), None)
        if module is None or not name:
            endings = ", ".join(suffix.lstrip(".") for each in _modules() for suffix in each.SUFFIXES)
            msg = f"There is no export “{file[:40]}”; ask for mentions.csv and the like, ending in {endings}."
            raise NotFoundError(msg)
        return cls(
            module=module,
            name=name,
            rows=export.wanted_rows(module, name),
            query=Query.from_mapping(values),
            packed=_flag(values, "archive"),
            bom=_flag(values, "bom"),
            language=Language.ARABIC if values.get("lang") == "ar" else Language.ENGLISH,
            exact=_flag(values, "exact"),
        )

    @property
    def file(self) -> str:
        """The data's file: ``conflict-map-mentions-2017-06-01-to-2017-10-20.csv``."""
        return f"{self._stem}{self.module.SUFFIXES[0]}"

    @property
    def sent_as(self) -> str:
        """The name the download is given."""
        return f"{self._stem}.zip" if self.packed else self.file

    @property
    def mimetype(self) -> str:
        """Its media type."""
        return "application/zip" if self.packed else str(self.module.MIMETYPE)

    @property
    def _stem(self) -> str:
        first, last = self.query.first, self.query.last
        period = f"-from-{first}" if first and not last else f"-to-{last}" if last and not first else ""
        return f"{_NAMED}-{self.name}{f'-{first}-to-{last}' if first and last else period}"


def offered() -> list[dict[str, object]]:
    """The formats there are, for the panel: ending, kinds of rows, the most rows."""
    return [
        {
            "format": module.FORMAT,
            "ending": module.SUFFIXES[0],
            "rows": [*module.ROWS, *([export.ALL] if module.SEVERAL else [])],
            "most": getattr(module, "MOST_ROWS", None),
        }
        for module in _modules()
    ]


def _modules() -> list[ModuleType]:
    return list(export.formats().values())


def _flag(values: Mapping[str, str], name: str) -> bool:
    value = values.get(name, "").lower()
    if value not in _FLAGS:
        msg = f"“{value[:20]}” is no answer for “{name}”; write yes or no."
        raise UsageError(msg)
    return _FLAGS[value]
