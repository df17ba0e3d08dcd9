"""Tell the statements of a list of key points from menus, teasers, names and facts."""

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from archive_app.parsing.cleaning import one_line
from archive_app.parsing.document_order import nodes_inside, shown_text

MOST_ITEMS = 12
_LONGEST_ITEM = 1_200
_LONGEST_UNLABELLED = 400
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def list_items(box: HtmlElement) -> list[str]:
    """Return the texts of a list's own items, one more than there may be where there are too many."""
    items = [child for child in box if child.tag == "li"][: MOST_ITEMS + 1]
    return [text for item in items if (text := shown_text(item))]


def paragraphs_or_lines(box: HtmlElement, tags: Sequence[str]) -> list[str]:
    """Return a box's statements: its elements of certain tags, or else the lines that breaks part."""
    inner = [shown_text(element) for element in islice(box.iter(*tags), MOST_ITEMS + 1) if element is not box]
    if len(inner) > 1:
        return [line for line in inner if line]
    lines = [""]
    for node in nodes_inside(box):
        if isinstance(node, str):
            lines[-1] += node
        elif node.tag == "br":
            lines.append("")
    return [line for text in lines if (line := one_line(text))] if len(lines) > 1 else []


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


def are_full_sentences(items: Sequence[str]) -> bool:
    """Tell statements from facts and names; unlabelled lists need it of each of their items."""
    return all(_weighted([item], 40) <= len(item) <= _LONGEST_UNLABELLED for item in items)


def _weighted(items: Sequence[str], length: int) -> int:
    """Return a length fit for the script: Chinese, Japanese and Korean say as much in a third of the characters."""
    return length // 3 if any(map(_EAST_ASIAN.search, items)) else length
