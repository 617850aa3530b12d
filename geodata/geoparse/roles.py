"""Step 5: what each name does in its sentence: where something was reported, who acts, whose it is."""

from __future__ import annotations

import re

from geodata.gazetteer.keys import name_key
from geodata.geoparse.context import Context
from geodata.geoparse.lexicon import Lexicon, lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.models import Kind, Language, Mention, Place, Reason, Role

# Seats of governments whose names the news uses for the government itself.
CAPITALS = frozenset(
    {
        *(
            "واشنطن",
            "موسكو",
            "طهران",
            "انقره",
            "دمشق",
            "بغداد",
            "الرياض",
            "القاهره",
            "بيروت",
            "عمان",
            "تل ابيب",
        ),
        *("باريس", "لندن", "برلين", "بكين", "الدوحه", "ابو ظبي", "كييف", "صنعاء", "بروكسل", "روما", "مدريد"),
        *("washington", "moscow", "tehran", "ankara", "damascus", "baghdad", "riyadh", "cairo", "beirut"),
        *("tel aviv", "paris", "london", "berlin", "beijing", "doha", "kyiv", "kiev", "brussels", "amman"),
    }
)
_STATES = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.REGION))
_TENSE_LETTERS = 4
_WORDS_TO_A_ROUTE, _LONGEST_CLAUSE = 5, 6
_MASDAR = re.compile(r"ت..ي.")
"""A verbal noun of the second form: ``تحرير``, ``تطهير``."""

_DENIALS = frozenset(("لا", "لن", "لم", "قد", "سوف"))
"""Particles that stand between a subject and its verb."""
_ADJECTIVE = re.compile(r"ال\w+يه|(?:ترك|سور|روس|ليب)يا|سوريه|تركيه")
_PASSIVE = frozenset(("is", "was", "are", "were"))
_BEFORE_CALLED = frozenset(("ابو", "ابا", "ابي", "وابو", "لابي", "ام", "بن", "ابن"))
_ACCUSATIVE = re.compile(r"\w{2,}[^اهموذ]ا")
_FEMININE = re.compile(r"(?!ال)\w{2,}(?:ات|ه)")
_DEFINITE = re.compile(r"[وف]?(?:[بك]?ال|لل)\w{3,}")

# A dateline's parts are an outlet, a place, a country, an agency: few words each, then the report begins.
_PART = re.compile(r"[^-–—ـ/,،()\[\]:«»\"\n]+")
_ENDS_DATELINE = re.compile(r"[-–—ـ():]")
_COMPOUND = re.compile(r"[A-Za-z]-[A-Za-z]")
"""A hyphen inside an English word sets nothing off: ``Iran-backed``."""
_LINES_TO_LOOK_AT = 5
_LONGEST_HEAD = 90
_MOST_WORDS = 3


def dateline_spans(text: str) -> list[tuple[int, int]]:
    """Stretches that are a dateline if they are exactly a place's name.

    They are the short parts at the head of each of the first lines, where a dash, bracket or colon sets them
    off: ``بلدي نيوز - الرقة (خاص)``, ``(بيروت – أ ف ب)``, ``BEIRUT, Lebanon (AP) —``.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text[:2000].split("\n")[:_LINES_TO_LOOK_AT]:
        parts = []
        for part in _PART.finditer(line[:_LONGEST_HEAD]):
            if len(part.group().split()) > _MOST_WORDS or _COMPOUND.match(line, part.end() - 1):
                break
            parts.append((start + part.start(), start + part.end()))
        # الأناضول/ إسطنبول/ خاص: a line of its own, all strokes and short parts.
        alone = len(parts) > 1 and "/" in line and parts[-1][1] == start + len(line) < len(text)
        if parts and (alone or _ENDS_DATELINE.search(text, start, min(parts[-1][1] + 3, start + len(line)))):
            spans.extend(parts)
        start += len(line) + 1
    return spans


def role_of(tokens: Tokens, match: Match, context: Context, place: Place) -> tuple[Role, tuple[Reason, ...]]:
    """The role of a match resolved to ``place``, datelines apart."""
    if match.form.demonym or _describes(tokens, match, context):
        return Role.DEMONYM, ()
    if _begins_a_name(tokens, match, context):
        return Role.ORGANISATION, (Reason("role.organisation", tokens.word(match.last)),)
    side = match.form.lead > 0 and place.kind is Kind.REGION
    if _quoted(tokens, match) and (place.kind is Kind.MACROREGION or _speaks_to(tokens, match)):
        return Role.ORGANISATION, (Reason("role.organisation", "«»"),)
    beside = side or context.direction or context.rural or context.around
    state = "" if side else _state_before(tokens, match)
    if state.endswith((" في", " in", " of")) and place.kind not in _STATES:
        state = ""
    if word := ("" if beside else context.organisation) or state:
        return Role.ORGANISATION, (Reason("role.organisation", word),)
    if may_act(match, place) and (acting := _acting(tokens, match, context, place)) is not None:
        return Role.ACTOR, (Reason("role.actor", acting),) if acting else ()
    return Role.LOCATION, ()


def _quoted(tokens: Tokens, match: Match) -> bool:
    """Whether it stands alone in quotation marks, as a newspaper's title does: ``لـ«الشرق الأوسط»``."""
    return tokens.gap(match.first).endswith(("«", '"', "“")) and tokens.gap(match.last).startswith(
        ("»", '"', "”")
    )


def _speaks_to(tokens: Tokens, match: Match) -> bool:
    """Whether somebody says something to it: ``وأكد لـ«الرياض»`` is a newspaper."""
    return match.prefix == "ل" or tokens.word(match.first - 1) in ("ل", "صحيفه", "جريده")


def _describes(tokens: Tokens, match: Match, context: Context) -> bool:
    """Whether a country's name is an adjective here: ``الدبلوماسية السعودية``, ``شابا تركيا``."""
    if (
        not match.form.arabic
        or match.form.words > 1
        or match.prefix
        or not _ADJECTIVE.fullmatch(match.form.key)
    ):
        return False
    noun, words = tokens.word(match.first - 1), lexicon(Language.ARABIC)
    if _ADJECTIVE.fullmatch(noun) and not noun.startswith("ال"):
        return False  # روسيا سوريا are two countries
    if tokens.broken(match.first) or tokens.gap(match.first) != " " or noun in words.cues:
        return False
    if match.form.key.startswith("ال"):
        shape = _DEFINITE
    else:
        shape = _FEMININE if match.form.key.endswith("ه") else _ACCUSATIVE
    return bool(shape.fullmatch(noun)) and noun not in words.function_words and noun not in words.particles


def _begins_a_name(tokens: Tokens, match: Match, context: Context) -> bool:
    """Whether an English name goes on in capitals: ``Alexandria Zoo``."""
    if match.form.arabic or tokens.headline or context.type_word or context.organisation:
        return False
    following = tokens.capitalised(match.last) and tokens.gap(match.last) == " "
    cues = lexicon(Language.ENGLISH).cues
    return following and tokens.word(match.last) not in cues and not tokens.original(match.last).isupper()


def is_surname(tokens: Tokens, match: Match, previous: Match | None) -> bool:
    """Whether an adjective made from a place is somebody's name: ``عباس الحلبي``, ``أبو بكر البغدادي``.

    An adjective with the article describes a noun with the article, or the name of a place (``حي جوبر
    الدمشقي``); after a bare word, one made from a town is a surname.
    """
    if not (match.form.demonym and match.form.arabic) or tokens.broken(match.first):
        return False
    word, before = tokens.word(match.first), tokens.word(match.first - 1)
    if not word.startswith("ال") or not word.endswith("ي") or tokens.gap(match.first) != " ":
        return False
    if previous is not None and previous.last == match.first:
        return False
    if tokens.word(match.first - 2) in _BEFORE_CALLED:
        return True
    words = lexicon(Language.ARABIC)
    described = _DEFINITE.fullmatch(before) or before.startswith("ال")
    known = before in words.function_words or before in words.cues or before in words.particles
    return match.form.of_town and not described and not known


def may_act(match: Match, place: Place) -> bool:
    """Whether the news uses the name for a government: a country's, or a capital's."""
    return place.kind is Kind.COUNTRY or match.form.key in CAPITALS


def names_a_state(mention: Mention) -> bool:
    """Whether a mention became an organisation because a would-be state is named after it."""
    states = {state for language in Language for state in lexicon(language).states}
    told = (name_key(reason.detail) for reason in mention.reasons if reason.code == "role.organisation")
    return any(word in states for word in told)


def _state_before(tokens: Tokens, match: Match) -> str:
    """``تنظيم الدولة الإسلامية في العراق``: the words that make a place part of a group's name."""
    before = " ".join(tokens.words[max(0, match.first - 3) : match.first])
    words = lexicon(Language.ARABIC if match.form.arabic else Language.ENGLISH)
    return next((state for state in words.states if before.endswith(state)), "")


def _acting(tokens: Tokens, match: Match, context: Context, place: Place) -> str | None:
    """The word that shows a government acting, ``""`` where nothing makes it a scene, None otherwise."""
    if match.form.arabic:
        return _acting_arabic(tokens, match, context, place)
    return _acting_english(tokens, match, context, place)


def _acting_arabic(tokens: Tokens, match: Match, context: Context, place: Place) -> str | None:
    words = lexicon(Language.ARABIC)
    if context.helper and not context.type_word:
        return context.helper
    if context.partner and context.partner != "ل":
        return None if _word_before(tokens, match, words.routes, _WORDS_TO_A_ROUTE) else context.partner
    if context.type_word or context.rural or context.around or context.direction or context.partner:
        return None
    if context.preposition or is_struck(tokens, match):
        return None
    if context.before in words.strikes:
        return context.before
    if context.before and context.before in words.scenes:
        return None
    if _is_verb(context.before, words):
        return context.before
    if _is_verb(context.after, words) and not tokens.comma(match.last) and _may_begin(context.before, words):
        return context.after
    # A state named where nothing says "in" or "to" is one that does or is talked about.
    state = place.kind is Kind.COUNTRY or match.form.key in words.seats
    if state and context.after in _DENIALS:
        return context.after
    if state and not context.listed and not _word_before(tokens, match, words.goings, _LONGEST_CLAUSE):
        return context.before
    return None


def is_struck(tokens: Tokens, match: Match) -> bool:
    """Whether an Arabic name is what a verb of attack hits: after it, or after it and its subject.

    Right at the head of a clause the verb's subject comes first: ``قصفت روسيا سوريا``; else what is hit:
    ``إسرائيل تقصف دمشق``.
    """
    words = lexicon(Language.ARABIC)
    verb = match.first - 1
    if tokens.word(verb) not in words.strikes:
        verb -= 1
        ends = (verb + 1, match.first)
        adjoining = not any(tokens.broken(number) or tokens.comma(number) for number in ends)
        return adjoining and tokens.word(verb) in words.strikes and not _has_subject(tokens, verb, words)
    return not tokens.broken(match.first) and _has_subject(tokens, verb, words)


def _has_subject(tokens: Tokens, verb: int, words: Lexicon) -> bool:
    """Whether the subject of a verb stands before it."""
    if tokens.broken(verb) or tokens.comma(verb) or tokens.words[verb].startswith(("و", "ف")):
        return False
    return not _may_begin(tokens.word(verb - 1), words)


def _may_begin(before: str, words: Lexicon) -> bool:
    """Whether a clause may begin after a word: nothing, or a particle such as ``أن``."""
    return not before or before in words.function_words or before in words.particles


def _word_before(tokens: Tokens, match: Match, wanted: frozenset[str], most: int) -> bool:
    """Whether one of some words stands before a name in its clause, at most so many words away.

    A road, a border or a crossing "between" or "with" it: ``معبر نصيب مع الأردن``; a verb of going.
    """
    for number in range(match.first - 1, max(-1, match.first - 1 - most), -1):
        if tokens.broken(number + 1) or tokens.comma(number + 1):
            return False
        if tokens.words[number] in wanted:
            return True
    return False


def _is_verb(word: str, words: Lexicon) -> bool:
    """Whether a word looks like a verb with a state as its subject: feminine, or one of those listed.

    Past: ``اتهمت`` (but ``قوات`` ends in -ات); imperfect: ``تحاول``.
    """
    bare = word[1:] if len(word) > _TENSE_LETTERS and word[0] in "وف" else word
    if word in words.verbs or bare in words.verbs:
        return True
    if bare in words.not_verbs or word in words.not_verbs or bare in words.cues or bare.startswith("ال"):
        return False
    if _MASDAR.fullmatch(bare):
        return False
    past = len(bare) >= _TENSE_LETTERS and bare.endswith("ت") and not bare.endswith("ات")
    imperfect = len(bare) >= _TENSE_LETTERS and bare[0] in "ت" and not bare.endswith(("ه", "ات", "ين", "ون"))
    return past or imperfect


def _acting_english(tokens: Tokens, match: Match, context: Context, place: Place) -> str | None:
    words = lexicon(Language.ENGLISH)
    state = place.kind is Kind.COUNTRY or match.form.key in words.seats
    if tokens.gap(match.last).lstrip(".") == "-" and tokens.word(match.last) in words.compounds:
        return tokens.word(match.last)
    if context.partner and context.preposition in ("", context.partner):
        return None if _word_before(tokens, match, words.routes, _WORDS_TO_A_ROUTE) else context.partner
    if context.after == "s":
        owned = tokens.word(match.last + 1)
        scene = owned in words.geography or owned in words.cues
        return owned if owned in words.possessions or (state and not scene) else None
    if context.preposition == "of" and context.before in words.possessions:
        return context.before
    if context.before in (words.addressed_on if context.preposition == "on" else words.addressed):
        return context.before if context.preposition in ("", "on") and not context.type_word else None
    if context.before in words.scenes and not context.preposition:
        return context.after if context.after in words.modified else None
    if context.after in _PASSIVE and tokens.word(match.last + 1) in words.addressed:
        return tokens.word(match.last + 1)
    if context.preposition or context.rural or context.around or context.direction or context.type_word:
        return None
    if context.after in words.verbs or (context.after in words.modified and not tokens.comma(match.last)):
        return context.after
    return context.after if state and _is_subject(tokens, match, context, words) else None


def _is_subject(tokens: Tokens, match: Match, context: Context, words: Lexicon) -> bool:
    """Whether a bare name is followed by what reads like its verb, or by a noun it describes."""
    following = context.after.isalpha() and not tokens.capitalised(match.last) and not context.listed
    ends = context.after in words.not_subjects or context.after in words.function_words
    alone = not tokens.comma(match.first) and not tokens.comma(match.last)
    return following and not ends and alone and tokens.gap(match.last) == " "
