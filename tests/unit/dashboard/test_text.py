"""The words of the interface: both languages whole, every key there and used, every plural form right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.camps.listing import SORTS
from dashboard.text import say, words
from geodata import text
from geodata.camp_records import CampStatus, CampType, PublicPrecision, Relation
from geodata.models import Kind, Language, Precision, Role
from geodata.text import plural_category
from tests import ROOT

ENGLISH, ARABIC = Language.ENGLISH, Language.ARABIC
CATEGORIES = {
    ENGLISH: {"one", "other"},
    ARABIC: {"zero", "one", "two", "few", "many", "other"},
}
"""The cardinal categories of CLDR for whole numbers."""

FAMILIES = {
    "kind": [kind.value for kind in Kind],
    "role": [role.value for role in Role],
    "language": [language.value for language in Language],
    "precision": [*(str(int(precision)) for precision in Precision), "null"],
    "vague": [str(int(precision)) for precision in Precision if precision > Precision.EXACT],
    "camps.status": [status.value for status in CampStatus],
    "camps.type": [kind.value for kind in CampType],
    "camps.relation": [relation.value for relation in Relation],
    "camps.blurred": [level.value for level in PublicPrecision if level is not PublicPrecision.EXACT],
    "cover": [
        *(level.value for level in PublicPrecision if level is not PublicPrecision.EXACT),
        "camps",
        "places",
    ],
    "camps.form": ["filled", "ringed", "half", "dashed", "hollow", "unknown", "uncounted"],
    "camps.column": [*SORTS, "when", "figure", "method", "source", "type", "country", "admin1", "spark"],
    "camps.import": ["columns", "questions", "what_comes", "column", "becomes", "why", "example"],
    "note": ["date.impossible", "date.unreadable", "url.refused", "letters.damaged", "feed.broken"],
}
"""Keys made from what the data says, not from what a line of code says."""

ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")


def _sources() -> list[str]:
    files = [
        *(ROOT / "dashboard").rglob("*.py"),
        *(ROOT / "dashboard").rglob("*.html"),
        *(ROOT / "assets").rglob("*.js"),
        *(ROOT / "geodata" / "explanation").rglob("*.py"),
        *(ROOT / "geodata" / "protection").rglob("*.py"),
        *(ROOT / "geodata" / "text").rglob("*.py"),
    ]
    # The read API has a catalogue of its own, with a test of its own.
    others = {"basemap", "reading_api"}
    return [path.read_text(encoding="utf-8") for path in files if not others & set(path.parts)]


def _forms(language: Language, key: str) -> list[str]:
    entry = words(language)[key]
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def literal_keys(source: str) -> set[str]:
    """Keys written out where something is said: ``say(language, "key")``, ``say("key")``."""
    found = re.findall(r"""\bsay\(\s*(?:[\w.]+,\s*)?["']([\w.]*\w)["']""", source)
    # say(yes ? "time.pause" : "time.play")
    for choice in re.findall(r"\bsay\(([^()\"]*\?[^()]*:[^()]*)[,)]", source):
        found += re.findall(r'"([\w.]+)"', choice)
    return set(found)


def templates(source: str) -> set[str]:
    """What keys are composed of where something is said, each hole a ``*``: ``time.*``."""
    found = re.findall(r"""\b_?say\(\s*(?:[\w.]+,\s*)?(?:f"([^"]+)"|`([^`]+)`)""", source)
    found += re.findall(r"key = (`)(\w+\.\$\{[^`]+)`", source)
    composed = {re.sub(r"\$?\{[^}]*\}", "*", a if a.strip("`") else b) for a, b in found}
    composed |= {f"{prefix}*" for prefix in re.findall(r"""\bsay\("([\w.]+\.)" ~""", source)}
    return {template for template in composed if "*" in template}


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    assert list(words(ENGLISH)) == list(words(ARABIC))


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_empty(language: Language) -> None:
    assert [key for key in words(language) if not all(form.strip() for form in _forms(language, key))] == []


@pytest.mark.parametrize("language", list(Language))
def test_plurals_have_every_form_of_the_language(language: Language) -> None:
    plurals = {key: set(entry) for key, entry in words(language).items() if isinstance(entry, dict)}
    assert plurals
    assert {key for key, forms in plurals.items() if forms != CATEGORIES[language]} == set()


def test_what_is_plural_in_one_language_is_plural_in_the_other() -> None:
    assert [key for key in words(ENGLISH) if len(_forms(ENGLISH, key)) > 1] == [
        key for key in words(ARABIC) if len(_forms(ARABIC, key)) > 1
    ]


def test_both_languages_are_given_the_same_values() -> None:
    differing = []
    for key in words(ENGLISH):
        english = set().union(*map(_places, _forms(ENGLISH, key)))
        arabic = set().union(*map(_places, _forms(ARABIC, key)))
        if english != arabic:
            differing.append((key, english, arabic))
    assert differing == []


def test_a_form_for_many_numbers_says_the_number() -> None:
    for language, spoken in ((ENGLISH, {"other"}), (ARABIC, {"few", "many", "other"})):
        for key, entry in words(language).items():
            if isinstance(entry, dict):
                assert [form for form in spoken if "{count}" not in entry[form]] == [], (language, key)


def test_arabic_is_arabic_and_english_is_not() -> None:
    latin = {key for key in words(ARABIC) if not all(map(ARABIC_LETTER.search, _forms(ARABIC, key)))}
    # The other language's name, a date in digits, a side that is a word of its own, signs about words.
    signs = {"quoted", "cover.and"}
    assert latin == {"language.other", "adding.published_hint", "vicinity.side", *signs}
    mixed = {key for key in words(ENGLISH) if any(map(ARABIC_LETTER.search, _forms(ENGLISH, key)))}
    assert mixed == {"language.other"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_a_word_for_everything_the_data_can_say(language: Language, family: str) -> None:
    assert [name for name in FAMILIES[family] if f"{family}.{name}" not in words(language)] == []


def test_every_key_that_is_said_is_in_the_catalogues() -> None:
    said = set().union(*map(literal_keys, _sources()))
    assert len(said) > 60
    assert sorted(said - set(words(ENGLISH))) == []


def test_every_key_that_is_composed_is_in_the_catalogues() -> None:
    composed = set().union(*map(templates, _sources()))
    assert {"kind.*", "role.*", "precision.*", "vague.*", "time.*", "legend.*"} <= composed
    fitting = {
        template: [key for key in words(ENGLISH) if re.fullmatch(_pattern(template), key)]
        for template in composed
    }
    assert [template for template, keys in fitting.items() if not keys] == []


def test_no_key_is_left_over() -> None:
    sources = _sources()
    written = set(re.findall(r"""["'`]([\w.]+)["'`]""", "\n".join(sources)))
    values = written | {name for names in FAMILIES.values() for name in names}
    patterns = [_pattern(template) for template in set().union(*map(templates, sources))]
    elsewhere = ("vicinity.", "compass.")  # tests/unit/geodata/text/test_vicinities.py
    unused = [
        key
        for key in words(ENGLISH)
        if key not in written
        and not key.startswith(elsewhere)
        and not any(
            (found := re.fullmatch(pattern, key)) and set(found.groups()) <= values for pattern in patterns
        )
    ]
    assert unused == []


def _pattern(template: str) -> str:
    return re.escape(template).replace(r"\*", "([\\w.]+)")


def test_keys_are_found_where_they_are_said() -> None:
    code = (
        'say(language, "a.b")\nsay(\n  "c.d", {})\nspeak.say("e")\nsay(yes ? "f.g" : "h.i")\n{{ say("j.k") }}'
    )
    assert literal_keys(code) == {"a.b", "c.d", "e", "f.g", "h.i", "j.k"}
    composed = (
        'say(language, f"time.{group}.{value}")\nsay(`vague.${mark.precision}`)\nsay("kind." ~ place.kind)'
    )
    assert templates(composed) == {"time.*.*", "vague.*", "kind.*"}


@pytest.mark.parametrize(
    ("number", "category"),
    [
        (0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"),
        (100, "other"), (101, "other"), (102, "other"), (103, "few"), (110, "few"), (111, "many"),
        (199, "many"), (200, "other"), (1000, "other"), (1003, "few"), (1011, "many"),
    ],
)  # fmt: skip
def test_arabic_plurals_follow_cldr(number: int, category: str) -> None:
    assert plural_category(ARABIC, number) == category


def test_english_plurals_follow_cldr() -> None:
    assert [plural_category(ENGLISH, number) for number in (0, 1, 2, 11, 101)] == [
        "other", "one", "other", "other", "other",
    ]  # fmt: skip


def test_counts_are_said_in_both_languages() -> None:
    assert say(ENGLISH, "count.stories", count=1234) == "1,234 stories"
    assert [say(ARABIC, "count.stories", count=count) for count in (0, 1, 2, 7, 40, 300)] == [
        "لا أخبار", "خبر واحد", "خبران", "7 أخبار", "40 خبرًا", "300 خبر",
    ]  # fmt: skip


def test_a_missing_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        say(ENGLISH, "no.such.key")


def test_the_catalogues_are_plain_files() -> None:
    for language in Language:
        for part in ("dashboard", "geodata"):
            path = ROOT / part / "text" / f"{language.value}.json"
            assert _repeated(path) == []


def test_no_key_stands_in_both_catalogues() -> None:
    shared = list(text.words(ENGLISH))
    assert shared
    assert list(words(ENGLISH))[-len(shared) :] == shared


def _repeated(path: Path) -> list[str]:
    keys = re.findall(r'^  "([^"]+)":', path.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted({key for key in keys if keys.count(key) > 1})
