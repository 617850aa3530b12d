"""The timeline: play, histogram with its windows, counts. ``assets/js/timeline.js`` brings it to life."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from dashboard.timeline.tools import further, more_button, tools
from geodata.models import Language


def timeline(language: Language, *, framed: bool = False) -> Component:
    """The strip under the map. Time runs left to right in both languages; ``framed``: without its tools."""
    return html.Section(
        [
            _transport(language),
            html.Div([_histogram(language), _undated_bin(language)], className="time-chart", dir="ltr"),
            html.Div(
                [
                    html.Div(
                        [
                            html.Strong(id=Id.PERIOD, className="period"),
                            " ",
                            html.Span(id=Id.COUNTS, className="counts", role="status"),
                        ],
                        className="told",
                    ),
                    html.Div(
                        [tools(language), more_button(language)], className="time-tools-place", hidden=framed
                    ),
                ],
                className="time-line",
            ),
            html.Div(further(language), hidden=framed, className="time-row-place"),
            html.Section(
                id=Id.COMPARISON,
                className="comparison",
                hidden=True,
                **{"aria-label": say(language, "compare.label")},
            ),
            html.Section(
                id=Id.COVERAGE_TABLE,
                className="coverage-table",
                hidden=True,
                **{"aria-label": say(language, "coverage.title")},
            ),
        ],
        id=Id.TIMELINE,
        className="timeline",
        tabIndex=-1,  # where the link past the map leads
        **{"aria-label": say(language, "time.label")},
    )


def _transport(language: Language) -> Component:
    return html.Div(
        [
            _button(language, Id.STEP_BACK, "back", "back"),
            _button(language, Id.PLAY, "play", "play", class_name="play-button", **{"aria-pressed": "false"}),
            _button(language, Id.STEP_FORWARD, "forward", "forward"),
        ],
        className="transport",
        dir="ltr",
    )


def _histogram(language: Language) -> Component:
    return html.Div(
        [
            html.Canvas(**{"aria-hidden": "true"}),
            html.Canvas(className="inside", **{"aria-hidden": "true"}),
            html.Canvas(id=Id.COVERAGE_STRIP, className="coverage-strip", **{"aria-hidden": "true"}),
            _handle(language, Id.SECOND_BODY, "compare.window", "window-body second", hidden=True),
            _handle(language, Id.SECOND_FROM, "compare.from", "handle from second", hidden=True),
            _handle(language, Id.SECOND_TO, "compare.to", "handle to second", hidden=True),
            _handle(language, Id.WINDOW_BODY, "time.window", "window-body"),
            _handle(language, Id.WINDOW_FROM, "time.from", "handle from"),
            _handle(language, Id.WINDOW_TO, "time.to", "handle to"),
        ],
        id=Id.HISTOGRAM,
        className="histogram",
        dir="ltr",
    )


def _undated_bin(language: Language) -> Component:
    return html.Button(
        [
            html.Span(html.Span(className="bar"), className="bar-room"),
            html.Span(className="sum"),
        ],
        id=Id.UNDATED_BIN,
        type="button",
        className="undated-bin",
        hidden=True,
        **{"aria-label": say(language, "time.undated"), "aria-pressed": "false"},
    )


def _button(
    language: Language,
    name: Id,
    icon: str,
    words: str,
    *,
    class_name: str = "",
    **rest: str,
) -> Component:
    label = say(language, f"time.{words}")
    return html.Button(
        html.Span(className=f"icon {icon}"),
        id=name,
        type="button",
        title=label,
        className=class_name,
        **{"aria-label": label, **rest},
    )


def _handle(language: Language, name: Id, words: str, class_name: str, *, hidden: bool = False) -> Component:
    return html.Div(
        id=name,
        className=class_name,
        role="slider",
        tabIndex=0,
        hidden=hidden,
        **{"aria-label": say(language, words), "aria-orientation": "horizontal"},
    )
