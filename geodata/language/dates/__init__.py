"""Dates: of publication, read from metadata, and of events, told in Arabic and English prose.

Three doors. :func:`parse_date` reads a value that is meant to be a date (a table's cell, a page's metadata);
:func:`find_published` finds an explicit full date in the byline area of a text; :func:`events` finds every
date a text tells and resolves the relative ones against the day of publication. None of them raises on any
string, and none takes more than linear time. What is not known stays unknown: None, or no span.
"""

from geodata.language.dates.byline import find_published
from geodata.language.dates.metadata import DateFault, parse_date, read_date
from geodata.language.dates.scanner import DatedSpan, events

__all__ = ["DateFault", "DatedSpan", "events", "find_published", "parse_date", "read_date"]
