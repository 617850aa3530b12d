"""The timeline: play, histogram with its window, counts. ``assets/js/timeline.js`` brings it to life."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language

BINS = ("auto", "day", "week", "month")
MEASURES = ("stories", "clusters", "mentions")


def timeline(language: Language) -> Component:
    """The strip under the map. Time runs left to right in both languages."""
    return html.Section(
        [
            html.Div(
                [
                    _button(language, Id.STEP_BACK, "back", "back"),
                    _button(
                        language,
                        Id.PLAY,
                        "play",
                        "play",
                        class_name="play-button",
                        **{"aria-pressed": "false"},
                    ),
                    _button(language, Id.STEP_FORWARD, "forward", "forward"),
                ],
                className="transport",
                dir="ltr",
            ),
            html.Div(
                [
                    html.Canvas(**{"aria-hidden": "true"}),
                    _handle(language, Id.WINDOW_BODY, "window", "window-body"),
                    _handle(language, Id.WINDOW_FROM, "from", "handle from"),
                    _handle(language, Id.WINDOW_TO, "to", "handle to"),
                ],
                id=Id.HISTOGRAM,
                className="histogram",
                dir="ltr",
            ),
            html.Div(
                [
                    html.Strong(id=Id.PERIOD, className="period"),
                    html.Button(
                        say(language, "time.all"),
                        id=Id.WINDOW_ALL,
                        type="button",
                        className="quiet",
                        title=say(language, "time.all_label"),
                    ),
                    html.Span(id=Id.COUNTS, className="counts", role="status"),
                    html.Span(className="gap"),
                    html.Button(
                        [html.Span(className="token undated"), html.Span(say(language, "time.undated"))],
                        id=Id.UNDATED,
                        type="button",
                        className="quiet toggle",
                        title=say(language, "time.undated_label"),
                        **{"aria-pressed": "true"},
                    ),
                    _choice(language, Id.MEASURE, "measure", MEASURES),
                    _choice(language, Id.BIN, "bin", BINS),
                ],
                className="time-line",
            ),
        ],
        id=Id.TIMELINE,
        className="timeline",
        **{"aria-label": say(language, "time.label")},
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


def _handle(language: Language, name: Id, words: str, class_name: str) -> Component:
    return html.Div(
        id=name,
        className=class_name,
        role="slider",
        tabIndex=0,
        **{"aria-label": say(language, f"time.{words}"), "aria-orientation": "horizontal"},
    )


def _choice(language: Language, name: Id, group: str, values: tuple[str, ...]) -> Component:
    return html.Label(
        [
            html.Span(say(language, f"time.{group}")),
            html.Select(
                [html.Option(say(language, f"time.{group}.{value}"), value=value) for value in values],
                id=name,
            ),
        ],
        className="choice",
    )
