"""What libraries raise on files that are broken in ways they did not think of."""

from __future__ import annotations

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
)
"""Caught around the calls of a library that takes a file apart, never around our own."""
