"""How large things may be: every limit of the readers stands here, and in ``docs/formats.md``.

They are wide enough for whatever people have, and keep a file that was made to do harm from filling the
memory or the disk. Sizes are in bytes unless they say characters.
"""

from __future__ import annotations

MEGABYTE = 1 << 20
GIGABYTE = 1 << 30

LARGEST_FILE = 4 * GIGABYTE
"""A file of any kind."""

LARGEST_PAGE = 20 * MEGABYTE
"""A web page, which must be held in memory whole."""
DEEPEST_PAGE = 1000
"""Elements within elements of a web page."""
MOST_ELEMENTS = 50_000
"""Elements of a web page, beyond which it takes minutes to take apart."""
LARGEST_FEED = 50 * MEGABYTE
"""A feed, likewise."""
LARGEST_WORKBOOK = 256 * MEGABYTE
"""What an Excel file may hold when it is unpacked; its texts are held in memory."""
LARGEST_STORY = 20 * MEGABYTE
"""A text file that is one story, in characters."""
LARGEST_SIDECAR = MEGABYTE

LARGEST_CELL = 16 * MEGABYTE
"""A cell of a table, a line of JSON Lines, an object of a JSON file, in characters."""
MOST_COLUMNS = 2000
MOST_ROWS = 5_000_000
"""Rows of one table, elements of one JSON list."""

LARGEST_UNPACKED = 4 * GIGABYTE
"""All that is unpacked of one archive, with the archives in it."""
MOST_MEMBERS = 200_000
"""Files in one archive."""
DEEPEST_ARCHIVE = 3
"""Archives within archives, compressed files among them."""
HIGHEST_RATIO = 200
"""What one byte may unpack to, on the average, beyond the first ``UNQUESTIONED`` bytes."""
UNQUESTIONED = 64 * MEGABYTE


def in_words(size: int) -> str:
    """A size as people say it: ``20 MB``, ``4 GB``."""
    return f"{size // GIGABYTE} GB" if size >= GIGABYTE else f"{size // MEGABYTE} MB"
