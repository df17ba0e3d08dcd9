"""Read the text that a page shows as lines, the way it would look in a text file.

What the page's own markup hides is left out; style sheets, which hide more, are not read.
"""

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.lines import Line, read_lines
from archive_app.parsing.page_blocks import BLOCKS, is_hidden
from archive_app.parsing.tree import read_trees

_KINDS = {f"h{level}": BlockKind.HEADING for level in range(1, 7)} | {
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
}
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "select", "button", "textarea"})
_WHOLE = frozenset({"html", "body", "main", "article"})


@dataclass(slots=True)
class _Run:
    """Text that no block's edge parts, with the block it stands in."""

    block: etree._Element
    kind: BlockKind
    parts: list[str]


def markup_lines(markup: str) -> list[Line]:
    """Return the lines of lightened markup that is all text, such as a chapter's or a letter's, however long it is."""
    return [line for tree in read_trees(markup) for line in page_lines(tree)]


def page_lines(tree: HtmlElement) -> list[Line]:
    """Return one line for each block of text; breaks and the lines of preformatted text part lines, too."""
    lines: list[Line] = []
    for run in _runs(tree):
        text = "".join(run.parts)
        if run.kind is not BlockKind.PARAGRAPH:
            lines.extend(Line(line, run.kind, after_gap=True) for part in text.split("\n") if (line := one_line(part)))
        elif text.strip():
            lines.extend(read_lines(text))
    return lines


def _runs(tree: HtmlElement) -> list[_Run]:
    runs = [_Run(tree, BlockKind.PARAGRAPH, [])]
    inside = [(tree, BlockKind.PARAGRAPH)]

    def add(text: str | None) -> None:
        if text:
            block, kind = inside[-1]
            if block is not runs[-1].block:
                runs.append(_Run(block, kind, []))
            runs[-1].parts.append(text.replace("\n", " ") if "\n" in text and block.tag != "pre" else text)

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is inside[-1][0] and element is not tree:
                inside.pop()
            add(element.tail)
        elif element.tag in _UNSEEN or _frames_the_page(element) or _is_out_of_sight(element):
            walk.skip_subtree()
        elif element.tag == "br":
            runs[-1].parts.append("\n")
        else:
            if element.tag in BLOCKS or element.tag == "dialog":
                inside.append((element, _KINDS.get(str(element.tag), inside[-1][1])))
            add(element.text)
    return runs


def _frames_the_page(element: etree._Element) -> bool:
    """Tell a menu, or the footer of the page itself; an article's own footer may name its sources."""
    if element.tag != "footer":
        return element.tag == "nav"
    parent = element.getparent()
    return parent is not None and parent.tag == "body"


def _is_out_of_sight(element: etree._Element) -> bool:
    """Tell a hidden element; pages that are hidden as a whole are so until their scripts show them."""
    return element.tag not in _WHOLE and is_hidden(element)
