"""Everything that must be read can be read (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import dataclasses
import re

import pytest

from dashboard.theme import FONT_STACK, PALETTES, css_variables
from tests import ROOT


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("ground", ["paper", "land"])
@pytest.mark.parametrize("word", ["ink", "muted", "event_text"])
def test_words_can_be_read(theme: str, ground: str, word: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, word), getattr(palette, ground)) >= 4.5


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("ground", ["land", "sea", "paper"])
@pytest.mark.parametrize("sign", ["event", "focus"])
def test_signs_can_be_seen(theme: str, ground: str, sign: str) -> None:
    palette = PALETTES[theme]
    assert contrast(getattr(palette, sign), getattr(palette, ground)) >= 3


@pytest.mark.parametrize("theme", PALETTES)
def test_every_colour_is_a_variable_of_the_style_sheets(theme: str) -> None:
    variables = css_variables(PALETTES[theme])
    assert len(variables) == len(dataclasses.fields(PALETTES[theme]))
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in variables.values())


def test_the_style_sheets_use_no_colour_that_is_not_given() -> None:
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "css").glob("*.css"))
    defined = set(css_variables(PALETTES["light"])) | set(re.findall(r"(--[\w-]+)\s*:", sheets))
    used = set(re.findall(r"var\((--[\w-]+)", sheets))
    assert sorted(used - defined) == []


def test_the_style_sheets_end_with_the_typeface_this_server_carries() -> None:
    sheet = (ROOT / "assets" / "css" / "base.css").read_text(encoding="utf-8")
    stack = re.search(r"--font:\s*([^;]+);", sheet)
    assert stack is not None
    assert re.sub(r"\s+", " ", stack[1]) == FONT_STACK
    assert FONT_STACK.endswith('"Conflict Map Sans", sans-serif')
