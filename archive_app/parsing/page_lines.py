"""Read the visible text of a page as lines, the way it would look in a text file."""

from bs4 import BeautifulSoup, NavigableString, Tag

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.lines import Line, read_lines

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul title".split()
)
_KINDS = {f"h{level}": BlockKind.HEADING for level in range(1, 7)} | {
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
}
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "select", "button", "textarea"})


def page_lines(soup: BeautifulSoup) -> list[Line]:
    """Return one line for each block of text; breaks and the lines of preformatted text part lines, too."""
    lines: list[Line] = []
    for parts, block in _runs(soup):
        text = "".join(parts)
        kind = _kind(block)
        if block is not None and block.name == "pre":
            lines.extend(read_lines(text))
            continue
        for part in text.split("\n"):
            line = one_line(part)
            if not line:
                continue
            if kind is BlockKind.PARAGRAPH:
                lines.extend(read_lines(line))
            else:
                lines.append(Line(line, kind, after_gap=True))
    return lines


def _runs(soup: BeautifulSoup) -> list[tuple[list[str], Tag | None]]:
    """Return runs of text that no block's edge parts, each with the block it stands in."""
    runs: list[tuple[list[str], Tag | None]] = []
    current: Tag | None = None
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.name == "br" and runs:
                runs[-1][0].append("\n")
            continue
        if type(node) is not NavigableString:
            continue
        block = node.find_parent(_BLOCKS | _UNSEEN)
        if block is not None and block.name in _UNSEEN:
            continue
        if not runs or block is not current:
            if not node.strip():
                continue
            runs.append(([], block))
            current = block
        text = str(node)
        runs[-1][0].append(text if block is not None and block.name == "pre" else text.replace("\n", " "))
    return runs


def _kind(block: Tag | None) -> BlockKind:
    if block is None:
        return BlockKind.PARAGRAPH
    if block.name in _KINDS:
        return _KINDS[block.name]
    around = block.find_parent(list(_KINDS))
    return _KINDS[around.name] if around is not None else BlockKind.PARAGRAPH
