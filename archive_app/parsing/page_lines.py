"""Read the text that a page shows as lines, the way it would look in a text file.

What the page's own markup hides is left out; style sheets, which hide more, are not read.
"""

from collections.abc import Iterable

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.lines import Line, read_lines
from archive_app.parsing.page_blocks import PageBlock, page_blocks
from archive_app.parsing.tree import read_trees


def markup_lines(markup: str) -> list[Line]:
    """Return the lines of lightened markup that is all text, such as a chapter's or a letter's, however long it is."""
    return [line for tree in read_trees(markup) for line in page_lines(page_blocks(tree))]


def page_lines(blocks: Iterable[PageBlock]) -> list[Line]:
    """Return one line for each block of text; breaks and the lines of preformatted text part lines, too."""
    lines: list[Line] = []
    for block in blocks:
        kind = block.place.kind
        if not block.place.is_shown:
            continue
        if kind is BlockKind.PARAGRAPH:
            lines.extend(read_lines(block.printed, after_gap=block.after_breaks))
        elif "\n" in block.printed:
            parts = map(one_line, block.printed.split("\n"))
            lines.extend(Line(line, kind, after_gap=True) for line in parts if line)
        else:
            lines.append(Line(block.text, kind, after_gap=True))
    return lines
