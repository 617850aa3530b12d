"""The patterns of dates told from the day of writing, in Arabic and English."""

from __future__ import annotations

from geodata.language.dates import arithmetic as count
from geodata.language.dates import relative as told
from geodata.language.dates.relative import UNITS, known
from geodata.language.dates.rules import DIGITS, Rules, add
from geodata.language.dates.vocabulary import (
    END,
    GAP,
    LAST,
    LAST_DUAL,
    MAY_GAP,
    MONTH,
    NEXT,
    NUMBERS,
    ORDINAL,
    ORDINALS,
    THIS,
    WEEKDAY,
    WEEKDAYS,
    alternation,
)

_DAYTIMES = ["مساء", "صباح", "فجر", "ظهر", "عصر", "نهار", "يوم", "بعد ظهر", "عشية", "ظهيرة", "مغرب"]
_NIGHTS = ["ليلة", "ليل"]
_DAYTIME = alternation(_DAYTIMES)
_NIGHT = alternation(_NIGHTS)
_TIME = rf"(?:(?P<night>{_NIGHT})|{_DAYTIME})"
_BESIDE = rf"(?:{MAY_GAP}[،,]?{MAY_GAP}\(?(?:يوم{GAP})?(?P<weekday>{WEEKDAY})(?!\w)\)?)?"
_DAY_AND_MONTH = rf"\d{{1,2}}(?:st|nd|rd|th)?{GAP}(?:(?:من|of){GAP})?(?:شهر{GAP})?{MONTH}(?!\w)"
_ORDINAL_DAY = rf"{ORDINAL}{GAP}من{GAP}(?:شهر{GAP})?{MONTH}(?!\w)"
# A weekday before a date belongs to it and helps to find its year.
_NO_DATE_FOLLOWS = (
    rf"(?!(?:[،,)(]|{GAP}){{0,3}}(?:الموافق{GAP}|the{GAP})?"
    rf"(?:\d{{1,2}}[-/]\d|{_DAY_AND_MONTH}|{_ORDINAL_DAY}|{MONTH}\.?{GAP}\d))"
)
_PAPERS = "times|telegraph|mail|express|mirror|herald|independent|post|people|prayer"
_NOT_A_PAPER = rf"(?!{GAP}(?:{_PAPERS})s?(?!\w))"
_OTHER_DAYS = ["التالي", "نفسه", "ذاته", "السابق", "الذي", "العالمي", "الدولي", "الوطني", "الواحد", "المذكور"]
_NOT_TODAY_AFTER = alternation([*ORDINALS, *_OTHER_DAYS])
_UNIT = alternation(UNITS)
_ENGLISH_UNIT = "(?P<unit>days?|nights?|weeks?|months?|years?|hours?)"
_NUMBER_WORDS = [name for name in NUMBERS if not name.isascii()]
_VAGUE = alternation(["few", "several", "بضعة", "بضع", "عدة"])
_COUNT = rf"(?P<number>\d{{1,3}}|{alternation(NUMBERS)}(?:{GAP}of)?|{_VAGUE})"
_ARTICLE_NUMBERS = alternation(["القليلة", *("ال" + word for word in _NUMBER_WORDS)])
_ARTICLE_COUNT = rf"(?P<number>(?:ال)?\d{{1,3}}|{_ARTICLE_NUMBERS})"


def _add_english(rules: Rules) -> None:
    add(rules, ["the"], rf"the{GAP}day{GAP}(?P<before_last>before){GAP}yesterday{END}", known(told.yesterday))
    add(
        rules,
        ["yesterday"],
        rf"yesterday{END}(?:{MAY_GAP},?{MAY_GAP}(?P<weekday>{WEEKDAY}){END})?",
        known(told.yesterday),
    )
    add(rules, ["today"], rf"today{END}(?:,?{GAP}(?P<weekday>{WEEKDAY}){END})?", known(told.today))
    add(
        rules, ["this"], rf"this{GAP}(?:morning|afternoon|evening){END}", known(lambda _, day: count.day(day))
    )
    add(rules, ["last", "overnight"], rf"(?:last{GAP}night|overnight){END}", known(told.last_night))
    tomorrow = rf"tomorrow{END}(?:,?{GAP}(?P<weekday>{WEEKDAY}){END})?"
    add(rules, ["tomorrow"], tomorrow, known(told.tomorrow))
    add(rules, ["tonight"], rf"tonight{END}", known(told.tonight))
    parts = "morning|afternoon|evening|(?P<night>night)"
    weekday = rf"(?:(?P<last>last)|(?P<next>next)){GAP}(?P<weekday>{WEEKDAY}){END}(?:{GAP}(?:{parts}){END})?"
    add(rules, ["last", "next"], weekday, known(told.on_weekday))
    bare = rf"(?P<weekday>{WEEKDAY})\.?{END}(?:{GAP}(?:{parts}|(?P<last>last)){END})?"
    names = [name for name in WEEKDAYS if name.isascii()]
    add(rules, names, bare + _NOT_A_PAPER + _NO_DATE_FOLLOWS, known(told.on_weekday))
    unit = "(?P<unit>week|month|year)"
    add(rules, ["last", "this"], rf"(?:(?P<last>last)|this){GAP}{unit}{END}", known(told.named_unit))
    past = rf"(?:past|last|previous){GAP}(?:{_COUNT}{GAP})?{_ENGLISH_UNIT}{END}"
    add(rules, ["past", "last", "previous"], past, known(told.past_span))
    ago = rf"{_COUNT}{GAP}{_ENGLISH_UNIT}{GAP}ago{END}"
    add(rules, [DIGITS, "few", "several", *(n for n in NUMBERS if n.isascii())], ago, known(told.ago))


def _add_arabic_days(rules: Rules) -> None:
    eve = rf"(?P<before_last>اول{GAP}(?:من{GAP})?)?(?:ال)?امس{END}(?P<the_first>{GAP}الاول{END})?"
    yesterday = rf"(?:{_TIME}{GAP})?(?:يوم{GAP})?{eve}{_BESIDE}"
    add(rules, [*_DAYTIMES, *_NIGHTS, "أول", "أمس", "الأمس"], yesterday, known(told.yesterday))
    today = rf"(?:{_TIME}{GAP})?(?:اليوم|هذا{GAP}اليوم){END}(?!»|{GAP}{_NOT_TODAY_AFTER}(?!\w)){_BESIDE}"
    add(rules, [*_DAYTIMES, *_NIGHTS, "اليوم"], today, known(told.today))
    tomorrow = rf"(?:يوم{GAP})?(?P<after>بعد{GAP})?(?:ال)?غد(?:ا)?{END}{_BESIDE}"
    add(rules, ["غد", "غدا", "الغد", "بعد", "يوم"], tomorrow, known(told.tomorrow))
    nights = alternation(["الليلة الماضية", "الليلة الفائتة", "ليل أمس الأول"])
    add(rules, ["الليلة"], rf"{nights}{END}", known(told.last_night))
    which = rf"(?:{GAP}(?:(?P<last>{LAST})|(?P<next>{NEXT})){END})?"
    pair = rf"(?:{GAP}و|{MAY_GAP}[-–/]{MAY_GAP}|{GAP})(?P<second>{WEEKDAY}){END}(?:{GAP}{LAST_DUAL}{END})?"
    weekday = rf"(?:{_TIME}{GAP})?(?:يوم{GAP})?(?P<weekday>{WEEKDAY}){END}{which}{_NO_DATE_FOLLOWS}"
    names = [name for name in WEEKDAYS if not name.isascii()]
    add(rules, [*_DAYTIMES, *_NIGHTS, *names], weekday, known(told.on_weekday))
    add(
        rules,
        ["يومي", *_NIGHTS],
        rf"(?:يومي|{_NIGHT}){GAP}(?P<weekday>{WEEKDAY}){pair}",
        known(told.on_weekday),
    )


def _add_arabic_spans(rules: Rules) -> None:
    unit = rf"(?P<unit>{alternation(['الأسبوع', 'الشهر', 'العام', 'السنة'])})"
    this_or_last = rf"(?:هذا{GAP}|هذه{GAP})?{unit}{GAP}(?:(?P<last>{LAST})|{THIS}){END}"
    add(rules, ["الأسبوع", "الشهر", "العام", "السنة"], this_or_last, known(told.named_unit))
    add(rules, ["هذا", "هذه"], rf"(?:هذا|هذه){GAP}{unit}{END}(?!{GAP}{LAST})", known(told.named_unit))
    duals = ["اليومين", "الأسبوعين", "الشهرين", "العامين", "السنتين", "الساعتين"]
    add(rules, duals, rf"(?P<unit>{alternation(duals)}){GAP}{LAST_DUAL}{END}", known(told.past_span))
    plurals = ["الأيام", "الأسابيع", "الأشهر", "الشهور", "الأعوام", "السنوات", "الساعات"]
    after = rf"(?P<unit>{alternation(plurals)})(?:{GAP}{_ARTICLE_COUNT})?{GAP}{LAST}{END}"
    add(rules, plurals, after, known(told.past_span))
    before = rf"(?P<number>\d{{1,3}}){GAP}(?P<unit>{_UNIT}){GAP}{LAST}{END}"
    add(rules, [DIGITS], before, known(told.past_span))
    ago = rf"قبل{GAP}(?:نحو{GAP}|حوالي{GAP})?(?:{_COUNT}{GAP})?(?P<unit>{_UNIT}){END}"
    add(rules, ["قبل"], ago, known(told.ago))
    since = rf"منذ{GAP}(?:نحو{GAP}|حوالي{GAP}|اكثر{GAP}من{GAP})?(?:{_COUNT}{GAP})?(?P<unit>{_UNIT}){END}"
    add(
        rules,
        ["منذ"],
        rf"{since}(?!{GAP}\d)(?!{GAP}(?:{LAST}|{MONTH}|{WEEKDAY}|امس)(?!\w))",
        known(told.past_span),
    )


def relative_rules() -> Rules:
    """Every rule for dates told from the day of writing."""
    rules: Rules = {}
    _add_english(rules)
    _add_arabic_days(rules)
    _add_arabic_spans(rules)
    return rules
