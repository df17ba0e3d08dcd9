"""Sorted terms, and the ways of finding some of them: one, those of a word, a beginning, a pattern, or of few edits.

What stands in a term behind `languages.MARK` does not belong to its word.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.container import Array
from archive_app.search.languages import ENGLISH, MARK, read_term, rules_in

_END = b"\n"
"""Stands after each term, so that one regular expression searches them all; no term has it."""

_MARK = MARK.encode()

_ONE_CHARACTER = rb"(?:[\x20-\x7f]|[\xc2-\xf4][\x80-\xbf]+)"


_STRIDE = 64
"""Terms between two that are kept apart, to look among few: 64 are cut and searched in three microseconds."""


class TermTable:
    """Terms in the order of their UTF-8 bytes, told apart by their number in it."""

    def __init__(self, text: Array, ends: Array) -> None:
        self._text = text.tobytes()
        self._ends = ends
        # A memory view gives plain integers, at a third of the price of NumPy's.
        self._bounds = np.ascontiguousarray(ends, np.uint32).data
        self._marks = [self[number] for number in range(0, len(self), _STRIDE)]

    @staticmethod
    def pack(terms: Sequence[bytes]) -> tuple[Array, Array]:
        """Return the text and the ends (after each term) that a table is read from."""
        lengths = np.fromiter(map(len, terms), np.uint32, len(terms))
        joined = _END.join((*terms, b"")) if terms else b""
        return np.frombuffer(joined, np.uint8), np.cumsum(lengths + np.uint32(1), dtype=np.uint32)

    def __len__(self) -> int:
        return len(self._bounds)

    def __getitem__(self, number: int) -> bytes:
        start = self._bounds[number - 1] if number else 0
        return self._text[start : self._bounds[number] - 1]

    def all(self) -> list[bytes]:
        """Return every term."""
        return self._text.split(_END)[:-1]

    def place(self, term: bytes) -> int:
        """Return the number of the first term that is not before this one."""
        first, some = self._around(term)
        return first + bisect_left(some, term)

    def _around(self, term: bytes) -> tuple[int, list[bytes]]:
        """Return the terms among which a term has its place, and the number of the first of them."""
        first = max(bisect_right(self._marks, term) - 1, 0) * _STRIDE
        start, stop = self._span(range(first, min(first + _STRIDE, len(self))))
        return first, self._text[start:stop].split(_END)[:-1]

    def find(self, term: bytes) -> int | None:
        """Return a term's number, or None if it is not here."""
        at = self.place(term)
        return at if at < len(self) and self[at] == term else None

    def of_word(self, word: bytes) -> dict[int, bytes]:
        """Return the terms that are a word in some language, with any accents, by their numbers."""
        first, some = self._around(word)
        start = bisect_left(some, word)
        # The mark is less than anything that a longer word goes on with.
        stop = bisect_left(some, word + b" ", start)
        found = {first + at: some[at] for at in range(start, stop)}
        following = first + len(some)
        while stop == len(some) and following < len(self) and self[following].partition(_MARK)[0] == word:
            found[following] = self[following]
            following += 1
        return found

    def beginning(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin so."""
        start = self.place(prefix)
        # 0xFF is in no UTF-8, so this comes after every term that begins so.
        return range(start, self.place(prefix + b"\xff"))

    def like(self, pattern: str) -> npt.NDArray[np.int64]:
        """Return the numbers of the terms that a pattern with `*` (any characters) and `?` (one) fits."""
        beginning = re.split("[*?]", pattern, maxsplit=1)[0].encode()
        expression = b"".join(
            {"*": rb"[^\n\x1f]*", "?": _ONE_CHARACTER}.get(c) or re.escape(c.encode()) for c in pattern
        )
        numbers = self.beginning(beginning)
        start, stop = self._span(numbers)
        found = re.compile(b"^" + expression + rb"(?:\x1f[^\n]*)?$", re.MULTILINE).finditer(self._text, start, stop)
        # After the last term there is an empty line, which is no term.
        places = np.fromiter((match.start() for match in found if match.group()), np.int64)
        return np.searchsorted(self._ends, places, "right")

    def near(self, word: str, edits: int) -> npt.NDArray[np.int64]:
        """Return the numbers of the terms within so many edits of a word that begin with the same letter.

        An edit puts in, leaves out or changes a character or swaps two neighbours, none of them twice (the optimal
        string alignment distance).
        """
        numbers = self.beginning(word[:1].encode())
        lengths = self._lengths[numbers.start : numbers.stop]
        likely = (lengths >= 0) & (np.abs(lengths - len(word)) <= edits)
        found = [self._near_plain(word, edits, numbers.start + np.flatnonzero(likely))]
        others = (number for number in (numbers.start + np.flatnonzero(lengths < 0)).tolist())
        found.append(np.array([number for number in others if is_near(self._word(number), word, edits)], np.int64))
        return np.sort(np.concatenate(found))

    def _near_plain(self, word: str, edits: int, likely: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return which of some terms that are ASCII are near."""
        if not len(likely):
            return likely
        lengths = self._lengths[likely]
        starts = self._starts[likely]
        places = starts + np.arange(int(lengths.max()))[:, None]
        letters = np.frombuffer(self._text, np.uint8)[np.minimum(places, len(self._text) - 1)]
        return likely[_distances(word, letters, lengths, edits) <= edits]

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules that words of these terms are read by; see `languages`."""
        return rules_in(self._text) if _MARK in self._text else (ENGLISH,)

    def _word(self, number: int) -> str:
        return read_term(self[number].decode()).printed

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        return np.concatenate((np.zeros(1, np.int64), self._ends[:-1].astype(np.int64)))[: len(self)]

    @cached_property
    def _lengths(self) -> npt.NDArray[np.int64]:
        """The characters of each term's word that is ASCII, and -1 for the others."""
        letters = np.frombuffer(self._text, np.uint8)
        lengths = self._ends.astype(np.int64) - 1 - self._starts
        marks = np.flatnonzero(letters == _MARK[0])
        marked = np.searchsorted(self._ends, marks, "right")
        lengths[marked] = marks - self._starts[marked]
        foreign = np.flatnonzero(letters >= 0x80)
        at = np.searchsorted(self._ends, foreign, "right")
        lengths[at[foreign < (self._starts + lengths)[at]]] = -1
        return lengths

    def _span(self, numbers: range) -> tuple[int, int]:
        start = self._bounds[numbers.start - 1] if numbers.start else 0
        return start, self._bounds[numbers.stop - 1] if numbers else start


def is_near(term: str, word: str, edits: int) -> bool:
    """Say whether a term is within so many edits of a word and begins with the same letter; see `TermTable.near`."""
    if term[:1] != word[:1] or abs(len(term) - len(word)) > edits:
        return False
    letters = np.array([[ord(letter)] for letter in term])
    return bool(_distances(word, letters, np.array([len(term)]), edits)[0] <= edits)


def _distances(word: str, letters: Array, lengths: Array, edits: int) -> npt.NDArray[np.int8]:
    """Return the edit distance from a word to each of some terms, or more than `edits`; row by row for all at once.

    Args:
        word: The word.
        letters: The terms' letters: first those that are first in each term, then those that are second.
        lengths: How many letters of each term count.
        edits: How far off is still of interest.
    """
    longest, terms = letters.shape
    far = np.int8(edits + 1)
    before_last = last = np.full((longest + 1, terms), far, np.int8)
    last = last.copy()
    last[: min(far, longest) + 1] = np.arange(min(far, longest) + 1, dtype=np.int8)[:, None]
    for at, letter in enumerate(map(ord, word), start=1):
        row = np.full_like(last, far)
        if at <= edits:
            row[0] = at
        for column in range(max(1, at - edits), min(longest, at + edits) + 1):
            cost = (letters[column - 1] != letter).view(np.int8)
            best = np.minimum(last[column - 1] + cost, np.minimum(last[column], row[column - 1]) + np.int8(1))
            if at > 1 and column > 1:
                swapped = (letters[column - 1] == ord(word[at - 2])) & (letters[column - 2] == letter)
                best = np.where(swapped, np.minimum(best, before_last[column - 2] + np.int8(1)), best)
            row[column] = np.minimum(best, far)
        before_last, last = last, row
    return last[lengths, np.arange(terms)]
