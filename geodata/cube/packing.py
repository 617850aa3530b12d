"""Numbers as bytes that compress well: most are small, so most take one byte."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNMENT = 4
_MORE = 255
"""The byte that says that the number stands among the larger ones."""

Integers = NDArray[Any]


def packed(arrays: Iterable[tuple[str, Integers]]) -> tuple[list[dict[str, Any]], bytes]:
    """Arrays of whole numbers from 0 to 2³²-1 one after another, and where each lies.

    Each is ``length`` bytes from ``offset``, where 255 stands for the next of ``more`` little-endian u32 that
    follow it (at the next multiple of four).
    """
    entries: list[dict[str, Any]] = []
    body: list[bytes] = []
    position = 0
    for name, values in arrays:
        large = np.flatnonzero(values >= _MORE)
        small = values.astype(np.uint8)
        small[large] = _MORE
        data = padded(small.tobytes()) + values[large].astype("<u4").tobytes()
        entries.append({"name": name, "length": len(values), "offset": position, "more": len(large)})
        body.append(data)
        position += len(data)
    return entries, b"".join(body)


def padded(data: bytes, filler: bytes = b"\0") -> bytes:
    """The bytes made a multiple of four long."""
    return data + filler * (-len(data) % _ALIGNMENT)
