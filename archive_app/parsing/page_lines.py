"""Read the visible text of a page as lines, the way it would look in a text file."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.lines import Line, read_lines

_BLOCK_NAMES = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr
    ul title
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_KINDS = {f"h{level}": BlockKind.HEADING for level in range(1, 7)} | {
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
}
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "select", "button", "textarea"})


@dataclass(slots=True)
class _Run:
    """Text that no block's edge parts, with the block it stands in."""

    block: Tag | None
    kind: BlockKind
    parts: list[str]


def page_lines(soup: BeautifulSoup) -> list[Line]:
    """Return one line for each block of text; breaks and the lines of preformatted text part lines, too."""
    lines: list[Line] = []
    for run in _runs(soup):
        text = "".join(run.parts)
        if run.kind is not BlockKind.PARAGRAPH:
            lines.extend(Line(line, run.kind, after_gap=True) for part in text.split("\n") if (line := one_line(part)))
        elif text.strip():
            lines.extend(read_lines(text))
    return lines


def _runs(soup: BeautifulSoup) -> list[_Run]:
    runs = [_Run(None, BlockKind.PARAGRAPH, [])]
    waiting: list[tuple[PageElement, Tag | None, BlockKind]] = [(soup, None, BlockKind.PARAGRAPH)]
    while waiting:
        node, block, kind = waiting.pop()
        if isinstance(node, Tag):
            if node.name in _UNSEEN or _frames_the_page(node):
                continue
            if node.name == "br":
                runs[-1].parts.append("\n")
            elif node.name in _BLOCKS:
                block, kind = node, _KINDS.get(node.name, kind)
            waiting.extend((child, block, kind) for child in reversed(node.contents))
        elif type(node) is NavigableString:
            if block is not runs[-1].block:
                runs.append(_Run(block, kind, []))
            is_preformatted = block is not None and block.name == "pre"
            runs[-1].parts.append(node if is_preformatted else node.replace("\n", " "))
    return runs


def _frames_the_page(tag: Tag) -> bool:
    """Tell a menu, or the footer of the page itself; an article's own footer may name its sources."""
    return tag.name == "nav" or (tag.name == "footer" and tag.parent is not None and tag.parent.name == "body")
