"""What libraries raise on files that are broken in ways they did not think of."""

from __future__ import annotations

import lzma
import zlib
from xml.parsers.expat import ExpatError

LIBRARY_FAULTS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    SyntaxError,  # lxml and the standard library's XML parsers
    EOFError,
    OSError,  # bz2's word for a damaged stream
    zlib.error,
    lzma.LZMAError,
    ExpatError,
)
"""Caught around the calls of a library that takes a file apart, never around our own."""
