from __future__ import annotations

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.events.lexicon import DATA, lexicon
from geodata.events.tagging import TaggedStory, tagger, with_tags
from geodata.models import Part
from tests.making import mention


def told(text: str) -> list[str]:
    return [tag.code.partition(":")[2] for tag in tagger().tags(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("غارات على البلدة", ["air_strike"]),
        ("وبالغارات الجوية", ["air_strike"]),
        ("بغاراتها", ["air_strike"]),
        ("غَارَةٌ جوية", ["air_strike"]),
        ("قصف جوي", ["air_strike"]),
        ("القصف المدفعي", ["shelling"]),
        ("قصف", ["explosions"]),
        ("للتنظيم", ["isis"]),
        ("تنظيم السير", []),
        ("Air-strikes hit", ["air_strike"]),
        ("killing at least four civilians", ["attack_on_civilians"]),
        ("killing time while the old and tired civilians", []),
    ],
)
def test_words_are_found_as_they_are_written_together_with_others(text, names):
    assert told(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("No clashes were reported.", []),
        ("Clashes were reported. No one left.", ["clash"]),
        ("No one left. Clashes were reported.", ["clash"]),
        ("The shelling has not stopped.", ["shelling"]),
        ("They did not stop the shelling.", ["shelling"]),
        ("The army denied that, on the night in question, its guns had shelled the town.", []),
        ("He was not there, but clashes broke out.", ["clash"]),
        ("لم يتوقف القصف", ["explosions"]),
        ("لم تتعرض القرية للقصف", []),
        ("نفى وقوع اشتباكات", []),
        ("هدد بقصف المدينة", []),
        ("بعد مباحثات، لم تقع اشتباكات", ["talks"]),
        ("They called for a ceasefire.", []),
        ("A man called Omar was kidnapped.", ["abduction"]),
        ("a heart attack", []),
        ("عملية جراحية", []),
    ],
)
def test_what_did_not_happen_is_no_event(text, names):
    assert told(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He went to Turkey.", []),
        ("Turkey closed the crossing.", ["turkey"]),
        ("with the support of Russia", ["russia"]),
        ("with support from Russia", ["russia"]),
        ("سافر إلى تركيا", []),
        ("بدعم من تركيا", ["turkey"]),
        ("أغلقت تركيا المعبر", ["turkey"]),
        ("القوات التركية في إدلب", ["turkey"]),
        ("US soldiers told us", ["us_coalition"]),
        ("he told us", []),
        ("IT IS US", []),
        ("the Turkish border", []),
        ("Iran-backed militias", ["iran_militias"]),
        ("الجيش الوطني السوري", ["sna"]),
        ("Free Syrian Army and Syrian army", ["sna", "government"]),
    ],
)
def test_a_state_is_an_actor_unless_it_is_only_a_place(text, names):
    assert told(text) == names


def test_no_entry_reaches_into_the_next_sentence():
    assert told("The car. Bomb disposal") == []
    assert told("car bomb") == ["bomb"]


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["قصف", "جوي", "لم", "،", ".", "air", "strike", "no", "Turkey", "\n"])).map(
        " ".join
    )
)
def test_any_text_is_answered_with_the_words_at_the_spans(text):
    tags = tagger().tags(text)
    for tag in tags:
        assert 0 <= tag.start < tag.end <= len(text)
        assert text[tag.start : tag.end] == tag.words
        assert tag.code in lexicon().types
    assert [tag.start for tag in tags] == sorted(tag.start for tag in tags)


def test_every_entry_of_the_lexicon_finds_its_own_type():
    lost = []
    for family, file in (("event", "event_types"), ("actor", "actors")):
        table = tomllib.loads((DATA / f"{file}.toml").read_text(encoding="utf-8"))
        for name, given_words in table.items():
            if name == "nothing":
                continue
            words = [*given_words.get("states", ()), *given_words["words"]]
            for word in words:
                text = word.replace("…", "xx")
                if f"{family}:{name}" not in {tag.code for tag in tagger().tags(f"{text} abc")}:
                    lost.append((name, word))
    assert lost == []


def test_a_mention_carries_what_its_own_sentence_tells_of():
    title, text = "Clashes in Raqqa", "Shelling hit it. An air strike and another air strike followed."
    in_title = mention(start=11, part=Part.TITLE)
    [tagged] = with_tags([in_title], title, text)
    assert [tag.code for tag in tagged.tags] == ["event:clash"]
    story = TaggedStory(title, text)
    assert [tag.code for tag in story.within(Part.TEXT, 0, 16)] == ["event:shelling"]
    [once] = story.within(Part.TEXT, 17, len(text))
    assert (once.code, text[once.start : once.end]) == ("event:air_strike", "air strike")


@pytest.mark.parametrize("word", ["no ", "the ", "قصف ", "killing ", "denied "])
def test_twice_the_text_takes_about_twice_the_time(word):
    def took(times: int) -> float:
        text = word * times
        started = time.perf_counter()
        tagger().tags(text)
        return time.perf_counter() - started

    took(1000)
    short = min(took(40_000) for _ in range(3))
    assert min(took(160_000) for _ in range(3)) < 12 * short
