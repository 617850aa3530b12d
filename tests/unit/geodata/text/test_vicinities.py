"""Where beside a place something lies, in words."""

from __future__ import annotations

import pytest

from geodata.models import Compass, Language, Vicinity, VicinityKind
from geodata.text import words
from geodata.text.vicinities import say_vicinity
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE

ENGLISH, ARABIC = Language.ENGLISH, Language.ARABIC
EAST = Compass.EAST


@pytest.mark.parametrize(
    ("vicinity", "english", "arabic"),
    [
        (Vicinity(VicinityKind.AROUND), "near Raqqa", "قرب الرقة"),
        (Vicinity(VicinityKind.OUTSKIRTS), "on the outskirts of Raqqa", "أطراف الرقة"),
        (
            Vicinity(VicinityKind.OUTSKIRTS, EAST),
            "on the eastern outskirts of Raqqa",
            "طرف الرقة الشرقي",
        ),
        (Vicinity(VicinityKind.SIDE, Compass.NORTHEAST), "north-east of Raqqa", "شمال شرق الرقة"),
        (Vicinity(VicinityKind.COUNTRYSIDE), "the countryside of Raqqa", "ريف الرقة"),
        (Vicinity(VicinityKind.COUNTRYSIDE, EAST), "the eastern countryside of Raqqa", "ريف الرقة الشرقي"),
        (
            Vicinity(VicinityKind.COUNTRYSIDE, EAST, other=DEIR),
            "the eastern countryside of Deir ez-Zor",
            "ريف دير الزور الشرقي",
        ),
        (Vicinity(VicinityKind.OFFSET, EAST, 20.0), "20 km east of Raqqa", "على بعد 20 كم شرق الرقة"),
        (
            Vicinity(VicinityKind.OFFSET, EAST, 7.5, rough=True),
            "about 7.5 km east of Raqqa",
            "على بعد نحو 7.5 كم شرق الرقة",
        ),
        (Vicinity(VicinityKind.OFFSET, None, 20.0), "20 km from Raqqa", "على بعد 20 كم من الرقة"),
        (
            Vicinity(VicinityKind.OFFSET, None, 20.0, rough=True),
            "about 20 km from Raqqa",
            "على بعد نحو 20 كم من الرقة",
        ),
        (
            Vicinity(VicinityKind.BETWEEN, other=DEIR),
            "between Raqqa and Deir ez-Zor",
            "بين الرقة ودير الزور",
        ),
        (
            Vicinity(VicinityKind.ROAD, other=DEIR),
            "on the road between Raqqa and Deir ez-Zor",
            "على الطريق بين الرقة ودير الزور",
        ),
        (Vicinity(VicinityKind.ROAD), "on a road to Raqqa", "على طريق الرقة"),
    ],
)
def test_a_vicinity_is_said_as_a_caption_would(vicinity: Vicinity, english: str, arabic: str) -> None:
    assert say_vicinity(ENGLISH, vicinity, RAQQA) == english
    assert say_vicinity(ARABIC, vicinity, RAQQA) == arabic


def test_the_side_of_an_area_lies_within_it() -> None:
    side = Vicinity(VicinityKind.SIDE, Compass.NORTH)
    assert say_vicinity(ENGLISH, side, RAQQA_GOVERNORATE) == "in the north of Raqqa Governorate"
    assert say_vicinity(ARABIC, side, RAQQA_GOVERNORATE) == "في شمال محافظة الرقة"


@pytest.mark.parametrize("language", list(Language))
def test_every_side_has_its_words(language: Language) -> None:
    wanted = {f"compass.{form}{side.value}" for form in ("", "adjective.") for side in Compass}
    assert {key for key in words(language) if key.startswith("compass.")} == wanted
