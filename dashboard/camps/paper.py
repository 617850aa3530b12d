"""A camp on one page to print: the same bytes for the same data, as the pictures are drawn."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from shapely.affinity import translate
from shapely.geometry import Polygon

from dashboard.basemap.style import attribution
from dashboard.camps import wording
from dashboard.camps.charts import LOOKS, Series, form_of, hue_of, month_end, months_span
from dashboard.camps.dossier import Dossier, aliases, title_of
from dashboard.camps.locator import frame_of
from dashboard.camps.scales import Days, counts_of
from dashboard.publication.drawing import base_map
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks, inks
from dashboard.publication.drawing.letters import BOLD, REGULAR, drawable, shortened, wrapped
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order, Style, Theme
from dashboard.publication.picture import drawing
from dashboard.text import say
from geodata.camp_records import UNITS, CampStatus
from geodata.models import Language
from geodata.text import apart, name_in
from geodata.text.dates import say_when

_MARGIN = 46.0
_CAMP, _EVENT, _HALF, _SHADE = "#0072b2", "#c8442b", "#8bbcda", "#e3e1db"
_HUES = (_CAMP, _EVENT, "#b37700", "#009e73", "#b0568c", "#22262a")
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 3), (9, 3, 2, 3), (1, 4), ())
_CROSS = (
    (-3, -1),
    (-1, -1),
    (-1, -3),
    (1, -3),
    (1, -1),
    (3, -1),
    (3, 1),
    (1, 1),
    (1, 3),
    (-1, 3),
    (-1, 1),
    (-3, 1),
)
_SHAPES = (
    None,
    Polygon([(-2.6, -2.6), (2.6, -2.6), (2.6, 2.6), (-2.6, 2.6)]),
    Polygon([(0, -3.4), (3.4, 0), (0, 3.4), (-3.4, 0)]),
    Polygon([(0, -3), (3.3, 2.6), (-3.3, 2.6)]),
    Polygon([(0, 3), (3.3, -2.6), (-3.3, -2.6)]),
    Polygon(_CROSS),
)
"""The marks of sources around [0, 0], as ``charts.mark`` has them; the first is a disc."""
_MAP = 270.0, 196.0
_BODY, _SMALL, _HEAD = 11.5, 9.5, 13.5
_STORIES, _MOST_SOURCES = 4, 12


def paper(dossier: Dossier, language: Language, address: str) -> bytes:
    """The page as PDF, A4 upright. ``address`` is that of the camp's page, for the citation."""
    order = Order.from_mapping({"size": "a4-portrait", "lang": language.value, "format": "pdf"})
    with drawing():
        page = _Paper(dossier, language, order)
        page.draw(address)
        stream = io.BytesIO()
        told: dict[str, Any] = {
            "Title": wording.called(dossier.camp, language),
            "Subject": page.citation(address),
            "Creator": say(language, "app.name"),
            "Producer": None,
            "CreationDate": None,
        }
        page.sheet.figure.savefig(stream, format="pdf", dpi=72, metadata=told, transparent=True)
    return stream.getvalue()


class _Paper:
    """Writes from the top down."""

    def __init__(self, dossier: Dossier, language: Language, order: Order) -> None:
        self.dossier, self.language, self.order = dossier, language, order
        self.sheet = Sheet(order.size, language)
        self.inks: Inks = inks(Theme.LIGHT, Style.BASIC)
        whole = self.sheet.box
        self.box = Box(_MARGIN, _MARGIN, whole.right - _MARGIN, whole.bottom - _MARGIN)
        self.down = _MARGIN
        self.sheet.rectangle(whole, "#ffffff")

    def say(self, key: str, count: int | None = None, **values: object) -> str:
        return say(self.language, key, count=count, **values)

    def draw(self, address: str) -> None:
        """Everything, in order."""
        top = self.down
        self._head(self.box.width - _MAP[0] - 24)
        self._map(top)
        self.down = max(self.down, top + _MAP[1] + 26)
        if span := self.dossier.span():
            self._status(span)
            for unit in UNITS:
                series = [each for each in self.dossier.series if each.unit == unit]
                if series:
                    self._people(series, span, self.say(f"camps.chart.{unit}"))
        self._news()
        self._near()
        self._foot(address)

    # ---- words

    def line(
        self,
        text: str,
        size: float = _BODY,
        *,
        room: float = 0.0,
        weight: int = REGULAR,
        muted: bool = False,
        most: int = 1,
        own: bool = False,
    ) -> None:
        """A paragraph of at most so many lines."""
        colour = self.inks.muted if muted else self.inks.ink
        for words in wrapped(drawable(text), size, room or self.box.width, weight, most):
            self.down += 1.42 * size
            self.sheet.text(
                self.sheet.start(self.box), self.down, words, size, colour, weight=weight, own=own
            )

    def heading(self, text: str) -> None:
        self.down += 9
        self.line(text, _HEAD, weight=BOLD)
        self.down += 3

    def _head(self, room: float) -> None:
        camp, language = self.dossier.camp, self.language
        self.line(wording.called(camp, language), 25, room=room, weight=BOLD, most=2)
        if other := wording.other_name(camp, language):
            self.line(other, 14, room=room, muted=True, own=True)
        comma = "، " if language is Language.ARABIC else ", "
        areas = wording.area_words(camp, self.dossier.find, language)
        self.line(
            " · ".join(p for p in (self.say(f"camps.type.{camp.type.value}"), comma.join(areas)) if p),
            room=room, muted=True, most=2,
        )  # fmt: skip
        self.down += 5
        self._now(room)
        self.down += 5
        named = {
            "camps.aliases": " · ".join(map(apart, aliases(camp))),
            "camps.former_names": " · ".join(map(apart, camp.former_names)),
            "camps.managed_by": camp.managed_by,
            "camps.pcode": camp.pcode,
            "camps.where": wording.position_words(camp, language),
            "camps.id": camp.id,
        }
        for key, value in named.items():
            if value:
                self.line(f"{self.say(key)}: {value}", room=room, most=2)
        if blurred := wording.blurred_words(camp, language):
            self.line(blurred, room=room, muted=True, most=2)

    def _now(self, room: float) -> None:
        status, known = self.dossier.status, self.dossier.figure
        code = status.status if status else CampStatus.UNKNOWN
        since = f" · {self.say('camps.since', when=say_when(self.language, status.when))}" if status else ""
        self.line(self.say(f"camps.status.{code.value}") + since, 14, room=room, weight=BOLD)
        if known is None:
            self.line(self.say("camps.no_figure"), 14, room=room)
        else:
            self.line(wording.figure_words(self.language, known.population), 14, room=room, weight=BOLD)
            source = known.population.source.name or self.say("camps.no_source")
            told = f"{apart(source)} · {wording.known_words(self.language, known)}"
            if self.dossier.before_end:
                told = f"{self.say('camps.before_end')} · {told}"
            self.line(told, room=room, muted=True, most=2)
        if (weeks := self.dossier.news.silent_weeks) is not None and weeks:
            self.line(self.say("camps.silent", weeks), room=room, most=2)

    # ---- pictures

    def _map(self, top: float) -> None:
        width, height = _MAP
        left = self.box.left if self.sheet.right_to_left else self.box.right - width
        box = Box(left, top, left + width, top + height)
        camp = self.dossier.camp
        frame = frame_of(camp, [near.place for near in self.dossier.near["towns"]])
        projected = Projected(frame.box, box)
        base_map.draw(self.sheet, projected, self.order, self.inks, 0.6)
        at = projected.points([camp.lon], [camp.lat])
        if camp.blurred:
            reach = np.array([max(camp.blurred_m / projected.metres_a_pixel, 4.0)])
            self.sheet.discs(
                at, reach, fill=_CAMP, alpha=0.14, edge=_CAMP, width=0.8, dashes=(3, 2), clip=box
            )
        self.sheet.discs(at, np.array([5.0]), fill=_CAMP, edge="#ffffff", width=1.2)
        taken = [tuple(at[0])]
        for near in self.dossier.near["towns"]:
            x, y = projected.points([near.place.lon], [near.place.lat])[0]
            inside = box.left + 8 < x < box.right - 60 and box.top + 10 < y < box.bottom - 8
            if not inside or any(abs(y - b) < 13 and abs(x - a) < 80 for a, b in taken):
                continue
            taken.append((x, y))
            self.sheet.discs(np.array([[x, y]]), np.array([1.8]), fill=self.inks.muted)
            name = name_in(near.place, self.language)
            self.sheet.text(
                x + 5, y + 3.5, name, _SMALL, self.inks.ink, align="left", halo=self.inks.land, own=True
            )
        self.sheet.rectangle(box, None, edge=self.inks.hairline, width=1)
        credit = shortened(attribution(self.language.value), 7.5, width)
        self.sheet.text(box.left, box.bottom + 11, credit, 7.5, self.inks.muted, align="left")

    def _status(self, span: Days) -> None:
        changes = sorted(self.dossier.camp.statuses, key=lambda each: (each.when.first, each.when.last))
        if not changes:
            return
        self.heading(self.say("camps.status_line"))
        days = self._days(span)
        for number, change in enumerate(changes):
            last = changes[number + 1].when.first if number + 1 < len(changes) else days.last
            bar = Box(
                days.x(change.when.first),
                self.down + 3,
                max(days.x(last), days.x(change.when.first) + 1),
                self.down + 14,
            )
            self._bar(bar, change.status)
        self.down += 16
        self._years(days)
        told = (
            f"{self.say(f'camps.status.{each.status.value}')}: {say_when(self.language, each.when)}"
            for each in changes
        )
        self.line(" · ".join(told), _SMALL, most=3)

    def _bar(self, bar: Box, status: CampStatus) -> None:
        form = form_of(status)
        fill = {"hollow": "#ffffff", "dashed": "#ffffff", "half": _HALF, "unknown": "#c9c9c9"}.get(
            form, _CAMP
        )
        self.sheet.rectangle(bar, fill, edge=_EVENT if form == "ringed" else _CAMP, width=1.4)

    def _people(self, series: Sequence[Series], span: Days, label: str) -> None:
        self.heading(label)
        days = self._days(span)
        known = [f.count for each in series for f in each.figures if f.count is not None]
        counts = counts_of(known, self.down + 104, self.down + 8)
        for tick in counts.ticks:
            y = counts.y(tick)
            self.sheet.lines([np.array([[days.left, y], [days.right, y]])], self.inks.hairline, 0.7)
            self.sheet.text(days.left - 5, y + 3, f"{tick:,}", 8, self.inks.muted, align="right")
        for each in series:
            run: list[tuple[float, float]] = []
            runs = [run]
            for figure in each.figures:
                if figure.count is None:
                    runs.append(run := [])
                    continue
                run.append((days.x(_middle(figure.when.first, figure.when.last)), counts.y(figure.count)))
            known_runs = [np.array(points) for points in runs if len(points) > 1]
            self.sheet.lines(known_runs, _HUES[hue_of(each.look)], 1.2, dashes=_DASHES[hue_of(each.look)])
            for x, y in (point for points in runs for point in points):
                self._mark(each.look, x, y)
            for gap in (figure.when for figure in each.figures if figure.count is None):
                self._gap(days.x(_middle(gap.first, gap.last)), counts.bottom - 6)
        self.down = counts.bottom
        self._years(days)
        self._key(series)

    def _key(self, series: Sequence[Series]) -> None:
        from dashboard.publication.drawing.letters import width

        x, row = 0.0, self.down + 14
        for each in series:
            name = shortened(drawable(each.source or self.say("camps.no_source")), _SMALL, 300)
            wide = width(name, _SMALL) + 26
            if x and x + wide > self.box.width:
                x, row = 0.0, row + 14
            at = self.sheet.along(self.sheet.start(self.box), x + 4)
            self._mark(each.look, at, row - 3)
            words = self.sheet.along(self.sheet.start(self.box), x + 11)
            self.sheet.text(words, row, name, _SMALL, self.inks.ink)
            x += wide
        if any(figure.count is None for each in series for figure in each.figures):
            row = row + 14 if x else row
            self._gap(self.sheet.along(self.sheet.start(self.box), 4), row - 3)
            self._beside_mark(row, self.say("camps.gap"))
        self.down = row

    def _beside_mark(self, row: float, words: str) -> None:
        self.sheet.text(self.sheet.along(self.sheet.start(self.box), 11), row, words, _SMALL, self.inks.ink)

    def _mark(self, look: int, x: float, y: float) -> None:
        """The mark of a source: told apart by form as well, for paper is often grey."""
        if shape := _SHAPES[look % LOOKS]:
            self.sheet.area(translate(shape, x, y), _HUES[hue_of(look)])
        else:
            self.sheet.discs(np.array([[x, y]]), np.array([2.6]), fill=_HUES[hue_of(look)])

    def _gap(self, x: float, y: float) -> None:
        """A report without a figure."""
        strokes = [np.array([[x - 2.5, y - 2.5], [x + 2.5, y + 2.5]])]
        strokes.append(np.array([[x - 2.5, y + 2.5], [x + 2.5, y - 2.5]]))
        self.sheet.lines(strokes, self.inks.muted, 1.1)

    def _days(self, span: Days) -> Days:
        return Days(span.first, span.last, self.box.left + 46, self.box.right - 4)

    def _years(self, days: Days) -> None:
        for x, year in days.years():
            self.sheet.text(x, self.down + 11, str(year), 8, self.inks.muted, align="center")
        self.down += 12

    # ---- lists

    def _news(self) -> None:
        news, incidents = self.dossier.news, self.dossier.incidents
        self.heading(self.say("camps.news", len(news.stories)))
        self._months()
        for told in self.dossier.stories(1)[:_STORIES]:
            story = told.story
            when = say_when(self.language, story.published) if story.published else self.say("story.undated")
            head = " · ".join(part for part in (when, story.outlet and apart(story.outlet)) if part)
            self.line(f"{head} · {apart(title_of(story))}", _SMALL + 0.5)
        km = round(self.dossier.km)
        told_of = self.say("camps.incident_stories", incidents.stories)
        self.down += 4
        self.line(f"{self.say('camps.incidents', km=km)}: {told_of}", weight=BOLD)

    def _months(self) -> None:
        """The stories of each month; shaded where no story at all is of a month."""
        months = self.dossier.news.months
        if not months:
            return
        self.line(self.say("camps.by_month"), _SMALL, muted=True)
        days = self._days(months_span(months))
        counts = counts_of([count or 0 for _, count in months], self.down + 48, self.down + 6)
        for tick in (0, counts.ticks[-1]):
            y = counts.y(tick)
            self.sheet.lines([np.array([[days.left, y], [days.right, y]])], self.inks.hairline, 0.7)
            self.sheet.text(days.left - 5, y + 3, f"{tick:,}", 8, self.inks.muted, align="right")
        for month, count in months:
            if count != 0:
                top = counts.y(count or counts.top)
                bar = Box(days.x(month), top, month_end(days, month, gap=bool(count)), counts.bottom)
                self.sheet.rectangle(bar, _EVENT if count else _SHADE)
        self.down = counts.bottom
        self._years(days)
        if any(count is None for _, count in months):
            row, at = self.down + 14, self.sheet.along(self.sheet.start(self.box), 4)
            self.sheet.rectangle(Box(at - 4, row - 7, at + 4, row), _SHADE)
            self._beside_mark(row, self.say("camps.not_collected"))
            self.down = row

    def _near(self) -> None:
        key = "camps.about_km" if self.dossier.camp.blurred else "scale.km"
        for kind, found in self.dossier.near.items():
            names = (f"{name_in(n.place, self.language)} ({self.say(key, km=round(n.km))})" for n in found)
            if found:
                self.line(f"{self.say(f'camps.near.{kind}')}: {' · '.join(names)}", most=2)

    def _foot(self, address: str) -> None:
        room = self.box.bottom - 30 - self.down - 26
        if room > 24 and self.dossier.sources:
            self.heading(self.say("camps.sources"))
            names = [wording.source_words(self.language, one) for one, _ in self.dossier.sources]
            kept = names[:_MOST_SOURCES]
            more = f" · +{len(names) - len(kept)}" if len(names) > len(kept) else ""
            self.line(" · ".join(kept) + more, 8.5, muted=True, most=max(1, int(room / 12.5) - 1))
        self.down = max(self.down, self.box.bottom - 28)
        self.line(self.citation(address), 8.5, muted=True, most=2)

    def citation(self, address: str) -> str:
        """How the page is to be cited."""
        from dashboard.camps.pages import citation

        return f"{citation(self.dossier, self.language)} {address}"


def _middle(first: date, last: date) -> date:
    return date.fromordinal((first.toordinal() + last.toordinal()) // 2)
