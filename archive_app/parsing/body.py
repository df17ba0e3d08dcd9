"""Find the text of the story in a page and return it as blocks, with how sure that is.

Two opinions are always had: our own, which keeps the structure, and resiliparse's, which takes next to no time. Where
they disagree, trafilatura is asked as well, and the opinion that is most like the others is taken.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from archive_app.model.article import Block, BlockKind, Origin, Provenance
from archive_app.parsing.cleaning import one_line, unescaped
from archive_app.parsing.other_opinions import all_text, careful_text, main_text
from archive_app.parsing.page_blocks import PageBlock
from archive_app.parsing.page_lines import page_lines
from archive_app.parsing.story import find_story
from archive_app.parsing.tree import MOST_TAGS

_LONGEST_MARKUP = 3_000_000
# Opinions less alike than this disagree: on pages whose story is known about one in ten, where a third opinion takes as
# long as all else does. Asking for it from 0.8 on takes half as long again and finds the same stories.
_AGREED = 0.7
_SURE = 0.8
# How sure the text of a page is that only its lines, or what stands between its tags, could be read of.
_HARDLY = 0.2
# A story shorter than this may be a caption or a notice that was found instead; much more text elsewhere says so.
_NEXT_TO_NOTHING, _SO_MUCH_MORE = 600, 3
# So little text is rather a notice, or a page whose text its scripts would have fetched, whoever agrees on it.
_SCANT = 200
_ANY_TAG = re.compile(r"<[^<>]{0,20000}>")

_OWN, _QUICK, _CAREFUL = "our own rules", "resiliparse", "trafilatura"


@dataclass(frozen=True, slots=True)
class Body:
    """The story's blocks, how sure they are from 0 to 1, and what found them, in a few words for people."""

    blocks: tuple[Block, ...]
    confidence: float
    rule: str

    @property
    def provenance(self) -> Provenance:
        """The body's provenance; it is sure where more than one opinion stands behind it."""
        return Provenance(Origin.GUESSED, sure=self.confidence >= _SURE, rule=self.rule)


def read_body(markup: str, tree: HtmlElement, blocks: Sequence[PageBlock], title: str) -> Body:
    """Return the story of a page, with no blocks where the page has no text.

    `tree` is that of `markup`, `blocks` are all of the page's; they stand in where no extractor finds anything.
    `title` is the article's as far as known.
    """
    if len(markup) > _LONGEST_MARKUP or markup.count("<") > MOST_TAGS:
        return Body(main_text(markup) or _bare_text(markup), _HARDLY, "the text between the tags")
    quick = main_text(markup)
    own = find_story(blocks, title, quick)
    body = _chosen({_OWN: own, _QUICK: quick}, tree)
    length = _length(body.blocks)
    if length >= _NEXT_TO_NOTHING:
        return body
    everything = quick or all_text(markup) or tuple(Block(line.kind, line.text) for line in page_lines(blocks))
    if _length(everything) > _SO_MUCH_MORE * length:
        return Body(everything, _HARDLY, "all the text of the page")
    return replace(body, confidence=min(body.confidence, 0.5)) if length < _SCANT else body


def _chosen(opinions: dict[str, tuple[Block, ...]], tree: HtmlElement) -> Body:
    """Return our own opinion where the quick one is like it, else of three the one most like the others."""
    words = {name: _words(blocks) for name, blocks in opinions.items()}
    agreement = _likeness(words[_OWN], words[_QUICK])
    if agreement >= _AGREED:
        return Body(opinions[_OWN], agreement, f"{_OWN}, and {_QUICK} agrees")
    opinions[_CAREFUL] = careful_text(tree)
    words[_CAREFUL] = _words(opinions[_CAREFUL])
    support = {name: max(_likeness(words[name], words[other]) for other in words if other != name) for name in words}
    total = {name: sum(_likeness(words[name], words[other]) for other in words if other != name) for name in words}
    best = max(opinions, key=lambda name: total[name])
    return Body(opinions[best], support[best], f"{best}, most like the other opinions")


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
