"""What is named beside the marks: countries, rivers, governorates, in a city its villages and quarters."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard.publication.drawing import ground_names, names
from dashboard.publication.surroundings import Surroundings
from geodata.models import Kind, Language, Precision
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE, RUKBAN
from tests.unit.dashboard.publication.conftest import Draw

BORDERLAND, EUPHRATES = "37.6,36.3,39.4,37.3", "38.6,35.6,39.6,36.2"
VILLAGE = replace(
    RAQQA, id="sy-village", name="Kasrat Faraj", name_ar="كسرة فرج", kind=Kind.VILLAGE, population=0
)


def _words(svg: bytes) -> str:
    return "\n".join(re.findall(r"[\u2066\u2067]([^\u2069]*)\u2069", svg.decode()))


@pytest.mark.parametrize(("lang", "turkey"), [("en", "TURKEY"), ("ar", "تركيا")])
def test_a_country_is_named_in_the_part_of_it_that_is_seen(draw: Draw, lang: str, turkey: str) -> None:
    # The middle of Turkey, where a world map names it, is far from this frame.
    words = _words(draw(format="svg", size="900x600", frame=BORDERLAND, lang=lang))
    assert turkey in words.split("\n")


@pytest.mark.parametrize("frame", ["33,30,38,34", "34,31.2,36.5,33.6", "34.6,31.9,37.5,33.9", "33,31,43,38"])
@pytest.mark.parametrize(("lang", "pair"), [("en", ("ISRAEL", "PALESTINE")), ("ar", ("إسرائيل", "فلسطين"))])
def test_of_two_that_go_together_both_are_named_or_neither(
    draw: Draw, lang: str, pair: tuple[str, str], frame: str
) -> None:
    named = _words(draw(format="svg", size="900x600", frame=frame, lang=lang)).split("\n")
    assert len({name in named for name in pair}) == 1


def test_both_are_named_where_there_is_room(draw: Draw) -> None:
    named = _words(draw(format="svg", size="1200x1200", frame="34,31,36,33.4")).split("\n")
    assert {"ISRAEL", "PALESTINE"} <= set(named)


@pytest.mark.parametrize(("lang", "river"), [("en", "Euphrates"), ("ar", "الفرات")])
def test_a_river_is_named_along_its_course(draw: Draw, lang: str, river: str) -> None:
    svg = draw(format="svg", size="900x600", frame=EUPHRATES, lang=lang).decode()
    named = [text for text in re.findall(r"<text\b[^>]*>[^<]*</text>", svg) if f"{river}\u2069" in text]
    assert len(named) == 1
    assert all("rotate(" in text for text in named)


def test_a_river_keeps_its_name_to_itself_without_labels(draw: Draw) -> None:
    assert "Euphrates" not in _words(draw(format="svg", size="900x600", frame=EUPHRATES, labels="off"))


def test_a_governorate_is_not_taken_for_its_city(draw: Draw) -> None:
    words = _words(draw(format="svg", size="900x600", frame="35.5,33.5,39.5,35.9")).split("\n")
    assert "Idlib Governorate" in " ".join(words)
    arabic = _words(draw(format="svg", size="900x600", frame="35.5,33.5,39.5,35.9", lang="ar"))
    assert "محافظة إدلب" in arabic.replace("\n", " ")


def test_settlements_around_are_the_exact_ones_with_a_name_in_the_language() -> None:
    box = (38.0, 34.0, 41.0, 37.0)
    camp = replace(VILLAGE, id="camp", kind=Kind.CAMP)
    blurred = replace(VILLAGE, id="blurred", blurred="km1")
    vague = replace(VILLAGE, id="vague", precision=Precision.NEAR)
    unnamed = replace(VILLAGE, id="unnamed", name="", name_ar="قرية")
    places = [VILLAGE, camp, blurred, vague, unnamed, RAQQA_GOVERNORATE, RAQQA, DEIR, RUKBAN]
    english = Surroundings(places, Language.ENGLISH).within(box)
    assert [place.place_id for place in english] == [DEIR.id, RAQQA.id, VILLAGE.id]
    arabic = Surroundings(places, Language.ARABIC).within(box)
    assert "unnamed" in {place.place_id for place in arabic}
    assert Surroundings(places, Language.ENGLISH).within((0.0, 0.0, 1.0, 1.0)) == []


def test_a_name_on_a_map_needs_no_town_in_brackets() -> None:
    assert names.on_map("Al-Amarah (Damascus)") == "Al-Amarah"
    assert names.on_map("الحميدية (حمص)") == "الحميدية"
    assert names.on_map("(Damascus)") == "(Damascus)"
    assert ground_names._bare("Al-Amarah (Damascus)") == ground_names._bare("Amarah")
