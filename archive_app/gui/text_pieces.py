"""Long text in pieces that Qt lays out in no noticeable time."""

import re
from collections.abc import Iterator

from archive_app.model.search import Span

# Qt lays a block out as a whole, in time that grows with its longest word squared.
_LONGEST_WORD = 2_000
_LONGEST_BLOCK = 20_000
_LONG_WORDS = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


def pieces(text: str) -> Iterator[Span]:
    """The text in pieces that Qt lays out quickly, split at spaces where there are some."""
    breaks = {len(text)}
    for word in _LONG_WORDS.finditer(text):
        breaks.update(range(word.start(), word.end(), _LONGEST_WORD))
        breaks.add(word.end())
    start = 0
    for end in sorted(breaks):
        while end - start > _LONGEST_BLOCK:
            cut = text.rfind(" ", start, start + _LONGEST_BLOCK) + 1 or start + _LONGEST_BLOCK
            yield start, cut
            start = cut
        if start < end or end == len(text):
            yield start, end
            start = end
