"""Find the text of the story in a page's markup and return it as blocks.

trafilatura reads best but silently loses very deep pages, and needs minutes for some hostile ones; there resiliparse,
which keeps no structure but always answers, reads instead.
"""

import logging
import re
from collections.abc import Sequence

import trafilatura
from lxml import etree
from resiliparse.extract.html2text import extract_plain_text

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.cleaning import one_line, unescaped
from archive_app.parsing.lines import Line
from archive_app.parsing.tree import MOST_TAGS

# trafilatura reports what it cannot read at warning level and above; here that is what the fallback is for.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_LONGEST_MARKUP = 3_000_000
# A story shorter than this may be a caption or a notice that was found instead; much more text elsewhere says so.
_NEXT_TO_NOTHING = 600
_SO_MUCH_MORE = 3
# resiliparse's time grows with the square of the depth: half a second at this one.
_DEEPEST = 5_000
_TAG = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|source|track|wbr|col|area|base|embed|p|li|dt|dd|option|tr|td|th)\b)[a-z]",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^<>]{0,20000}>")
_BULLET = re.compile(r"^(?:[•◦▪■‣·]|\d{1,3}\.)\s+")
_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.LIST_ITEM, "quote": BlockKind.QUOTE}
_BLOCKS = frozenset({"body", "main", "div", "p", "head", "list", "item", "quote", "table", "row"})
_SPACED = frozenset({"lb", "cell"})


def read_body(markup: str, lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the story's blocks, or none where the page has no text.

    `lines` are all of the page's lines; they stand in where no extractor finds anything.
    """
    is_readable = len(markup) <= _LONGEST_MARKUP and markup.count("<") <= MOST_TAGS
    blocks = _structured(markup) if is_readable else ()
    length = _length(blocks)
    if length >= _NEXT_TO_NOTHING:
        return blocks
    everything = () if _nesting(markup) > _DEEPEST else _main_text(markup)
    if not everything:
        everything = tuple(Block(line.kind, line.text) for line in lines) if is_readable else _bare_text(markup)
    return everything if _length(everything) > _SO_MUCH_MORE * length else blocks


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _nesting(markup: str) -> int:
    """Return how deep elements that need an end tag are nested, at most."""
    deepest = depth = 0
    for tag in _TAG.finditer(markup):
        depth += -1 if tag.group(1) else 1
        deepest = max(deepest, depth)
    return deepest


def _structured(markup: str) -> tuple[Block, ...]:
    try:
        document = trafilatura.bare_extraction(markup, favor_precision=True, include_comments=False)
    except Exception as error:  # noqa: BLE001 - a foreign extractor on hostile markup; any failure means the fallback
        logging.getLogger(__name__).info("trafilatura failed: %s", type(error).__name__)
        return ()
    body = getattr(document, "body", None)
    return () if body is None else tuple(_blocks_of(body))


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


def _main_text(markup: str) -> tuple[Block, ...]:
    """Return the page's main text line by line, or all its text where no part is the main one."""
    for main_content in (True, False):
        text = extract_plain_text(
            markup, preserve_formatting=True, main_content=main_content, alt_texts=False, list_bullets=True
        )
        blocks = tuple(_plain_block(line) for raw in text.splitlines() if (line := one_line(raw)))
        if blocks:
            return blocks
    return ()


def _bare_text(markup: str) -> tuple[Block, ...]:
    """Return what stands between the tags of a page that no parser can be given."""
    parts = (one_line(unescaped(part)) for part in _ANY_TAG.split(markup))
    return tuple(Block(BlockKind.PARAGRAPH, part) for part in parts if part)


def _plain_block(line: str) -> Block:
    bullet = _BULLET.match(line)
    return Block(BlockKind.LIST_ITEM, line[bullet.end() :]) if bullet else Block(BlockKind.PARAGRAPH, line)
