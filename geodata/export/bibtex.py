"""BibTeX: the stories on the map as sources, for a reference manager or a paper.

UTF-8, as Biber, Zotero and JabRef read it. Source of the fields: biblatex 3.20, section 2.1.1 (``@online``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geodata.export.common.cells import is_link
from geodata.export.common.citing import when_of
from geodata.export.common.fields import Rows
from geodata.export.common.options import Options
from geodata.export.common.table import Table
from geodata.models import DatePrecision, When

FORMAT = "bibtex"
SUFFIXES = (".bib",)
MIMETYPE = "application/x-bibtex"
ROWS = (Rows.CITATIONS,)
SEVERAL = False

_LANGUAGES = {"ar": "arabic", "en": "english"}
_ESCAPED = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
        "\r": " ",
    }
)
_IN_AN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def pieces(table: Table, options: Options) -> Iterator[bytes]:
    """The file as its rows come."""
    for note in options.notes:
        yield f"% {note}\n".encode()
    names = table.schema.names
    for row in table.records():
        yield _entry(dict(zip(names, row, strict=True))).encode("utf-8")


def _entry(record: Mapping[str, Any]) -> str:
    fields = {
        "title": f"{{{_text(record['title'])}}}",
        "organization": f"{{{_text(record['outlet'])}}}" if record["outlet"] else "",
        "date": _date(when_of(record)),
        "url": _address(record["url"]),
        "langid": _LANGUAGES.get(record["language"] or "", ""),
        "note": rf"Archived: \url{{{_address(record['archived'])}}}" if is_link(record["archived"]) else "",
    }
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{{record['key']}{lines}\n}}\n\n"


def _text(value: str | None) -> str:
    return (value or "").translate(_ESCAPED).strip()


def _address(value: str | None) -> str:
    return value.translate(_IN_AN_ADDRESS) if value and is_link(value) else ""


def _date(published: When | None) -> str:
    """A date or range as biblatex has it (ISO 8601-2): no finer than it is known."""
    if published is None:
        return ""
    first, last = published.first.isoformat(), published.last.isoformat()
    if published.precision is DatePrecision.YEAR:
        return first[:4]
    if published.precision is DatePrecision.MONTH:
        return first[:7]
    return first if first == last else f"{first}/{last}"
