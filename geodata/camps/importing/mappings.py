"""Mappings of columns kept under a name, so that a layout is explained once: one JSON file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from geodata.errors import DataError, UnknownNameError, UsageError
from geodata.whole_files import whole

_LONGEST_NAME = 80
Mappings = dict[str, dict[str, str]]
"""By name the fields of columns, by their headings."""


def saved(path: Path) -> Mappings:
    """Every mapping kept; none where there is no such file yet. Raises ``DataError`` for a damaged one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        msg = f"{path} is damaged ({error}); remove it and map the columns anew."
        raise DataError(msg) from error
    whole = isinstance(found, dict) and all(isinstance(mapping, dict) for mapping in found.values())
    if not whole:
        msg = f"{path} holds no mappings of columns; remove it and map the columns anew."
        raise DataError(msg)
    return {
        str(name): {str(column): str(field) for column, field in mapping.items()}
        for name, mapping in found.items()
    }


def save(path: Path, name: str, mapping: Mapping[str, str]) -> None:
    """Keep a mapping under a name, in place of one of that name.

    Raises ``UsageError`` for a name that is empty or too long, a mapping without columns, and where the file
    cannot be written.
    """
    plain = " ".join(name.split())
    if not 0 < len(plain) <= _LONGEST_NAME:
        msg = f"A mapping needs a name of at most {_LONGEST_NAME} letters."
        raise UsageError(msg)
    if not mapping:
        msg = "No column was mapped, so there is nothing to save; say which column is which (COLUMN=field)."
        raise UsageError(msg)
    kept = saved(path) | {plain: dict(mapping)}
    with whole(path) as part:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def named(mappings: Mapping[str, Mapping[str, str]], name: str) -> Mapping[str, str]:
    """The mapping of that name. Raises ``UnknownNameError``, listing those there are."""
    if name not in mappings:
        known = ", ".join(sorted(mappings)) or "none yet"
        msg = f"There is no mapping “{name}”. There are: {known}."
        raise UnknownNameError(msg)
    return mappings[name]


def fitting(mappings: Mapping[str, Mapping[str, str]], headings: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The mapping all of whose columns are there, that with most of them; empty where none fits."""
    there = set(headings)
    fit = [(len(mapping), name) for name, mapping in mappings.items() if mapping and set(mapping) <= there]
    if not fit:
        return "", {}
    _, name = max(fit)
    return name, dict(mappings[name])
