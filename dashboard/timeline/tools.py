"""The timeline's tools: presets, the two times, typed dates, how the play goes, comparison, coverage.

``assets/js/time_tools.js`` and its neighbours bring them to life.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language, Time

PRESETS = ("day", "week", "month", "year")
MODES = ("moving", "cumulative", "start")
SPEEDS = ("0.25", "0.5", "1", "2", "5", "10", "20")
BINS = ("auto", "day", "week", "month")
MEASURES = ("stories", "clusters", "mentions")


def tools(language: Language) -> Component:
    """What chooses the stories that are counted, and how."""
    return html.Div(
        [
            _presets(language),
            _times(language),
            html.Button(
                [html.Span(className="token undated"), html.Span(say(language, "time.undated"))],
                id=Id.UNDATED,
                type="button",
                className="quiet toggle",
                title=say(language, "time.undated_label"),
                **{"aria-pressed": "true"},
            ),
            _choice(Id.MEASURE, _labels(language, "time.measure", MEASURES), say(language, "time.measure")),
            _choice(Id.BIN, _labels(language, "time.bin", BINS), say(language, "time.bin")),
        ],
        className="time-tools",
    )


def more_button(language: Language) -> Component:
    """Opens the row of further tools; on a phone all of them."""
    return html.Button(
        [html.Span(say(language, "time.more")), html.Span(className="fold", **{"aria-hidden": "true"})],
        id=Id.TIME_MORE,
        type="button",
        className="quiet more-time",
        title=say(language, "time.more_label"),
        **{"aria-expanded": "false", "aria-controls": Id.TIME_ROW},
    )


def further(language: Language) -> Component:
    """The row of further tools."""
    speeds = [(speed, f"{speed}×") for speed in SPEEDS]
    return html.Div(
        [
            html.Form(id=Id.DATES, className="tool-group dates"),  # its fields: assets/js/date_fields.js
            html.Div(
                [
                    _choice(Id.PLAY_MODE, _labels(language, "play.mode", MODES), say(language, "play.mode")),
                    _choice(Id.SPEED, speeds, say(language, "play.speed"), dir="ltr"),
                    _toggle(language, Id.SKIP_EMPTY, "play.skip"),
                    _toggle(language, Id.LOOP, "play.loop"),
                ],
                className="tool-group",
                role="group",
                **{"aria-label": say(language, "play.label")},
            ),
            html.Div(
                [
                    _toggle(language, Id.COMPARE, "compare.begin"),
                    html.Button(
                        say(language, "coverage.open"),
                        id=Id.COVERAGE,
                        type="button",
                        className="quiet",
                        title=say(language, "coverage.open_label"),
                        **{"aria-expanded": "false", "aria-controls": Id.COVERAGE_TABLE},
                    ),
                ],
                className="tool-group",
            ),
        ],
        id=Id.TIME_ROW,
        className="time-row",
    )


def _presets(language: Language) -> Component:
    def button(name: str, words: str, label: str, **rest: str) -> Component:
        return html.Button(
            words, type="button", title=label, **{"data-preset": name, "aria-pressed": "false", **rest}
        )

    return html.Div(
        [
            *(
                button(name, say(language, f"preset.{name}"), say(language, f"preset.{name}_label"))
                for name in PRESETS
            ),
            button("all", say(language, "time.all"), say(language, "time.all_label"), id=Id.WINDOW_ALL),
            html.Span(className="until"),
        ],
        id=Id.PRESETS,
        className="segments",
        role="group",
        **{"aria-label": say(language, "preset.label")},
    )


def _times(language: Language) -> Component:
    return html.Div(
        [
            html.Button(
                say(language, f"time.{time}"),
                type="button",
                title=say(language, f"time.{time}_label"),
                **{"data-time": time.value, "aria-pressed": "false"},
            )
            for time in (Time.PUBLISHED, Time.EVENT)
        ],
        id=Id.TIME_AXIS,
        className="segments",
        role="group",
        **{"aria-label": say(language, "time.axis")},
    )


def _toggle(language: Language, name: Id, words: str) -> Component:
    return html.Button(
        say(language, words),
        id=name,
        type="button",
        className="quiet press",
        title=say(language, f"{words}_label"),
        **{"aria-pressed": "false"},
    )


def _labels(language: Language, group: str, values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, say(language, f"{group}.{value}")) for value in values]


def _choice(name: Id, values: list[tuple[str, str]], words: str, **rest: str) -> Component:
    options = [html.Option(label, value=one) for one, label in values]
    return html.Label(
        [html.Span(words), html.Select(options, id=name, title=words, **rest)], className="choice"
    )
