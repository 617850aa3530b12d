"""Words can be read, and colours told apart with any kind of colour vision."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.publication.drawing.inks import inks
from dashboard.publication.order import Style, Theme
from tests.unit.dashboard.test_theme import contrast

LOOKS = [(theme, style) for theme in Theme for style in Style]

# Machado, Oliveira and Fernandes 2009, severity 1, over linear RGB.
VISIONS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
APART = 25.0
"""CIE 1976 colour difference: 2.3 is just seen side by side; this is seen across a page."""


def lab(colour: str, vision: str) -> np.ndarray:
    """CIE L*a*b* (D65) of ``#rrggbb`` as someone with this vision sees it."""
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    linear = np.clip(VISIONS[vision] @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


def test_the_measure_is_right() -> None:
    assert apart("#ffffff", "#000000", "usual") == pytest.approx(100, abs=0.1)
    assert apart("#d04040", "#6a6a00", "usual") > 2 * apart("#d04040", "#6a6a00", "protanopia")


@pytest.mark.parametrize(("theme", "style"), LOOKS)
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_are_told_apart(theme: Theme, style: Style, vision: str) -> None:
    found = inks(theme, style)
    for ground in (found.land, found.sea, found.paper):
        for sign in (found.event, found.highlight):
            assert apart(sign, ground, vision) > APART, (sign, ground)
    for other in (found.highlight, found.border, found.river, found.ink):
        assert apart(found.event, other, vision) > APART * 0.8, other


@pytest.mark.parametrize(("theme", "style"), LOOKS)
@pytest.mark.parametrize("vision", ["usual", "protanopia", "deuteranopia"])
def test_what_stands_out_is_no_lake(theme: Theme, style: Style, vision: str) -> None:
    found = inks(theme, style)
    for ground in (found.sea, found.land):
        assert apart(found.tint, ground, vision) > 12, ground
    assert contrast(found.ink, found.tint) >= 7
    assert contrast(found.event, found.tint) >= 3


@pytest.mark.parametrize(("theme", "style"), LOOKS)
def test_words_can_be_read(theme: Theme, style: Style) -> None:
    found = inks(theme, style)
    for word, ground in (
        *((word, found.paper) for word in (found.ink, found.muted)),
        *((word, found.land) for word in (found.ink, found.country, found.place)),
        (found.water, found.sea),
    ):
        assert contrast(word, ground) >= 4.5, (word, ground)
    for ground in (found.land, found.sea, found.paper):
        assert contrast(found.event, ground) >= 3
