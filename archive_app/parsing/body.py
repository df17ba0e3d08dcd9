"""Find the text of the story in a page and return it as blocks, with how sure that is.

Our own rules choose among the page's blocks. resiliparse's opinion is one of the things that they see, and the more it
is like what they choose, the surer that is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive_app.model.article import Block, BlockKind, Origin, Provenance
from archive_app.parsing.cleaning import one_line, unescaped
from archive_app.parsing.other_opinion import all_text, main_text
from archive_app.parsing.page_blocks import PageBlock
from archive_app.parsing.page_lines import page_lines
from archive_app.parsing.story import find_story
from archive_app.parsing.tree import MOST_TAGS

_LONGEST_MARKUP = 3_000_000
_AGREED = 0.7
_SURE = 0.8
# How sure the text of a page is that only its lines, or what stands between its tags, could be read of.
_HARDLY = 0.2
# A story shorter than this may be a caption or a notice that was found instead; much more text elsewhere says so.
_NEXT_TO_NOTHING, _SO_MUCH_MORE = 600, 3
# Of one short line any text that is longer is the likelier story.
_A_LINE = 60
# So little text is rather a notice, or a page whose text its scripts would have fetched, whoever agrees on it.
_SCANT = 200
_ANY_TAG = re.compile(r"<[^<>]{0,20000}>")


@dataclass(frozen=True, slots=True)
class Body:
    """The story's blocks, how sure they are from 0 to 1, and what found them, in a few words for people."""

    blocks: tuple[Block, ...]
    confidence: float
    rule: str

    @property
    def provenance(self) -> Provenance:
        """The body's provenance; it is sure where both opinions are alike."""
        return Provenance(Origin.GUESSED, sure=self.confidence >= _SURE, rule=self.rule)


def read_body(markup: str, blocks: Sequence[PageBlock], title: str) -> Body:
    """Return the story of a page, with no blocks where the page has no text.

    `blocks` are all of the page's; they stand in where no extractor finds anything. `title` is the article's as far as
    known.
    """
    if len(markup) > _LONGEST_MARKUP or markup.count("<") > MOST_TAGS:
        return Body(main_text(markup) or _bare_text(markup), _HARDLY, "the text between the tags")
    other = main_text(markup)
    own = find_story(blocks, title, other)
    agreement = _likeness(_words(own), _words(other))
    length = _length(own)
    if length < _NEXT_TO_NOTHING:
        everything = other or all_text(markup) or tuple(Block(line.kind, line.text) for line in page_lines(blocks))
        if _length(everything) > length * (1 if length < _A_LINE else _SO_MUCH_MORE):
            return Body(everything, _HARDLY, "all the text of the page")
    confidence = min(agreement, 0.5) if length < _SCANT else agreement
    rule = "our own rules, and resiliparse agrees" if agreement >= _AGREED else "our own rules"
    return Body(own, confidence, rule)


def _words(blocks: Sequence[Block]) -> Counter[str]:
    return Counter(" ".join([block.text for block in blocks]).split())


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """Return the F1 of the words that two texts share, from 0 to 1."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _bare_text(markup: str) -> tuple[Block, ...]:
    """Return what stands between the tags of a page that no parser can be given."""
    parts = (one_line(unescaped(part)) for part in _ANY_TAG.split(markup))
    return tuple(Block(BlockKind.PARAGRAPH, part) for part in parts if part)
