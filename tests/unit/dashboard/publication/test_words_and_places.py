"""Lines break where they should; names lie on no other name and hide few marks; sizes are true."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publication import words as scene_words
from dashboard.publication.drawing import frame_text, letters, marks
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.key import Key
from dashboard.publication.drawing.placing import Room, Spot, around
from dashboard.publication.order import Order
from dashboard.publication.scene import Mark, Scene
from geodata.models import Language, Precision
from tests.unit.dashboard.publication.conftest import Shown

WORDS = st.text(alphabet="abcdefgh قصفعلىالرقة", max_size=120)


@given(text=WORDS, room=st.floats(40, 400))
def test_lines_are_no_wider_than_their_room_and_lose_nothing(text: str, room: float) -> None:
    lines = letters.wrapped(text, 16, room)
    assert all(letters.width(line, 16) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    lines = letters.wrapped("one two three four five six seven", 16, 90, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert letters.width(lines[-1], 16) <= 90


def test_a_headline_leaves_no_word_alone() -> None:
    text = "Where a decade of headlines places the war in Syria"
    room = letters.width(text, 16) * 0.95
    first, second = letters.balanced(text, 16, room)
    assert f"{first} {second}" == text
    assert letters.width(second, 16) > 0.6 * letters.width(first, 16)


def test_a_name_is_read_in_its_own_direction() -> None:
    assert letters.own_direction("2011 demonstrations") is Language.ENGLISH
    assert letters.own_direction("BBC عربي") is Language.ARABIC


def test_arabic_is_shaped() -> None:
    # Joined letters are narrower than the same letters standing alone.
    alone = sum(letters.width(letter, 20) for letter in "قصف")
    assert letters.width("قصف", 20) < 0.9 * alone


def test_a_line_has_the_direction_of_its_language() -> None:
    assert letters.directed("Raqqa", Language.ARABIC)[0] == "\u200f"
    assert letters.bare(letters.directed("الرقة", Language.ENGLISH)) == "الرقة"


def test_only_what_can_be_drawn_is_kept() -> None:
    assert letters.drawable("Raqqa 🙂 الرقة ʿā") == "Raqqa الرقة ʿā"


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 300)), max_size=60))
def test_no_two_names_overlap(points: list[tuple[float, float]]) -> None:
    room = Room(Box(0, 0, 500, 300), np.array([(x, y, 4.0) for x, y in points]).reshape(-1, 3), 16)
    placed: list[Box] = []
    for at, (x, y) in enumerate(points):
        found = room.choose(around(x, y, 4, (60, 20), 3, right_to_left=False), 50, at)
        if found:
            assert not any(found.box.overlap(other) for other in placed)
            assert room.box.holds(found.box)
            placed.append(found.box)
    if any(70 < x < 430 and 30 < y < 270 for x, y in points):
        assert placed


def test_two_names_on_a_line_are_not_read_as_one() -> None:
    room = Room(Box(0, 0, 300, 200), np.zeros((0, 3)), 16)
    assert room.choose([Spot(Box(50, 90, 100, 110), 0.0, "left")], 9)
    assert room.choose([Spot(Box(101, 90, 150, 110), 0.0, "left")], 9) is None
    assert room.choose([Spot(Box(108, 90, 150, 110), 0.0, "left")], 9)


def test_facts_break_between_two_not_within_one(shown: Shown) -> None:
    order = Order.from_mapping({})
    told = scene_words.facts(order, shown())
    runs = frame_text.header(order, shown(), 260.0, 1.0, 900.0).runs
    assert len({run.down for run in runs}) > 1
    assert [run.words for run in runs if run.words != "·"] == told


@pytest.mark.parametrize(("area", "lines"), [(True, 2), (False, 2)])
def test_what_looks_alike_has_one_line_in_the_key(area: bool, lines: int) -> None:
    blurred = Mark("camp", "Camp", 33.0, 38.0, Precision.EXACT, 1, 0, blurred=True)
    point = Mark("town", "Town", 34.0, 38.0, Precision.EXACT, 1, 0)
    vague = Mark("unit", "Unit", 35.0, 38.0, Precision.GOVERNORATE, 1, 0)
    held = (point, blurred, *([vague] if area else []))
    scene = Scene(marks=held, total=2, undated=0, places=2)
    placed = marks.place(held, np.array([[5.0, 5.0]] * len(held)), 1.0)
    key = Key.of(Order(), scene, placed, 1.0, 1.0)
    assert len(key.lines) == lines
    assert "protect people" in key.lines[-1].words
    assert ("area" in key.lines[-1].words) is area


def test_a_name_goes_where_it_hides_least() -> None:
    beside = np.array([(100.0, 100.0, 5.0), (140.0, 100.0, 12.0), (130.0, 85.0, 12.0), (130.0, 115.0, 12.0)])
    room = Room(Box(0, 0, 300, 200), beside, 16)
    found = room.choose(around(100, 100, 5, (50, 18), 3, right_to_left=False), 50, 0)
    assert found is not None
    assert found.align == "right"


def test_arabic_names_stand_left_of_their_place_first() -> None:
    room = Room(Box(0, 0, 300, 200), np.zeros((0, 3)), 16)
    assert room.choose(around(150, 100, 5, (50, 18), 3, right_to_left=True), 9) == Spot(
        Box(92, 91, 142, 109), 0.0, "right"
    )


def test_area_grows_with_the_count() -> None:
    assert marks.radius(400, 400) == pytest.approx(marks.LARGEST)
    assert marks.radius(100, 400) == pytest.approx(marks.LARGEST / 2)
    assert marks.radius(1, 10_000) == marks.SMALLEST
    assert marks.radius(1, 1) == marks.SINGLE
    assert marks.radius(0, 400) == 0


@pytest.mark.parametrize(
    ("largest", "counts"),
    [(0, []), (1, [1]), (2, [1, 2]), (7, [1, 5]), (412, [1, 20, 200]), (1_000, [1, 200, 1_000])],
)
def test_the_key_explains_with_round_counts(largest: int, counts: list[int]) -> None:
    assert marks.legend_counts(largest) == counts


def test_forms_tell_precision() -> None:
    def form(precision: Precision, *, beside: bool = False) -> marks.Form:
        return marks.form_of(Mark("", "", 0, 0, precision, 1, 0, beside))

    assert form(Precision.EXACT) is marks.Form.EXACT
    assert form(Precision.NEAR) is marks.Form.NEAR
    assert {form(each) for each in Precision if each.is_area} == {marks.Form.AREA}
    assert form(Precision.NEAR, beside=True) is marks.Form.BESIDE


def test_what_has_no_date_reaches_beyond_what_has() -> None:
    both = marks.place([Mark("", "", 0, 0, Precision.EXACT, 100, 1)], np.array([[5.0, 5.0]]), 1.0)[0]
    assert both.outer >= both.filled + 3
    assert (
        marks.place([Mark("", "", 0, 0, Precision.EXACT, 3, 3)], np.array([[5.0, 5.0]]), 1.0)[0].filled == 0
    )
