"""The words dates are made of in Arabic and English, folded as the shadow of a text is.

Arabic months come in three traditions: the Levant and Iraq (حزيران), Egypt and the Gulf (يونيو), the Maghreb
(جوان); news texts often give two at once (حزيران/يونيو). Names follow Unicode CLDR (locales ar, ar-SY, ar-DZ,
ar-MA) and everyday spelling variants.
"""

from __future__ import annotations

from collections.abc import Iterable

from geodata.language.normalise import fold

GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)"
"""Space between two words of one date: never a blank line, never unbounded."""
MAY_GAP = r"[^\S\n]{0,3}"

_MONTH_NAMES: tuple[tuple[str, ...], ...] = (
    ("january", "jan", "كانون الثاني", "يناير", "جانفي"),
    ("february", "feb", "شباط", "فبراير", "فيفري"),
    ("march", "mar", "آذار", "مارس"),
    ("april", "apr", "نيسان", "أبريل", "إبريل", "أفريل"),
    ("may", "أيار", "مايو", "ماي", "مايس"),
    ("june", "jun", "حزيران", "يونيو", "يونيه", "جوان"),
    ("july", "jul", "تموز", "يوليو", "يوليه", "يوليوز", "جويلية"),
    ("august", "aug", "آب", "أغسطس", "اغسطس", "غشت", "أوت"),
    ("september", "sep", "sept", "أيلول", "سبتمبر", "شتنبر"),
    ("october", "oct", "تشرين الأول", "أكتوبر"),
    ("november", "nov", "تشرين الثاني", "نوفمبر", "نونبر"),
    ("december", "dec", "كانون الأول", "ديسمبر", "دجنبر"),
)
MONTHS: dict[str, int] = {
    fold(name): number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names
}
ENGLISH_MONTHS = frozenset(name for name in MONTHS if name.isascii())

_WEEKDAY_NAMES: tuple[tuple[str, ...], ...] = (
    ("monday", "mon", "الاثنين", "الإثنين", "الأثنين"),
    ("tuesday", "tue", "tues", "الثلاثاء", "الثلثاء"),
    ("wednesday", "wed", "الأربعاء", "الاربعا"),
    ("thursday", "thu", "thur", "thurs", "الخميس"),
    ("friday", "fri", "الجمعة"),
    ("saturday", "sat", "السبت"),
    ("sunday", "sun", "الأحد"),
)
WEEKDAYS: dict[str, int] = {
    fold(name): number for number, names in enumerate(_WEEKDAY_NAMES) for name in names
}
"""0 is Monday, as in :meth:`datetime.date.weekday`."""
SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if name.isascii() and not name.endswith("day"))

_UNITS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_TENS = {20: ("العشرون", "العشرين"), 30: ("الثلاثون", "الثلاثين")}


def _ordinals() -> dict[str, int]:
    """Arabic ordinals 1 to 31 as days of a month are spelt, folded."""
    spelt = {name: number for number, name in enumerate(_UNITS, start=1)}
    firsts = ("الحادي", "الحادية", *_UNITS[1:9])
    units = {name: (1 if index < 2 else index) for index, name in enumerate(firsts)}
    for name, unit in units.items():
        spelt[f"{name} عشر"] = 10 + unit
        for tens, words in _TENS.items():
            for word in words:
                if tens + unit <= 31:
                    spelt[f"{name} و{word}"] = tens + unit
    for tens, words in _TENS.items():
        spelt.update(dict.fromkeys(words, tens))
    return {fold(name): number for name, number in spelt.items()}


ORDINALS = _ordinals()

_NUMBER_NAMES: tuple[tuple[int, str], ...] = (
    (1, "one a an واحد واحدة"),
    (2, "two couple اثنين اثنان اثنتين"),
    (3, "three ثلاثة ثلاث"),
    (4, "four أربعة أربع"),
    (5, "five خمسة خمس"),
    (6, "six ستة ست"),
    (7, "seven سبعة سبع"),
    (8, "eight ثمانية ثماني ثمان"),
    (9, "nine تسعة تسع"),
    (10, "ten عشرة عشر"),
    (11, "eleven"),
    (12, "twelve"),
)
NUMBERS: dict[str, int] = {fold(word): number for number, text in _NUMBER_NAMES for word in text.split()}


def alternation(names: Iterable[str]) -> str:
    """A regular expression for any of ``names``, folded, the longest first, any short gap for a space."""
    folded = sorted({fold(name) for name in names}, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(name.replace(" ", GAP) for name in folded) + ")"


def lookup(table: dict[str, int], matched: str) -> int:
    """The number of a name matched with :func:`alternation`, however its words were spaced."""
    return table[" ".join(matched.split())]


MONTH = alternation(MONTHS)
WEEKDAY = alternation(WEEKDAYS)
ORDINAL = alternation(ORDINALS)
LAST = alternation(
    [
        "الماضي",
        "الماضية",
        "المنصرم",
        "المنصرمة",
        "الفائت",
        "الفائتة",
        "السابق",
        "السابقة",
        "الأخير",
        "الأخيرة",
    ]
)
LAST_DUAL = alternation(["الماضيين", "الأخيرين", "المنصرمين", "الفائتين", "الماضيتين", "السابقين"])
THIS = alternation(["الجاري", "الجارية", "الحالي", "الحالية"])
NEXT = alternation(["المقبل", "المقبلة", "القادم", "القادمة"])
END = r"(?!\w)"
"""A word ends here."""
