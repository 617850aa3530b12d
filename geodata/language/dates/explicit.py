"""Dates that name a month or are written in figures: 6 June, June 6, 2017, السادس من حزيران/يونيو الماضي."""

from __future__ import annotations

from datetime import date, timedelta

from geodata.language.dates import arithmetic as count
from geodata.language.dates.rules import DIGITS, Rules, Spot, add
from geodata.language.dates.vocabulary import (
    END,
    ENGLISH_MONTHS,
    GAP,
    LAST,
    MAY_GAP,
    MONTHS,
    NEXT,
    ORDINAL,
    ORDINALS,
    THIS,
    WEEKDAYS,
    alternation,
    lookup,
)
from geodata.language.normalise import fold
from geodata.models import When

EARLIEST_YEAR = 1900
LATEST_YEAR_AHEAD = 1


def _month() -> str:
    """A month, or the same month twice: ``حزيران/يونيو``, ``تموز (يوليو)``. Group ``m6`` is June."""
    alternatives = []
    end = r"(?![^\W\d_])"  # a year may be written onto it: مايو2013
    separator = rf"(?:{MAY_GAP}[/\\(\-–]{MAY_GAP}|{GAP})"
    for number in range(1, 13):
        name = alternation(name for name, month in MONTHS.items() if month == number)
        alternatives.append(rf"(?P<m{number}>{name}{end}(?:{separator}{name}{end}\)?)?)")
    # The full stop of an abbreviation, not of a sentence: 4 Aug. 2016.
    return "(?:" + "|".join(alternatives) + r")(?:(?:(?<=\b\w{3})|(?<=\bsept))\.(?=\s?\d))?"


MONTH = _month()
DAY = r"(?:\d{1,2})(?:st|nd|rd|th)?(?!\w)(?![.,:]\d{1,3}(?!\d))(?!%)"
YEAR = r"(?:19|20)\d\d(?!\d)(?![.,]\d)(?!%)"
_YEAR_WORD = alternation(["عام", "العام", "لعام", "للعام", "سنة", "السنة", "لسنة"])
TAIL = (
    "(?:"
    rf"[-,،/]?{MAY_GAP}(?:(?:من|في|of){GAP})?(?:{_YEAR_WORD}{GAP})?(?P<year>{YEAR})(?:{MAY_GAP}م{END})?"
    rf"|{GAP}(?:من{GAP})?(?P<last_year>last{GAP}year|{_YEAR_WORD}{GAP}{LAST})(?!\w)"
    rf"|{GAP}(?:من{GAP}|of{GAP})?"
    rf"(?P<this_year>this{GAP}year|{_YEAR_WORD}{GAP}{THIS}|هذا{GAP}{_YEAR_WORD}|هذه{GAP}{_YEAR_WORD})(?!\w)"
    rf"|{GAP}(?:من{GAP})?(?:(?P<last>{LAST}|last)|(?P<this>{THIS})|(?P<next>{NEXT}))(?!\w)"
    ")?"
)
_RANGE = rf"(?:{MAY_GAP}[-–—]{MAY_GAP}|{GAP}(?:to|and|و|الي|حتي){GAP}|{GAP}و)"
_ARABIC_MONTH_WORD = alternation(["شهر", "من شهر", "من", "لشهر", "of"])

# Days that have become names: قوى 14 آذار, شارع 17 نيسان, مدينة 6 أكتوبر, the March 14 alliance.
_NAMED_BEFORE = frozenset(
    fold(
        "قوى فريق تحالف تيار كتلة ائتلاف شارع جسر مدينة ساحة ميدان دوار ثورة حركة حرب حزب مدرسة ملعب محطة "
        "جامعة مطار مستشفى مشفى لواء كتيبة جبهة معسكر"
    ).split()
)
_NAMED = "alliance|coalition|bloc|camp|movement|revolution|uprising|street|bridge|square|brigade"
_NAMED_AFTER = rf"(?!{GAP}(?:{_NAMED})s?(?!\w))"
_WORDS_AS_WELL = ("may", "mar")
"""May, March: months only with a capital."""

_PARTS = ("beginning", "start", "middle", "end", "spring", "summer", "autumn", "fall", "winter")
_BEFORE_MONTH = frozenset(
    fold(
        "in since during by until till from last this next early mid late before after through throughout "
        "end في خلال منذ منتصف مطلع أواخر أوائل نهاية بداية حتى بحلول قبل بعد أول آخر طيلة طوال"
    ).split()
)
_BEFORE_YEAR = frozenset(
    fold(
        "in since during by until till early mid late في منذ خلال مطلع أواخر أوائل نهاية بداية منتصف حتى"
    ).split()
)


def month_of(spot: Spot) -> tuple[int, int]:
    """The number of the month matched and where its name begins in the shadow."""
    for number in range(1, 13):
        if spot.match[f"m{number}"] is not None:
            return number, spot.match.start(f"m{number}")
    raise AssertionError


def _is_month_name(spot: Spot, start: int) -> bool:
    """Whether a word that may be something else as well stands there as a month."""
    return spot.capital(start) or not spot.shadow.text.startswith(_WORDS_AS_WELL, start)


def _day_and_month(spot: Spot) -> When | None:
    """Day and month, with a year, a word for one, or none."""
    number, start = month_of(spot)
    if spot.before in _NAMED_BEFORE or not _is_month_name(spot, start):
        return None
    ordinal = spot.group("ordinal")
    first = lookup(ORDINALS, ordinal) if ordinal else int(spot.match["day"].rstrip("stndrh"))
    begin = _in_its_year(spot, number, first)
    if begin is None:
        return None
    if until := spot.group("until"):
        end = begin.replace(day=int(until.rstrip("stndrh")))
        return count.days(begin, end) if end > begin else None
    return count.day(begin)


def _in_its_year(spot: Spot, number: int, day: int) -> date | None:
    """The day meant; None where the year is unknown."""
    if spot.group("year"):
        return date(int(spot.group("year")), number, day)
    reference = spot.reference
    if reference is None:
        return None
    if spot.group("last_year"):
        return date(reference.year - 1, number, day)
    if spot.group("this_year") or spot.group("this"):
        return date(reference.year, number, day)
    if spot.group("next"):
        return count.first_day_after(reference, number, day)
    if spot.group("last"):
        return count.latest_day(reference, number, day, ahead=timedelta(days=-1))
    return _with_its_weekday(count.latest_day(reference, number, day), WEEKDAYS.get(spot.before))


def _with_its_weekday(found: date, weekday: int | None) -> date:
    """The year before where the weekday written beside the date fits only that one."""
    if weekday is None or found.weekday() == weekday or (found.month, found.day) == (2, 29):
        return found
    earlier = found.replace(year=found.year - 1)
    return earlier if earlier.weekday() == weekday else found


def _month_alone(spot: Spot) -> When | None:
    """A month, where its neighbours say that it is one."""
    number, start = month_of(spot)
    reference = spot.reference
    name = spot.shadow.text[start : spot.match.end()].split()[0].strip(".")
    told = bool(spot.group("year") or spot.group("last_year") or spot.group("this_year"))
    if name in ENGLISH_MONTHS:
        named = spot.capital(start) and (told or bool(spot.group("which")) or spot.before in _BEFORE_MONTH)
    else:
        relative = spot.group("last") or spot.group("this") or spot.group("next") or spot.group("word")
        named = told or bool(relative) or spot.before in _BEFORE_MONTH
        # أب is a father, جوان a name: only a year makes months of them.
        named = named and (told or not (name == "جوان" or (name == "اب" and spot.letter(start) == "أ")))
    # "31 June 2017" is no date at all, not a month.
    if not named or spot.before.isdigit() or (reference is None and not spot.group("year")):
        return None
    return _month_in_its_year(spot, number)


def _month_in_its_year(spot: Spot, number: int) -> When | None:
    if spot.group("year"):
        return count.month(int(spot.group("year")), number)
    reference = spot.reference
    if reference is None:
        return None
    which = spot.group("which")
    if spot.group("last_year"):
        return count.month(reference.year - 1, number)
    if spot.group("this_year") or spot.group("this") or which == "this":
        return count.month(reference.year, number)
    if spot.group("next") or which == "next":
        return count.next_month(reference, number)
    strictly = bool(spot.group("last")) or which == "last"
    return count.latest_month(reference, number, strictly=strictly)


def _day_of_this_month(spot: Spot) -> When | None:
    """السادس من الشهر الجاري: a day of the month of publication or the one before."""
    if spot.reference is None:
        return None
    ordinal = spot.group("ordinal")
    day = lookup(ORDINALS, ordinal) if ordinal else int(spot.match["day"])
    whole = count.month_before(spot.reference, 1 if spot.group("last") else 0)
    return count.day(whole.first.replace(day=day))


def _figures(spot: Spot) -> When | None:
    """A full date in figures: 2017-06-07, 7/6/2017; day first unless only month first fits."""
    first, second = int(spot.match["a"]), int(spot.match["b"])
    if spot.group("year_first"):
        return count.day(date(int(spot.group("year_first")), first, second))
    year = int(spot.match["year_last"])
    day, month = (second, first) if second > 12 >= first else (first, second)
    return count.day(date(year, month, day))


def _figures_beside_weekday(spot: Spot) -> When | None:
    """الأربعاء 11/10: a day and month in figures, which its weekday proves to be one."""
    weekday = WEEKDAYS.get(spot.before)
    if spot.reference is None or weekday is None:
        return None
    found = count.latest_day(spot.reference, int(spot.match["b"]), int(spot.match["a"]))
    return count.day(found) if found.weekday() == weekday else None


def _year_alone(spot: Spot) -> When | None:
    """في 2014, in 2014, عام 2014."""
    number = int(spot.match["alone"])
    if not spot.group("word") and (spot.before not in _BEFORE_YEAR or number % 100 == 0):
        return None
    limit = (spot.reference or date.today()).year + LATEST_YEAR_AHEAD
    return count.year(number) if number <= limit else None


def explicit_rules() -> Rules:
    """Every rule for dates that carry figures or a month's name."""
    rules: Rules = {}
    day = rf"(?P<day>{DAY})(?:{_RANGE}(?P<until>{DAY}))?"
    connector = rf"(?:{GAP}|{MAY_GAP}[-/]{MAY_GAP}|(?<=\d))(?:{_ARABIC_MONTH_WORD}{GAP}){{0,2}}"
    add(rules, [DIGITS], rf"{day}{connector}{MONTH}{TAIL}{END}{_NAMED_AFTER}", _day_and_month)
    of_month = rf"(?:من{GAP})(?:شهر{GAP})?"
    add(rules, ORDINALS, rf"(?P<ordinal>{ORDINAL}){GAP}{of_month}{MONTH}{TAIL}{END}", _day_and_month)
    month_first = rf"{MONTH}{GAP}(?:the{GAP})?{day}(?:[,،]?{MAY_GAP}(?P<year>{YEAR}))?{END}{_NAMED_AFTER}"
    add(rules, ENGLISH_MONTHS, month_first, _day_and_month)
    alone = rf"(?:(?P<word>شهر){GAP}|(?P<which>last|this|next){GAP})?{MONTH}{TAIL}{END}(?!{MAY_GAP}\d)"
    add(rules, [*MONTHS, "شهر", "last", "this", "next"], alone, _month_alone)
    this_month = rf"(?:من{GAP})(?:هذا{GAP})?الشهر(?:{GAP}(?:(?P<last>{LAST})|{THIS}))?{END}"
    add(rules, ORDINALS, rf"(?P<ordinal>{ORDINAL}){GAP}{this_month}", _day_of_this_month)
    add(rules, [DIGITS], rf"(?P<day>\d{{1,2}}){GAP}{this_month}", _day_of_this_month)
    year_first = (
        r"(?P<year_first>(?:19|20)\d\d)(?P<s>[-/.])(?P<a>\d{1,2})(?P=s)(?P<b>\d{1,2})(?![\d/\-])(?!\.\d)"
    )
    add(rules, [DIGITS], year_first, _figures)
    year_last = (
        r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<year_last>(?:19|20)\d\d)(?![\d/\-])(?!\.\d)"
    )
    add(rules, [DIGITS], year_last, _figures)
    add(rules, [DIGITS], r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/.\-])", _figures_beside_weekday)
    of_year = rf"(?P<word>{alternation(_PARTS)}){GAP}(?:of{GAP})?(?P<alone>{YEAR}){END}"
    add(rules, _PARTS, of_year, _year_alone)
    year_word = rf"(?P<word>{_YEAR_WORD}|(?:the{GAP})?year)"
    add(
        rules,
        ["عام", "العام", "لعام", "للعام", "سنة", "السنة", "year"],
        rf"{year_word}{GAP}(?P<alone>{YEAR}){END}",
        _year_alone,
    )
    add(rules, [DIGITS], rf"(?P<alone>{YEAR})(?![-/]\d){END}", _year_alone)
    return rules
