"""Which of the known layouts a file has, told by what its columns became and how they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from geodata.camps.importing.headings import How, Understood

OWN = "own"
_OWN_FIELDS = frozenset({"id", "name", "statuses", "populations"})


def layout_of(headings: Sequence[str], columns: Sequence[Understood], tags: Sequence[str]) -> str:
    """``own`` (what is exported here), ``hxl``, ``unhcr``, ``cccm_isimm``, ``cccm_fsmt``, ``kobo``,
    ``cod_ab``, ``mapped``, ``other``."""
    fields = {column.field for column in columns}
    plain = [heading.strip().lower() for heading in headings]
    if fields >= _OWN_FIELDS:
        return OWN
    if any(column.how is How.MAPPED for column in columns):
        return "mapped"
    if tags:
        return "hxl"
    if {"point_x", "point_y"} <= set(plain) and "status" in fields:
        return "unhcr"
    if {"geo", "camp_name", "individual"} <= set(plain):
        if {"pcode", "typesite"} <= set(plain):
            return "cccm_isimm"
        if "household" in plain:
            return "cccm_fsmt"
    if {"_uuid", "_id"} & set(plain) or sum("/" in heading for heading in plain) >= 2:
        return "kobo"
    if any(heading.startswith("adm") and heading[-5:] == "pcode" for heading in plain):
        return "cod_ab"
    return "other"


def has_name(columns: Sequence[Understood]) -> bool:
    """Whether a column names camps."""
    return bool({"name", "name_ar", "aliases"} & {column.field for column in columns})


_SOURCES = {"cccm_isimm": "CCCM ISIMM", "cccm_fsmt": "CCCM Iraq FSMT", "unhcr": "UNHCR"}
_DATED = re.compile(
    r"\d+|(?<![^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?![^\W\d_])", re.IGNORECASE
)

_VERSION = re.compile(r"(?<![^\W_])(?:v(?:er(?:sion)?)?[ ._-]?\d+|final|draft|copy)(?![^\W_])", re.IGNORECASE)


def source_of(layout: str, file: str) -> str:
    """Who says so where nobody does: the layout's keeper, else the file's name without its month and version.

    The files of one list must have one source, so that each month's figure takes the last one's place.
    """
    stem = PurePosixPath(file.replace("\\", "/")).stem
    bare = " ".join(re.split(r"[\W_]+", _DATED.sub(" ", _VERSION.sub(" ", stem)))).strip()
    return _SOURCES.get(layout, bare or stem)
