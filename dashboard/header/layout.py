"""The bar on top: name, search, language, theme."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from dashboard.view_state import ViewState
from geodata.models import Language


def header(state: ViewState, search: Component, *tools: Component) -> Component:
    """The header in the reader's language around the ``search`` box and the buttons of other features.

    The links' addresses are kept current by ``assets/js/status_line.js``.
    """
    language = state.language
    other = Language.ENGLISH if language is Language.ARABIC else Language.ARABIC
    other_theme = "light" if state.theme == "dark" else "dark"
    return html.Header(
        [
            html.A(say(language, "app.skip"), href=f"#{Id.STORY_PANEL}", className="skip"),
            html.A(say(language, "app.skip_time"), href=f"#{Id.TIMELINE}", className="skip"),
            html.Div(
                [html.Span(className="brand-mark"), html.Span(say(language, "app.name"))],
                className="brand",
            ),
            search,
            html.Nav(
                [
                    *tools,
                    html.A(
                        html.Span(className="icon camps"),
                        id=Id.CAMPS,
                        href=f"/camps?lang={language.value}{'&theme=dark' if state.theme == 'dark' else ''}",
                        title=say(language, "camps.all"),
                        className="switch",
                        **{"aria-label": say(language, "camps.all")},
                    ),
                    html.A(
                        say(language, "language.other"),
                        id=Id.LANGUAGE,
                        href=f"?lang={other.value}&theme={state.theme}",
                        title=say(language, "language.switch"),
                        lang=other.value,
                        className="switch",
                        **{"aria-label": say(language, "language.switch")},
                    ),
                    html.A(
                        html.Span(className=f"icon {other_theme}"),
                        id=Id.THEME,
                        href=f"?lang={language.value}&theme={other_theme}",
                        title=say(language, f"theme.switch_to_{other_theme}"),
                        className="switch",
                        **{"aria-label": say(language, f"theme.switch_to_{other_theme}")},
                    ),
                ],
                className="switches",
            ),
        ],
        className="header",
    )
