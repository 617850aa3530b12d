"""What a picture is asked to be: read from pairs, written back, refused with a sentence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publication.order import (
    PARAMETERS,
    Annotation,
    Background,
    Format,
    Measure,
    Order,
    Source,
    Style,
    Theme,
)
from dashboard.publication.sizes import PRESETS, parse_size
from dashboard.view_state import MapView
from geodata.errors import UsageError
from geodata.models import Language
from geodata.query import PARAMETERS as QUERY_PARAMETERS

FULL = {
    "from": "2017-06-01",
    "language": "ar",
    "size": "1080x1350",
    "format": "pdf",
    "scale": "2",
    "lang": "ar",
    "theme": "dark",
    "background": "transparent",
    "style": "minimal",
    "labels": "off",
    "label": "sy-raqqa|sy-aleppo",
    "highlight": "sy-raqqa-governorate",
    "view": "38.6,34.9,6.5",
    "frame": "35,32.5,43,38",
    "title": "معركة الرقة",
    "subtitle": "June to October",
    "notes": "One line\nanother",
    "sources": "Reuters|https://example.org/a?x=1\nA paper|",
    "author": "The desk",
    "annotations": "35.95,39.01|The old city\n36.2,37.15|Aleppo | west",
    "alt": "A map",
    "measure": "mentions",
    "locator": "off",
    "preview": "on",
}


def test_every_pair_is_read():
    order = Order.from_mapping(FULL)
    assert (order.size, order.format, order.scale) == (PRESETS["1080x1350"], Format.PDF, 2)
    assert (order.language, order.query.language) == (Language.ARABIC, "ar")
    assert (order.theme, order.background, order.style) == (Theme.DARK, Background.TRANSPARENT, Style.MINIMAL)
    assert (order.labels, order.locator, order.preview) == (False, False, True)
    assert order.label == ("sy-raqqa", "sy-aleppo")
    assert order.view == MapView(38.6, 34.9, 6.5)
    assert order.frame == (35.0, 32.5, 43.0, 38.0)
    assert order.sources == (Source("Reuters", "https://example.org/a?x=1"), Source("A paper"))
    assert order.annotations[1] == Annotation(36.2, 37.15, "Aleppo | west")
    assert order.notes == "One line\nanother"
    assert order.measure is Measure.MENTIONS
    assert set(FULL) - set(QUERY_PARAMETERS) == set(PARAMETERS)


def test_what_is_written_is_read_back():
    order = Order.from_mapping(FULL)
    assert Order.from_mapping(order.to_mapping()) == order
    assert Order().to_mapping() == {}
    assert Order.from_mapping({}) == Order()


def test_no_sources_differs_from_those_of_the_stories():
    assert Order.from_mapping({}).sources is None
    none = Order.from_mapping({"sources": "", "alt": ""})
    assert (none.sources, none.alt) == ((), "")
    assert Order.from_mapping(none.to_mapping()) == none


@given(
    title=st.text(max_size=300),
    sources=st.lists(st.text(max_size=60), max_size=20),
    west=st.floats(-180, 170),
    south=st.floats(-85, 80),
)
def test_any_words_survive_the_way_there_and_back(title, sources, west, south):
    pairs = {
        "title": title,
        "sources": "\n".join(sources),
        "frame": f"{west},{south},{west + 5},{south + 5}",
    }
    try:
        order = Order.from_mapping(pairs)
    except UsageError:
        return
    assert Order.from_mapping(order.to_mapping()) == order
    order.title.encode("utf-8")
    assert "\n" not in order.title


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", "1000000000x2"),
        ("size", "100x100"),
        ("size", "6000x6001"),
        ("size", "6000x6700"),
        ("size", "square"),
        ("format", "bmp"),
        ("scale", "4"),
        ("scale", "1e9"),
        ("lang", "tlh"),
        ("theme", "pink"),
        ("background", "red"),
        ("style", "satellite"),
        ("labels", "maybe"),
        ("label", "|".join(f"p{number}" for number in range(61))),
        ("view", "1,2"),
        ("view", "nan,nan,1"),
        ("frame", "1,2,3"),
        ("frame", "35,32,35,38"),
        ("frame", "nan,1,2,3"),
        ("frame", "-inf,1,inf,3"),
        ("frame", "0,-90,10,90"),
        ("title", "x" * 301),
        ("title", "x" * 1_000_000),
        ("notes", "x" * 2_001),
        ("sources", "\n".join("abc" for _ in range(21))),
        ("sources", "Paper|https://"),
        ("sources", "x" * 301),
        ("annotations", "35,39"),
        ("annotations", "x,y|text"),
        ("annotations", "35,999|text"),
        ("annotations", "\n".join("35,39|x" for _ in range(31))),
        ("measure", "people"),
        ("locator", "perhaps"),
        ("from", "yesterday"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence_at_once(name, value):
    start = time.perf_counter()
    with pytest.raises(UsageError, match=r"[.:]"):
        Order.from_mapping({name: value})
    assert time.perf_counter() - start < 0.1


def test_a_size_that_is_too_large_at_its_scale_is_fine_as_a_vector():
    with pytest.raises(UsageError, match="million"):
        Order.from_mapping({"size": "a4-portrait", "scale": "3"})
    assert Order.from_mapping({"size": "a4-portrait", "scale": "3", "format": "pdf"}).scale == 3


def test_words_lose_only_what_cannot_be_written():
    order = Order.from_mapping({"title": " a\u0000b\u202ec\nd\ud800 \u200c", "notes": "x\u0007\n\n y "})
    assert order.title == "abc d \u200c"
    assert order.notes == "x\ny"


def test_paper_has_300_dots_an_inch():
    assert parse_size("a4-portrait").pixels(1) == (2480, 3508)
    assert parse_size("a4-landscape").pixels(1) == (3508, 2480)
    assert parse_size("1200x675").pixels(3) == (3600, 2025)
    assert parse_size("900x600").pixels(2) == (1800, 1200)


def test_letters_grow_with_a_screen_and_keep_their_size_on_paper():
    letter = {name: size.letter for name, size in PRESETS.items()}
    assert letter["1200x675"] == pytest.approx(1.0)
    assert letter["1920x1080"] == pytest.approx(1.6)
    assert letter["a4-portrait"] == letter["a4-landscape"] < 1
    assert parse_size("200x200").letter == pytest.approx(0.62)
