"""What dates told from the day of writing mean: yesterday, on Wednesday, three days ago, الشهر الماضي.

The patterns that find them stand in :mod:`relative_rules`; here each match is counted out against the day of
publication.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from geodata.language.dates import arithmetic as count
from geodata.language.dates.rules import Spot
from geodata.language.dates.vocabulary import NUMBERS, SHORT_WEEKDAYS, WEEKDAYS
from geodata.language.normalise import fold
from geodata.models import DatePrecision, When

# Words that make a name of a weekday: صلاة الجمعة, سوق الأحد, Black Friday.
_NAMED_BEFORE = frozenset(
    fold(
        "صلاة خطبة خطب سوق مسجد جامع قرية بلدة مدينة حي شارع ساحة مقبرة الدكتور العميد اللواء الشيخ "
        "black good holy bloody easter palm"
    ).split()
)
# اليوم is "the day" as well as "today".
_NOT_TODAY = frozenset(fold("في ذلك نفس طوال طيلة هذا ذات أخبار جريدة صحيفة قناة موقع شبكة").split())


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


HOURS = _words("hour hours ساعة ساعات الساعات الساعة ساعتين الساعتين")
DAYS = _words("day days night nights يوم يوما أيام الأيام يومين اليومين")
WEEKS = _words("week weeks أسبوع أسابيع أسبوعين الأسبوعين الأسبوع الأسابيع")
MONTHS = _words("month months شهر شهرا أشهر شهور شهرين الشهرين الشهر الأشهر الشهور")
YEARS = _words("year years عام عاما أعوام عامين العامين العام الأعوام سنة سنوات سنتين السنتين السنة السنوات")
UNITS = HOURS | DAYS | WEEKS | MONTHS | YEARS
_FEW = ((HOURS, 24), (DAYS, 7), (WEEKS, 4), (MONTHS, 6), (YEARS, 5))
"""What "a few" or "الأيام الماضية" are at most."""
_PLURALS = _words("الأيام الأسابيع الأشهر الشهور الأعوام السنوات الساعات")


def known(resolve: Callable[[Spot, date], When | None]) -> Callable[[Spot], When | None]:
    """A resolver that gives None where the day of publication is unknown."""
    return lambda spot: None if spot.reference is None else resolve(spot, spot.reference)


def _of(spot: Spot, day: date) -> When:
    """A day, or where the words say night, that day and the next."""
    return count.days(day, day + timedelta(days=1)) if spot.group("night") else count.day(day)


def yesterday(spot: Spot, reference: date) -> When:
    """Yesterday or the day before, with its night; a weekday written beside it has the last word."""
    back = 2 if spot.group("before_last") or spot.group("the_first") else 1
    if weekday := spot.group("weekday"):
        return _of(spot, count.latest_weekday(count.ago(reference, back - 1), WEEKDAYS[weekday]))
    return _of(spot, count.ago(reference, back))


def today(spot: Spot, reference: date) -> When | None:
    """The day of publication, or the weekday beside it: files are dated a day early now and then."""
    if weekday := spot.group("weekday"):
        return _of(spot, count.latest_weekday(reference + timedelta(days=1), WEEKDAYS[weekday]))
    return None if spot.before in _NOT_TODAY else _of(spot, reference)


def tomorrow(spot: Spot, reference: date) -> When:
    """The day after publication or the one after that; a weekday written beside it has the last word."""
    expected = reference + timedelta(days=2 if spot.group("after") else 1)
    if weekday := spot.group("weekday"):
        return count.day(count.next_weekday(count.ago(expected, 2), WEEKDAYS[weekday]))
    return count.day(expected)


def last_night(_: Spot, reference: date) -> When:
    """The night between the day before and the day of publication."""
    return count.days(count.ago(reference, 1), reference)


def tonight(_: Spot, reference: date) -> When:
    """The night that begins on the day of publication."""
    return count.days(reference, reference + timedelta(days=1))


def on_weekday(spot: Spot, reference: date) -> When | None:
    """The latest such day by the day of publication; with "next", the first after it."""
    name = spot.match["weekday"]
    if spot.before in _NAMED_BEFORE or (name.isascii() and not _is_english_weekday(spot, name)):
        return None
    number = WEEKDAYS[name]
    if spot.group("next"):
        return _of(spot, count.next_weekday(reference, number))
    if second := spot.group("second"):
        end = count.latest_weekday(reference, WEEKDAYS[second])
        return count.days(count.latest_weekday(end, number), end)
    return _of(spot, count.latest_weekday(reference, number, strictly=bool(spot.group("last"))))


def _is_english_weekday(spot: Spot, name: str) -> bool:
    """With a capital; Mon, Sat and Sun, words and names of their own, only after "on" or "last"."""
    if not spot.capital(spot.match.start("weekday")):
        return False
    return name not in SHORT_WEEKDAYS or spot.before in ("on", "last") or bool(spot.group("last"))


def named_unit(spot: Spot, reference: date) -> When:
    """Last week, this month, العام الماضي: by the calendar."""
    back = 1 if spot.group("last") else 0
    return _exactly(spot.match["unit"], back, reference)


def past_span(spot: Spot, reference: date) -> When:
    """Over the past two days, خلال الأيام الثلاثة الماضية, منذ شهرين: from then until now."""
    unit, number = spot.match["unit"], _how_many(spot)
    if unit in HOURS:
        return count.days(count.ago(reference, -(-number // 24)), reference)
    if unit in DAYS or unit in WEEKS:
        return count.days(count.ago(reference, number * (7 if unit in WEEKS else 1)), reference)
    first = _exactly(unit, number, reference).first
    return When(first, reference, DatePrecision.MONTH if unit in MONTHS else DatePrecision.YEAR)


def ago(spot: Spot, reference: date) -> When:
    """Three days ago, قبل أسبوع: the day, week, month or year so far back; "a few": all since then."""
    if _is_vague(spot) or spot.match["unit"] in HOURS:
        return past_span(spot, reference)
    return _exactly(spot.match["unit"], _how_many(spot), reference)


def _exactly(unit: str, number: int, reference: date) -> When:
    """The day, week, month or year that lies ``number`` of them before the reference."""
    if unit in DAYS:
        return count.day(count.ago(reference, number))
    if unit in WEEKS:
        return count.week(count.ago(reference, 7 * number))
    if unit in MONTHS:
        return count.month_before(reference, number)
    return count.year(reference.year - number)


def _is_vague(spot: Spot) -> bool:
    """No number, or "a few": القليلة, several, بضعة."""
    number = spot.group("number").removeprefix("ال")
    if not number:
        return spot.match["unit"] in _PLURALS
    return not (number.isdigit() or number.split()[0] in NUMBERS)


def _how_many(spot: Spot) -> int:
    unit = spot.match["unit"]
    if _is_vague(spot):
        return next(few for units, few in _FEW if unit in units)
    if unit.endswith("ين"):
        return 2
    number = spot.group("number").removeprefix("ال")
    return int(number) if number.isdigit() else NUMBERS[number.split()[0]] if number else 1
