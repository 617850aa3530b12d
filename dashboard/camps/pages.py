"""The pages about camps as HTML, without a script: Jinja2 escapes all text, charts are SVG in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from dashboard.camps import charts, wording
from dashboard.camps.dossier import Dossier, Told, aliases, title_of
from dashboard.camps.locator import locator
from dashboard.camps.scales import Days
from dashboard.stories.story_page import web_address
from dashboard.text import say
from dashboard.theme import PALETTES, css_variables
from geodata.camp_records import UNITS, Camp
from geodata.events.lexicon import lexicon
from geodata.models import Language, When
from geodata.text import apart, name_in
from geodata.text.dates import say_when

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True)
class Reader:
    """Who reads: the language, the theme, and the address read, to switch either."""

    language: Language
    theme: str
    path: str
    pairs: tuple[tuple[str, str], ...]

    def say(self, key: str, count: int | None = None, **values: object) -> str:
        """Words in the reader's language."""
        return say(self.language, key, count=count, **values)

    def value(self, name: str) -> str:
        """The first value of a name in the address; empty where there is none."""
        return next((value for known, value in self.pairs if known == name), "")

    def link(self, path: str, **values: object) -> str:
        """An address on this server that keeps language and theme."""
        return _address(path, [*self._own(values), *values.items()])

    def here(self, **changes: object) -> str:
        """This page with some pairs changed."""
        kept = [pair for pair in self.pairs if pair[0] not in ("lang", "theme", *changes)]
        return _address(self.path, [*self._own(changes), *kept, *changes.items()])

    def _own(self, given: Mapping[str, object]) -> list[tuple[str, str]]:
        own = [("lang", self.language.value), ("theme", "dark" if self.theme == "dark" else "")]
        return [pair for pair in own if pair[0] not in given]

    def camp(self, camp: Camp, **values: object) -> str:
        """The address of a camp's dossier."""
        return self.link(f"/camp/{quote(camp.id)}", **values)


def _address(path: str, pairs: Sequence[tuple[str, object]]) -> str:
    told = [
        (name, str(value)) for name, value in pairs if value != "" and (name, value) != ("theme", "light")
    ]
    return f"{path}?{urlencode(told)}"


def render(template: str, reader: Reader, **values: Any) -> str:  # noqa: ANN401
    """A page in the frame all pages about camps share."""
    language = reader.language
    return _TEMPLATES.get_template(template).render(
        reader=reader,
        say=reader.say,
        language=language.value,
        other="en" if language is Language.ARABIC else "ar",
        direction="rtl" if language is Language.ARABIC else "ltr",
        theme=reader.theme,
        other_theme="light" if reader.theme == "dark" else "dark",
        variables=css_variables(PALETTES["dark" if reader.theme == "dark" else "light"]),
        when=lambda when: say_when(language, when),
        called=lambda camp: wording.called(camp, language),
        other_name=lambda camp: wording.other_name(camp, language),
        figure=lambda figure: wording.figure_words(language, figure),
        age=lambda days: wording.age_words(language, days),
        on_day=lambda day: say_when(language, When(day, day)),
        today=wording.today(),
        change_words=lambda change: f"{change:+,}".replace("-", "−") if change else "0",
        web_address=web_address,
        **values,
    )


def dossier_page(dossier: Dossier, reader: Reader, page: int, address: str) -> str:
    """The page of one camp."""
    camp, language = dossier.camp, reader.language
    return render(
        "dossier.html",
        reader,
        dossier=dossier,
        camp=camp,
        aliases=aliases(camp),
        areas=wording.area_words(camp, dossier.find, language),
        position=wording.position_words(camp, language),
        blurred=wording.blurred_words(camp, language),
        map=_map(dossier, reader),
        charts=_wide_and_narrow(dossier, reader),
        series=dossier.series,
        gaps=any(each.count is None for each in camp.populations),
        sample=charts.sample,
        form_of=charts.form_of,
        not_collected=any(count is None for _, count in dossier.news.months),
        not_searched=_not_searched(dossier, reader),
        stories=[_story(told, reader) for told in dossier.stories(page)],
        page=page,
        incidents=[_story(told, reader) for told in dossier.latest_incidents()],
        types=[(lexicon().called(code, language), count) for code, count in dossier.incidents.types],
        near={name: [(name_in(n.place, language), n) for n in found] for name, found in dossier.near.items()},
        sources=[(source, _tells(tells, reader)) for source, tells in dossier.sources],
        address=address,
        citation=citation(dossier, language),
    )


_TOLD = ("camp", "status", "people", "links", "lat", "lon", "name", "name_ar", "pcode", "managed_by")


def _tells(tells: Sequence[str], reader: Reader) -> list[str]:
    """What a source is the source of, each once."""
    words = (reader.say(f"camps.tells.{each}") if each in _TOLD else each for each in tells)
    return list(dict.fromkeys(words))


def _map(dossier: Dossier, reader: Reader) -> Markup:
    towns = [(near.place, name_in(near.place, reader.language)) for near in dossier.near["towns"]]
    label = reader.say("camps.map_of", name=wording.called(dossier.camp, reader.language))
    # Set apart in its own direction: the picture runs from left to right in either language.
    scale = apart(reader.say("scale.km", km="{km}"))
    return locator(dossier.camp, towns, dossier.form, label, scale)


@dataclass(frozen=True)
class _Charts:
    """The charts of one camp along a time, up to counts that may be shared with other camps."""

    dossier: Dossier
    reader: Reader
    span: Days | None
    months: Days | None
    tops: Mapping[str, int]

    @property
    def status_line(self) -> Markup:
        """What it was when; empty where nothing says."""
        changes, language = self.dossier.camp.statuses, self.reader.language
        if self.span is None or not changes:
            return Markup("")
        told = {
            each: f"{self.reader.say(f'camps.status.{each.status.value}')}: {say_when(language, each.when)}"
            for each in changes
        }
        return charts.status_line(self.dossier.camp, self.span, self.reader.say("camps.status_line"), told)

    @property
    def people(self) -> list[tuple[str, Markup]]:
        """A chart for each unit there are figures of, with its heading."""
        found = []
        for unit in UNITS:
            series = [each for each in self.dossier.series if each.unit == unit]
            if series and self.span:
                label = self.reader.say(f"camps.chart.{unit}")
                top = self.tops.get(unit, 0)
                found.append((label, charts.population_chart(series, self.span, label, top)))
        return found

    @property
    def by_month(self) -> Markup:
        """The stories of each month; empty where none names it."""
        if self.months is None or not self.dossier.news.months:
            return Markup("")
        label, top = self.reader.say("camps.by_month"), self.tops.get(_STORIES, 0)
        return charts.month_chart(self.dossier.news.months, self.months, label, top)


_STORIES = "stories"


def _charts(dossiers: Sequence[Dossier], reader: Reader, right: float) -> list[_Charts]:
    """The charts of some camps, along the same time and up to the same counts."""
    spans = [span for each in dossiers if (span := each.span(right))]
    ends = [day for span in spans for day in (span.first, span.last)]
    span = Days(min(ends), max(ends), charts.LEFT, right) if ends else None
    told = sorted(month for each in dossiers for month, _ in each.news.months)
    months = Days(told[0], charts.next_month(told[-1]), charts.LEFT, right) if told else None
    tops: dict[str, int] = {_STORIES: max((n or 0 for d in dossiers for _, n in d.news.months), default=0)}
    for figure in (figure for each in dossiers for figure in each.camp.populations):
        tops[figure.unit] = max(tops.get(figure.unit, 0), figure.count or 0)
    return [_Charts(each, reader, span, months, tops) for each in dossiers]


def _wide_and_narrow(dossier: Dossier, reader: Reader) -> dict[str, _Charts]:
    rights = {"wide": charts.RIGHT, "narrow": charts.NARROW}
    return {name: _charts([dossier], reader, right)[0] for name, right in rights.items()}


def _story(told: Told, reader: Reader) -> dict[str, Any]:
    story = told.story
    return {
        "title": title_of(story),
        "link": reader.link(f"/story/{story.id}"),
        "outlet": story.outlet,
        "language": story.language.value if story.language else "",
        "when": say_when(reader.language, story.published)
        if story.published
        else reader.say("story.undated"),
        "sentences": [
            (text[:start], text[start:end], text[end:]) for text, start, end in told.sentences if text.strip()
        ],
    }


def _not_searched(dossier: Dossier, reader: Reader) -> str:
    """That stories wait to be looked through for violence, which then says little; empty where none does."""
    waiting = dossier.not_searched
    return reader.say("retag.waiting", stories=reader.say("count.stories", waiting)) if waiting else ""


def _day(day: date | None, language: Language) -> str:
    return say_when(language, When(day, day)) if day else ""


def citation(dossier: Dossier, language: Language) -> str:
    """How a dossier is to be cited, but for its address."""
    return say(
        language,
        "camps.citation",
        name=wording.called(dossier.camp, language),
        id=dossier.camp.id,
        day=_day(dossier.day, language),
        as_of=_day(dossier.news.newest, language) or "–",
    )


def comparison_page(dossiers: Sequence[Dossier], reader: Reader) -> str:
    """The charts of two to four camps beside each other, along the same time and up to the same counts."""
    return render(
        "comparison.html",
        reader,
        compared=[
            {
                "camp": each.dossier.camp,
                "dossier": each.dossier,
                "areas": wording.area_words(each.dossier.camp, each.dossier.find, reader.language),
                "charts": each,
                "series": each.dossier.series,
            }
            for each in _charts(dossiers, reader, charts.NARROW)
        ],
        day=dossiers[0].day,
        sample=charts.sample,
    )


def problem_page(words: str, language: Language, reader: Reader) -> str:
    """A page that says why another cannot be shown, in words of a language."""
    return render("problem.html", reader, words=words, words_language=language.value)
