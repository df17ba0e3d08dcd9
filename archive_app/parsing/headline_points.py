"""Find key points that no heading announces: a list, sub-headlines or lead paragraphs between headline and story."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from archive_app.parsing.cleaning import squashed
from archive_app.parsing.document_order import nodes_after, nodes_inside, shown_text
from archive_app.parsing.element_names import NamePattern, names_of
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.statements import (
    are_full_sentences,
    are_sentences,
    are_takeaways,
    list_items,
    paragraphs_or_lines,
)

_DECK_NAME = NamePattern(
    re.compile(r"(?<![a-z])(?:sub-?tit(?:le)?s?|sub-?headlines?|mid-?title|deck|standfirst|bullets?)(?![a-z])"),
    ("sub", "title", "deck", "standfirst", "bullet"),
)
_WORD = re.compile(r"\w+")
_places = etree.XPath("//*[text() = $text]")
_FEWEST = 3
# A bound for hostile pages.
_MOST_NODES = 2_000
# How many characters of any kind, and of paragraphs, may stand between a headline and the points under it.
_BEFORE_STORY = 1_500
_LONGEST_STANDFIRST = 250
_LONGEST_TITLE = 400


def points_under_headline(tree: HtmlElement, texts: Sequence[str], title: str) -> tuple[str, ...] | None:
    """Return the statements under the headline, or None where none stand there; `texts` are all of the tree's."""
    for headline in _headlines(tree, texts, title):
        seen = told = 0
        for node in islice(chain(nodes_inside(headline), nodes_after(headline)), _MOST_NODES):
            if isinstance(node, str):
                seen += len(node.strip())
            else:
                items = _deck(node)
                if items:
                    return tuple(items)
                told += len(shown_text(node)) if node.tag == "p" else 0
            if seen > _BEFORE_STORY or told > _LONGEST_STANDFIRST:
                break
    return None


def _headlines(tree: HtmlElement, texts: Sequence[str], title: str) -> Iterator[HtmlElement]:
    """Yield the first top heading and the places where the title is shown; some pages show it in no heading."""
    first = next(tree.iter("h1"), None)
    wanted = squashed(title)
    if first is not None:
        yield first
        if squashed(shown_text(first)) == wanted:
            return
    # Squashing each text takes long; the title's longest word is in few of them.
    telling = max(_WORD.findall(title), key=len, default="").casefold()
    shown = [
        text
        for text in texts
        if len(text) <= _LONGEST_TITLE and telling in text.casefold() and squashed(text) == wanted
    ]
    places = (place for text in shown if wanted for place in cast("list[HtmlElement]", _places(tree, text=text)))
    others = (place for place in places if place.tag != "title" and place is not first and not is_furniture(place))
    yield from islice(others, 2)


def _deck(element: HtmlElement) -> list[str]:
    """Return the items of a list, or several sub-headlines, that read as statements and have a story after them."""
    if element.tag == "ul" and next(element.iterancestors("li"), None) is None:
        items, statements = list_items(element), are_full_sentences
    elif element.tag in {"div", "h2", "h3"} and _DECK_NAME.search(names_of(element)):
        items, statements = paragraphs_or_lines(element, ("h2", "h3", "p", "li")), are_sentences
    else:
        return []
    if not are_takeaways(items, element, fewest=_FEWEST) or not statements(items) or is_furniture(element):
        return []
    are_alike = len({item.split(" ", 1)[0] for item in items}) == 1
    return [] if are_alike or not _is_story_after(element, sum(map(len, items))) else items


def _is_story_after(element: HtmlElement, length: int) -> bool:
    """Tell whether paragraphs follow that are together longer than the list; else the list is the story."""
    told = 0
    for node in nodes_after(element):
        if not isinstance(node, str) and node.tag in {"p", "br"}:
            told += len(shown_text(node)) if node.tag == "p" else len((node.tail or "").strip())
            if told > length:
                return True
    return False
