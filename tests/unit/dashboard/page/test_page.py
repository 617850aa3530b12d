"""The first HTML and the page Dash draws: language, direction, ids, and nothing the reader gave as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient

from dashboard.basemap.chosen import BaseMapChoice
from dashboard.ids import Id
from dashboard.map_view.figures import map_figure
from dashboard.page.layout import framed_page, page, root
from dashboard.text import words
from dashboard.view_state import HOME, MapView, ViewState
from geodata.models import Language


def _components(node: Any) -> Iterator[Component]:
    if isinstance(node, Component):
        yield node
        yield from _components(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _components(child)


def _page(language: Language, **state: Any) -> Component:
    return page(ViewState(language=language, **state), BaseMapChoice().map_for(language.value, "light"))


def _property(component: Component, name: str) -> Any:
    return component.to_plotly_json()["props"].get(name)


@pytest.mark.parametrize(
    ("search", "language", "direction", "theme"),
    [
        ("", "en", "ltr", "light"),
        ("?lang=ar", "ar", "rtl", "light"),
        ("?lang=ar&theme=dark", "ar", "rtl", "dark"),
        ("?lang=xx", "en", "ltr", "light"),
    ],
)
def test_language_and_direction_are_right_before_any_script(
    client: FlaskClient, search: str, language: str, direction: str, theme: str
) -> None:
    html = client.get(f"/{search}").text
    assert f'<html lang="{language}" dir="{direction}" data-theme="{theme}"' in html
    assert str(words(Language(language))["app.noscript"]) in html
    assert f"<title>{words(Language(language))['app.name']}</title>" in html


@pytest.mark.parametrize(
    "search",
    [
        '?text="><script>alert(1)</script>',
        "?place=<img src=x onerror=alert(1)>",
        "?lang=$config",
        "?theme=${scripts}",
    ],
)
def test_nothing_of_the_address_becomes_html(client: FlaskClient, search: str) -> None:
    html = client.get(f"/{search}").text
    assert "alert(1)" not in html
    # In the address of the feed it stands encoded, within one attribute.
    assert "<img" not in html
    assert " onerror" not in html


def test_the_page_asks_this_server_alone(client: FlaskClient) -> None:
    html = client.get("/").text
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)""", html)
    assert addresses
    assert [address for address in addresses if not address.startswith("/")] == []


MADE_LATER = {Id.SEARCH, Id.TABLE_ROWS}
"""What the page's scripts make: a text field, what is fetched when it is first opened."""
FRAMED_ALONE = {Id.EMBED_OPEN}
"""What only the page for other sites' frames has."""


@pytest.mark.parametrize("language", list(Language))
def test_every_id_is_on_the_page_once(language: Language) -> None:
    found = [_property(part, "id") for part in [*_components(root()), *_components(_page(language))]]
    ids = [str(name) for name in found if name is not None]
    assert sorted(ids) == sorted(set(Id) - MADE_LATER - FRAMED_ALONE)


@pytest.mark.parametrize("language", list(Language))
def test_the_page_for_frames_has_map_and_slider_and_nothing_that_changes_or_asks(language: Language) -> None:
    drawn = framed_page(ViewState(language=language), BaseMapChoice().map_for(language.value, "light"))
    ids = {str(name) for part in _components(drawn) if (name := _property(part, "id")) is not None}
    assert {Id.MAP, Id.LEGEND, Id.SCALE_BAR, Id.HISTOGRAM, Id.PLAY, Id.COUNTS, Id.EMBED_OPEN} <= ids
    gone = {
        Id.ADD,
        Id.ADDING,
        Id.SEARCH,
        Id.STORY_PANEL,
        Id.TABLE,
        Id.FILTERS,
        Id.VIEWS,
        Id.PUBLISH,
        Id.PRESENT,
    }
    assert ids.isdisjoint(gone)
    hidden = [part for part in _components(drawn) if _property(part, "hidden")]
    inside = {str(_property(part, "id")) for whole in hidden for part in _components(whole)}
    assert {Id.LAYERS, Id.DRAW_BOX, Id.PRESETS, Id.MEASURE, Id.DATES, Id.COVERAGE} <= inside


@pytest.mark.parametrize("language", list(Language))
def test_the_page_is_mirrored_for_arabic_map_and_time_are_not(language: Language) -> None:
    parts = list(_components(_page(language)))
    # The page's own direction is that of the first HTML, see above; only these keep another.
    assert {str(_property(part, "id")) for part in parts if _property(part, "dir") == "rtl"} == set()
    [track] = [part for part in parts if _property(part, "id") == Id.HISTOGRAM]
    assert _property(track, "dir") == "ltr"


@pytest.mark.parametrize("language", list(Language))
def test_every_button_and_slider_says_what_it_does(language: Language) -> None:
    catalogue = {word for word in words(language).values() if isinstance(word, str)}
    for part in _components(_page(language)):
        if type(part).__name__ in ("Button", "A") or _property(part, "role") == "slider":
            if _property(part, "id") == Id.TABLE_ONLY:  # named after the place chosen, hidden until one is
                continue
            name = _property(part, "aria-label") or _property(part, "children")
            texts = [name] if isinstance(name, str) else [_property(child, "children") for child in name]
            assert set(texts) & catalogue, part


def test_the_configuration_is_on_the_page() -> None:
    [host] = [part for part in _components(_page(Language.ARABIC)) if _property(part, "id") == Id.PAGE]
    assert json.loads(_property(host, "data-config"))["language"] == "ar"


def test_the_map_offers_no_upload_and_no_logo() -> None:
    [graph] = [part for part in _components(_page(Language.ENGLISH)) if _property(part, "id") == Id.MAP]
    config = _property(graph, "config")
    assert (config["showSendToCloud"], config["displaylogo"], config["displayModeBar"]) == (
        False,
        False,
        False,
    )


def test_the_map_looks_where_the_address_says() -> None:
    style = BaseMapChoice().map_for("en", "light").style
    home = map_figure(style, None).to_dict()["layout"]["map"]
    assert (home["center"], home["zoom"]) == ({"lat": HOME.lat, "lon": HOME.lon}, HOME.zoom)
    there = map_figure(style, MapView(40.14, 35.34, 9.5)).to_dict()
    assert there["layout"]["map"]["zoom"] == 9.5
    assert there["data"][0]["type"] == "scattermap"
    assert there["layout"]["map"]["style"]["version"] == 8


def _styles(part: Component) -> Iterator[str]:
    yield json.dumps(_property(part, "figure").to_dict() if _property(part, "figure") is not None else {})


def test_the_maps_style_asks_this_server_alone() -> None:
    [graph] = [part for part in _components(_page(Language.ENGLISH)) if _property(part, "id") == Id.MAP]
    for style in _styles(graph):
        assert "http" not in style


def test_dash_draws_the_page_once_from_its_address(client: FlaskClient) -> None:
    def draw(href: str, drawn: object) -> tuple[int, str]:
        answer = client.post(
            "/_dash-update-component",
            json={
                "output": f"{Id.ROOT}.children",
                "outputs": {"id": str(Id.ROOT), "property": "children"},
                "inputs": [{"id": str(Id.LOCATION), "property": "href", "value": href}],
                "state": [{"id": str(Id.ROOT), "property": "children", "value": drawn}],
                "changedPropIds": [f"{Id.LOCATION}.href"],
            },
        )
        return answer.status_code, answer.text

    status, drawn = draw("http://127.0.0.1:8050/?lang=ar&view=40.1400,35.3400,9.50#x", None)
    assert status == 200
    assert json.dumps(words(Language.ARABIC)["search.placeholder"]) in drawn
    assert '"zoom":9.5' in drawn
    # What the page writes into its address later does not draw it anew.
    assert draw("http://127.0.0.1:8050/?lang=en", {"type": "Div"})[0] == 204
