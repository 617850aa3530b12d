"""A camp's history as small SVG pictures: status line, populations by source, mentions by month, sparkline.

Conflicting figures stand side by side, nobody counted is drawn at nothing, and where a source has no figure
its line breaks. Colours come from the style sheet by class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from dashboard.camps.scales import Counts, Days, counts_of, days_of
from geodata.camp_records import Camp, CampStatus, Population, StatusChange

LEFT, RIGHT = 58, 668
NARROW = 348
"""Where the time ends on a chart for a phone, in place of ``RIGHT``."""
_EDGE = 12
_WIDEST_BAR = 26
LOOKS = 6
"""Forms of marks there are, and colours; together they tell ``LOOKS`` squared sources apart."""
FORMS = {
    CampStatus.OPEN: "filled",
    CampStatus.BESIEGED: "ringed",
    CampStatus.PARTLY_EMPTIED: "half",
    CampStatus.PLANNED: "dashed",
    CampStatus.UNKNOWN: "unknown",
}
"""The form that tells a status on map, line and page; those not here have ended and are hollow."""


def form_of(status: CampStatus) -> str:
    """The form that tells a status."""
    return FORMS.get(status, "hollow")


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one source in one unit, the oldest first."""

    source: str
    unit: str
    figures: tuple[Population, ...]
    look: int


def series_of(camp: Camp) -> tuple[Series, ...]:
    """The figures of a camp by source and unit, those with the most first."""
    found: dict[tuple[str, str], list[Population]] = {}
    for figure in camp.populations:
        found.setdefault((figure.source.name, figure.unit), []).append(figure)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(
        Series(source, unit, tuple(sorted(figures, key=_time)), number)
        for number, ((source, unit), figures) in enumerate(ordered)
    )


def hue_of(look: int) -> int:
    """The colour of a source's look, which moves on by one where the forms begin again."""
    return (look + look // LOOKS) % LOOKS


def _time(figure: Population | StatusChange) -> tuple[date, date]:
    return figure.when.first, figure.when.last


def span_of(camp: Camp, until: date | None, right: float = RIGHT) -> Days | None:
    """The time a camp's charts share, from the first that is known of it to ``until``."""
    whens = [*(each.when for each in camp.statuses), *(each.when for each in camp.populations)]
    days = [when.first for when in whens]
    ends = [each.when.last for each in camp.populations]
    last = max([*days, *ends, *([until] if until else [])], default=None)
    return days_of(days, LEFT, right, until=last) if days else None


def status_line(camp: Camp, days: Days, label: str, told: Mapping[StatusChange, str]) -> Markup:
    """A bar along the time for each status, named as ``told`` says it.

    Where its beginning is known roughly, the bar is pale until the last day that it may have begun.
    """
    changes = sorted(camp.statuses, key=_time)
    parts = [_years(days, 4, 34)]
    for number, change in enumerate(changes):
        begins = days.x(change.when.first)
        ends = days.x(changes[number + 1].when.first) if number + 1 < len(changes) else days.right
        parts.append(
            Markup(
                '<rect class="status {}" x="{}" y="10" width="{}" height="16"><title>{}</title></rect>'
            ).format(form_of(change.status), begins, max(round(ends - begins, 1), 1.5), told[change])
        )
        vague = days.x(change.when.last) - begins
        if vague > 1.5:
            parts.append(
                Markup('<rect class="vague" x="{}" y="10" width="{}" height="16"/>').format(
                    begins, round(min(vague, ends - begins), 1)
                )
            )
    return _picture(52, label, parts, days)


def population_chart(series: Sequence[Series], days: Days, label: str, least: int = 0) -> Markup:
    """Every source's figures of one unit: a mark each, joined by a line where no gap lies between.

    The counts go up to ``least`` at least.
    """
    known = [figure.count for each in series for figure in each.figures if figure.count is not None]
    counts = counts_of([*known, least], 200, 14)
    parts = [_years(days, 8, 200), _grid(days, counts)]
    parts += [_line(each, days, counts) for each in series]
    return _picture(222, label, parts, days)


def _line(series: Series, days: Days, counts: Counts) -> Markup:
    lines: list[list[str]] = [[]]
    marks = []
    for figure in series.figures:
        x = days.x(_middle(figure))
        if figure.count is None:
            lines.append([])
            marks.append(
                Markup('<path class="gap" d="M{} {}l6 6m0 -6l-6 6"/>').format(x - 3, counts.bottom - 9)
            )
            continue
        y = counts.y(figure.count)
        lines[-1].append(f"{x} {y}")
        marks.append(mark(series.look, x, y))
        first, last = days.x(figure.when.first), days.x(figure.when.last)
        if last - first > 6:
            marks.append(Markup('<path class="reach" d="M{} {}H{}"/>').format(first, y, last))
    paths = [
        Markup('<path class="line" d="M{}"/>').format("L".join(points)) for points in lines if len(points) > 1
    ]
    told = Markup("").join([*paths, *marks])
    return Markup('<g class="series look-{}">{}</g>').format(hue_of(series.look), told)


def _middle(figure: Population) -> date:
    return figure.when.first + timedelta(days=(figure.when.last - figure.when.first).days // 2)


_SHAPES = (
    "M{l} {y}a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z",
    "M{l} {t}h7v7h-7Z",
    "M{x} {t}l4.4 4.2l-4.4 4.2l-4.4 -4.2Z",
    "M{x} {t}l4.4 7.4h-8.8Z",
    "M{x} {b}l4.4 -7.4h-8.8Z",
    "M{l} {y}h2.4v-3h2.4v3h2.4v2.4h-2.4v3h-2.4v-3h-2.4Z",
)


def mark(look: int, x: float, y: float) -> Markup:
    """The mark of a source's look with its middle at a point."""
    told = {"x": x, "y": y, "l": round(x - 3.6, 1), "t": round(y - 3.8, 1), "b": round(y + 3.8, 1)}
    return Markup('<path class="mark" d="{}"/>').format(_SHAPES[look % LOOKS].format(**told))


def sample(look: int) -> Markup:
    """The mark alone, for a legend."""
    return Markup(
        '<svg class="chart sample" width="24" height="12" viewBox="0 0 24 12" aria-hidden="true">'
        '<g class="series look-{}"><path class="line" d="M1 6H23"/>{}</g></svg>'
    ).format(hue_of(look), mark(look, 12, 6))


Months = Sequence[tuple[date, int | None]]
"""The first day of each month with its stories; None where no story at all is of that month."""


def months_span(months: Months, right: float = RIGHT) -> Days:
    """The time from the first month's beginning to the last one's end."""
    return Days(months[0][0], next_month(months[-1][0]), LEFT, right)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_chart(months: Months, days: Days, label: str, least: int = 0) -> Markup:
    """A bar for each month with the stories of it; shaded where no story at all is of a month.

    The counts go up to ``least`` at least.
    """
    counts = counts_of([*(count or 0 for _, count in months), least], 110, 12)
    bars = [
        Markup('<path class="{}" d="M{} {}H{}V{}H{}Z"/>').format(
            "bar" if count else "not-collected",
            days.x(month),
            counts.bottom,
            month_end(days, month, gap=bool(count)),
            counts.y(count or counts.top),
            days.x(month),
        )
        for month, count in months
        if count != 0
    ]
    return _picture(130, label, [_years(days, 8, 110), _grid(days, counts), *bars], days)


def month_end(days: Days, month: date, *, gap: bool) -> float:
    """Where a month's bar ends, with a gap to the next one where that leaves something of it."""
    begin, end = days.x(month), days.x(next_month(month))
    return round(max(min(end - gap, begin + _WIDEST_BAR if gap else end), begin + 1.2), 1)


def sparkline(camp: Camp, days: Days, label: str) -> Markup:
    """The figures of people within the time as dots, joined but for gaps; nothing where there are none."""
    figures = sorted((each for each in camp.populations if _counts_people(each, days)), key=_time)
    if not any(each.count is not None for each in figures):
        return Markup("")
    top = max(each.count or 0 for each in figures) or 1
    lines: list[list[str]] = [[]]
    dots = []
    for figure in figures:
        if figure.count is None:
            lines.append([])
            continue
        x, y = days.x(_middle(figure)), round(22 - 19 * figure.count / top, 1)
        lines[-1].append(f"{x} {y}")
        dots.append(Markup('<circle cx="{}" cy="{}" r="1.6"/>').format(x, y))
    paths = [Markup('<path d="M{}"/>').format("L".join(line)) for line in lines if len(line) > 1]
    return Markup(
        '<svg class="chart spark" role="img" aria-label="{}" width="110" height="25" viewBox="0 0 110 25">'
        "{}</svg>"
    ).format(label, Markup("").join([*paths, *dots]))


def _counts_people(figure: Population, days: Days) -> bool:
    return figure.unit == "people" and figure.when.first <= days.last and days.first <= figure.when.last


def _picture(height: int, label: str, parts: Sequence[Markup], days: Days) -> Markup:
    return Markup(
        '<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {:g} {}" direction="ltr">{}</svg>'
    ).format(label, days.right + _EDGE, height, Markup("").join(parts))


def _years(days: Days, top: float, bottom: float) -> Markup:
    found = days.years()
    if not found:
        return _edge_years(days, bottom)
    return Markup("").join(
        Markup('<path class="year" d="M{0} {1}V{2}"/><text class="tick" x="{0}" y="{3}">{4}</text>').format(
            x, top, bottom, bottom + 14, year
        )
        for x, year in found
        if days.left + 12 < x < days.right - 12
    )


def _edge_years(days: Days, bottom: float) -> Markup:
    told = f"{days.first:%Y-%m}", f"{days.last:%Y-%m}"
    return Markup(
        '<text class="tick first" x="{}" y="{}">{}</text><text class="tick last" x="{}" y="{}">{}</text>'
    ).format(days.left, bottom + 14, told[0], days.right, bottom + 14, told[1])


def _grid(days: Days, counts: Counts) -> Markup:
    return Markup("").join(
        Markup('<path class="grid" d="M{} {}H{}"/><text class="count" x="{}" y="{}">{}</text>').format(
            days.left, counts.y(tick), days.right, days.left - 6, counts.y(tick) + 3.5, f"{tick:,}"
        )
        for tick in counts.ticks
    )
