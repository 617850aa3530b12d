"""What a match and the words around it look like, as named features.

A feature is a word for what was looked at, an equals sign, and what was there: ``before=في``,
``size=bulk-4``. Those of the name alone are the same wherever it stands, so their share is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.gazetteer.index import is_bulk, prominence
from geodata.geoparse.context import Context
from geodata.geoparse.lexicon import lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.models import Language, Place

START, END = "^", "$"
"""Stand for the word before the first and after the last of a clause."""
STANDS, FALLS = "rules=yes", "rules=no"
ARTICLE = "ال"
_CLOSE_KM, _NEAR_KM, _FAR_KM = 50.0, 80.0, 300.0
_LONG = 8
_MOST_PLACES = 4
_WINDOW = 5
_SHORT_WORD = 3


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the hand-written rules say about a match, and how it lies to the story's other places."""

    risk: str
    stands: bool
    """Whether it is a name by itself, as far as the rules can tell."""
    settled: bool
    """Whether that is beyond doubt: announced by the word for its kind, or a part of a person's name."""
    fits: bool
    """Whether the word beside it names the kind of one of its places."""
    elsewhere: bool
    """Whether its places lie in countries the story does not speak of."""
    contradicted: bool
    """Whether the text says that it lies where none of its places does."""
    country: str
    distance_km: float
    list_stands: bool

    @property
    def known(self) -> bool:
        """Whether the rules take it for one of the gazetteer's places."""
        return self.stands and not self.elsewhere and not self.contradicted


def of_name(match: Match, risk: str, places: Sequence[Place]) -> list[str]:
    """The features of the name itself: its letters, its places, how they are called by it."""
    key = match.form.key
    best = max(places, key=prominence)
    size = f"{'bulk' if all(map(is_bulk, places)) else 'chosen'}-{len(str(best.population)) - 1}"
    words = lexicon(Language.ARABIC if match.form.arabic else Language.ENGLISH)
    features = [
        f"risk={risk}",
        f"name={key}",
        f"how={match.how}",
        f"kind={best.kind}",
        f"size={size}",
        f"risk.size={risk}-{size}",
        f"risk.kind={risk}-{best.kind}",
        f"places={min(len(places), _MOST_PLACES)}",
    ]
    if match.prefix:
        features += [f"clitic={match.prefix}", f"clitic.risk={match.prefix}-{risk}"]
    if match.form.words > 1:
        features += [f"words={match.form.words}", f"first={key.partition(' ')[0]}"]
    elif not match.form.arabic:
        # Of Arabic names the ends would tell of those learnt from rather than of others.
        features += [f"letters={min(len(key), _LONG)}", f"ending={key[-2:]}", f"beginning={key[:2]}"]
    if match.form.lead:
        features.append("lead=yes")
    if match.form.arabic and key.startswith(ARTICLE):
        features += ["article=yes", f"article.risk={risk}"]
    if key in words.homographs:
        features.append("homograph=yes")
    if key in words.before_people or key in words.first_names:
        features.append("given=yes")
    return features


def of_place(tokens: Tokens, match: Match, context: Context, verdicts: Verdicts) -> list[str]:
    """The features of where a match stands: its neighbours, its cues, the story's other places."""
    risk = verdicts.risk
    features = _neighbours(tokens, match, risk)
    for name, word in _cues(context):
        features += [f"{name}={word}", f"{name}.risk={risk}"]
    if context.type_word:
        features.append(f"type.fits={verdicts.fits:d}")
    if verdicts.contradicted:
        features.append("contradicted=yes")
    if verdicts.list_stands:
        features.append(f"list.stands={risk}")
    features.append(f"distance={risk}-{_distance(verdicts.distance_km)}")
    features.append(f"country={risk}-{verdicts.country}-{verdicts.elsewhere:d}")
    features.append(STANDS if verdicts.known else FALLS)
    return features


def of_body(tokens: Tokens, match: Match, context: Context, place: Place, *, by_rules: bool) -> list[str]:
    """What tells a club, a paper or an agency called after a place from the place.

    ``by_rules`` says that the hand-written rules take it for one; the words within five of it, in any order,
    tell what the sentence is about.
    """
    before, after = neighbour(tokens, match.first, -1), neighbour(tokens, match.last, 1)
    features = [
        f"name={match.form.key}",
        f"kind={place.kind}",
        f"clitic={match.prefix}",
        f"before={before}",
        f"after={after}",
        f"before.2={second(tokens, match.first, -1)}",
        f"before.shape={shape(before)}",
        f"after.shape={shape(after)}",
        f"preposition={bool(context.preposition):d}",
        f"type={bool(context.type_word):d}",
        f"body={context.organisation}",
        STANDS if by_rules else FALLS,
    ]
    first, last = max(0, match.first - _WINDOW), min(len(tokens.words), match.last + _WINDOW)
    words = {*tokens.words[first : match.first], *tokens.words[match.last : last]}
    return features + [f"nearby={word}" for word in sorted(words) if len(word) > _SHORT_WORD]


def _cues(context: Context) -> list[tuple[str, str]]:
    given = (
        ("type", context.type_word),
        ("preposition", context.preposition),
        ("partner", context.partner),
        ("body", context.organisation),
        ("rural", context.rural),
        ("direction", context.direction),
        ("surroundings", context.around),
        ("listed", "yes" if context.listed else ""),
    )
    return [pair for pair in given if pair[1]]


def _distance(km: float) -> str:
    if km <= _CLOSE_KM:
        return "close"
    return "near" if km <= _NEAR_KM else "far" if km <= _FAR_KM else "none"


def _neighbours(tokens: Tokens, match: Match, risk: str) -> list[str]:
    before, after = neighbour(tokens, match.first, -1), neighbour(tokens, match.last, 1)
    features = [
        f"before={before}",
        f"after={after}",
        f"before.2={second(tokens, match.first, -1)}",
        f"after.2={second(tokens, match.last, 1)}",
        f"before.shape={risk}-{shape(before)}",
        f"after.shape={risk}-{shape(after)}",
    ]
    if match.form.arabic:
        articles = (before[:2] == ARTICLE, match.form.key[:2] == ARTICLE, after[:2] == ARTICLE)
        features.append("articles={:d}{:d}{:d}".format(*articles))
    else:
        features += _capitals(tokens, match)
    if tokens.gap(match.first).endswith("#"):
        features.append("hashtag=yes")
    return features


def _capitals(tokens: Tokens, match: Match) -> list[str]:
    before = tokens.gap(match.first) in (" ", "-", ". ") and tokens.capitalised(match.first - 1)
    after = tokens.gap(match.last) in (" ", "-") and tokens.capitalised(match.last)
    return [
        f"capitals={tokens.headline:d}{before:d}{after:d}",
        f"capitals.start={tokens.broken(match.first):d}{before:d}{after:d}",
        f"upper={tokens.original(match.first).isupper():d}",
    ]


def neighbour(tokens: Tokens, number: int, step: int) -> str:
    """The word before word ``number`` (step -1), or that word itself as what follows (step 1).

    A mark where a clause or line ends between the two, or a bracket or comma stands there.
    """
    if tokens.broken(number):
        return END if step > 0 else START
    mark = "," if tokens.comma(number) else tokens.gap(number).strip()[:1]
    if mark and mark not in "-'#_":
        return mark
    return tokens.words[number if step > 0 else number - 1]


def second(tokens: Tokens, number: int, step: int) -> str:
    """The word beyond the one beside, whatever marks stand between; ``""`` past the text."""
    return tokens.word(number + 1 if step > 0 else number - 2)


def shape(word: str) -> str:
    """What a neighbour looks like: a mark, a number, an article with an ending, a word's first and last."""
    if not word.isalpha():
        return "number" if word.isdigit() else word[:1]
    if word.startswith(ARTICLE):
        return f"{ARTICLE}-{word[-2:]}"
    return f"{word[:1]}-{word[-1:]}" if len(word) > _SHORT_WORD else "short"
