"""Find the text of the story in a page's markup and return it as blocks.

trafilatura reads best but silently loses very deep pages, and needs minutes for some hostile ones; there resiliparse,
which keeps no structure but always answers, reads instead.
"""

import logging
import re

import trafilatura
from lxml import etree
from resiliparse.extract.html2text import extract_plain_text

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.cleaning import one_line

# trafilatura reports what it cannot read at warning level and above; here that is what the fallback is for.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Some of trafilatura's steps grow with the square of the page; real articles have a tenth of this, lightened.
_MOST_TAGS = 30_000
_LONGEST_MARKUP = 3_000_000
# A story shorter than this may be a caption or a cookie notice that was found instead.
_NEXT_TO_NOTHING = 200
_BULLET = re.compile(r"^(?:[•◦▪■‣·]|\d{1,3}\.)\s+")
_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.LIST_ITEM, "quote": BlockKind.QUOTE}
_CONTAINERS = frozenset({"list", "table", "body", "div", "row", "quote", "item", "p", "cell", "main"})


def read_body(markup: str) -> tuple[Block, ...]:
    """Return the story's blocks, or none where the page has no text."""
    blocks: tuple[Block, ...] = ()
    if len(markup) <= _LONGEST_MARKUP and markup.count("<") <= _MOST_TAGS:
        blocks = _structured(markup)
    length = sum(len(block.text) for block in blocks)
    if length < _NEXT_TO_NOTHING:
        plain = read_main_text(markup)
        if sum(len(block.text) for block in plain) > 2 * length:
            return plain
    return blocks


def _structured(markup: str) -> tuple[Block, ...]:
    try:
        document = trafilatura.bare_extraction(
            markup, favor_precision=True, include_comments=False, include_formatting=True
        )
    except Exception as error:  # noqa: BLE001 - a foreign extractor on hostile markup; any failure means the fallback
        logging.getLogger(__name__).info("trafilatura failed: %s", type(error).__name__)
        return ()
    body = getattr(document, "body", None)
    return () if body is None else tuple(_blocks_of(body))


def _blocks_of(body: etree._Element) -> list[Block]:
    """Flatten trafilatura's tree: each paragraph, heading, list item and table row becomes a block."""
    blocks: list[Block] = []
    waiting: list[tuple[etree._Element, BlockKind]] = [(body, BlockKind.PARAGRAPH)]
    while waiting:
        element, kind = waiting.pop()
        children = [child for child in element if isinstance(child.tag, str)]
        kind = _KINDS.get(str(element.tag), kind)
        inner = [
            child for child in children if child.tag in {"p", "head", "list", "quote", "table", "row", "div", "item"}
        ]
        if inner and element.tag in _CONTAINERS:
            _add(blocks, kind, element.text)
            waiting.extend((child, kind) for child in reversed(children))
        else:
            _add(blocks, kind, _text(element))
    return blocks


def _text(element: etree._Element) -> str:
    parts: list[str] = []
    for node in element.iter():
        if node.tag in {"lb", "cell"}:
            parts.append(" ")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _add(blocks: list[Block], kind: BlockKind, text: str | None) -> None:
    line = one_line(text or "")
    if line:
        blocks.append(Block(kind, line))


def read_main_text(markup: str) -> tuple[Block, ...]:
    """Return the page's main text line by line, by resiliparse, or all its text where it finds no main part."""
    for main_content in (True, False):
        text = extract_plain_text(
            markup, preserve_formatting=True, main_content=main_content, alt_texts=False, list_bullets=True
        )
        blocks = tuple(_plain_block(line) for raw in text.splitlines() if (line := one_line(raw)))
        if blocks:
            return blocks
    return ()


def _plain_block(line: str) -> Block:
    bullet = _BULLET.match(line)
    return Block(BlockKind.LIST_ITEM, line[bullet.end() :]) if bullet else Block(BlockKind.PARAGRAPH, line)
