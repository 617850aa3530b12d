"""What a text says about itself outside its text: front matter above it, or a JSON file beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from geodata.readers.common.fields import assign
from geodata.readers.common.limits import LARGEST_SIDECAR
from geodata.readers.common.records import Unreadable

_FENCE = "---"
_MOST_LINES = 60
_PAIR = re.compile(r"(?P<key>[^\s:#][^:]{0,60}?)\s{0,4}:(?:\s{1,4}(?P<value>.*))?$")
_SUFFIX = ".json"
BESIDE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
"""Files that hold one story and may have a sidecar."""


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Fields stated between two lines of ``---`` above a text, and the text below them.

    Only ``key: value`` lines are read; anything else there, and front matter that is never closed, is not.
    """
    lines = text.split("\n", _MOST_LINES)
    if lines[0].strip() != _FENCE:
        return {}, text
    end = next((index for index, line in enumerate(lines[1:_MOST_LINES], 1) if line.strip() == _FENCE), None)
    if end is None:
        return {}, text
    pairs = (_PAIR.match(line.strip()) for line in lines[1:end])
    stated = {pair["key"]: _unquoted(pair["value"] or "") for pair in pairs if pair}
    return _fields(stated), "\n".join(lines[end + 1 :])


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def is_sidecar(path: Path) -> bool:
    """Whether a file only says something about the text or page of the same name beside it.

    A JSON file that is a list holds stories of its own.
    """
    if path.suffix.lower() != _SUFFIX or not any(path.with_suffix(suffix).exists() for suffix in BESIDE):
        return False
    try:
        with path.open("rb") as stream:
            return not stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    except OSError:
        return True


def sidecar(source: Path) -> dict[str, str]:
    """Fields stated in ``name.json`` beside ``name.txt``; none where there is no such file.

    Raises :class:`Unreadable` where there is one that cannot be read: its story would lose its date.
    """
    beside = source.with_suffix(_SUFFIX)
    if beside == source or not beside.is_file() or not is_sidecar(beside):
        return {}
    remedy = f"Mend “{beside.name}” (an object with url, source, published …), or take it away."
    if beside.stat().st_size > LARGEST_SIDECAR:
        reason = f"“{beside.name}” beside it is too large."
        raise Unreadable(reason, remedy)
    try:
        stated = json.loads(beside.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        reason = f"“{beside.name}” beside it is not JSON."
        raise Unreadable(reason, remedy) from error
    if not isinstance(stated, dict):
        reason = f"“{beside.name}” beside it holds no fields."
        raise Unreadable(reason, remedy)
    return _fields({key: str(value) for key, value in stated.items() if isinstance(value, (str, int, float))})


def _fields(stated: dict[str, str]) -> dict[str, str]:
    return {field: stated[key] for field, key in assign(list(stated), {}).items()}
