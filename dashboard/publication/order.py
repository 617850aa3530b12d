"""Everything a picture is asked to be, as text pairs of a URL or of the command line and as a record."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self, TypeVar
from urllib.parse import urlsplit

from dashboard.publication.sizes import PRESETS, Size, parse_size
from dashboard.view_state import MapView, parse_view
from geodata.errors import UsageError
from geodata.models import Language
from geodata.query import PARAMETERS as QUERY_PARAMETERS
from geodata.query import Query
from geodata.stores.port import BoundingBox

PARAMETERS = (
    *("size", "format", "scale", "lang", "theme", "background", "style", "labels", "label", "highlight"),
    *("view", "frame", "title", "subtitle", "notes", "sources", "author", "annotations", "alt", "measure"),
    *("locator", "preview"),
)
"""Every name ``Order.from_mapping`` knows beside those of ``geodata.query``."""

LONGEST_TITLE, LONGEST_TEXT, LONGEST_LIST = 300, 2_000, 12_000
LONGEST_LINE, LONGEST_ADDRESS = 300, 1_000
MOST_SOURCES, MOST_ANNOTATIONS, MOST_LABELS = 20, 30, 60
MOST_SCALE = 3
NARROWEST_FRAME = 0.005
"""Degrees, some 500 metres: the base map has nothing to show of less."""
MOST_NORTHERN = 85.0

_LONGEST = (
    dict.fromkeys((*PARAMETERS, *QUERY_PARAMETERS), LONGEST_TEXT)
    | {"title": LONGEST_TITLE, "sources": LONGEST_LIST, "annotations": LONGEST_LIST}
    | {"area": LONGEST_LIST, "source": LONGEST_LIST}
)
_UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset({"\u200c", "\u200d"})


class Format(StrEnum):
    """The kinds of files."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class Style(StrEnum):
    """How much of a picture is drawn around the news."""

    BASIC = "basic"
    """The base map with its rivers, borders and names."""
    MINIMAL = "minimal"
    """Land, borders and the news."""
    PRINT = "print"
    """White land, lines and letters that need little ink, terrain-free."""


class Theme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


class Background(StrEnum):
    """What stands behind map and words."""

    FILLED = "filled"
    TRANSPARENT = "transparent"


class Measure(StrEnum):
    """What a mark's size counts."""

    STORIES = "stories"
    MENTIONS = "mentions"
    CLUSTERS = "clusters"
    """Reports: what several outlets tell alike counts once."""


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the sources; ``url`` is empty where there is none."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words that point to a place, in WGS 84 degrees."""

    lat: float
    lon: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A picture to be drawn. Hashable, so that it may key a cache."""

    query: Query = Query()
    size: Size = PRESETS["1200x675"]
    format: Format = Format.PNG
    scale: int = 1
    """Of a PNG: 1, 2 or 3 times as many pixels a side."""
    language: Language = Language.ENGLISH
    """That the picture speaks; the query's is that of the stories."""
    theme: Theme = Theme.LIGHT
    background: Background = Background.FILLED
    style: Style = Style.BASIC
    labels: bool = True
    """Whether places are named."""
    label: tuple[str, ...] = ()
    """Ids of the places to name; none: the weightiest that fit."""
    highlight: str = ""
    """Id of an area whose outline stands out."""
    view: MapView | None = None
    frame: BoundingBox | None = None
    """West, south, east, north in degrees; goes before ``view``. Neither: what is shown is framed."""
    title: str = ""
    subtitle: str = ""
    notes: str = ""
    sources: tuple[Source, ...] | None = None
    """None: the outlets of the stories shown."""
    author: str = ""
    annotations: tuple[Annotation, ...] = ()
    alt: str | None = None
    """None: written from the data."""
    measure: Measure = Measure.STORIES
    locator: bool = True
    """Whether a small map shows where the large one lies."""
    preview: bool = False
    """A PNG of the same layout with few pixels, whatever size, scale and format say."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | None]) -> Self:
        """An order from text pairs; unknown names are left to others, empty values mean "not asked".

        Only ``sources`` and ``alt`` tell empty (none at all) from absent (made from the stories). Raises
        ``UsageError`` with the pair that makes no sense and what to write instead; it looks at lengths
        before anything else, and never at the stories.
        """
        _check_lengths(values)
        given = {name: value for name, value in values.items() if value and value.strip()}
        scale = _parse(given, "scale", _parse_scale, 1)
        preview = _parse(given, "preview", _parse_flag("preview"), False)
        vector = given.get("format", "").strip() in (Format.SVG, Format.PDF)
        return cls(
            query=Query.from_mapping(given),
            size=parse_size(given.get("size", "1200x675").strip(), 1 if vector or preview else scale),
            format=_choice(given, "format", Format),
            scale=scale,
            language=_choice(given, "lang", Language, Language.ENGLISH),
            theme=_choice(given, "theme", Theme),
            background=_choice(given, "background", Background),
            style=_choice(given, "style", Style),
            labels=_parse(given, "labels", _parse_flag("labels"), True),
            label=_parse(given, "label", _parse_ids, ()),
            highlight=given.get("highlight", "").strip(),
            view=_parse(given, "view", _parse_view, None),
            frame=_parse(given, "frame", _parse_frame, None),
            **{name: _parse(given, name, _one_line, "") for name in ("title", "subtitle", "author")},
            notes=_parse(given, "notes", _lines, ""),
            sources=None if values.get("sources") is None else _parse_sources(values["sources"] or ""),
            annotations=_parse(given, "annotations", _parse_annotations, ()),
            alt=None if values.get("alt") is None else _lines(values["alt"] or ""),
            measure=_choice(given, "measure", Measure),
            locator=_parse(given, "locator", _parse_flag("locator"), True),
            preview=preview,
        )

    def to_mapping(self) -> dict[str, str]:
        """The pairs that differ from an empty order, in a fixed order; ``from_mapping`` reads them back."""
        usual = Order()
        pairs = {
            _WRITTEN.get(field.name, field.name): _write(getattr(self, field.name))
            for field in fields(self)
            if field.name != "query" and getattr(self, field.name) != getattr(usual, field.name)
        }
        return self.query.to_mapping() | pairs


_WRITTEN = {"language": "lang"}
Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


def _parse(given: Mapping[str, str], name: str, parse: Callable[[str], Value], default: Value) -> Value:
    return parse(given[name].strip()) if name in given else default


def _choice(
    given: Mapping[str, str], name: str, choices: type[Choice], default: Choice | None = None
) -> Choice:
    value = given.get(name, "").strip()
    if not value:
        return default or next(iter(choices))
    if value not in set(choices):
        msg = f"“{value[:40]}” is no “{name}” of a picture; choose of {', '.join(choices)}."
        raise UsageError(msg)
    return choices(value)


def _check_lengths(values: Mapping[str, str | None]) -> None:
    for name, limit in _LONGEST.items():
        if len(values.get(name) or "") > limit:
            msg = f"“{name}” is too long: a picture has room for {limit:,} characters of it."
            raise UsageError(msg)


def _one_line(value: str) -> str:
    return " ".join(_writable(value.replace("\n", " ").replace("\t", " ")).split())


def _lines(value: str) -> str:
    lines = (_one_line(line) for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def _writable(value: str) -> str:
    """Without characters no file can hold and without marks of direction: the picture sets its own."""
    return "".join(
        letter for letter in value if letter in _JOINERS or unicodedata.category(letter) not in _UNWRITABLE
    )


def _parse_scale(value: str) -> int:
    if value not in {str(scale) for scale in range(1, MOST_SCALE + 1)}:
        msg = f"“{value[:20]}” is no scale of a picture; write 1, 2 or 3."
        raise UsageError(msg)
    return int(value)


def _parse_flag(name: str) -> Callable[[str], bool]:
    def parse(value: str) -> bool:
        answers = {"on": True, "yes": True, "1": True, "off": False, "no": False, "0": False}
        if value.casefold() not in answers:
            msg = f"“{value[:20]}” is no answer for “{name}”; write on or off."
            raise UsageError(msg)
        return answers[value.casefold()]

    return parse


def _parse_ids(value: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(part.strip() for part in value.split("|") if part.strip()))
    if len(ids) > MOST_LABELS:
        msg = f"At most {MOST_LABELS} places can be named on a picture, not {len(ids)}."
        raise UsageError(msg)
    return ids


def _parse_view(value: str) -> MapView:
    view = parse_view(value)
    if view is None:
        msg = f"“{value[:40]}” is no view; write longitude,latitude,zoom such as 38.6,34.9,6."
        raise UsageError(msg)
    return view


def _parse_frame(value: str) -> BoundingBox:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        msg = f"“{value[:60]}” is no frame; write west,south,east,north in degrees, such as 35,32,43,38."
        raise UsageError(msg) from error
    wide = east - west >= NARROWEST_FRAME and north - south >= NARROWEST_FRAME
    if not (wide and -180 <= west < east <= 180 and -MOST_NORTHERN <= south < north <= MOST_NORTHERN):
        msg = (
            f"“{value[:60]}” frames no part of the globe that can be drawn; write west,south,east,north "
            f"with the west before the east and latitudes from -{MOST_NORTHERN:g} to {MOST_NORTHERN:g}."
        )
        raise UsageError(msg)
    return west, south, east, north


def _parse_sources(value: str) -> tuple[Source, ...]:
    return tuple(_source(line) for line in _split(value, MOST_SOURCES, "sources"))


def _source(line: str) -> Source:
    text, _, address = line.rpartition("|") if "|" in line else (line, "", "")
    text, address = text.strip(), address.strip()
    # A bar of the text's own stays in the text.
    if address and not re.match(r"https?://", address):
        text, address = line.strip(), ""
    if len(text) > LONGEST_LINE or len(address) > LONGEST_ADDRESS or not _sound(address):
        msg = f"A source is written as text|URL, at most {LONGEST_LINE} letters long: {line[:60]}"
        raise UsageError(msg)
    return Source(text or urlsplit(address).hostname or address, address)


def _sound(address: str) -> bool:
    try:
        return not address or bool(urlsplit(address).hostname)
    except ValueError:
        return False


def _parse_annotations(value: str) -> tuple[Annotation, ...]:
    return tuple(_annotation(line) for line in _split(value, MOST_ANNOTATIONS, "annotations"))


def _annotation(line: str) -> Annotation:
    position, _, text = line.partition("|")
    try:
        lat, lon = (float(part) for part in position.split(","))
    except ValueError:
        lat = lon = math.nan
    if not (abs(lat) <= MOST_NORTHERN and abs(lon) <= 180 and text.strip() and len(text) <= LONGEST_LINE):
        msg = f"An annotation is written as latitude,longitude|text, such as 35.95,39.01|The dam: {line[:60]}"
        raise UsageError(msg)
    return Annotation(lat, lon, text.strip())


def _split(value: str, most: int, what: str) -> list[str]:
    lines = _lines(value).splitlines()
    if len(lines) > most:
        msg = f"A picture has room for {most} {what}, not {len(lines)}."
        raise UsageError(msg)
    return lines


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Size):
        return value.name
    if isinstance(value, MapView):
        return f"{value.lon!r},{value.lat!r},{value.zoom!r}"
    if isinstance(value, tuple):
        return _write_several(value)
    return "" if value is None else str(value)


def _write_several(values: tuple[object, ...]) -> str:
    if all(isinstance(value, float) for value in values):
        return ",".join(repr(value) for value in values)
    if all(isinstance(value, str) for value in values):
        return "|".join(str(value) for value in values)
    return "\n".join(
        f"{each.text}|{each.url}" if isinstance(each, Source) else f"{each.lat!r},{each.lon!r}|{each.text}"
        for each in values
        if isinstance(each, Source | Annotation)
    )
