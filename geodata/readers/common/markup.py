"""HTML: from bytes to a tree, and from a tree to the text a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geodata.readers.common.decoding import decode
from geodata.readers.common.limits import DEEPEST_PAGE, MOST_ELEMENTS
from geodata.readers.common.records import Unreadable
from geodata.readers.common.story import mended

Element = Any
"""An element of lxml, which says nothing of its types."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096
_HIDDEN = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object"),
        *("select", "option", "textarea", "button"),
    )
)
_NEW_LINE = frozenset(("br", "li", "tr", "dt", "dd", "figcaption", "caption"))
_NEW_PARAGRAPH = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "details", "dialog", "div", "dl", "fieldset"),
        *(
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "main",
            "nav",
            "ol",
        ),
        *("p", "pre", "section", "table", "tbody", "thead", "ul"),
    )
)
_CELL = frozenset(("td", "th"))
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")


def declared_encoding(data: bytes) -> str:
    """What a page says of its own encoding near its top; empty where it says nothing."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else ""


def parse_page(data: bytes, declared: str = "") -> Element:
    """The root of a web page.

    Raises :class:`Unreadable` for what is no text, holds no element, or is too deep or too large to be read
    safely.
    """
    from lxml import etree, html

    text = mended(decode(data, declared or declared_encoding(data)))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        reason = "There is nothing on this page."
        raise Unreadable(reason, "Save the page again, with its text.") from error
    depth = deepest = elements = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        elements += event == "start"
    if deepest > DEEPEST_PAGE or elements > MOST_ELEMENTS:
        reason = f"This page is built of more than {DEEPEST_PAGE} layers or {MOST_ELEMENTS:,} elements."
        raise Unreadable(reason, "Copy the text of the article into a text file and give that.")
    return root


def plain(markup: str) -> str:
    """The text of a piece of HTML, as in a feed, with its paragraphs; what is no text in it is dropped."""
    from lxml import etree, html

    if "<" not in markup and "&" not in markup:
        return markup.strip()
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(f"<div>{mended(markup)}</div>".encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return shown(root)


def shown(root: Element) -> str:
    """The text of an element as a browser shows it: runs of space are one, blocks stand apart.

    Letters, bidirectional marks and tatweel are kept as they are.
    """
    return "".join(text for text, _linked in shown_pieces(root)).strip()


def shown_pieces(root: Element) -> Iterator[tuple[str, bool]]:
    """The same in pieces, each with whether it stands in a link; between blocks there are line breaks."""
    hidden = linked = 0
    pending, begun = "", False
    for sign, element, text in _walk(root):
        tag = element.tag
        if tag in _HIDDEN:
            hidden += sign
        linked += sign if tag == "a" else 0
        if tag in _NEW_PARAGRAPH:
            pending = "\n\n"
        elif tag in _NEW_LINE and pending != "\n\n":
            pending = "\n"
        elif tag in _CELL and not pending.strip(" "):
            pending = pending or " "
        if hidden or not text:
            continue
        run = _SPACE.sub(" ", text)
        body = run.strip(" ")
        if not body:
            pending = pending or " "
            continue
        before = pending or (" " if run[0] == " " else "")
        yield (before if begun else "") + body, linked > 0
        begun, pending = True, " " if run[-1] == " " else ""


def _walk(root: Element) -> Iterator[tuple[int, Element, str]]:
    """Each element twice: 1 with the text at its beginning, -1 with the text that follows it."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield 1, element, element.text or ""
        else:
            yield -1, element, (element.tail or "") if element is not root else ""
