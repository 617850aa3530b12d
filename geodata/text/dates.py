"""Dates in words, Arabic and English, as finely as they are known."""

from __future__ import annotations

from geodata.models import DatePrecision, Language, When

_MONTHS = {
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.ARABIC: (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
}  # fmt: skip


def say_when(language: Language, when: When) -> str:
    """A date or span as a caption would write it: "12 October 2017", «تشرين الأول 2017», "2017"."""
    first = when.first
    month = _MONTHS[language][first.month - 1]
    if when.precision is DatePrecision.YEAR:
        return str(first.year)
    if when.precision is DatePrecision.MONTH:
        return f"{month} {first.year}"
    if when.first == when.last:
        return f"{first.day} {month} {first.year}"
    last = when.last
    return f"{first.day} {month} {first.year} – {last.day} {_MONTHS[language][last.month - 1]} {last.year}"
