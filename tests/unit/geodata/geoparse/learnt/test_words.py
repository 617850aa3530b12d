import pytest

from geodata.geoparse.learnt.model import Model
from geodata.geoparse.learnt.words import PLACE, is_nameword, is_ordinary, of_next, of_word, told
from geodata.geoparse.tokens import tokenise
from geodata.geoparse.unlisted import GOES_ON, ORDINARY, UNLISTED, Finder

ORDINARY_WORDS = frozenset(("بيت", "معلم", "سوق"))
MODELS = {
    UNLISTED: Model(-100, {"before=مدينه": 400, "clitic=بتن": 400, "beside=place-": 400}),
    GOES_ON: Model(-100, {"begun=نيو": 300}),
    ORDINARY: Model(0, dict.fromkeys(ORDINARY_WORDS, -1)),
}


@pytest.mark.parametrize("word", ["بيت", "البيت", "وبالبيت", "معلمين", "للسوق", "وسوقهم"])
def test_ordinary_words_are_known_with_clitics_and_endings(word):
    assert is_ordinary(word, ORDINARY_WORDS)


@pytest.mark.parametrize("word", ["بيتونيا", "قوانغتشو", "سو"])
def test_others_are_not(word):
    assert not is_ordinary(word, ORDINARY_WORDS)


@pytest.mark.parametrize(("word", "may"), [("تندوف", True), ("في", False), ("Paris", False), ("سنة2", False)])
def test_what_may_be_a_name(word, may):
    assert is_nameword(word) is may


def test_something_must_speak_of_a_place():
    tokens = tokenise("زار مدينة قوانغتشو بتندوف صباحا")
    assert [told(tokens, number, {}) for number in range(5)] == [False, False, True, True, False]
    assert told(tokens, 4, {3: PLACE})


def test_the_word_itself_can_be_left_out():
    tokens = tokenise("في بتندوف")
    assert {"word=بتندوف", "stem=تندوف"} <= set(of_word(tokens, 1, {}))
    assert not {"word=بتندوف", "stem=تندوف"} & set(of_word(tokens, 1, {}, anonymous=True))


def test_how_a_name_goes_on():
    assert {"begun=نيو", "next=اورليانز", "length=1"} <= set(of_next(tokenise("نيو أورليانز"), 1, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار مدينة قوانغتشو أمس", ["قوانغتشو"]),
        ("زار مدينة نيو أورليانز", ["نيو أورليانز"]),
        ("زار مدينة نيو، أورليانز", ["نيو"]),
        ("زار مدينة البيت", []),
        ("عاش بتندوف", ["تندوف"]),
        ("#مدينة_قوانغتشو", []),
        ("زار مدينة Guangzhou", []),
        ("", []),
    ],
)
def test_names_that_are_not_listed(text, expected):
    tokens = tokenise(text)
    found = [tokens.shadow.span(name.start, name.end) for name in Finder(MODELS).names(tokens, {})]
    assert [text[start:end] for start, end in found] == expected


def test_without_models_nothing_is_found():
    assert list(Finder({}).names(tokenise("زار مدينة قوانغتشو"), {})) == []
