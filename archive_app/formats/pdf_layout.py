"""Make paragraphs of lines by where they stand on their pages; knows nothing of PDF.

Lengths are in points; the vertical axis points up, as on PDF pages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import joined, one_line
from archive_app.parsing.lines import Line

_EDGE_LINES = 3
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:\w{1,10}\s)?#(?:\s?(?:/|of|von|de|di|van|sur|из|/)\s?#)?[-–—|\s]*", re.IGNORECASE
)
# What browsers print at the edges of pages: the day and the page's title above, its address and the count below.
_PRINTED_ADDRESS = re.compile(r"(https?://\S+)\s+\d{1,4}/\d{1,4}")
_PRINTED_TITLE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?: ?[AP]M)?\b.*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"(?:[•·‣◦▪▫■□●○►▶✓✔➤◆–—*-]|\(?\d{1,2}[.)])\s+(?=\S)|[•‣◦▪■●►▶➤✓✔](?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;。！？：…؟।][\"'”’»)\]」』]?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LARGER = 1.15  # times the size of the text: a heading
_LONGEST_HEADING = 300


@dataclass(slots=True)
class PrintedLine:
    """A line of a page and the box around it."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """The height of its letters' boxes."""
        return self.top - self.bottom

    def takes(self, left: float, bottom: float, top: float) -> bool:
        """Tell whether a character goes on with the line: it stands at its height and behind it."""
        middle = (bottom + top) / 2
        return self.bottom <= middle <= self.top and left > self.right - 3 * self.size

    def add(self, character: str, left: float, right: float, bottom: float, top: float) -> None:
        """Append a character."""
        self.text += character
        self.left, self.right = min(self.left, left), max(self.right, right)
        self.bottom, self.top = min(self.bottom, bottom), max(self.top, top)


def without_page_furniture(pages: Sequence[Sequence[PrintedLine]]) -> tuple[list[list[PrintedLine]], str | None]:
    """Drop headers, footers and page numbers; return the lines that are left and an address that was printed there."""
    edges = [_edges(page) for page in pages]
    seen = Counter(chain.from_iterable({_pattern(line) for line in edge} for edge in edges))
    address = None
    kept: list[list[PrintedLine]] = []
    for page, edge in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        for line in edge:
            pattern = _pattern(line)
            printed = _PRINTED_ADDRESS.fullmatch(line.text.strip())
            address = address or (printed.group(1) if printed else None)
            if printed or seen[pattern] > 1 or _PAGE_NUMBER.fullmatch(pattern) or _is_printed_title(line):
                dropped.add(id(line))
        kept.append([line for line in page if id(line) not in dropped and line.text.strip()])
    return kept, address


def _edges(page: Sequence[PrintedLine]) -> list[PrintedLine]:
    if len(page) <= _EDGE_LINES:
        return []
    by_height = sorted(page, key=lambda line: line.top)
    return [*by_height[: min(_EDGE_LINES, len(page) // 2)], *by_height[-min(_EDGE_LINES, len(page) // 2) :]]


def _pattern(line: PrintedLine) -> str:
    return _DIGITS.sub("#", one_line(line.text))


def _is_printed_title(line: PrintedLine) -> bool:
    return _PRINTED_TITLE.fullmatch(line.text.strip()) is not None


def paragraphs(pages: Iterable[Sequence[PrintedLine]]) -> list[Line]:
    """Join printed lines into paragraphs, headings and list items."""
    printed = [line for page in pages for line in page if one_line(line.text)]
    if not printed:
        return []
    layout = _Layout(printed)
    words = Counter(word.casefold() for line in printed for word in _WORD.findall(line.text))
    groups: list[list[PrintedLine]] = [[printed[0]]]
    for previous, line in pairwise(printed):
        if layout.goes_on(previous, line, groups[-1][0]):
            groups[-1].append(line)
        else:
            groups.append([line])
    read = (_line(group, layout, words) for group in groups)
    return [line for line in read if line is not None]


class _Layout:
    """The usual measures of a document."""

    def __init__(self, printed: Sequence[PrintedLine]) -> None:
        sizes = Counter[float]()
        for line in printed:
            sizes[round(line.size, 1)] += len(line.text)
        self.size = max(sizes.most_common(1)[0][0], 1.0)
        gaps = [
            upper.bottom - lower.top
            for upper, lower in pairwise(printed)
            if lower.top < upper.top and abs(upper.size - lower.size) < 0.15 * self.size
        ]
        self.gap = median(gaps) if gaps else 0.0
        self._rights: dict[int, float] = {}
        for line in printed:
            column = self._column(line)
            self._rights[column] = max(self._rights.get(column, 0.0), line.right)

    def is_heading(self, line: PrintedLine) -> bool:
        """Tell whether a line is set larger than the text."""
        return line.size > self.size * _LARGER

    def goes_on(self, previous: PrintedLine, line: PrintedLine, first: PrintedLine) -> bool:
        """Tell whether a line belongs to the paragraph of the one before, which `first` begins."""
        if self.is_heading(previous) or self.is_heading(line):
            is_alike = self.is_heading(line) and abs(previous.size - line.size) < 0.1 * line.size
            return is_alike and self._follows(previous, line)
        if _BULLET.match(line.text):
            return False
        text = previous.text.rstrip()
        ends = _SENTENCE_END.search(text) is not None
        if (line.top + line.bottom) / 2 >= previous.bottom:
            # It is not below: the next column or page.
            return not ends and (line.text[:1].islower() or text.endswith("-"))
        if not self._follows(previous, line):
            return False
        if _BULLET.match(first.text):
            return not ends or line.left > first.left + 0.2 * self.size
        is_indented = line.left > previous.left + 0.8 * self.size
        is_short = previous.right < self._column_right(previous) - 4 * self.size
        return not (is_indented or (ends and is_short))

    def _follows(self, upper: PrintedLine, lower: PrintedLine) -> bool:
        return upper.bottom - lower.top <= self.gap + 0.35 * max(self.size, upper.size)

    def _column_right(self, line: PrintedLine) -> float:
        return self._rights[self._column(line)]

    def _column(self, line: PrintedLine) -> int:
        return round(line.left / (2 * self.size))


def _line(group: Sequence[PrintedLine], layout: _Layout, words: Counter[str]) -> Line | None:
    text = one_line(group[0].text)
    for printed in group[1:]:
        text = _continued(text, one_line(printed.text), words)
    bullet = _BULLET.match(text)
    if bullet:
        return Line(text[bullet.end() :], BlockKind.LIST_ITEM, after_gap=True)
    is_heading = layout.is_heading(group[0]) and len(text) <= _LONGEST_HEADING
    return Line(text, BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH, after_gap=True) if text else None


def _continued(text: str, following: str, words: Counter[str]) -> str:
    """Join two lines, undoing a division of a word unless the document writes the word with a hyphen elsewhere."""
    if not (text.endswith("-") and text[-2:-1].isalpha() and following[:1].islower()):
        return joined(text, following)
    first, last = _WORD.findall(text)[-1], _WORD.findall(following)[0]
    is_compound = words[f"{first}-{last}".casefold()] > words[f"{first}{last}".casefold()]
    return (text if is_compound else text[:-1]) + following
