"""A camp on one page to print: the same bytes for the same data, as the pictures are drawn."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from dashboard.basemap.style import attribution
from dashboard.camps import wording
from dashboard.camps.charts import Series
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
from geodata.text import name_in
from geodata.text.dates import say_when

_MARGIN = 46.0
_CAMP = "#0072b2"
_HUES = (_CAMP, "#c8442b", "#b37700", "#009e73", "#b0568c", "#22262a")
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
        if self.dossier.span:
            self._status(self.dossier.span)
            for unit in UNITS:
                series = [each for each in self.dossier.series if each.unit == unit]
                if series:
                    self._people(series, self.dossier.span, self.say(f"camps.chart.{unit}"))
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
            "camps.aliases": " · ".join(aliases(camp)),
            "camps.former_names": " · ".join(camp.former_names),
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
            told = f"{known.population.source.name} · {wording.known_words(self.language, known)}"
            self.line(told, room=room, muted=True, most=2)
        if (weeks := self.dossier.news.silent_weeks) is not None and weeks:
            self.line(self.say("camps.silent", weeks), room=room)

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
            hollow = change.status.ended or change.status is CampStatus.PLANNED
            edge = "#c8442b" if change.status is CampStatus.BESIEGED else _CAMP
            unknown = change.status is CampStatus.UNKNOWN
            self.sheet.rectangle(
                bar, "#ffffff" if hollow else "#c9c9c9" if unknown else _CAMP, edge=edge, width=1.4
            )
        self.down += 16
        self._years(days)
        told = (
            f"{self.say(f'camps.status.{each.status.value}')}: {say_when(self.language, each.when)}"
            for each in changes
        )
        self.line(" · ".join(told), _SMALL, most=3)

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
            hue = _HUES[each.look]
            self.sheet.lines([np.array(points) for points in runs if len(points) > 1], hue, 1.2)
            dots = np.array([point for points in runs for point in points])
            if len(dots):
                self.sheet.discs(dots, np.full(len(dots), 2.6), fill=hue)
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
            self.sheet.discs(np.array([[at, row - 3]]), np.array([2.8]), fill=_HUES[each.look])
            words = self.sheet.along(self.sheet.start(self.box), x + 11)
            self.sheet.text(words, row, name, _SMALL, self.inks.ink)
            x += wide
        self.down = row

    def _days(self, span: Days) -> Days:
        return Days(span.first, span.last, self.box.left + 46, self.box.right - 4)

    def _years(self, days: Days) -> None:
        for x, year in days.years(12):
            self.sheet.text(x, self.down + 11, str(year), 8, self.inks.muted, align="center")
        self.down += 12

    # ---- lists

    def _news(self) -> None:
        news, incidents = self.dossier.news, self.dossier.incidents
        self.heading(self.say("camps.news", len(news.stories)))
        for told in self.dossier.stories(1)[:_STORIES]:
            story = told.story
            when = say_when(self.language, story.published) if story.published else self.say("story.undated")
            head = " · ".join(part for part in (when, story.outlet) if part)
            self.line(f"{head} · {title_of(story)}", _SMALL + 0.5)
        km = round(self.dossier.km)
        told_of = self.say("camps.incident_stories", incidents.stories)
        self.down += 4
        self.line(f"{self.say('camps.incidents', km=km)}: {told_of}", weight=BOLD)

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
