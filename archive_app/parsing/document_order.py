"""Walk a page's tree in the order a reader sees it: elements and the pieces of text between their tags."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree
from lxml.html import HtmlElement

from archive_app.parsing.cleaning import one_line

# What stands in a sentence; the edges of other elements part words.
_INLINE_NAMES = """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup time
    tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_UNSEEN = frozenset({"script", "style", "template", "noscript", "button", "svg"})

Node: TypeAlias = "HtmlElement | str"


def nodes_inside(element: HtmlElement) -> Iterator[Node]:
    """Yield the elements and texts inside an element, each element before what is in it."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "end":
            if node is not element and node.tail:
                yield node.tail
            continue
        if node is not element:
            yield node
        if node.text:
            yield node.text


def nodes_after(element: HtmlElement) -> Iterator[Node]:
    """Yield the elements and texts that follow an element, to the end of the page."""
    node: HtmlElement | None = element
    while node is not None:
        if node.tail:
            yield node.tail
        following = node.getnext()
        if following is None:
            node = node.getparent()
            # What follows a parent is its tail and its own siblings.
            continue
        yield following
        yield from nodes_inside(following)
        node = following


def shown_text(element: HtmlElement) -> str:
    """Return an element's text on one line, without buttons and scripts."""
    if len(element) == 0:
        return "" if element.tag in _UNSEEN else one_line(element.text or "")
    parts: list[str] = []
    hidden: HtmlElement | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if hidden is None and node.tag in _UNSEEN:
                hidden = node
            if hidden is None:
                parts.extend(("" if node.tag in _INLINE else " ", node.text or ""))
            continue
        hidden = None if hidden is node else hidden
        if hidden is None:
            parts.append("" if node.tag in _INLINE else " ")
            parts.append(node.tail or "" if node is not element else "")
    return one_line("".join(parts))
