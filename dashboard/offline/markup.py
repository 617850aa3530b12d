"""Dash's components as plain HTML, for a page that has neither Dash nor React."""

from __future__ import annotations

from collections.abc import Container, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "autoFocus": "autofocus"}
_VOID = frozenset({"br", "hr", "img", "input"})
_FLAGS = frozenset({"hidden", "open", "disabled", "multiple", "required", "checked"})
_HTML = "dash_html_components"
_LEFT_OUT = frozenset({"n_clicks", "children", "key", "style"})


def html_of(node: Any, useless: Container[str] = ()) -> str:  # noqa: ANN401
    """The HTML of a component, a text or a list of them.

    Elements whose id is ``useless`` stay for the scripts that look for them, out of sight and disabled.

    A ``Graph`` gives way to the empty box it is drawn in. Raises ``TypeError`` for a component that has no
    plain counterpart.
    """
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(html_of(each, useless) for each in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    told: Mapping[str, Any] = node.to_plotly_json()
    properties = told["props"]
    if properties.get("id") in useless:
        called = f"{properties.get('className', '')} needs-server".strip()
        properties = {**properties, "className": called, "disabled": True}
    if told["namespace"] == _HTML:
        return _element(told["type"].lower(), properties, useless)
    return _other(told["type"], properties)


def _element(tag: str, properties: Mapping[str, Any], useless: Container[str]) -> str:
    opening = f"<{tag}{_attributes(properties)}>"
    if tag in _VOID:
        return opening
    return f"{opening}{html_of(properties.get('children'), useless)}</{tag}>"


def _other(kind: str, properties: Mapping[str, Any]) -> str:
    if kind == "Graph":
        shown = {name: properties[name] for name in ("id", "className", "style") if name in properties}
        return f'<div{_attributes(shown)}><div class="plot"></div></div>'
    msg = f"The offline page has no counterpart for the component {kind}."
    raise TypeError(msg)


def _attributes(properties: Mapping[str, Any]) -> str:
    written = []
    for name, value in properties.items():
        if name in _LEFT_OUT or value is None or (name in _FLAGS and value is False):
            continue
        called = _NAMES.get(name, name)
        written.append(f" {called}" if name in _FLAGS else f' {called}="{escape(_text(value))}"')
    if style := properties.get("style"):
        rules = ";".join(f"{_dashed(name)}:{value}" for name, value in style.items())
        written.append(f' style="{escape(rules)}"')
    return "".join(written)


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _dashed(name: str) -> str:
    """``fontSize`` as ``font-size``."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
