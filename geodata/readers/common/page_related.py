"""Related stories on a web page: links under a heading that says so, taken out of the page."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.readers.common.markup import Element, shown
from geodata.readers.common.page_facts import join
from geodata.readers.common.related import headline_in, is_heading
from geodata.readers.common.story import one_line

_LONGEST_HEADING = 80
_HIGHEST = 4
"""How many elements a heading may be wrapped in before its links begin."""
_ENOUGH_LINKED = 0.4
"""The least share of a related section's letters that stand in links."""
_PARTS_OF_STORY = frozenset(("body", "article", "main", "html"))
_BUTTONS = frozenset(("a", "button", "nav", "option", "script", "style", "title"))


def take_related(root: Element, base: str) -> dict[str, str]:
    """Headlines and their addresses (empty where there is no usable one), in order, each once.

    The sections they stand in are removed from the tree. ``base``: the page's own address, if known.
    """
    found: dict[str, str] = {}
    for heading in list(_headings(root)):
        if not _is_within(heading, root):
            continue  # in a section that is gone already
        section = _section(heading)
        links = [link for part in section for link in part.iter("a")]
        for headline, address in _headlines(links, base):
            if not found.get(headline):
                found[headline] = address
        for part in section if links else ():
            part.drop_tree()
    return found


def _headings(root: Element) -> Iterator[Element]:
    """Elements whose own words are such a heading, but for buttons, links and menus."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _BUTTONS:
            words = (element.text, *(child.tail for child in element))
            if any(text and len(text) < 2 * _LONGEST_HEADING and is_heading(text.strip()) for text in words):
                yield element


def _is_within(element: Element, root: Element) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def _section(heading: Element) -> list[Element]:
    """The elements of a related section from its heading on; empty where no links follow it."""
    element = heading
    for _ in range(_HIGHEST):
        if element.tag in _PARTS_OF_STORY or any(up.tag in _BUTTONS for up in element.iterancestors()):
            return []
        if element.find(".//a") is not None:
            return [element] if _is_linked(element, heading) else []
        following = _linked_siblings(element)
        if following:
            return [element, *following]
        element = element.getparent()
        if element is None:
            return []
    return []


def _linked_siblings(element: Element) -> list[Element]:
    """What follows an element, up to the first that is not links."""
    taken: list[Element] = []
    some = False
    for sibling in element.itersiblings():
        linked = sibling.tag == "a" or sibling.find(".//a") is not None
        if linked and not _is_linked(sibling, None):
            break
        if not linked and shown(sibling):
            break
        taken.append(sibling)
        some = some or linked
    return taken if some else []


def _is_linked(element: Element, heading: Element | None) -> bool:
    """Whether an element is mostly links, its heading left out of account."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    inside = sum(len(shown(link)) for link in links)
    whole = len(shown(element))
    if heading is not None:
        whole -= min(
            _LONGEST_HEADING, len(shown(heading)) if heading is not element else len(element.text or "")
        )
    return inside > 0 and inside >= _ENOUGH_LINKED * whole


def _headlines(links: list[Element], base: str) -> Iterator[tuple[str, str]]:
    for link in links:
        headline = headline_in(one_line(shown(link))) or headline_in(one_line(link.get("title") or ""))
        if headline:
            yield headline, join(base, link.get("href") or "")
