"""Find key points that no heading announces: a list, sub-headlines or lead paragraphs between headline and story."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice, takewhile
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from archive_app.model.article import Origin, Provenance
from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.document_order import nodes_after, nodes_inside, shown_text
from archive_app.parsing.element_names import NamePattern
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.statements import (
    MOST_ITEMS,
    StatedTakeaways,
    are_sentences,
    are_takeaways,
    begins_with_bullet,
    bulleted_paragraphs,
    is_full_sentence,
    is_story_after,
    list_items,
    paragraphs_or_lines,
)

_DECK_NAME = NamePattern(
    re.compile(r"(?<![a-z])(?:sub-?tit(?:le)?s?|sub-?headlines?|mid-?title|deck|standfirst|bullets?)(?![a-z])"),
    ("sub", "title", "deck", "standfirst", "bullet"),
)
_LEAD_NAME = NamePattern(
    re.compile(r"(?<![a-z])(?:lead|lede|lead-?text|ingress|preamble|standfirst|vorspann|chapeau)(?![a-z])"),
    ("lead", "lede", "ingress", "preamble", "standfirst", "vorspann", "chapeau"),
)
DECK_NAMES = (_DECK_NAME, _LEAD_NAME)
DECKS = ("ul", "div", "h2", "h3", "p")
_WORD = re.compile(r"\w+")
_places = etree.XPath("//*[text() = $text]")
_FEWEST = 3
# A bound for hostile pages.
_MOST_NODES = 2_000
# How many characters of any kind, and of paragraphs, may stand between a headline and the points under it.
_BEFORE_STORY = 1_500
_LONGEST_STANDFIRST = 250
_LONGEST_TITLE = 400
_LONGEST_LABEL = 25


def may_be_deck(element: HtmlElement, names: Collection[NamePattern]) -> bool:
    """Tell what could be a list of statements under a headline, by the `DECK_NAMES` it has and how it begins."""
    if element.tag == "ul":
        return len(element) >= _FEWEST and is_full_sentence(one_line("".join(element[0].itertext())))
    if element.tag == "p":
        return _LEAD_NAME in names or begins_with_bullet((element.text or "").lstrip())
    return _DECK_NAME in names and element.tag in DECKS


def points_under_headline(
    tree: HtmlElement, texts: Sequence[str], title: str, decks: Sequence[HtmlElement]
) -> StatedTakeaways | None:
    """Return the statements under the headline, or None where none stand there.

    `texts` are all of the tree's, `decks` its elements that `may_be_deck`.
    """
    statements = {deck: items for deck in decks if not is_furniture(deck) and (items := _statements(deck))}
    if not statements:
        return None
    for headline in _headlines(tree, texts, title):
        seen = told = 0
        last = ""
        for node in islice(chain(nodes_inside(headline), nodes_after(headline)), _MOST_NODES):
            if isinstance(node, str):
                last = node.strip() or last
                seen += len(node.strip())
                if seen > _BEFORE_STORY:
                    break
                continue
            # Where some of the story is told, or a sentence leads up to a list, only what is named as a deck counts.
            is_story = told > _LONGEST_STANDFIRST or (len(last) > _LONGEST_LABEL and last.endswith((":", "：")))
            if node in statements and not (is_story and node.tag in {"ul", "p"}):
                rule = "statements under the headline"
                return StatedTakeaways(tuple(statements[node]), Provenance(Origin.GUESSED, sure=False, rule=rule))
            told += len(shown_text(node)) if node.tag == "p" else 0
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


def _statements(deck: HtmlElement) -> list[str]:
    """Return a list, several sub-headlines or lead paragraphs that read as statements and have a story after them."""
    if deck.tag == "ul":
        items = list_items(deck)
        are_statements = all(map(is_full_sentence, items)) and next(deck.iterancestors("li"), None) is None
    elif deck.tag != "p":
        items = paragraphs_or_lines(deck, ("h2", "h3", "p", "li"))
        are_statements = are_sentences(items)
    elif begins_with_bullet(shown_text(deck)):
        items = bulleted_paragraphs(deck)
        are_statements = all(map(is_full_sentence, items))
    else:
        alike = takewhile(lambda each: each.get("class") == deck.get("class"), deck.itersiblings())
        items = [shown_text(paragraph) for paragraph in (deck, *islice(alike, MOST_ITEMS))]
        are_statements = are_sentences(items)
    if not are_statements or not are_takeaways(items, deck, fewest=_FEWEST):
        return []
    are_alike = len({item.split(" ", 1)[0] for item in items}) == 1
    return [] if are_alike or not is_story_after(deck, sum(map(len, items))) else items
