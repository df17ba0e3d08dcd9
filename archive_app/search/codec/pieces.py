"""Cut text at spaces and look each piece up, all pieces of a stretch at once.

A dictionary would find each piece in a third of a microsecond, most of it spent on waiting for memory; here NumPy asks
for all of them together. Knows nothing of what the codes mean.
"""

import secrets
from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.container import Array

_STRETCH = 1 << 17
"""Bytes that are read at once; what is made of them, some 25 bytes for each, stays in the processor's caches."""

MAX_PIECE = 100
"""Longer pieces (bytes) are not remembered."""

_SPACE = ord(" ")
_FIRST_BITS = 12
_WORD_BITS = 64
_ROOM = 4
"""Places of the table for each piece, at least."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: the upper bits of its multiples are spread evenly (Knuth, 6.4)."""


class Pieces:
    """Remembers a code for each piece of text that was met.

    A piece is known by the sum of its bytes, each plus one, times powers of an odd number that is chosen at random,
    modulo 2^64. That any two of a million pieces have one sum happens in one of ten million tables.
    """

    def __init__(self, code_of: Callable[[bytes], int]) -> None:
        self._code_of = code_of
        self._count = 0
        self._set_size(_FIRST_BITS)

    def __len__(self) -> int:
        """How many pieces are remembered."""
        return self._count

    def read(self, text: bytes) -> npt.NDArray[np.uint32]:
        """Return the code of each piece of a text in order. The code of one that is new or long is asked for."""
        found = []
        start = 0
        while start < len(text):
            stop = len(text)
            if stop - start > _STRETCH:
                stop = text.rfind(b" ", start, start + _STRETCH) + 1 or text.find(b" ", start) + 1 or stop
            found.append(self._read(text[start:stop]))
            start = stop
        return np.concatenate(found) if found else np.zeros(0, np.uint32)

    def _read(self, text: bytes) -> npt.NDArray[np.uint32]:
        starts, ends, sums = self._cut(text)
        places = self._find(sums)
        short = ends - starts <= MAX_PIECE
        new = np.flatnonzero((self._sums[places] != sums) & short)
        if len(new):
            _, firsts = np.unique(sums[new], return_index=True)
            some = new[np.sort(firsts)]
            table = self._sums
            spans = zip(starts[some].tolist(), ends[some].tolist(), strict=True)
            self._add(sums[some], [self._code_of(text[start:end]) for start, end in spans])
            # In a table that did not grow, what was there stays in its place.
            moved = new if self._sums is table else slice(None)
            places[moved] = self._find(sums[moved])
        codes = self._codes[places]
        for at in np.flatnonzero(~short).tolist():
            codes[at] = self._code_of(text[starts[at] : ends[at]])
        return codes

    def _cut(self, text: bytes) -> tuple[Array, Array, npt.NDArray[np.uint64]]:
        """Return where pieces begin and end, and their sums, none of which is 0."""
        letters = np.frombuffer(text, np.uint8)
        powers, inverse_powers = _powers(max(len(letters), _STRETCH))
        inside = np.zeros(len(letters) + 2, np.bool_)
        np.not_equal(letters, _SPACE, out=inside[1:-1])
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        starts, ends = edges[::2], edges[1::2]
        until = np.zeros(len(letters) + 1, np.uint64)
        # One more than each byte, or NULs would add nothing.
        np.cumsum(powers[: len(letters)] * (letters + np.uint16(1)), out=until[1:])
        sums = (until[ends] - until[starts]) * inverse_powers[starts]
        sums[sums == 0] = 1
        return starts, ends, sums

    def _find(self, sums: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """Return the place of each piece in the table, or the free one where it would stand."""
        places = (sums * _SPREAD >> np.uint64(_WORD_BITS - self._bits)).astype(np.intp)
        held = self._sums[places]
        left = np.flatnonzero((held != sums) & (held != 0))
        while len(left):
            places[left] = (places[left] + 1) & (len(self._sums) - 1)
            held = self._sums[places[left]]
            left = left[(held != sums[left]) & (held != 0)]
        return places

    def _add(self, sums: npt.NDArray[np.uint64], codes: Array | list[int]) -> None:
        """Put pieces that are not there yet into the table, each given once."""
        self._count += len(sums)
        if self._count * _ROOM > len(self._sums):
            known = np.flatnonzero(self._sums)
            sums, codes = (np.concatenate(both) for both in ((self._sums[known], sums), (self._codes[known], codes)))
            self._set_size(max((self._count * _ROOM).bit_length(), _FIRST_BITS))
        codes = np.asarray(codes, np.uint32)
        while len(sums):
            places = self._find(sums)
            self._sums[places] = sums
            # Where several met at one free place, the last one has it now.
            there = self._sums[places] == sums
            self._codes[places[there]] = codes[there]
            sums, codes = sums[~there], codes[~there]

    def _set_size(self, bits: int) -> None:
        self._bits = bits
        self._sums = np.zeros(1 << bits, np.uint64)
        self._codes = np.zeros(1 << bits, np.uint32)


@cache
def _multiplier() -> int:
    """Choose a number for this process; those of this form have the longest period (Knuth, 3.2.1.2)."""
    return secrets.randbits(_WORD_BITS) & ~7 | 5


@lru_cache(2)
def _powers(count: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return the powers of the multiplier and those of its inverse from the 0th on, modulo 2^64."""
    both = []
    for base in (_multiplier(), pow(_multiplier(), -1, 1 << _WORD_BITS)):
        factors = np.full(count, base, np.uint64)
        factors[:1] = 1
        both.append(np.cumprod(factors, dtype=np.uint64))
    return both[0], both[1]
