"""Tell the statements of a list of key points from menus, teasers, names and facts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice, takewhile

from lxml.html import HtmlElement

from archive_app.model.article import Provenance
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.document_order import nodes_after, nodes_inside, shown_text

MOST_ITEMS = 12
_LONGEST_ITEM = 1_200
_LONGEST_UNLABELLED = 400
_BULLET = re.compile(r"[•‣◦▪▫■□●○►▶→✓✔➤◆◇※·・]\s*(?=\S)")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class StatedTakeaways:
    """Key points as a page prints them, and what they were recognised by."""

    items: tuple[str, ...]
    provenance: Provenance


def list_items(box: HtmlElement) -> list[str]:
    """Return the texts of a list's own items, one more than there may be where there are too many."""
    items = [child for child in box if child.tag == "li"][: MOST_ITEMS + 1]
    return [text for item in items if (text := shown_text(item))]


def paragraphs_or_lines(box: HtmlElement, tags: Sequence[str]) -> list[str]:
    """Return a box's statements: its elements of certain tags, or else the lines that breaks part."""
    inner = [shown_text(element) for element in islice(box.iter(*tags), MOST_ITEMS + 1) if element is not box and tags]
    if len(inner) > 1:
        return [line for line in inner if line]
    lines = [""]
    for node in nodes_inside(box):
        if isinstance(node, str):
            lines[-1] += node
        elif node.tag == "br":
            lines.append("")
    return [line for text in lines if (line := one_line(text))] if len(lines) > 1 else []


def bulleted_paragraphs(first: HtmlElement) -> list[str]:
    """Return the paragraphs, from a first one on, or the lines of that one, where each begins with a bullet."""
    lines = paragraphs_or_lines(first, ())
    if len(lines) < 2:
        following = takewhile(lambda each: each.tag == "p", first.itersiblings())
        texts = (shown_text(paragraph) for paragraph in islice(chain((first,), following), MOST_ITEMS + 1))
        lines = list(takewhile(_BULLET.match, texts))
    return [_BULLET.sub("", line) for line in lines] if len(lines) > 1 and all(map(_BULLET.match, lines)) else []


def are_takeaways(items: Sequence[str], box: HtmlElement, *, fewest: int) -> bool:
    """Tell key points from menus and teasers: a few statements of some length that are not links as a whole."""
    if not fewest <= len(items) <= MOST_ITEMS or max(map(len, items)) > _LONGEST_ITEM or len(set(items)) < len(items):
        return False
    length = sum(map(len, items))
    linked = sum(len(shown_text(link)) for link in box.iter("a"))
    return linked * 2 < length and length >= _weighted(items, 20) * len(items)


def are_sentences(items: Sequence[str]) -> bool:
    """Tell whether items are as long as sentences on average."""
    return sum(map(len, items)) >= _weighted(items, 35) * len(items)


def begins_with_bullet(text: str) -> bool:
    """Tell whether a text begins as an item of a list does."""
    return _BULLET.match(text) is not None


def is_full_sentence(item: str) -> bool:
    """Tell a statement from a fact or a name by its length; unlabelled lists need it of each of their items."""
    return _weighted([item], 40) <= len(item) <= _LONGEST_UNLABELLED


def _weighted(items: Sequence[str], length: int) -> int:
    """Return a length fit for the script: Chinese, Japanese and Korean say as much in a third of the characters."""
    return length // 3 if any(map(_EAST_ASIAN.search, items)) else length


def is_story_after(element: HtmlElement, length: int) -> bool:
    """Tell whether paragraphs follow that are together longer than the list; else the list is the story."""
    told = 0
    for node in nodes_after(element):
        if not isinstance(node, str) and node.tag in {"p", "br"}:
            told += len(shown_text(node)) if node.tag == "p" else len((node.tail or "").strip())
            if told > length:
                return True
    return False
