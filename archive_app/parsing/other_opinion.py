"""What resiliparse takes for a page's story, and for its text: an opinion that takes next to no time."""

import re

from resiliparse.extract.html2text import extract_plain_text

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.cleaning import one_line

# resiliparse's time grows with the square of the depth: half a second at this one.
_DEEPEST = 5_000
_TAG = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|source|track|wbr|col|area|base|embed|p|li|dt|dd|option|tr|td|th)\b)[a-z]",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[•◦▪■‣·]|\d{1,3}\.)\s+")


def main_text(markup: str) -> tuple[Block, ...]:
    """Return the story, line by line."""
    return _plain_text(markup, main_content=True)


def all_text(markup: str) -> tuple[Block, ...]:
    """Return all the page's text, line by line."""
    return _plain_text(markup, main_content=False)


def _plain_text(markup: str, *, main_content: bool) -> tuple[Block, ...]:
    if markup.count("<") > _DEEPEST and _nesting(markup) > _DEEPEST:
        return ()
    text = extract_plain_text(
        markup, preserve_formatting=True, main_content=main_content, alt_texts=False, list_bullets=True
    )
    return tuple(_plain_block(line) for raw in text.splitlines() if (line := one_line(raw)))


def _nesting(markup: str) -> int:
    """Return how deep elements that need an end tag are nested, at most."""
    deepest = depth = 0
    for tag in _TAG.finditer(markup):
        depth += -1 if tag.group(1) else 1
        deepest = max(deepest, depth)
    return deepest


def _plain_block(line: str) -> Block:
    bullet = _BULLET.match(line)
    return Block(BlockKind.LIST_ITEM, line[bullet.end() :]) if bullet else Block(BlockKind.PARAGRAPH, line)
