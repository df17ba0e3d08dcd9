"""What foreign extractors take for a page's story: resiliparse, which is quick, and trafilatura, which takes pains."""

import logging
import re

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.cleaning import one_line

# trafilatura reports what it cannot read at warning level and above; its caller has other opinions to go by.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# resiliparse's time grows with the square of the depth: half a second at this one.
_DEEPEST = 5_000
# trafilatura goes through each table's whole content again for each table around it: 30 s for three thousand.
_MOST_TABLES_IN_TABLES = 300
_TAG = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|source|track|wbr|col|area|base|embed|p|li|dt|dd|option|tr|td|th)\b)[a-z]",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[•◦▪■‣·]|\d{1,3}\.)\s+")
_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.LIST_ITEM, "quote": BlockKind.QUOTE}
_BLOCKS = frozenset({"body", "main", "div", "p", "head", "list", "item", "quote", "table", "row"})
_SPACED = frozenset({"lb", "cell"})


def main_text(markup: str) -> tuple[Block, ...]:
    """Return the main text as resiliparse sees it, line by line."""
    return _plain_text(markup, main_content=True)


def all_text(markup: str) -> tuple[Block, ...]:
    """Return all the page's text as resiliparse sees it, line by line."""
    return _plain_text(markup, main_content=False)


def careful_text(tree: HtmlElement) -> tuple[Block, ...]:
    """Return the story as trafilatura sees it, or nothing where it fails or would take minutes."""
    if tree.xpath("count(//table[ancestor::table])") > _MOST_TABLES_IN_TABLES:
        return ()
    try:
        document = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, fast=True)
    except Exception as error:  # noqa: BLE001 - a foreign extractor on hostile markup; any failure means no opinion
        logging.getLogger(__name__).info("trafilatura failed: %s", type(error).__name__)
        return ()
    body = getattr(document, "body", None)
    return () if body is None else tuple(_blocks_of(body))


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


def _blocks_of(body: etree._Element) -> list[Block]:
    """Flatten trafilatura's tree: paragraphs, headings, list items, quotes and table rows become blocks."""
    blocks: list[Block] = []
    kinds = [BlockKind.PARAGRAPH]
    run: list[str] = []

    def finish_run() -> None:
        line = one_line("".join(run))
        if line:
            blocks.append(Block(kinds[-1], line))
        run.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCKS
        if is_block:
            finish_run()
        if event == "start":
            if is_block:
                kinds.append(_KINDS.get(str(element.tag), kinds[-1]))
            run.append(f" {element.text or ''}" if element.tag in _SPACED else element.text or "")
        else:
            if is_block:
                kinds.pop()
            run.append(element.tail or "")
    return blocks
