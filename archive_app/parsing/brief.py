"""Read the lines of an article as the parts of a brief: credits, takeaways, closing list, and what else there is.

Works alike on the lines of a text file and on the lines of a page. What a line is depends on where it stands: a short
line at the top may be the title, the same line further down is text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from archive_app.model.article import Block, BlockKind, Credit, CreditRole, Origin, Part, Provenance
from archive_app.parsing.bylines import byline_of
from archive_app.parsing.cleaning import shorten
from archive_app.parsing.credits import CreditLine, closing_line, credit_line
from archive_app.parsing.dates import date_line
from archive_app.parsing.known_outlets import is_known
from archive_app.parsing.lines import Line, folded
from archive_app.parsing.outlets import split_outlets
from archive_app.parsing.takeaway_labels import BODY_LABELS, TAKEAWAY_LABELS, WEAK_TAKEAWAY_LABELS
from archive_app.parsing.titles import is_headline

# More paragraphs than this under a label are a whole story, not its key points.
_MOST_BARE_TAKEAWAYS = 20
# Closing lists and credits at the end stand in the last few lines; the same words in the middle are part of the story.
_TAIL_LINES = 6
_LONGEST_LABEL = 80
_LONGEST_RULE = 80
_LONGEST_STANDFIRST = 300
_HEAD_AHEAD = 3
_TITLE_LABEL = re.compile(
    r"^(?:title|headline|titel|titre|título|titolo|标题|標題|タイトル|제목|العنوان|заголовок)\s*[:：]\s*", re.IGNORECASE
)
# What a heading may say of how its list was made, such as "(AI-generated)".
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{1,40}[)）\]]\s*[:：]?\s*$")


@dataclass
class Brief:
    """The parts found; what is in one of them is in no other, and `blocks` holds the rest."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    url: str | None = None
    provenance: dict[Part, Provenance] = field(default_factory=dict)
    """Where takeaways and credits come from."""
    credits: list[Credit] = field(default_factory=list)
    takeaways: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def add(self, found: CreditLine, role: CreditRole, line: str) -> None:
        """Keep what a credit line or closing list names."""
        self.credit(found.outlets, role, f"line “{shorten(line, _LONGEST_RULE)}”")
        self.url = self.url or found.url
        self.published = self.published or found.published

    def credit(self, outlets: Iterable[str], role: CreditRole, rule: str) -> None:
        """Keep outlets in a role; what names the first of an article's credits is told as their provenance."""
        for outlet in outlets:
            self.credits.append(Credit(outlet, role))
            self.provenance.setdefault(Part.CREDITS, Provenance(Origin.WORDED, rule=rule))


def is_takeaway_label(text: str, *, or_weak: bool = False) -> bool:
    """Tell whether a line is nothing but a heading for key points, or perhaps for something else where `or_weak`."""
    if len(text) > _LONGEST_LABEL:
        return False
    label = folded(_ASIDE.sub("", text))
    return label in TAKEAWAY_LABELS or (or_weak and label in WEAK_TAKEAWAY_LABELS)


def stands_alone(text: str) -> bool:
    """Tell whether a line is complete by itself, so that unwrapping never joins it to another."""
    return (
        _is_any_label(text)
        or credit_line(text) is not None
        or date_line(text) is not None
        or byline_of(text) is not None
    )


def read_brief(lines: Sequence[Line]) -> Brief:
    """Read the parts of a brief, or of a plain article, from unwrapped lines."""
    brief = Brief()
    start = _read_head(lines, brief)
    end = _read_tail(lines, start, brief)
    body = lines[start:end]
    label = _find_label(body)
    if label is None:
        brief.blocks.extend(_blocks(body))
        return brief
    inline = _inline_takeaway(body[label].text)
    section = body[label + 1 :]
    if inline:
        section = [Line(inline, BlockKind.LIST_ITEM if _is_bulleted(section) else BlockKind.PARAGRAPH), *section]
    taken = _takeaways_length(section)
    if taken == 0:
        brief.blocks.extend(_blocks(body))
        return brief
    items, intro = _items(section[:taken])
    printed = body[label].text.removesuffix(inline).strip() if inline else body[label].text
    brief.provenance[Part.TAKEAWAYS] = Provenance(Origin.WORDED, rule=f"heading “{printed}”")
    brief.takeaways.extend(items)
    brief.blocks.extend(_blocks([*body[:label], *intro, *_without_body_label(section[taken:])]))
    return brief


def _read_head(lines: Sequence[Line], brief: Brief) -> int:
    """Read the lines about the article at its top; return the index of the first line that is none.

    A section's name or a standfirst may stand among them; it is text, and what follows it is still read.
    """
    for index, line in enumerate(lines):
        if _read_about(line, brief) or _read_bare_credit(lines, index, brief) or _read_title(lines, index, brief):
            continue
        ahead = lines[index + 1 : index + 1 + _HEAD_AHEAD]
        is_among = len(line.text) <= _LONGEST_STANDFIRST and not _is_any_label(line.text)
        if not is_among or not any(credit_line(later.text) or date_line(later.text) for later in ahead):
            return index
        brief.blocks.append(Block(line.kind, line.text))
    return len(lines)


def _read_about(line: Line, brief: Brief) -> bool:
    """Read a credit, date, byline or address line."""
    found = credit_line(line.text)
    if found:
        brief.add(found, CreditRole.CREDITED, line.text)
        return True
    published = date_line(line.text)
    if published:
        brief.published = brief.published or published
        return True
    byline = byline_of(line.text)
    if byline:
        brief.byline = brief.byline or byline
        return True
    address = line.text.partition(": ")[2] if folded(line.text.partition(": ")[0]) in {"url", "link"} else line.text
    if address.startswith(("http://", "https://")) and " " not in address:
        brief.url = brief.url or address
        return True
    return False


def _read_bare_credit(lines: Sequence[Line], index: int, brief: Brief) -> bool:
    """Read known outlets that stand alone over a takeaways heading; elsewhere the same line may be a title."""
    if (
        index + 1 >= len(lines)
        or len(lines[index].text) > _LONGEST_LABEL
        or not is_takeaway_label(lines[index + 1].text)
    ):
        return False
    outlets = split_outlets(lines[index].text)
    if not outlets or not all(map(is_known, outlets)):
        return False
    brief.credit(outlets, CreditRole.CREDITED, f"line “{lines[index].text}”")
    return True


def _read_title(lines: Sequence[Line], index: int, brief: Brief) -> bool:
    line = lines[index]
    is_last = index + 1 == len(lines)
    if brief.title or is_last or line.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or _is_any_label(line.text):
        return False
    if line.kind is BlockKind.PARAGRAPH and (not is_headline(line.text) or closing_line(line.text)):
        return False
    brief.title = _TITLE_LABEL.sub("", line.text, count=1) or line.text
    return True


def _read_tail(lines: Sequence[Line], start: int, brief: Brief) -> int:
    """Read closing lists and credits at the end; return the index after the last line that is text."""
    first = max(start, len(lines) - _TAIL_LINES)
    for index in range(first, len(lines)):
        closing = closing_line(lines[index].text)
        if closing is None:
            continue
        brief.add(closing, CreditRole.FURTHER_READING, lines[index].text)
        _read_after_closing(lines[index + 1 :], brief)
        end = index
        break
    else:
        end = len(lines)
    while end > first:
        found = credit_line(lines[end - 1].text)
        if found is None:
            break
        brief.add(found, CreditRole.CREDITED, lines[end - 1].text)
        end -= 1
    return end


def _read_after_closing(lines: Sequence[Line], brief: Brief) -> None:
    for line in lines:
        closing = closing_line(line.text)
        if closing:
            brief.add(closing, CreditRole.FURTHER_READING, line.text)
        elif not _read_about(line, brief):
            brief.blocks.append(Block(line.kind, line.text))


def _find_label(lines: Sequence[Line]) -> int | None:
    """Return the index of the first takeaways heading; a weak one counts only right over a list."""
    for index, line in enumerate(lines):
        if is_takeaway_label(line.text) or _inline_takeaway(line.text):
            return index
        if folded(line.text[:_LONGEST_LABEL]) in WEAK_TAKEAWAY_LABELS and _is_bulleted(lines[index + 1 :]):
            return index
    return None


def _inline_takeaway(text: str) -> str:
    """Return what stands behind a takeaways label on its own line, such as "Key takeaways: Prices rose."."""
    for mark in (":", "："):
        label, found, rest = text.partition(mark)
        # A single word before a colon begins too many ordinary sentences ("Highlights: ...").
        if found and rest.strip() and " " in label.strip() and is_takeaway_label(label):
            return rest.strip()
    return ""


def _is_bulleted(lines: Sequence[Line]) -> bool:
    return len(lines) > 0 and lines[0].kind is BlockKind.LIST_ITEM


def _takeaways_length(section: Sequence[Line]) -> int:
    """Return how many of the lines under a label are takeaways."""
    length = next((index for index, line in enumerate(section) if _ends_takeaways(line)), len(section))
    bullets = [index for index in range(length) if section[index].kind is BlockKind.LIST_ITEM]
    if bullets and bullets[0] <= 1:
        return _bulleted_length(section, bullets[0], length)
    length = _bare_length(section, length)
    return length if length <= _MOST_BARE_TAKEAWAYS else 0


def _bulleted_length(section: Sequence[Line], first: int, length: int) -> int:
    for index in range(first, length):
        if section[index].kind is not BlockKind.LIST_ITEM:
            return index
    return length


def _bare_length(section: Sequence[Line], length: int) -> int:
    """Return where takeaways without bullets end: at a gap where a block of lines turns into spaced paragraphs."""
    gaps = [index for index in range(1, length) if section[index].after_gap]
    if gaps and gaps[0] > 1 and len(gaps) > 1 and gaps == list(range(gaps[0], length)):
        return gaps[0]
    return length


def _ends_takeaways(line: Line) -> bool:
    return (
        line.kind is BlockKind.HEADING
        or _is_any_label(line.text)
        or closing_line(line.text) is not None
        or credit_line(line.text) is not None
    )


def _is_any_label(text: str) -> bool:
    return _is_body_label(text) or is_takeaway_label(text, or_weak=True)


def _is_body_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and folded(text) in BODY_LABELS


def _items(section: Sequence[Line]) -> tuple[list[str], list[Line]]:
    """Part takeaways from a line that only leads up to their list."""
    if len(section) > 1 and section[0].kind is BlockKind.PARAGRAPH and section[1].kind is BlockKind.LIST_ITEM:
        return [line.text for line in section[1:]], [section[0]]
    return [line.text for line in section], []


def _without_body_label(lines: Sequence[Line]) -> Sequence[Line]:
    return lines[1:] if lines and _is_body_label(lines[0].text) else lines


def _blocks(lines: Sequence[Line]) -> list[Block]:
    return [Block(line.kind, line.text) for line in lines]
