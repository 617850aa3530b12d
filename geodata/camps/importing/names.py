"""Names of camps taken apart: what is a name in them, and what only says which of several it is.

"Al-Salam 2 IDP camp" is *salam*, number 2; "camp" tells nothing. Two names whose numbers, sides or ages
differ are two camps however alike the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from geodata.gazetteer.keys import ARTICLES, is_arabic, name_key, skeleton, sound_key

SAME, SAME_SOUND, ACROSS = 1.0, 0.98, 0.95
_SAME_CONSONANTS, _FEW_CONSONANTS = 0.88, 0.86
_WORST_WORD = 0.6
"""Words that stand in the same place of two names must be at least so like."""
_FEWEST_CONSONANTS = 3
_REMEMBERED = 20_000

_BRACKETS = re.compile(r"[(\[（].*?(?:[)\]）]|$)")
_SECTION = re.compile(r"[a-z]\d{1,3}|\d{1,4}[a-z]?|[a-z]")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}

_TYPE_WORDS = frozenset(
    "camp camps kamp kampi kampa site sites idp idps refugee refugees informal formal settlement settlements "  # noqa: SIM905
    "self settled collective centre center cc shelter shelters gathering the of mukhayyam mukhayam mukhayem "
    "mokhayam tented phase section sector no number unofficial "
    "مخيم مخيمات المخيم المخيمات تجمع تجمعات موقع للنازحين النازحين نازحين للاجئين اللاجئين لاجئين "
    "مركز مراكز ايواء الايواء جماعي عشوايي العشوايي مرحله المرحله قطاع رقم".split()
)
_SIDES = {
    "north": "north northern shamali shamal shimal شمال شمالي الشمالي الشماليه شماليه",
    "south": "south southern janubi janoubi janub جنوب جنوبي الجنوبي الجنوبيه جنوبيه",
    "east": "east eastern sharqi sharqiya sharqiyah sharqieh شرق شرقي الشرقي الشرقيه شرقيه",
    "west": "west western gharbi gharbiya gharbiyah gharbieh غرب غربي الغربي الغربيه غربيه",
    "old": "old qadim kadim qadima qadimah قديم القديم قديمه القديمه",
    "new": "new jadid jadeed jadida jadidah jadideh جديد الجديد جديده الجديده",
    "extension": "extension ext extended extention توسعه التوسعه توسيع التوسيع امتداد",
    "upper": "upper fawqani علوي الفوقاني فوقاني",
    "lower": "lower tahtani سفلي التحتاني تحتاني",
    "1": "one first awal اول الاول الاولي اولي",
    "2": "two second thani ثاني الثاني الثانيه ثانيه",
    "3": "three third ثالث الثالث الثالثه ثالثه",
    "4": "four fourth رابع الرابع الرابعه رابعه",
    "5": "five fifth خامس الخامس الخامسه خامسه",
    "6": "six sixth سادس السادس السادسه سادسه",
}
_QUALIFIERS = {word: code for code, words in _SIDES.items() for word in words.split()}
# Consonants as the sound keys of Latin names write them; ع, ء and the long vowels leave no trace there.
_CONSONANTS = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "bttjhkddrzsšsdtzgfkklmnh", strict=True))
    | dict.fromkeys("اوىيعءئؤأإآة ", None)
)
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name ready to be compared."""

    words: tuple[str, ...]
    """Its own words, folded, without articles and words for what a camp is."""
    qualifiers: frozenset[str]
    """Numbers, letters of sections, sides, ages: which of several it is."""
    arabic: bool
    joined: str
    """The words as one; in Latin letters by their sound."""
    ordered: str
    """The same with the words in alphabetical order."""
    consonants: str


@lru_cache(maxsize=_REMEMBERED)
def form_of(name: str) -> NameForm:
    """A name taken apart; words in brackets count only where they are qualifiers."""
    outside = _BRACKETS.sub(" ", name)
    inside = " ".join(_BRACKETS.findall(name)) if outside.strip() else ""
    words = name_key(outside if outside.strip() else name).split()
    kept, qualifiers = _apart(words)
    qualifiers |= _apart(name_key(inside).split())[1]
    named = [word for word in kept if word not in _TYPE_WORDS] or kept or words
    arabic = is_arabic(" ".join(named))
    plain = tuple(_bare(word, arabic=arabic) for word in named)
    if arabic:
        joined, ordered = "".join(plain), "".join(sorted(plain))
        consonants = _arabic_consonants(plain)
    else:
        joined, ordered = sound_key(" ".join(plain)), sound_key(" ".join(sorted(plain)))
        consonants = skeleton(joined)
    return NameForm(plain, frozenset(qualifiers), arabic, joined, ordered, consonants)


def _apart(words: list[str]) -> tuple[list[str], set[str]]:
    """The words of a name, and its qualifiers."""
    kept, qualifiers = [], set()
    for number, word in enumerate(words):
        last = number == len(words) - 1
        if word in _QUALIFIERS:
            qualifiers.add(_QUALIFIERS[word])
        elif word in _ROMAN and last and number:
            qualifiers.add(_ROMAN[word])
        elif word in ARTICLES and not last:
            continue
        elif _SECTION.fullmatch(word) and (len(word) > 1 or word.isdigit() or (last and number)):
            qualifiers.add(word.lstrip("0") or "0")
        else:
            kept.append(word)
    return kept, qualifiers


def _bare(word: str, *, arabic: bool) -> str:
    return word.removeprefix("ال") if arabic and len(word) > 4 else word


def _arabic_consonants(words: tuple[str, ...]) -> str:
    # A final heh is mostly a teh marbuta, which Latin spellings leave out or write as -a, -ah, -eh.
    last = [*words[:-1], words[-1].removesuffix("ه") if len(words[-1]) > 2 else words[-1]] if words else []
    plain = "".join(last).translate(_CONSONANTS)
    return _DOUBLED.sub(r"\1", "".join(c for c in plain if c.isascii() or c == "š"))


def likeness(one: NameForm, other: NameForm) -> float:
    """How like two names are, 0 to 1, their qualifiers left out; above .9 they are spellings of one."""
    if one.arabic != other.arabic:
        return _across(one, other)
    if one.joined == other.joined or one.ordered == other.ordered:
        return SAME if one.words == other.words else SAME_SOUND
    ratio = max(fuzz.ratio(one.joined, other.joined), fuzz.ratio(one.ordered, other.ordered)) / 100
    if not one.arabic and one.consonants and one.consonants == other.consonants:
        least = _SAME_CONSONANTS if len(one.consonants) >= _FEWEST_CONSONANTS else _FEW_CONSONANTS
        ratio = max(ratio, least)
    if len(one.words) == len(other.words) > 1 and min(_wordwise(one, other)) < _WORST_WORD:
        return min(ratio, _WORST_WORD)
    return min(ratio, SAME_SOUND - 0.02)


def _wordwise(one: NameForm, other: NameForm) -> Iterator[float]:
    for first, second in zip(sorted(one.words), sorted(other.words), strict=True):
        if one.arabic:
            yield fuzz.ratio(first, second) / 100
        else:
            yield fuzz.ratio(sound_key(first) or first, sound_key(second) or second) / 100


def _across(one: NameForm, other: NameForm) -> float:
    """Arabic beside Latin: only the consonants can be held together."""
    first, second = one.consonants, other.consonants
    if len(first) < 2 or len(second) < 2:
        return 0.0
    if first == second:
        return ACROSS if len(first) >= _FEWEST_CONSONANTS else _FEW_CONSONANTS
    ratio = fuzz.ratio(first, second) / 100
    return 0.9 * ratio if min(len(first), len(second)) > _FEWEST_CONSONANTS else 0.7 * ratio
