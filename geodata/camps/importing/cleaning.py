"""Cells as people write them, and what they mean: numbers, coordinates, dates, names, kinds and states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from geodata.camp_records import CampStatus, CampType
from geodata.gazetteer.keys import is_arabic, name_key
from geodata.language.dates.metadata import parse_date
from geodata.language.normalise import fold
from geodata.models import DatePrecision, When

MOST_PEOPLE, MOST_HOUSEHOLDS = 400_000, 80_000
"""More than ever lived in a camp: Dadaab, the largest, had 463,000 in all its camps together (2011)."""
_LONGEST_NAME = 200

_NOTHING = frozenset(
    "|-|--|---|—|–|~|n/a|na|n.a.|none|null|nan|nil|unknown|unk|tbd|tbc|?|..|...|#n/a|no data|"  # noqa: SIM905
    "not available|not reported|missing|لا يوجد|غير معروف|غير متوفر|لا توجد بيانات|غير متاح|مجهول".split("|")
)
_MARKS = re.compile("[\u00a0\u2007\u2009\u202f\u200e\u200f\u061c\u2066-\u2069\u200b\ufeff]")
_ROUGHLY = re.compile(
    r"^(?:~|≈|c\.|ca\.?|approx(?:\.|imately)?|about|around|est\.?|نحو|حوالي|قرابه|تقريبا)\s*"
)
_GROUPED = re.compile(r"\d{1,3}(?:[,.'\u066c\u060c ]\d{3})+")
_PLAIN = re.compile(r"\d+(?:\.0+)?")
_UNIT = re.compile(
    r"\s*(?:people|persons?|individuals?|pers\.?|inds?\.?|idps?|households?|hhs?|families|family|"
    r"فردا?|شخصا?|نسمه|نازحا?|عايله|عايلات|اسره|اسر)\.?$"
)
_RANGE = re.compile(r"(\d[\d,.]*)\s*(?:-|–|to|الي)\s*(\d[\d,.]*)")
_MORE = re.compile(r"[+<>≥≤]")


class Fault(Exception):  # noqa: N818 - it ends as a remark on the plan, not as an error anyone sees
    """A cell that cannot be what its column says; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: str) -> str:
    """A cell without invisible marks, its spaces single; nothing for the words that stand for nothing."""
    plain = " ".join(_MARKS.sub(" ", cell).split())
    return "" if fold(plain).strip() in _NOTHING else plain


def is_nothing(cell: str) -> bool:
    """Whether a cell is empty or says that it is."""
    return not text(cell)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or households."""

    number: int
    rough: bool = False


def count(cell: str) -> Count | None:
    """The number in a cell: any digits, with or without signs between thousands; None where it is empty.

    Raises :class:`Fault`: ``negative``, ``range``, ``fraction``, ``no_number``.
    """
    plain = fold(text(cell)).strip()
    if not plain:
        return None
    bare = _UNIT.sub("", plain).strip()
    rough = bool(_ROUGHLY.match(bare) or _MORE.search(bare))
    bare = _MORE.sub("", _ROUGHLY.sub("", bare)).strip()
    if bare.startswith(("-", "−", "(")) and any(c.isdigit() for c in bare):
        raise Fault("negative")  # noqa: EM101 - a code
    if _RANGE.fullmatch(bare) and not _GROUPED.fullmatch(bare):
        raise Fault("range")  # noqa: EM101 - a code
    if _GROUPED.fullmatch(bare):
        return Count(int(re.sub(r"\D", "", bare)), rough)
    if _PLAIN.fullmatch(bare):
        return Count(int(bare.partition(".")[0][:15]), rough)
    raise Fault("fraction" if re.fullmatch(r"\d+[.,]\d+", bare) else "no_number")


_DEGREES = re.compile(
    r"(?P<sign>[-−]?)\s*(?P<deg>\d{1,3}(?:[.,]\d+)?)\s*(?:[°ºd˚]\s*)?"
    r"(?:(?P<min>\d{1,2}(?:[.,]\d+)?)\s*[′'’m]\s*)?(?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s*(?:[″\"”s]|''|’’)\s*)?"
    r"(?P<side>[nsewشجقغ])?",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?:srid=\d+;\s*)?point\s*z?\s*\(\s*([-\d.]+)\s+([-\d.]+)[^)]*\)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[,;،؛/|]\s*|\s+")


def degrees(cell: str) -> float | None:
    """Latitude or longitude: decimal with point or comma, or degrees, minutes, seconds; None where empty.

    Raises :class:`Fault` ``no_degrees`` for anything else.
    """
    plain = text(cell).translate(_DIGITS)
    if not plain:
        return None
    try:
        return float(plain)  # as nearly all are; nothing is lost of what is written
    except ValueError:
        pass
    found = _DEGREES.fullmatch(plain)
    if found is None:
        side = re.fullmatch(r"([nsew])\s*(.+)", plain, re.IGNORECASE)
        found = _DEGREES.fullmatch(side[2] + side[1]) if side else None
    if found is None:
        raise Fault("no_degrees")  # noqa: EM101 - a code
    whole, minutes, seconds = (
        float((found[part] or "0").replace(",", ".")) for part in ("deg", "min", "sec")
    )
    value = whole + minutes / 60 + seconds / 3600
    negative = bool(found["sign"]) or (found["side"] or "").lower() in ("s", "w", "ج", "غ")
    return -value if negative else value


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")


def pair(cell: str) -> tuple[float, float] | None:
    """Latitude and longitude in one cell (also ODK's, with height and accuracy, and WKT); None where empty.

    Raises :class:`Fault` ``no_degrees``.
    """
    plain = text(cell).translate(_DIGITS).strip("()[]")
    if not plain:
        return None
    if found := _POINT.fullmatch(plain if plain.endswith(")") else f"{plain})"):
        return float(found[2]), float(found[1])
    parts = [part for part in _SPLIT.split(plain) if part]
    if len(parts) == 4 and all(re.fullmatch(r"-?\d+", part) for part in parts):
        # 36,2 36,7: decimal commas were taken for the sign between the two.
        parts = [f"{parts[0]}.{parts[1]}", f"{parts[2]}.{parts[3]}"]
    values = [degrees(part) for part in parts[:2]]
    if len(values) < 2 or None in values or len(parts) > 4:
        raise Fault("no_degrees")  # noqa: EM101 - a code
    return float(values[0] or 0), float(values[1] or 0)


@lru_cache(maxsize=4096)
def day(cell: str, today: date) -> When | None:
    """The date in a cell; None where it is empty.

    A number of days since 1900, as Excel keeps dates that lost their format, is one. Raises :class:`Fault`
    ``no_date``.
    """
    plain = text(cell)
    if not plain:
        return None
    if re.fullmatch(r"[34]\d{4}(?:\.\d+)?", plain):
        serial = date.fromordinal(date(1899, 12, 30).toordinal() + int(float(plain)))
        return When(serial, serial, DatePrecision.DAY, "given")
    if short := _SHORT_MONTH.fullmatch(plain):
        plain = f"{short[1]} 20{short[2]}"
    found = parse_date(plain.replace("_", " "), ZoneInfo("UTC"), today=today)
    if found is None:
        raise Fault("no_date")  # noqa: EM101 - a code
    return When(found.first, found.last, found.precision, "given")


_SHORT_MONTH = re.compile(r"([^\W\d_]{3,})[-' ]+(\d\d)")
"""``Jul-20``: so spreadsheets write July 2020."""
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20[0-3]\d|19[89]\d)(?!\d{5})")
_PARTS = re.compile(r"[^\W\d_]+|\d+")


def day_in_name(name: str, today: date) -> When | None:
    """The month or day in the name of a file: ``ISIMM_2020July.csv``, ``camps-2021-03-15.xlsx``."""
    plain = fold(name.rsplit(".", 1)[0])
    if compact := re.search(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)?(?!\d)", plain):
        return _tried("-".join(part for part in compact.groups() if part), today)
    parts = _PARTS.findall(plain)
    for wide in (3, 2):
        for at in range(len(parts) - wide + 1):
            some = parts[at : at + wide]
            if not any(_YEAR_IN_NAME.fullmatch(part) for part in some):
                continue
            figures = all(part.isdigit() for part in some)
            if found := _tried(("-" if figures else " ").join(some), today):
                return found
            if wide == 2 and (found := _tried(" ".join(reversed(some)), today)):
                return found
    return None


def _tried(plain: str, today: date) -> When | None:
    found = parse_date(plain, ZoneInfo("UTC"), today=today)
    return When(found.first, found.last, found.precision, "given") if found else None


_DIRT = re.compile(r"^[\s*•·\-–—_.,;:#>]+|[\s*†‡•·_,;:#^~]+$")


def name(cell: str) -> tuple[str, bool]:
    """A name without the marks of footnotes around it, and whether there were any."""
    whole = text(cell)
    clean = _DIRT.sub("", whole)[:_LONGEST_NAME]
    clean = clean if name_key(clean) else ""
    return clean, clean != whole


def names(cell: str) -> tuple[str, ...]:
    """Names with bars, semicolons or line breaks between."""
    parts = re.split(r"[|;؛\n]", cell)
    return tuple(dict.fromkeys(clean for part in parts if (clean := name(part)[0])))


def in_arabic(value: str) -> bool:
    """Whether a name is written in Arabic letters."""
    return is_arabic(fold(value))


_TYPES = {
    CampType.PLANNED_CAMP: "planned camp|planned|formal camp|formal|camp|official camp|refugee camp|idp camp|"
    "regulated camp|organised camp|organized camp|مخيم|مخيم رسمي|مخيم نظامي|مخيم منظم|"
    "منظم|نظامي|رسمي|مخيم دايم",
    CampType.INFORMAL_SETTLEMENT: "informal settlement|informal|informal site|informal camp|"
    "self settled camp|"
    "self settled|spontaneous|spontaneous site|spontaneous settlement|settlement|makeshift|random camp|tents|"
    "scattered tents|informal tented settlement|its|unplanned camp|مخيم عشوايي|عشوايي|تجمع عشوايي|تجمع|"
    "مخيم غير رسمي|غير رسمي|خيم|خيام|موقع عشوايي|غير منظم|غير نظامي",
    CampType.COLLECTIVE_CENTRE: "collective centre|collective center|collective shelter|cc|collective|"
    "school|public building|unfinished building|مركز ايواء|مركز جماعي|مركز ايواء جماعي|ملجا جماعي",
    CampType.RECEPTION_CENTRE: "reception centre|reception center|reception|reception site|مركز استقبال|"
    "استقبال",
    CampType.TRANSIT_CENTRE: "transit centre|transit center|transit|transit camp|transit site|مركز عبور|عبور|"
    "مخيم عبور",
    CampType.EVACUATION_CENTRE: "evacuation centre|evacuation center|evacuation|evacuation site|مركز اخلاء|"
    "مركز اجلاء",
    CampType.CLUSTER: "cluster|camp cluster|group of camps|مجموعه مخيمات|تجمع مخيمات|مخيمات",
    CampType.UNKNOWN: "unknown|other|اخري|غير معروف",
}
_STATES = {
    CampStatus.OPEN: "open|opened|active|functional|functioning|operational|ongoing|existing|exists|yes|"
    "true|1|"
    "inhabited|occupied|مفتوح|قايم|فعال|نشط|قيد العمل|ماهول|نعم",
    CampStatus.CLOSED: "closed|close|inactive|non functional|not functional|not active|no|false|0|"
    "decommissioned|shut|shut down|dismantled|مغلق|مغلقه|غير فعال|اغلق|تم الاغلاق|تم اغلاقه|لا",
    CampStatus.EVACUATED: "evacuated|emptied|empty|vacated|abandoned|depopulated|"
    "مخلي|اخلي|تم اخلاوه|تم الاخلاء|تم اخلاء المخيم|جري اخلاوه|"
    "خالي|فارغ",
    CampStatus.PLANNED: "planned|under construction|proposed|in preparation|مخطط|قيد الانشاء|قيد التجهيز",
    CampStatus.BESIEGED: "besieged|under siege|siege|محاصر|تحت الحصار",
    CampStatus.PARTLY_EMPTIED: "partly emptied|partially emptied|partly empty|partially evacuated|"
    "partly evacuated|partially closed|returns under way|مخلي جزييا|افرغ جزييا|شبه خال",
    CampStatus.MOVED: "moved|relocated|transferred|منقول|نقل|تم نقله",
    CampStatus.MERGED: "merged|joined|مدمج|دمج|تم دمجه",
    CampStatus.UNKNOWN: "unknown|غير معروف",
}
_TYPE_OF = {key: kind for kind, keys in _TYPES.items() for key in keys.split("|")}
_STATE_OF = {key: state for state, keys in _STATES.items() for key in keys.split("|")}
_GAP = re.compile(r"[\W_]+")
_TYPE_WORDS = (
    (
        re.compile(r"\b(?:self settled|informal|spontaneous|unplanned|makeshift)\b"),
        CampType.INFORMAL_SETTLEMENT,
    ),
    (re.compile(r"\bcollective\b|ايواء"), CampType.COLLECTIVE_CENTRE),
    (re.compile(r"\btransit\b|عبور"), CampType.TRANSIT_CENTRE),
    (re.compile(r"\breception\b|استقبال"), CampType.RECEPTION_CENTRE),
    (re.compile(r"\bevacuation\b"), CampType.EVACUATION_CENTRE),
    (re.compile(r"عشوايي"), CampType.INFORMAL_SETTLEMENT),
    (re.compile(r"\b(?:planned|formal|managed)\b"), CampType.PLANNED_CAMP),
)
"""Words that tell a type within a longer text, the most telling first."""


def camp_type(cell: str) -> CampType | None:
    """The type a cell names; None where it is empty. Raises :class:`Fault` ``no_type``."""
    key = _GAP.sub(" ", fold(text(cell))).strip()
    if not key:
        return None
    found = _TYPE_OF.get(key) or _TYPE_OF.get(key.removesuffix(" site").removesuffix(" camp"))
    found = found or next((kind for words, kind in _TYPE_WORDS if words.search(key)), None)
    if found is None:
        raise Fault("no_type")  # noqa: EM101 - a code
    return found


def camp_status(cell: str) -> CampStatus | None:
    """The state a cell names, UNHCR's 1 and 0 among them; None where it is empty.

    Raises :class:`Fault` ``no_status``.
    """
    plain = _GAP.sub(" ", fold(text(cell))).strip()
    key = plain.removesuffix(" 0") if plain in ("1 0", "0 0") else plain
    if not key:
        return None
    if key not in _STATE_OF:
        raise Fault("no_status")  # noqa: EM101 - a code
    return _STATE_OF[key]
