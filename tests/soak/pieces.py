"""Texts made of what trips finders of names, chosen by the bytes a fuzzer gives."""

from __future__ import annotations

from typing import Protocol


class Provider(Protocol):
    """What atheris' ``FuzzedDataProvider`` offers and is used here."""

    def ConsumeIntInRange(self, low: int, high: int) -> int: ...  # noqa: N802

    def ConsumeUnicode(self, count: int) -> str: ...  # noqa: N802

    def remaining_bytes(self) -> int: ...


NAMES = (
    *("الرقة", "دير الزور", "حلب", "حماة", "الباب", "عين العرب", "كوباني", "مخيم الركبان", "ادلب"),
    *("العراق", "لبنان", "عمان", "طرابلس", "الجزيرة", "واشنطن", "روسيا", "تدمر", "الهول", "كفرنبل"),
    *("كفر نبل", "تل أبيض", "Raqqa", "Deir ez-Zor", "Aleppo", "al-Hol", "Rukban camp", "Kafr Zita"),
    *("US", "U.S.", "Paris", "Tripoli", "Syria's", "south-western Syria", "Ma'arrat al-Nu'man"),
    *("Idlib", "Homs", "Iraq", "Damascus"),
)
CLITICS = (
    *("و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "بال", "لل", "فلل", "وبال", "ولل", "al-", "ar-"),
    *("el ",),
)
CUES = (
    *("مدينة", "بلدة", "قرية", "محافظة", "ريف", "مخيم", "محيط", "شمال", "شرقي", "بين", "في", "من"),
    *("إلى", "على بعد", "كم", "كيلومترا", "20", "٢٠", "عشرين", "مجلس", "جامعة", "قوات", "الشيخ"),
    *("حكومة", "طريق", "مطار", "نهر", "town of", "village", "countryside", "province"),
    *("km north of", "miles east of", "between", "and", "in", "near", "the", "camp"),
    *("refugee camp", "President", "University of", "north", "southern", "airbase", "of"),
)
DATES = (
    *("أمس", "الثلاثاء", "12 تشرين الأول 2017", "أكتوبر", "yesterday", "last Tuesday"),
    *("on 12 March", "2017-10-12"),
)
MARKS = (
    *(" ", "  ", "\n", "\r\n", "\t", "\u060c ", "\u061b", "\u061f", ". ", ", ", ": ", " - "),
    *("\u2013", "(", ")", "\xab", "\xbb", '"', "\u201c", "'", "#", "_", "@", "/", "|", "..."),
    *("\u2026", "http://", "www.", "\u200f", "\u200e", "\u202b", "\u202c", "\u2067", "\u2069"),
    *("\u200c", "\u200d", "\ufeff", "ـ", "ً", "ّ", "ِ", "\x00", "\ud800", "\udfff", "\xa0"),
)
LETTERS = (
    *("ی", "ک", "گ", "پ", "چ", "ے", "ۀ", "ہ", "ھ", "ٱ", "آ", "ؤ", "ئ", "ة", "ى", "\u0130", "\xdf"),
    *("ﷺ", "\ufefb", "\u01c6", "\U00010900", "0"),
)
LONGEST = 20_000
"""Characters after which nothing is added: repeats of repeats grow without bounds."""
POOLS = (NAMES, CLITICS, CUES, DATES, MARKS, LETTERS)


def text_from(provider: Provider, *, most: int) -> str:
    """At most ``most`` pieces in a row, some as they are, some with a space after, some many times over."""
    pieces: list[str] = []
    length = 0
    for _ in range(provider.ConsumeIntInRange(0, most)):
        if not provider.remaining_bytes() or length > LONGEST:
            break
        choice = provider.ConsumeIntInRange(0, len(POOLS) + 1)
        if choice < len(POOLS):
            pool = POOLS[choice]
            pieces.append(pool[provider.ConsumeIntInRange(0, len(pool) - 1)])
        elif choice == len(POOLS):
            pieces.append(provider.ConsumeUnicode(provider.ConsumeIntInRange(0, 24)))
        elif pieces:
            pieces.append(pieces[-1] * provider.ConsumeIntInRange(1, 40))
        if provider.ConsumeIntInRange(0, 3):
            pieces.append(" ")
        length += sum(map(len, pieces[-2:]))
    return "".join(pieces)
