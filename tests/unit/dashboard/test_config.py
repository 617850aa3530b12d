"""What the page's scripts are told."""

from __future__ import annotations

import json
import re

import pytest

from dashboard.basemap.style import data_files
from dashboard.config import page_config
from dashboard.ids import Id
from dashboard.text import words
from dashboard.theme import PALETTES
from geodata.models import Language
from tests import ROOT


@pytest.mark.parametrize("language", list(Language))
def test_words_ids_and_colours_are_told(language: Language) -> None:
    told = json.loads(page_config(language, "dark"))
    assert (told["language"], told["theme"]) == (language.value, "dark")
    assert told["words"] == dict(words(language))
    assert told["ids"] == {name.name: str(name) for name in Id}
    assert told["colours"]["event"] == PALETTES["dark"].event


def test_scripts_find_every_colour_they_ask_for() -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets" / "js").glob("*.js"))
    asked = set(re.findall(r"\bcolours\.(\w+)", scripts))
    assert asked
    assert asked <= set(json.loads(page_config(Language.ENGLISH, "light"))["colours"])


def test_the_shapes_are_a_file_of_the_base_map() -> None:
    shapes = json.loads(page_config(Language.ENGLISH, "light"))["shapes"]
    assert shapes.removeprefix("/basemap/") in data_files()
