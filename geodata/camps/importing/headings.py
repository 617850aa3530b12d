"""What the columns of a list of camps mean: by their headings in English and Arabic, or by HXL tags.

Vocabulary gathered from the layouts of CCCM (ISIMM, Iraq FSMT), UNHCR, KoBo and ODK exports, OCHA's
boundaries (COD-AB, old and new) and the HXL standard 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from geodata.errors import UsageError
from geodata.language.normalise import fold


class How(StrEnum):
    """By what a column was understood."""

    HEADING = "heading"
    TAG = "tag"
    MAPPED = "mapped"
    """Somebody said so."""
    META = "meta"
    """It is what a survey tool writes about itself; left out."""
    SERIAL = "serial"
    """It numbers the rows; left out."""
    TAKEN = "taken"
    """Another column says the same."""
    UNKNOWN = "unknown"
    BLANK = "blank"
    """Nothing stands in it."""


FIELDS: tuple[str, ...] = (
    "id", "name", "name_ar", "aliases", "former_names", "type", "status", "status_date", "opened", "closed",
    "lat", "lon", "geo", "precision", "public", "country", "admin1", "admin1_pcode", "admin1_ar", "admin2",
    "admin2_pcode", "admin2_ar", "admin3", "admin3_pcode", "admin3_ar", "pcode", "place_id", "managed_by",
    "notes", "people", "households", "girls", "boys", "women", "men", "date", "source", "source_url",
    "method", "statuses", "populations", "links", "sources", "extra",
)  # fmt: skip
"""What a column can be."""
KEEP, IGNORE = "keep", "ignore"
"""What else somebody may say of one: keep it beside the fields, under its own heading; leave it out."""

_WORDS: Mapping[str, str] = {
    "id": "id, camp id, site id",
    "name": "name, camp name, site name, camp, name en, camp name en, site name en, name of camp, "
    "name of site, "
    "location name, settlement name, camp site name, english name, name english, اسم المخيم, المخيم, الاسم, "
    "اسم الموقع, اسم التجمع, الموقع, مخيم",
    "name_ar": "name ar, name arabic, arabic name, camp name ar, camp name arabic, site name ar, "
    "site name arabic, nameara, name a, الاسم العربي, الاسم بالعربيه, اسم المخيم بالعربيه, اسم المخيم عربي",
    "aliases": "aliases, alias, name alt, alt name, alternative name, alternative names, other names, "
    "other name, also known as, aka, اسماء اخري, اسم اخر, الاسم البديل",
    "former_names": "former names, former name, previous name, old name, الاسم السابق, الاسم القديم",
    "type": "type, camp type, site type, typesite, type site, type of site, type of camp, loc subtype, "
    "settlement type, نوع المخيم, النوع, نوع الموقع, نوع التجمع",
    "status": "status, camp status, site status, current status, operational status, حاله المخيم, الحاله, "
    "الوضع, حاله الموقع",
    "status_date": "status date, date of status, status as of, تاريخ الحاله",
    "opened": "createdate, create date, opened, opening date, date opened, date of opening, opened on, "
    "open date, established, establishment date, date established, start date, تاريخ الافتتاح, تاريخ الانشاء",
    "closed": "closedate, close date, closed, closing date, date closed, closed on, closure date, "
    "date of closure, end date, تاريخ الاغلاق",
    "lat": "lat, latitude, point y, y, lat dd, latitude dd, gps latitude, coordinates latitude, gps lat, "
    "y coord, ycoord, lat y, location latitude, geopoint latitude, geolocation latitude, "
    "latitude of the feature, خط العرض, دائره العرض",
    "lon": "lon, long, longitude, lng, point x, x, lon dd, long dd, longitude dd, gps longitude, "
    "coordinates longitude, gps long, gps lon, x coord, xcoord, long x, lon x, location longitude, "
    "geopoint longitude, geolocation longitude, longitude of the feature, خط الطول",
    "geo": "geo, coordinates, gps, geopoint, gps coordinates, lat lon, lat long, latlon, latlong, "
    "location gps, "
    "geolocation, coordinate, point, wkt, احداثيات, الاحداثيات",
    "precision": "precision, where prec",
    "public": "public, public precision",
    "country": "country, country name, country code, iso2, iso3, country iso3, admin0, adm0 en, adm0 name, "
    "admin0name en, adm0 pcode, البلد, الدوله",
    "admin1": "admin1, governorate, province, admin 1, adm1, muhafaza, governorate name, gov, admin1 name, "
    "المحافظه, محافظه, الولايه",
    "admin2": "admin2, district, admin 2, adm2, district name, admin2 name, المنطقه, منطقه, القضاء, قضاء",
    "admin3": "admin3, subdistrict, sub district, admin 3, adm3, nahia, nahiya, subdistrict name, "
    "admin3 name, الناحيه, ناحيه",
    "pcode": "pcode, p code, site pcode, camp pcode, code, site code, camp code, siteid, camp pcode cccm, "
    "pcode site, الرمز, رمز المخيم, كود المخيم, الكود, كود",
    "place_id": "place id",
    "managed_by": "managed by, management, managing body, camp management, managing agency, camp manager, "
    "site manager, manager, management agency, smc, sma, focal point agency, الاداره, الجهه المديره, "
    "اداره المخيم, الجهه المسووله",
    "notes": "notes, note, comments, comment, remarks, remark, ملاحظات, ملاحظه, تعليق",
    "people": "people, individual, individuals, ind, inds, population, pop, total population, "
    "total individuals, "
    "total individual, no of individuals, number of individuals, individuals total, total ind, total people, "
    "number of people, persons, total persons, total idps, idps, idp, residents, total residents, "
    "idp individuals, # of individuals, pop total, عدد الافراد, الافراد, عدد السكان, السكان, عدد النازحين, "
    "عدد الاشخاص, مجموع الافراد, اجمالي الافراد, عدد القاطنين",
    "households": "households, household, hh, hhs, families, family, no of households, number of households, "
    "total households, total hh, hh total, no of families, number of families, total families, "
    "idp households, idp families, # of families, # of hh, عدد العايلات, العايلات, عدد الاسر, الاسر, عايلات",
    "girls": "girls, girl, female children, girls 0 17, female 0 17, بنات, البنات, فتيات, عدد البنات, "
    "اناث اطفال",
    "boys": "boys, boy, male children, boys 0 17, male 0 17, اولاد, الاولاد, صبيه, عدد الاولاد, ذكور اطفال",
    "women": "women, woman, female adults, adult female, females 18, نساء, النساء, عدد النساء",
    "men": "men, man, male adults, adult male, males 18, رجال, الرجال, عدد الرجال",
    "date": "date, report date, reporting date, date of report, reporting month, month, period, data date, "
    "as of, date of data, date of assessment, assessment date, date of update, last update, update date, "
    "updated, survey date, population date, today, التاريخ, تاريخ, تاريخ التقرير, الشهر, تاريخ الزياره, "
    "تاريخ التحديث",
    "source": "source, data source, information source, population source, المصدر, مصدر المعلومات",
    "source_url": "source url, url, link, الرابط",
    "method": "method, population method, data collection method, collection method, طريقه الجمع",
    "statuses": "statuses",
    "populations": "populations",
    "links": "links",
    "sources": "sources",
    "extra": "extra",
}
_BY_HEADING = {
    heading.strip(): field for field, headings in _WORDS.items() for heading in headings.split(",")
}
# CCCM's groups of sites have no field of their own and are worth keeping.
_BY_HEADING |= dict.fromkeys(("cluster", "cluster name", "camp cluster"), "keep")
_COUNTED = frozenset(("people", "households", "girls", "boys", "women", "men"))
_COUNT_WORDS = re.compile(
    r"^(?:(?:total|number|no|nr|nb|num|count|of|current|latest|idp|estimated|عدد|مجموع|اجمالي)\s+)+"
    r"|\s+(?:total|count|number|no|current|latest|(?:ال)?(?:مجموع|اجمالي|كلي|عدد))$"
)
"""What stands around the word for what is counted: "# of HH", "total number of individuals"."""
_META = re.compile(
    r"_(?:id|uuid|submission_time|validation_status|notes|status|submitted_by|version|__version__|tags|index|"
    r"parent_index|parent_table_name|attachments|geolocation)|_+version_+|start|end|deviceid|subscriberid|"
    r"simserial|phonenumber|username|instance_?id|meta[/:_-]instance_?id|formhub[/:]uuid|uuid|objectid|fid|"
    r"globalid|shape_?(?:leng?t?h?|area)|.*_(?:altitude|precision)|key|submissiondate",
    re.IGNORECASE,
)
GROUP_SIGN = " – "
"""Between a group of columns and a column of it, where headings stand in two rows."""
_PERSON = re.compile(
    r"contact|focal|phone|mobile|enumerator|respondent|interviewer|supervisor|تواصل|اتصال|هاتف|جوال|موبايل|"
    r"مسوول|مشرف|مندوب|محاور"
)
"""Groups that tell of people: their "name" is nobody's but theirs."""
_AREA_NAME = re.compile(r"adm(?:in)?_?([0-3])_?(?:name)?\d?_?(en|ar)?", re.IGNORECASE)
_AREA_CODE = re.compile(r"adm(?:in)?_?([0-3])_?p?code?", re.IGNORECASE)
_SERIAL = frozenset(
    ("no", "nr", "s n", "sn", "sr", "sr no", "serial", "serial no", "serial number", "row", "م", "ت", "تسلسل")
) | frozenset(("التسلسل", "رقم", "الرقم", "مسلسل", "الرقم التسلسلي", "رقم تسلسلي", "الرقم المتسلسل"))
_GAP = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"(statuses|populations|links|sources|extra)[ _](\d+)")
_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a column is."""

    field: str
    """One of ``FIELDS``, ``keep``, or empty where it is left out."""
    how: How


def understand(
    headings: Sequence[str], tags: Sequence[str], filled: Sequence[bool], mapping: Mapping[str, str]
) -> list[Understood]:
    """What each column is. What ``mapping`` says (heading → field) wins; then tags; then headings.

    Of several columns for one field the first with anything in it counts. Raises ``UsageError`` where the
    mapping names a column or a field there is none of.
    """
    mapped = _checked(headings, mapping)
    found: list[Understood | None] = [None] * len(headings)
    taken: set[str] = set()
    for at, heading in enumerate(headings):
        if heading in mapped:
            field = mapped[heading]
            found[at] = Understood("" if field == IGNORE else field, How.MAPPED)
            taken |= {field} - {KEEP, IGNORE}
    proposals = list(_proposals(headings, tags))
    for at, proposed in sorted(enumerate(proposals), key=lambda pair: (not filled[pair[0]], pair[0])):
        if found[at] is not None:
            continue
        if not filled[at] and not (proposed.field and proposed.field not in taken):
            found[at] = Understood("", How.BLANK)
        elif proposed.field and proposed.field in taken and not _NUMBERED.fullmatch(headings[at].lower()):
            found[at] = Understood("", How.TAKEN)
        else:
            found[at] = proposed
            taken |= {proposed.field} - {KEEP}
    return [each or Understood("", How.UNKNOWN) for each in found]


def _checked(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    known = (*FIELDS, KEEP, IGNORE)
    folded = {_key(heading): heading for heading in reversed(headings) if heading}
    checked = {}
    for column, field in mapping.items():
        heading = column if column in headings else folded.get(_key(column))
        if heading is None:
            msg = f"There is no column “{column}”. There are: {', '.join(filter(None, headings))[:600]}."
            raise UsageError(msg)
        if field not in known:
            msg = f"A column cannot be “{field}”. It can be: {', '.join(known)}."
            raise UsageError(msg)
        checked[heading] = field
    return checked


def _proposals(headings: Sequence[str], tags: Sequence[str]) -> Iterator[Understood]:
    for at, heading in enumerate(headings):
        tag = tags[at] if at < len(tags) else ""
        if field := field_of_tag(tag):
            yield Understood(field, How.TAG)
        elif heading and field_of(heading):
            yield Understood(field_of(heading), How.HEADING)
        elif _key(heading) in _SERIAL or heading.strip() == "#":
            yield Understood("", How.SERIAL)
        elif _META.fullmatch(heading.strip()):
            yield Understood("", How.META)
        else:
            yield Understood("", How.UNKNOWN)


def known_headings(headings: Sequence[str], tags: Sequence[str]) -> int:
    """How many different fields a row of cells names, were they headings."""
    found = {field_of(cell) for cell in headings if cell and len(cell) < 200}
    found |= {field_of_tag(tag) for tag in tags}
    return len(found - {""})


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str:
    """The field a heading means; empty where none does. Groups before ``/`` or an en dash are passed over."""
    plain = heading.strip()
    if _META.fullmatch(plain):
        return ""
    for part in dict.fromkeys((plain, *_last_part(plain))):
        bare = part.strip().strip("*:").strip()
        if code := _AREA_CODE.fullmatch(bare):
            return f"admin{code[1]}_pcode" if code[1] != "0" else "country"
        for key in dict.fromkeys((_key(bare), _key(_CAMEL.sub(" ", bare)))):
            if key in _BY_HEADING:
                return _BY_HEADING[key]
            if (counted := _BY_HEADING.get(_COUNT_WORDS.sub("", key), "")) in _COUNTED:
                return counted
            if numbered := _NUMBERED.fullmatch(key):
                return numbered[1]
        if (name := _AREA_NAME.fullmatch(bare)) and name[1]:
            if name[1] == "0":
                return "country"
            return f"admin{name[1]}_ar" if (name[2] or "").lower() == "ar" else f"admin{name[1]}"
    return ""


def _last_part(heading: str) -> list[str]:
    group, _, last = heading.replace(GROUP_SIGN, "/").rpartition("/")
    return [last] if group and not _PERSON.search(fold(group)) else []


def _key(heading: str) -> str:
    return _GAP.sub(" ", fold(heading)).strip()


def is_tag_row(cells: Sequence[str]) -> bool:
    """Whether a row holds HXL tags: at least two of its cells, and most of those with anything in them."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    tags = [cell for cell in filled if _TAG.fullmatch(cell)]
    return len(tags) >= 2 and len(tags) > len(filled) / 2


def field_of_tag(tag: str) -> str:
    """The field an HXL tag means; empty where none does."""
    if not _TAG.fullmatch(tag.strip()):
        return ""
    head, *attributes = re.sub(r"\s", "", tag.lower()).lstrip("#").split("+")
    having = set(attributes)
    if head in ("affected", "population", "reached", "inneed", "targeted", "idps", "refugees"):
        return _counted(having)
    arabic = "ar" in having or "i_ar" in having
    match head:
        case "loc":
            if having & {"code", "pcode"}:
                return "pcode"
            if "id" in having:
                return "id"
            if having & {"type"}:
                return "type"
            if having & {"alt", "alias"}:
                return "former_names" if "former" in having else "aliases"
            return "name_ar" if arabic else "name"
        case "adm1" | "adm2" | "adm3":
            level = f"admin{head[-1]}"
            code = having & {"code", "pcode"}
            return f"{level}_pcode" if code else f"{level}_ar" if arabic else level
        case "geo":
            return next(
                (field for field in ("lat", "lon") if field in having), "" if having - {"coord"} else "geo"
            )
        case "date":
            told = {"start": "opened", "opened": "opened", "end": "closed", "closed": "closed"}
            return next(
                (told[one] for one in attributes if one in told),
                "status_date" if "status" in having else "date",
            )
    return _OTHER_TAGS.get(head, "")


_OTHER_TAGS = {
    "country": "country",
    "status": "status",
    "org": "managed_by",
    "description": "notes",
    "meta": "source",
}


def _counted(having: set[str]) -> str:
    if having & {"hh", "households", "household", "families"}:
        return "households"
    female, male, child = having & {"f", "female"}, having & {"m", "male"}, having & {"children", "child"}
    if female:
        return "girls" if child else "women"
    if male:
        return "boys" if child else "men"
    return "" if child else "people"
