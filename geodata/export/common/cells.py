"""Cells of spreadsheets and addresses that may become links."""

from __future__ import annotations

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def disarmed(value: object) -> object:
    """A text that a spreadsheet would run as a formula with an apostrophe in front; all else as it is.

    Numbers stay numbers. Source: OWASP, "CSV Injection".
    """
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


def is_link(address: object) -> bool:
    """Whether it is an http or https address; nothing else ever becomes a link."""
    return isinstance(address, str) and address.lower().startswith(("http://", "https://"))
