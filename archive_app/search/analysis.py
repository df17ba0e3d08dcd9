"""Cut a text into the terms it is found by: the one analysis for index, query, snippet and reading pane.

Each word is folded, and kept beside it as it was written, by which `languages` knows its stem. Scripts written without
spaces become overlapping pairs of characters. No word is left out. A line break ends a passage: words on both sides of
it are not neighbours, so a phrase never reaches from one paragraph or takeaway into the next.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from archive_app.search.folding import combining_marks, fold, spelling

MAX_WORD = 64
"""Characters of a word that count; what follows (of a URL or encoded data) is not searched."""

PASSAGE_GAP = 100
"""Positions left free between two passages, more than any distance a query may allow."""

_MAX_REMEMBERED = 200_000

# Thai, Lao, Myanmar, Khmer, kana, Han, Hangul: written without spaces, or (Hangul) with particles joined to the word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_MARKS = combining_marks()
_LETTER = r"[^\W_ʼ]"
_INNER = rf"(?:{_LETTER}|[{_MARKS}\u00ad\u200c\u200d\u2060\ufeff])"
_WORD = re.compile(
    rf"(?<![^\W_])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!{_INNER}))?"  # an abbreviation: U.S. is found as US
    rf"|{_LETTER}{_INNER}*(?:['’‘＇ʼ][sS](?!{_INNER}))?"
)
_POSSESSIVE = re.compile("['’‘＇ʼ][sS]$")
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_RUN = re.compile(f"[{_UNSPACED}][{_UNSPACED}{_MARKS}]*|[^{_UNSPACED}]+")
# One character as a reader sees it: conjoining jamo that make one syllable, or a letter with its marks.
_CHARACTER = re.compile(
    rf"[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*|.[{_MARKS}\uff9e\uff9f\u200c\u200d]*", re.DOTALL
)


class Token(NamedTuple):
    """One position of a text.

    `printed` is the folded word, `written` the word with its accents. `start` and `end` say where it stands, counted
    from the stretch of word characters it belongs to. A pair of characters has the end of its first one as `head`;
    `lone` marks the last character of a run written without spaces. Otherwise `head` is `end`.
    """

    start: int
    end: int
    head: int
    printed: str
    written: str
    lone: bool = False


def tokens(text: str) -> Iterator[tuple[int, int, Token]]:
    """Yield each token of a text in order, with its position and the offset that its start and end are counted from."""
    position = 0
    line_start = 0
    for line in text.split("\n"):
        for match in surfaces(line):
            offset = line_start + match.start()
            for token in tokens_of(match.group()):
                yield position, offset, token
                position += 1
        line_start += len(line) + 1
        position += PASSAGE_GAP


def surfaces(line: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Return the stretches of word characters of a line, from a place on; none reaches over a space."""
    return _WORD.finditer(line, start)


def tokens_of(surface: str) -> tuple[Token, ...]:
    """Return the tokens of one stretch of word characters."""
    return _readings[surface]


def is_unspaced(text: str) -> bool:
    """Say whether a text holds characters of a script written without spaces."""
    return _UNSPACED_CHARACTER.search(text) is not None


class _Readings(dict[str, tuple[Token, ...]]):
    """Remembers how each word was read: most words of a text have been met before."""

    def __missing__(self, surface: str) -> tuple[Token, ...]:
        reading = tuple(_read(surface))
        if len(surface) <= MAX_WORD:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[surface] = reading
        return reading


def _read(surface: str) -> Iterator[Token]:
    """Yield the tokens of one stretch of word characters, placed from its start."""
    if "." in surface:
        yield from _word(surface.replace(".", ""), 0, len(surface))
        return
    word = _POSSESSIVE.sub("", surface)
    if word.isascii():
        yield from _word(word, 0, len(word))
        return
    for run in _RUN.finditer(word):
        if is_unspaced(run.group()):
            yield from _pairs(run.group(), run.start())
        else:
            yield from _word(run.group(), run.start(), run.end())


def _word(word: str, start: int, end: int) -> Iterator[Token]:
    if printed := fold(word[:MAX_WORD])[:MAX_WORD]:
        written = printed if word.isascii() else spelling(word[:MAX_WORD])[:MAX_WORD]
        yield Token(start, end, end, printed, written)


def _pairs(run: str, start: int) -> Iterator[Token]:
    """Yield each character with the one after it, and the last by itself, so that every character is found alone."""
    characters = [(fold(match.group()), match.start(), match.end()) for match in _CHARACTER.finditer(run)]
    characters = [character for character in characters if character[0]]
    for (first, begin, head), (second, _, end) in pairwise(characters):
        yield Token(start + begin, start + end, start + head, first + second, first + second)
    if characters:
        last, begin, end = characters[-1]
        yield Token(start + begin, start + end, start + end, last, last, lone=True)


_readings = _Readings()
