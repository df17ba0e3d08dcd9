"""Find the key points that a page states: the list under a takeaways heading, in such a box, or under the headline.

A heading alone is not enough: lists of links, menus and teasers of other stories stand under similar ones. Where
unsure, nothing is returned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from archive_app.model.article import Origin, Provenance
from archive_app.parsing.brief import is_takeaway_label
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.credits import closing_line
from archive_app.parsing.document_order import nodes_after, nodes_inside, shown_text
from archive_app.parsing.element_names import NamePattern, NameReader
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.headline_points import DECK_NAMES, DECKS, may_be_deck, points_under_headline
from archive_app.parsing.statements import (
    StatedTakeaways,
    are_sentences,
    are_takeaways,
    bulleted_paragraphs,
    is_story_after,
    list_items,
    paragraphs_or_lines,
)
from archive_app.parsing.takeaway_labels import TAKEAWAY_LABELS, WEAK_TAKEAWAY_LABELS

_LONGEST_LABEL = 60
# Bounds for hostile pages; real ones have a few boxes, and a list within a few elements of its heading.
_MOST_TRIED, _NEAR = 20, 100
_FEWEST = 2
# A colon or a dash may part a heading from its list.
_MARKS = 3
_STORIES = frozenset({"article", "main", "body", "html"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOXES = frozenset({"ul", "ol", "div", "section", "aside", "header", "details"})
_NAMELESS_DECKS = frozenset({"ul", "p"})
_BOX_NAME = NamePattern(
    re.compile(
        r"(?<![a-z])(?:key-?(?:points?|takeaways?|facts?|highlights?)|takeaways?|(?:story|article)-?(?:highlights?|takeaways?)"
        r"|[a-z]{0,3}-?bullet-?points?|summary-?(?:list|bullets|points)|article-?summary|at-a-glance|tl-?dr)(?![a-z])"
    ),
    ("key", "takeaway", "bullet", "summary", "highlight", "glance", "dr"),
)
_texts = etree.XPath("//text()", smart_strings=False)
_places = etree.XPath("//text()[. = $text]")
# The longest word of each heading, which few other texts have in them.
_LABEL_WORDS = frozenset(max(label.split(), key=len) for label in TAKEAWAY_LABELS | WEAK_TAKEAWAY_LABELS)
_DECORATION = " \t\r\n:：.。-–—•*#【】[]()「」『』《》“”\"'…!！?？|·▪■▶►✔✓"
_NO_HEADINGS = frozenset({"title", "option", "a", "button"})


def find_page_takeaways(tree: HtmlElement, title: str) -> StatedTakeaways | None:
    """Return the key points of the article with a title, or None where the page states none or it is not sure."""
    texts = list(dict.fromkeys(cast("list[str]", _texts(tree))))
    found = next(_labelled(tree, texts), None)
    if found is None:
        boxes, decks = _named(tree)
        found = next(_boxed(boxes), None) or points_under_headline(tree, texts, title, decks)
    # The last item may point to where to read on.
    said = tuple(item for item in found.items if closing_line(item) is None) if found else ()
    return replace(found, items=said) if found and said else None


def _named(tree: HtmlElement) -> tuple[list[tuple[HtmlElement, str]], list[HtmlElement]]:
    """Return the elements that are named as boxes of key points, with the name, and those that may be decks."""
    boxes: list[tuple[HtmlElement, str]] = []
    decks: list[HtmlElement] = []
    reader = NameReader((_BOX_NAME, *DECK_NAMES))
    for element in tree.iter(*_BOXES, *DECKS):
        names = reader.read(element)
        tag = element.tag
        if not names and tag not in _NAMELESS_DECKS:
            continue
        if _BOX_NAME in names and tag in _BOXES and len(boxes) < _MOST_TRIED:
            boxes.append((element, names[_BOX_NAME]))
        if may_be_deck(element, names):
            decks.append(element)
    return boxes, decks


def _labelled(tree: HtmlElement, texts: Sequence[str]) -> Iterator[StatedTakeaways]:
    """Yield what stands under each takeaways heading: a list, or else paragraphs with bullets or in the same box."""
    for label in islice(_labels(tree, texts), _MOST_TRIED):
        box = _first_after(label)
        if box is None or is_furniture(box):
            continue
        if box.tag == "p":
            items = _bulleted_or_boxed(label, box)
            is_stated = are_takeaways(items, box, fewest=_FEWEST) and is_story_after(box, sum(map(len, items)))
        else:
            items = list_items(box)
            is_alone = label.is_sure and label.element.tag in _HEADINGS
            is_stated = are_takeaways(items, box, fewest=1 if is_alone else _FEWEST)
        if is_stated:
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
        line = _label_line(text)
        for place in cast("list[etree._ElementUnicodeResult]", _places(tree, text=text)) if line else ():
            element = place.getparent()
            around = element.getparent() if element is not None and place.is_tail else element
            if element is None or around is None or around.tag in _NO_HEADINGS or is_furniture(around):
                continue
            yield _Label(line, element, place.is_tail, is_takeaway_label(line))
    for heading in tree.iter(*_HEADINGS):
        # Words in an element of their own part the heading's text.
        line = _label_line("".join(heading.itertext())) if len(heading) > 0 and heading.text else ""
        if line and not is_furniture(heading):
            yield _Label(line, heading, is_tail=False, is_sure=is_takeaway_label(line))


def _label_line(text: str) -> str:
    """Return a text that is a takeaways heading as one line, or nothing where it is none."""
    if len(text) > _LONGEST_LABEL * 3 or _LABEL_WORDS.isdisjoint(text.casefold().strip(_DECORATION).split()):
        return ""
    line = one_line(text)
    return line if is_takeaway_label(line, or_weak=True) else ""


def _first_after(label: _Label) -> HtmlElement | None:
    """Return the list or paragraph that follows a heading with next to no text between.

    Weak headings stand right over their list, and paragraphs under them are no key points.
    """
    between = 0
    most = _LONGEST_LABEL if label.is_sure else _MARKS
    own = iter(()) if label.is_tail else nodes_inside(label.element)
    inside = set(label.element.iter()) if not label.is_tail else set()
    # The first node is the label itself.
    for node in islice(chain(own, nodes_after(label.element)), 1, _NEAR):
        if isinstance(node, str):
            between += len(node.strip())
            if between > most:
                return None
        elif node.tag in {"ul", "ol"} or (node.tag == "p" and label.is_sure and node not in inside):
            return node
        elif node.tag in _HEADINGS:
            return None
    return None


def _bulleted_or_boxed(label: _Label, first: HtmlElement) -> list[str]:
    """Return paragraphs that begin with bullets, or all those of a box that holds nothing but the heading and them."""
    items = bulleted_paragraphs(first)
    box = first.getparent()
    if items or box is None or box.tag in _STORIES or label.element not in set(box.iter()):
        return items
    paragraphs = [shown_text(element) for element in box.iter("p")]
    length = len(label.text) + sum(map(len, paragraphs))
    return [text for text in paragraphs if text != label.text] if len(shown_text(box)) <= length + _MARKS * 10 else []


def _boxed(boxes: Sequence[tuple[HtmlElement, str]]) -> Iterator[StatedTakeaways]:
    """Yield the items of boxes whose name calls them key points."""
    for box, name in boxes:
        if is_furniture(box):
            continue
        inner = box if box.tag in {"ul", "ol"} else next(box.iter("ul", "ol"), None)
        items = paragraphs_or_lines(box, ("p",)) if inner is None else list_items(inner)
        if are_takeaways(items, box, fewest=_FEWEST) and are_sentences(items):
            yield StatedTakeaways(tuple(items), Provenance(Origin.MARKED, rule=f"box named “{name}”"))
