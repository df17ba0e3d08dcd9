"""Read plain or Markdown-like text as lines of a kind: text, list items, headings and quotes.

Undoes hard wrapping, so that a paragraph is one line; what the lines mean is left to `brief`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import joined, one_line
from archive_app.parsing.dates import find_dates

_BULLET = re.compile(r"(?:[-*+–—•·‣◦▪▫■□●○►▶→✓✔☑➤➢◆◇※]|\(?\d{1,2}[.)]|[①-⑳])[ \t\u3000]+(?=\S)|[•‣◦▪■●►▶➤✓✔・](?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_QUOTE = re.compile(r">[ \t]?")
_RULE = re.compile(r"(?:[-*_=~][ \t]?){3,80}|[=\-]{2,80}")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"]{0,300}\")?\)")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`|\*)(?=\S)([^*`~\n]{1,2000}?)(?<=\S)\1")
_END_OF_SENTENCE = re.compile(r"[.!?:;。！？：…؟।][\"'”’»)\]」』]?$")
_WIDEST_WRAP = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one paragraph once unwrapped. `after_gap` says that a blank line stood before it."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    after_gap: bool = False


def folded(text: str) -> str:
    """Return a heading's words alone, as labels are compared: no case, decoration, colon or odd spacing."""
    words = " ".join(text.replace("’", "'").casefold().split())
    # A pattern that is anchored at the end would be tried at each of a million dashes.
    start = next((index for index, character in enumerate(words) if character.isalnum()), len(words))
    end = next((index for index in range(len(words), start, -1) if words[index - 1].isalnum()), start)
    return words[start:end]


def plain(text: str) -> str:
    """Return a line without Markdown's inline marks: links and images become their text."""
    # Most lines have none of the marks, and looking for a mark is quicker than for a pattern.
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "__" in text or "`" in text or "~~" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return text


def read_lines(text: str, *, after_gap: bool = False) -> list[Line]:
    """Split text into lines of a kind, without decoration, blank lines and rules.

    `after_gap` says that a blank line stood before the text.
    """
    lines: list[Line] = []
    for raw in text.splitlines():
        line = _line(raw, after_gap)
        if line is None:
            after_gap = True
            continue
        lines.append(line)
        after_gap = False
    return lines


def _line(raw: str, after_gap: bool) -> Line | None:
    stripped = raw.strip()
    if stripped[:1].isalpha():
        return Line(one_line(plain(stripped)), after_gap=after_gap)
    if not stripped or _RULE.fullmatch(stripped):
        return None
    for pattern, kind in (
        (_HEADING, BlockKind.HEADING),
        (_QUOTE, BlockKind.QUOTE),
        (_BULLET, BlockKind.LIST_ITEM),
    ):
        match = pattern.match(stripped)
        # "1. März 2024" is a date, not the first item of a list.
        if match and not (kind is BlockKind.LIST_ITEM and _begins_with_date(stripped)):
            stripped = stripped[match.end() :].rstrip("# \t") if kind is BlockKind.HEADING else stripped[match.end() :]
            break
    else:
        kind = BlockKind.PARAGRAPH
    text = one_line(plain(stripped))
    return Line(text, kind, after_gap) if text else None


def _begins_with_date(text: str) -> bool:
    return text[0].isdigit() and any(found.start == 0 for found in find_dates(text[:40]))


def unwrapped(lines: Sequence[Line], stands_alone: Callable[[str], bool]) -> list[Line]:
    """Join the lines of hard-wrapped paragraphs; `stands_alone` names the lines that are complete by themselves."""
    alone = [stands_alone(line.text) for line in lines]
    width = _wrap_width(lines, alone)
    result = list(lines[:1])
    for index, (previous, line) in enumerate(pairwise(lines)):
        if not alone[index] and not alone[index + 1] and _continues(previous, line, width):
            result[-1] = replace(result[-1], text=joined(result[-1].text, line.text))
        else:
            result.append(line)
    return result


def _wrap_width(lines: Sequence[Line], alone: Sequence[bool]) -> int:
    """Return the width that the text is wrapped to, or 0 where each line is a paragraph of its own.

    Where most lines that are directly followed by another end in the middle of a sentence, the text is wrapped.
    """
    width = max((len(line.text) for line in lines if line.kind is not BlockKind.HEADING), default=0)
    if width > _WIDEST_WRAP:
        return 0
    open_ends = followed = 0
    for index, (line, after) in enumerate(pairwise(lines)):
        if after.after_gap or after.kind is not BlockKind.PARAGRAPH or line.kind is BlockKind.HEADING:
            continue
        if alone[index] or alone[index + 1]:
            continue
        followed += 1
        open_ends += not _END_OF_SENTENCE.search(line.text)
    return width if open_ends * 2 > followed else 0


def _continues(previous: Line, line: Line, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before: its first word did not fit there."""
    if line.after_gap or previous.kind is BlockKind.HEADING:
        return False
    if line.kind is BlockKind.QUOTE and previous.kind is BlockKind.QUOTE:
        return True
    if line.kind is not BlockKind.PARAGRAPH:
        return False
    if previous.kind is BlockKind.LIST_ITEM and line.text[0].islower():
        return True
    if width == 0 or len(previous.text) * 2 < width:
        return False
    first_word = line.text.split(" ", 1)[0]
    return not _END_OF_SENTENCE.search(previous.text) or len(previous.text) + 1 + len(first_word) > width
