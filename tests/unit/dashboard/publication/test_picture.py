"""The files: the same bytes each time, real words, embedded fonts, alternative text in each."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from dashboard.publication.alt_text import alt_text
from dashboard.publication.drawing.frame_text import NOTES
from dashboard.publication.order import Order
from dashboard.publication.picture import picture, smallest_letter
from dashboard.publication.scene import scene
from dashboard.publication.sizes import PRESETS
from dashboard.services import Services
from tests.unit.dashboard.publication.conftest import Draw

GOLDEN = Path(__file__).parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"
FULL = {
    "title": "Raqqa: $x$ & <the> الرقة",
    "subtitle": "June to October",
    "notes": "A note",
    "author": "The desk",
    "sources": "Paper|https://example.org/story",
    "annotations": "33.31,38.67|The camp",
    "highlight": "sy-raqqa-governorate",
}
ARABIC = {"lang": "ar", "title": "معركة الرقة (2017)", "subtitle": "Raqqa من حزيران"}


def _pixels(data: bytes) -> np.ndarray:
    white = Image.new("RGBA", Image.open(io.BytesIO(data)).size, "white")
    white.alpha_composite(Image.open(io.BytesIO(data)).convert("RGBA"))
    return np.asarray(white.convert("RGB")).astype(int)


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
@pytest.mark.parametrize("pairs", [FULL, ARABIC], ids=["en", "ar"])
def test_the_same_stories_give_the_same_bytes(draw: Draw, format: str, pairs: dict[str, str]) -> None:
    once = draw(format=format, **pairs)
    draw(format=format, theme="dark")  # what was drawn between leaves nothing behind
    assert draw(format=format, **pairs) == once


def test_threads_do_not_mix(draw: Draw) -> None:
    alone = [draw(**FULL), draw(**ARABIC)]
    with ThreadPoolExecutor(4) as pool:
        both = list(pool.map(lambda pairs: draw(**pairs), [FULL, ARABIC] * 3))
    assert both == alone * 3


@pytest.mark.parametrize("name", ["1200x630", "1080x1920"])
@pytest.mark.parametrize("scale", ["1", "2"])
def test_a_png_has_the_pixels_asked_for(draw: Draw, name: str, scale: str) -> None:
    size = Image.open(io.BytesIO(draw(size=name, scale=scale))).size
    assert size == tuple(int(side) * int(scale) for side in name.split("x"))


def test_a_preview_is_small_whatever_is_asked(draw: Draw) -> None:
    found = Image.open(io.BytesIO(draw(size="a4-landscape", format="pdf", scale="3", preview="on")))
    assert (found.format, found.size) == ("PNG", (960, 678))


def test_a_png_carries_its_text(draw: Draw) -> None:
    told = Image.open(io.BytesIO(draw(alt="Circles on a map: خريطة", **FULL))).text  # type: ignore[attr-defined]
    assert told["Title"] == FULL["title"]
    assert told["Description"] == "Circles on a map: خريطة"
    assert told["Author"] == "The desk"
    assert told["Source"] == "Paper https://example.org/story"
    assert "Software" not in told


def test_an_svg_has_real_words_in_isolates_and_its_letters(draw: Draw) -> None:
    text = draw(format="svg", **FULL).decode()
    root = ElementTree.fromstring(text)
    assert root.find(f"{SVG}title").text == FULL["title"]  # type: ignore[union-attr]
    assert "stories" in (root.find(f"{SVG}desc").text or "")  # type: ignore[union-attr]
    assert (root.get("role"), root.get("lang")) == ("img", "en")
    assert (root.get("width"), root.get("height")) == ("480", "400")
    assert all(each.text == each.text.strip() for each in root.iter(f"{SVG}text") if each.text)
    words = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert all(line[0] == "\u2066" and line[-1] == "\u2069" for line in words)
    assert any("الرقة" in line for line in words)
    assert "\u2066Conflict Map\u2069" in words
    assert text.count("@font-face") == 2
    assert "https://example.org/story" in text
    assert not re.search(r"(?:src|href)=[\"']https?://(?!example\.org)", text)
    circles = list(root.iter(f"{SVG}circle"))
    assert len(circles) >= 4
    assert all(float(circle.get("r", "0")) > 0 for circle in circles)
    arabic = draw(format="svg", **ARABIC).decode()
    assert "\u2067معركة الرقة (2017)\u2069" in arabic
    assert "\u200f" not in arabic


def test_a_pdf_embeds_its_fonts_and_tells_no_time(draw: Draw) -> None:
    data = draw(format="pdf", alt="A map", **ARABIC)
    fonts = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", data))
    assert fonts >= {b"IBMPlexSansArabic", b"IBMPlexSansArabic-SmBld"}
    assert data.count(b"/FontFile2") >= 2
    assert b"/Type3" not in data
    assert b"/CreationDate" not in data
    assert b"/Subject" in data


def test_transparent_leaves_paper_and_sea_out(draw: Draw) -> None:
    alpha = np.asarray(Image.open(io.BytesIO(draw(background="transparent"))).convert("RGBA"))[:, :, 3]
    assert alpha[0, 0] == 0
    assert alpha.max() == 255
    filled = np.asarray(Image.open(io.BytesIO(draw())).convert("RGBA"))[:, :, 3]
    assert filled.min() == 255


def test_arabic_begins_at_the_right_and_english_at_the_left(draw: Draw) -> None:
    for pairs, columns in ((ARABIC, slice(240, 480)), (FULL | {"title": "Raqqa"}, slice(0, 240))):
        headline = _pixels(draw(**pairs))[16:44]
        dark = (headline.sum(axis=2) < 250).sum(axis=0)
        assert dark[columns].sum() > 0.9 * dark.sum() > 0


@pytest.mark.parametrize("name", PRESETS)
def test_nothing_is_smaller_than_can_be_read(services: Services, name: str) -> None:
    order = Order.from_mapping(FULL | {"size": name})
    size = order.size
    least = smallest_letter(order, scene(services, order))
    assert least == pytest.approx(NOTES * size.letter)
    if size.printed:
        assert least * 0.75 >= 7  # points
    else:  # of the shorter side, which a phone or a post shows in some 360 pixels
        assert least / min(size.width, size.height) >= 0.016


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_at_all_is_drawn_as_an_empty_map(draw: Draw, lang: str) -> None:
    assert len(draw(text="nowhere", lang=lang)) > 5_000


@pytest.mark.parametrize(
    "pairs",
    [
        {"size": "200x200", "title": "x" * 300, "notes": "y z " * 500},
        {"frame": "-179,-84,179,84"},
        {"frame": "170,60,180,84"},
        {"frame": "-10,-20,20,20"},
        {"frame": "39.0,35.9,39.006,35.906"},
        {"view": "38.6,34.9,18"},
        {"view": "0,0,0"},
        {"annotations": "80,10|far away\n35.95,39.01|" + "long " * 50},
        {"sources": "\n".join(f"{'source ' * 30}{number}" for number in range(20))},
        {"title": "🙂 pictograph", "labels": "off", "locator": "off", "style": "minimal"},
        {"label": "gn-99072|sy-raqqa", "source": "One Paper"},
    ],
)
def test_whatever_is_allowed_can_be_drawn(draw: Draw, pairs: dict[str, str]) -> None:
    for lang in ("en", "ar"):
        assert draw(lang=lang, **pairs).startswith(b"\x89PNG")


def test_the_alternative_text_is_written_from_the_data(services: Services) -> None:
    order = Order.from_mapping({"title": "Raqqa", "highlight": "sy-raqqa-governorate"})
    told = alt_text(order, scene(services, order))
    assert told == (
        "Raqqa. Map of 12 stories at 5 places, 1 June 2017 – 20 October 2017. Most at: Raqqa (8), "
        "Deir ez-Zor (2), Mosul (1), Raqqa Governorate (1), Rukban (1). "
        "2 marks stand for areas, not for points. Highlighted: Raqqa Governorate."
    )
    arabic = Order.from_mapping({"lang": "ar"})
    assert alt_text(arabic, scene(services, arabic)).startswith("خريطة: 12 خبرًا في 5 أماكن، 1 حزيران 2017")


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("en", FULL | {"title": "Raqqa in the news"}),
        ("ar", ARABIC | {"annotations": "33.31,38.67|المخيم", "theme": "dark", "size": "400x560"}),
    ],
)
def test_pictures_look_as_they_did(draw: Draw, name: str, pairs: dict[str, str]) -> None:
    """After a change that is meant, look at the new picture and put it in the old one's place."""
    drawn = draw(**pairs)
    path = GOLDEN / f"{name}.png"
    now, then = _pixels(drawn), _pixels(path.read_bytes())
    assert now.shape == then.shape
    apart = np.abs(now - then).max(axis=2)
    assert apart.mean() < 1.0
    assert (apart > 80).mean() < 0.004


def test_the_golden_pictures_would_show_a_difference(draw: Draw) -> None:
    then = _pixels((GOLDEN / "en.png").read_bytes())
    now = _pixels(draw(**FULL | {"title": "Raqqa in the newt"}))
    other = _pixels(draw(**FULL | {"title": "Raqqa in the news", "source": "One Paper"}))
    assert (np.abs(now - then).max(axis=2) > 80).sum() > 0
    assert (np.abs(other - then).max(axis=2) > 80).mean() >= 0.004


def test_pictures_do_not_depend_on_this_machines_settings(draw: Draw) -> None:
    import matplotlib as mpl

    usual = draw(format="svg", **FULL)
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": None, "font.size": 30}):
        assert draw(format="svg", **FULL) == usual


def test_many_marks_are_drawn_in_reading_order(services: Services) -> None:
    order = Order.from_mapping({})
    assert picture(order, scene(services, order)) != picture(
        order, scene(services, Order.from_mapping({"source": "Third"}))
    )
