"""The style asks no other host, speaks the reader's language and can be read."""

import json
import re

import pytest

from dashboard.basemap import FIRST_LABEL_LAYER, attribution, data_files, style
from dashboard.basemap.palette import PALETTES
from geodata.errors import UnknownNameError

LANGUAGES = ("ar", "en")
THEMES = ("light", "dark")
every_style = pytest.mark.parametrize(
    "made",
    [style(language, theme) for language in LANGUAGES for theme in THEMES],
    ids=lambda made: made["name"],
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@every_style
def test_layers_have_their_sources_and_names_of_their_own(made):
    names = [layer["id"] for layer in made["layers"]]
    assert made["version"] == 8
    assert len(names) == len(set(names))
    for layer in made["layers"]:
        assert layer["type"] == "background" or layer["source"] in made["sources"]
    assert set(made["sources"]) == {layer["source"] for layer in made["layers"] if "source" in layer}


@every_style
def test_nothing_comes_from_another_host(made):
    assert "glyphs" not in made
    assert "sprite" not in made
    assert not re.search(r"https?:|//", json.dumps(made))
    for source in made["sources"].values():
        assert source["data"].startswith("/basemap/")


@every_style
def test_sources_are_files_that_are_served(made):
    served = data_files()
    for source in made["sources"].values():
        assert source["data"].removeprefix("/basemap/") in served


@every_style
def test_words_stand_above_everything_else(made):
    kinds = [layer["type"] for layer in made["layers"]]
    first = [layer["id"] for layer in made["layers"]].index(FIRST_LABEL_LAYER)
    assert set(kinds[first:]) == {"symbol"}
    assert "symbol" not in kinds[:first]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_readers_language(language):
    own, other = ("name_ar", "name") if language == "ar" else ("name", "name_ar")
    for layer in style(language)["layers"]:
        if layer["type"] == "symbol":
            field = json.dumps(layer["layout"]["text-field"])
            assert f'["get", "{own}"]' in field
            assert f'["get", "{other}"]' not in field


def test_arabic_letters_are_never_spaced_apart():
    spacing = [
        layer["layout"]["text-letter-spacing"] for layer in style("ar")["layers"] if layer["type"] == "symbol"
    ]
    assert set(spacing) == {0}


@every_style
def test_font_names_are_valid_in_css_unquoted(made):
    generic = {"system-ui", "sans-serif", "serif", "monospace"}
    for layer in made["layers"]:
        for face in layer.get("layout", {}).get("text-font", []):
            words = face.split()
            assert all(re.fullmatch(r"[A-Za-z][\w-]*", word) for word in words)
            assert len(words) == 1 or not generic & set(words)


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_their_ground(theme):
    palette = PALETTES[theme]
    for ink in (
        palette.country_ink,
        palette.governorate_ink,
        palette.city_ink,
        palette.town_ink,
        palette.water_ink,
    ):
        assert contrast(ink, palette.land) >= 4.5
    assert contrast(palette.water_ink, palette.sea) >= 4.5
    assert contrast(palette.water_ink, palette.water) >= 4.5


def test_inline_style_carries_the_data():
    made = style("en", inline=True)
    for source in made["sources"].values():
        assert source["data"]["type"] == "FeatureCollection"


def test_base_url_may_be_another_path():
    assert style("en", base_url="/map")["sources"]["land"]["data"] == "/map/land.json"


def test_attribution_speaks_both_languages():
    assert "Natural Earth" in attribution("en")
    assert "Natural Earth" in attribution("ar")
    assert "الحدود" in attribution("ar")


@pytest.mark.parametrize(("language", "theme"), [("fr", "light"), ("en", "sepia")])
def test_unknown_names_are_refused_with_those_there_are(language, theme):
    with pytest.raises(UnknownNameError, match=r"there are (ar, en|dark, light)"):
        style(language, theme)
