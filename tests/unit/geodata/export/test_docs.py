"""``docs/exports.md`` tells of the columns there are, and of every format."""

from __future__ import annotations

from geodata import export
from tests.export_docs import PAGE, page


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.export_docs`"


def test_every_ending_is_told():
    told = PAGE.read_text(encoding="utf-8")
    for module in export.formats().values():
        for suffix in module.SUFFIXES:
            assert f"`{suffix}`" in told
