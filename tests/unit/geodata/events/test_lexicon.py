from __future__ import annotations

import shutil

import pytest

from geodata.errors import DataError
from geodata.events.lexicon import DATA, MOST_TAGS, Family, lexicon, read_lexicon
from geodata.events.tagging import Tagger
from geodata.models import Language


@pytest.fixture
def folder(tmp_path):
    for path in DATA.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_every_type_has_a_name_in_both_languages_and_the_six_stand_at_the_top():
    types = lexicon().types.values()
    assert all(each.english and each.arabic for each in types)
    assert [each.name for each in lexicon().of(Family.EVENT) if not each.parent] == [
        "battles",
        "explosions",
        "civilians",
        "protests",
        "riots",
        "strategic",
    ]
    assert len(types) <= MOST_TAGS


def test_a_type_asks_for_all_that_belong_to_it():
    words = lexicon()
    assert {"event:explosions", "event:air_strike"} < words.within(Family.EVENT, ["explosions"])
    assert words.within(Family.EVENT, ["air_strike"]) == {"event:air_strike"}
    assert words.with_parents(["event:air_strike", "actor:sdf"]) == (
        "event:air_strike",
        "actor:sdf",
        "event:explosions",
    )


def test_a_code_that_is_gone_is_called_by_its_name():
    assert lexicon().called("event:air_strike", Language.ARABIC) == "غارة جوية"
    assert lexicon().called("actor:forgotten", Language.ENGLISH) == "forgotten"


def test_a_word_that_is_added_is_found_and_changes_the_version(folder):
    before = read_lexicon(folder)
    path = folder / "event_types.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('  "air raid",', '  "air raid",\n  "sky hammer",'), encoding="utf-8", newline="\n"
    )
    after = read_lexicon(folder)
    assert before.version == lexicon().version != after.version
    assert [tag.code for tag in Tagger(after).tags("a sky hammer fell")] == ["event:air_strike"]
    assert Tagger(before).tags("a sky hammer fell") == []


def test_line_ends_make_no_other_version(folder):
    path = folder / "actors.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_lexicon(folder).version == lexicon().version


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("actors.toml", "not toml at all =", "actors.toml"),
        ("actors.toml", '[sdf]\nen = "SDF"\nwords = []\n', "sdf"),
        ("event_types.toml", '[x]\nen = "X"\nar = "س"\nof = "y"\nwords = []\n', "“x”"),
        (
            "actors.toml",
            "".join(f'[a{n}]\nen = "A"\nar = "ا"\nwords = []\n' for n in range(MOST_TAGS)),
            str(MOST_TAGS),
        ),
    ],
)
def test_a_damaged_file_is_named(folder, file, text, said):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_lexicon(folder)


def test_a_missing_file_is_named(folder):
    (folder / "negation.toml").unlink()
    with pytest.raises(DataError, match="negation"):
        read_lexicon(folder)
