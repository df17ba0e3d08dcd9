"""Find the key points that a page states: the list under a takeaways heading, in such a box, or under the headline.

A heading alone is not enough: lists of links, menus and teasers of other stories stand under similar ones. Where
unsure, nothing is returned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from archive_app.model.article import Origin, Provenance
from archive_app.parsing.brief import is_takeaway_label
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.document_order import nodes_after, nodes_inside
from archive_app.parsing.element_names import NamePattern, named, names_of
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.headline_points import points_under_headline
from archive_app.parsing.labels import TAKEAWAY_LABELS, WEAK_TAKEAWAY_LABELS
from archive_app.parsing.lines import folded
from archive_app.parsing.statements import are_sentences, are_takeaways, list_items, paragraphs_or_lines

_LONGEST_LABEL = 60
# Bounds for hostile pages; real ones have a few boxes, and a list within a few elements of its heading.
_MOST_TRIED, _NEAR = 20, 100
_FEWEST = 2
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES = frozenset({"ul", "ol", "div", "section", "aside", "header", "details"})
_BOX_NAME = NamePattern(
    re.compile(
        r"(?<![a-z])(?:key-?(?:points?|takeaways?|facts?|highlights?)|takeaways?|(?:story|article)-?(?:highlights?|takeaways?)"
        r"|[a-z]{0,3}-?bullet-?points?|summary-?(?:list|bullets|points)|article-?summary|at-a-glance|tl-?dr)(?![a-z])"
    ),
    ("key", "takeaway", "bullet", "summary", "highlight", "glance", "dr"),
)
_texts = etree.XPath("//text()", smart_strings=False)
_places = etree.XPath("//text()[. = $text]")
_LABEL_WORDS = frozenset(word for label in TAKEAWAY_LABELS | WEAK_TAKEAWAY_LABELS for word in label.split())
_DECORATION = " \t\r\n:：.。-–—•*#【】[]()「」『』《》“”\"'…!！?？|·▪■▶►✔✓"
_NO_HEADINGS = frozenset({"title", "option", "a", "button"})


@dataclass(frozen=True, slots=True)
class StatedTakeaways:
    """Key points as the page prints them, and what they were recognised by."""

    items: tuple[str, ...]
    provenance: Provenance


def find_page_takeaways(tree: HtmlElement, title: str) -> StatedTakeaways | None:
    """Return the key points of the article with a title, or None where the page states none or it is not sure."""
    texts = list(dict.fromkeys(cast("list[str]", _texts(tree))))
    for candidates in (_labelled(tree, texts), _boxed(tree)):
        for found in candidates:
            return found
    items = points_under_headline(tree, texts, title)
    if not items:
        return None
    return StatedTakeaways(items, Provenance(Origin.GUESSED, sure=False, rule="statements under the headline"))


def _labelled(tree: HtmlElement, texts: Sequence[str]) -> Iterator[StatedTakeaways]:
    """Yield the list under each takeaways heading."""
    for label in islice(_labels(tree, texts), _MOST_TRIED):
        box = _list_after(label)
        if box is None or is_furniture(box):
            continue
        items = list_items(box)
        if are_takeaways(items, box, fewest=1 if label.is_sure and label.element.tag in _HEADINGS else _FEWEST):
            yield StatedTakeaways(tuple(items), Provenance(Origin.WORDED, rule=f"heading “{label.text}”"))


@dataclass(frozen=True, slots=True)
class _Label:
    """A takeaways heading: the element it is in, or behind in the element around it."""

    text: str
    element: HtmlElement
    is_tail: bool
    is_sure: bool


def _labels(tree: HtmlElement, texts: Sequence[str]) -> Iterator[_Label]:
    """Yield the texts that are nothing but a takeaways heading."""
    for text in texts:
        if len(text) > _LONGEST_LABEL * 3 or _LABEL_WORDS.isdisjoint(text.casefold().strip(_DECORATION).split()):
            continue
        line = one_line(text)
        is_sure = is_takeaway_label(line)
        if not is_sure and folded(line) not in WEAK_TAKEAWAY_LABELS:
            continue
        for place in cast("list[etree._ElementUnicodeResult]", _places(tree, text=text)):
            element = place.getparent()
            around = element.getparent() if element is not None and place.is_tail else element
            if element is None or around is None or around.tag in _NO_HEADINGS or is_furniture(around):
                continue
            yield _Label(line, element, place.is_tail, is_sure)


def _list_after(label: _Label) -> HtmlElement | None:
    """Return the list that follows a heading with next to no text between, inside the heading's surroundings."""
    between = 0
    own = iter(()) if label.is_tail else nodes_inside(label.element)
    # The first node is the label itself.
    for node in islice(chain(own, nodes_after(label.element)), 1, _NEAR):
        if isinstance(node, str):
            between += len(node.strip())
            if between > _LONGEST_LABEL:
                return None
        elif node.tag in {"ul", "ol"}:
            return node
        elif node.tag in _HEADINGS:
            return None
    return None


def _boxed(tree: HtmlElement) -> Iterator[StatedTakeaways]:
    """Yield the items of boxes that a class name calls key points."""
    for box in islice(named(tree, _BOX_NAME, _BOXES), _MOST_TRIED):
        if is_furniture(box):
            continue
        inner = box if box.tag in {"ul", "ol"} else next(box.iter("ul", "ol"), None)
        items = paragraphs_or_lines(box, ("p",)) if inner is None else list_items(inner)
        if are_takeaways(items, box, fewest=_FEWEST) and are_sentences(items):
            rule = f"box named “{_BOX_NAME.search(names_of(box))}”"
            yield StatedTakeaways(tuple(items), Provenance(Origin.MARKED, rule=rule))
