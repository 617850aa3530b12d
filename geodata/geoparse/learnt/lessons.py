"""From annotated texts to the examples that the models learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geodata.gazetteer.index import Gazetteer, prominence
from geodata.geoparse.geometry import Anchors
from geodata.geoparse.homographs import Risk
from geodata.geoparse.judge import ARABIC, BODY, ENGLISH, Judge, leaves_doubt
from geodata.geoparse.learnt.corpora import Annotated, Span, touches
from geodata.geoparse.learnt.features import FALLS, STANDS, Verdicts, of_body
from geodata.geoparse.learnt.model import Model
from geodata.geoparse.learnt.regression import Example, Schooling, learn
from geodata.geoparse.learnt.words import (
    DEMONYM,
    OTHER,
    PLACE,
    is_nameword,
    is_ordinary,
    may_go_on,
    names_a_kind,
    of_next,
    of_word,
    told,
)
from geodata.geoparse.roles import role_of
from geodata.geoparse.scanning import Scan, scan_part, sure_places
from geodata.geoparse.unlisted import GOES_ON, ORDINARY, UNLISTED
from geodata.geoparse.variants import build
from geodata.models import Part, Role

_NO = 0.6
"""What an example of no place counts: less than one of a place, for conflict news has more of these."""
_LISTED = 0.5
"""What a listed name counts as an example of an unlisted one."""
_MOST_PLACES = 0.2
"""The share of a word's uses in names of places from which on it is not an ordinary word."""
_TRUST_IN_RULES = 2.0
_RULES = ((STANDS, _TRUST_IN_RULES), (FALLS, -_TRUST_IN_RULES))
SCHOOLINGS = {
    ARABIC: Schooling(given=_RULES),
    ENGLISH: Schooling(given=_RULES),
    BODY: Schooling(),
    UNLISTED: Schooling(passes=5),
    GOES_ON: Schooling(passes=5),
}


@dataclass(frozen=True, slots=True)
class _Word:
    """An Arabic word as an example: which it is, whether it stands in a place's name, how it looks."""

    word: str
    in_place: bool
    example: Example | None = None
    next: Example | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one text teaches: examples by model, and its Arabic words."""

    examples: dict[str, list[Example]] = field(default_factory=dict)
    words: list[_Word] = field(default_factory=list)


class Teacher:
    """Makes lessons of annotated texts, with a gazetteer and the hand-written rules."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._forms = build(gazetteer)
        self._judge = Judge(gazetteer, self._forms.typed, {})

    def lesson(self, given: Annotated, number: int) -> Lesson:
        """What a text teaches; ``number`` tells it from all other texts."""
        scan = scan_part(self._gazetteer, self._forms, Part.TEXT, given.text)
        anchors = Anchors(sure_places(self._gazetteer, [scan], ""))
        lesson = Lesson()
        covered: dict[int, str] = {}
        for match_number, verdicts in self._judge.verdicts(scan, anchors):
            match = scan.matches[match_number]
            kind = DEMONYM if match.form.demonym else PLACE if verdicts.known else OTHER
            covered.update((word, kind) for word in range(match.first, match.last))
            if match.form.arabic == given.corpus.arabic:
                self._teach_match(lesson, given, scan, match_number, verdicts, number)
        if given.corpus.arabic:
            lesson.words.extend(_taught_words(given, scan, covered, number))
        return lesson

    def _teach_match(
        self, lesson: Lesson, given: Annotated, scan: Scan, match_number: int, verdicts: Verdicts, text: int
    ) -> None:
        match, level = scan.matches[match_number], scan.levels[match_number]
        if not leaves_doubt(match, level):
            return
        span = scan.tokens.shadow.span(match.start, match.end)
        answer = _is_place(given, span, sure=level is Risk.NONE)
        if answer is not None:
            features = tuple(self._judge.seen(scan, match_number, verdicts))
            example = Example(features, answer, text, 1.0 if answer else _NO)
            lesson.examples.setdefault(ARABIC if match.form.arabic else ENGLISH, []).append(example)
        if given.corpus.bodies and verdicts.known and touches(span, (*given.places, *given.bodies)):
            features = tuple(self._seen_as_body(scan, match_number))
            example = Example(features, not touches(span, given.places), text)
            lesson.examples.setdefault(BODY, []).append(example)

    def _seen_as_body(self, scan: Scan, number: int) -> list[str]:
        match, context = scan.matches[number], scan.contexts[number]
        place = max((self._gazetteer.places[position] for position in match.form.places), key=prominence)
        role, _ = role_of(scan.tokens, match, context, place)
        return of_body(scan.tokens, match, context, place, by_rules=role is Role.ORGANISATION)


def _is_place(given: Annotated, span: Span, *, sure: bool) -> bool | None:
    """Whether a match is a place according to the annotators; None where they leave it open."""
    if touches(span, given.places):
        return True
    if touches(span, given.unsure) or (sure and not given.corpus.thorough):
        return None
    if touches(span, given.bodies):
        return True if sure else None
    return None if sure and given.corpus.bodies and touches(span, given.others) else False


def _taught_words(given: Annotated, scan: Scan, covered: Mapping[int, str], text: int) -> Iterator[_Word]:
    """The Arabic words of a text with what each teaches about names that are not listed."""
    tokens = scan.tokens
    begun = -1
    for number, word in enumerate(tokens.words):
        if not is_nameword(word):
            begun = -1
            continue
        span = tokens.shadow.span(tokens.starts[number], tokens.ends[number])
        place = next((place for place in given.places if touches(span, (place,))), None)
        if place is None:
            begun = -1
            yield _Word(word, False, _as_beginning(given, scan, covered, number, text, begins=False))
            continue
        # A name begins behind the word for its kind, though the span may have begun with that word.
        kind = given.corpus.kinds_inside and names_a_kind(word)
        begins = not kind and (begun < 0 or span[0] <= place[0])
        begun = -1 if kind else number if begins else begun
        yield _Word(
            word,
            True,
            _as_beginning(given, scan, covered, number, text, begins=True) if begins else None,
            None if kind else _as_begun(scan, place, begun, number, text),
        )


def _as_beginning(
    given: Annotated, scan: Scan, covered: Mapping[int, str], number: int, text: int, *, begins: bool
) -> Example | None:
    """Whether a name begins with a word, as an example; None where nobody would ask or the annotators differ.

    A listed name serves as one that is not, its word left out.
    """
    tokens = scan.tokens
    span = tokens.shadow.span(tokens.starts[number], tokens.ends[number])
    kind = covered.get(number, "")
    listed = kind in (PLACE, OTHER)
    open_question = touches(span, given.unsure) or (not given.corpus.bodies and touches(span, given.bodies))
    if kind == DEMONYM or not told(tokens, number, covered) or (not begins and (listed or open_question)):
        return None
    features = tuple(of_word(tokens, number, covered, anonymous=listed))
    return Example(features, begins, text, _LISTED if listed else 1.0)


def _as_begun(scan: Scan, place: Span, begun: int, number: int, text: int) -> Example | None:
    """Whether a name goes on behind word ``number``, as an example; None where something stands between."""
    tokens = scan.tokens
    if not may_go_on(tokens, number + 1, {}):
        return None
    following = tokens.shadow.span(tokens.starts[number + 1], tokens.ends[number + 1])
    return Example(tuple(of_next(tokens, number + 1, begun)), touches(following, (place,)), text)


def learn_all(lessons: Sequence[Lesson]) -> dict[str, Model]:
    """The models that lessons teach, by name."""
    models = {}
    for name in (ARABIC, ENGLISH, BODY):
        examples = [example for lesson in lessons for example in lesson.examples.get(name, ())]
        if examples:
            models[name] = learn(examples, SCHOOLINGS[name])
    models[ORDINARY] = ordinary = Model(0, dict.fromkeys(_ordinary(lessons), -1))
    words = [word for lesson in lessons for word in lesson.words]
    rare = [
        word.example
        for word in words
        if word.example is not None and (word.in_place or not is_ordinary(word.word, ordinary.weights))
    ]
    following = [word.next for word in words if word.next is not None]
    for name, examples in ((UNLISTED, rare), (GOES_ON, following)):
        if examples:
            models[name] = learn(examples, SCHOOLINGS[name])
    return models


def _ordinary(lessons: Iterable[Lesson]) -> list[str]:
    """Words that stand in texts enough and hardly ever in a place's name."""
    texts: dict[str, int] = {}
    uses: dict[str, int] = {}
    named: dict[str, int] = {}
    for lesson in lessons:
        for word in {each.word: None for each in lesson.words}:
            texts[word] = texts.get(word, 0) + 1
        for each in lesson.words:
            uses[each.word] = uses.get(each.word, 0) + 1
            named[each.word] = named.get(each.word, 0) + each.in_place
    fewest = SCHOOLINGS[UNLISTED].fewest_texts
    return [
        word for word, count in texts.items() if count >= fewest and named[word] < _MOST_PLACES * uses[word]
    ]
