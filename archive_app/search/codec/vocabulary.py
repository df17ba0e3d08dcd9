"""Cut many texts into numbered terms at once: the reading of `search/analysis.py`, at the speed that indexing needs.

Texts are split by bytes at what no word can contain; each piece between is read by `analysis` the first time it is met
and looked up from then on. Where pieces are long or written without spaces that saves nothing and is as slow as before.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from archive_app.search.analysis import MAX_WORD, PASSAGE_GAP, tokens
from archive_app.search.codec.pieces import MAX_PIECE, Pieces
from archive_app.search.languages import tag_of_plain, term_of

_MAX_PIECES = 500_000
"""Pieces remembered, in about 12 MB; then all are forgotten."""

# Bytes that no UTF-8 has mark the ends of lines and of texts.
_LINE, _TEXT = b"\xfe", b"\xff"
_LINE_CODE, _TEXT_CODE, _FIRST_CODE = 0, 1, 2
_MARK_CODES = {_LINE: _LINE_CODE, _TEXT: _TEXT_CODE}
_SEVERAL = 1 << 30
_SEVERAL_ONCE = 1 << 31
"""Codes from `_SEVERAL` on stand for no word or several, those from here on only in the texts that are being read."""

_KEPT = frozenset(b"'.0123456789abcdefghijklmnopqrstuvwxyz" + bytes(range(0x80, 0x100)))
_TABLE = bytes(
    ord(_LINE) if byte == ord("\n") else byte if byte in _KEPT else ord(" ") for byte in bytes(range(256)).lower()
)

_PUNCTUATION = [character.encode() for character in "“”„«»–—…\u00a0"]
"""The commonest marks that are not ASCII; taken out beforehand they do not make new pieces of the words they touch."""


class Tokens(NamedTuple):
    """The words of some texts, in order: each one's number, text and position; and how many words each text has."""

    numbers: npt.NDArray[np.uint32]
    texts: npt.NDArray[np.uint32]
    positions: npt.NDArray[np.uint32]
    lengths: npt.NDArray[np.uint32]


class Vocabulary:
    """The terms met so far, each with a number."""

    def __init__(self) -> None:
        self.words: list[bytes] = []
        self._numbers: dict[str, int] = {}
        self._several: list[list[int]] = []
        self._several_once: list[list[int]] = []
        self._pieces: dict[str | None, Pieces] = {}

    def read(self, texts: Sequence[str], languages: Sequence[str | None]) -> Tokens:
        """Read texts, each in a language, as `analysis.tokens` and `languages.term_of` do."""
        chosen: dict[str | None, list[int]] = {}
        for at, language in enumerate(languages):
            chosen.setdefault(language, []).append(at)
        parts = {language: self._read([texts[at] for at in some], language) for language, some in chosen.items()}
        if len(parts) == 1:
            return next(iter(parts.values()))
        lengths = np.zeros(len(texts), np.uint32)
        for language, part in parts.items():
            lengths[chosen[language]] = part.lengths
        of_text = np.concatenate(
            [np.array(chosen[language], np.uint32)[part.texts] for language, part in parts.items()]
        )
        order = np.argsort(of_text, kind="stable")
        numbers = np.concatenate([part.numbers for part in parts.values()])
        positions = np.concatenate([part.positions for part in parts.values()])
        return Tokens(numbers[order], of_text[order], positions[order], lengths)

    def _read(self, texts: Sequence[str], language: str | None) -> Tokens:
        data = b"".join(text.encode(errors="replace") + _TEXT for text in texts)
        if not all(map(str.isascii, texts)):
            for mark in _PUNCTUATION:
                data = data.replace(mark, b" ")
        data = data.translate(_TABLE).replace(_LINE, b" \xfe ").replace(_TEXT, b" \xff ")
        self._several_once.clear()
        if sum(map(len, self._pieces.values())) > _MAX_PIECES:
            self._several.clear()
            self._pieces.clear()
        if (pieces := self._pieces.get(language)) is None:
            pieces = self._pieces[language] = Pieces(partial(self._code, language, tag_of_plain(language)))
        return _placed(self._spread(pieces.read(data)), len(texts))

    def number(self, word: str) -> int:
        """Return the number of a word, a new one if need be."""
        if (number := self._numbers.get(word)) is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word.encode(errors="replace"))
        return number

    def _code(self, language: str | None, tag: str, piece: bytes) -> int:
        """Return what stands for a piece of text: a mark, its one word, or a list of words, which may be for once."""
        if piece in _MARK_CODES:
            return _MARK_CODES[piece]
        word = piece.strip(b"'.").removesuffix(b"'s")
        if word.isalnum() and len(word) <= MAX_WORD:  # of ASCII letters and digits alone: what nearly every piece is
            return self.number(word.decode() + tag if word.isalpha() else word.decode()) + _FIRST_CODE
        numbers = [self.number(str(term_of(token, language))) for _, _, token in tokens(piece.decode())]
        if len(numbers) == 1:
            return numbers[0] + _FIRST_CODE
        once = len(piece) > MAX_PIECE
        kept, first = (self._several_once, _SEVERAL_ONCE) if once else (self._several, _SEVERAL)
        kept.append(numbers)
        return first + len(kept) - 1

    def _spread(self, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
        """Put the words in the place of each code that stands for none or several."""
        at = np.flatnonzero(codes >= _SEVERAL)
        if not len(at):
            return codes
        parts = [
            self._several_once[code - _SEVERAL_ONCE] if code >= _SEVERAL_ONCE else self._several[code - _SEVERAL]
            for code in codes[at].tolist()
        ]
        repeats = np.ones(len(codes), np.int64)
        repeats[at] = [len(part) for part in parts]
        spread = np.repeat(codes, repeats)
        flat = np.array([number + _FIRST_CODE for part in parts for number in part], np.uint32)
        spread[spread >= _SEVERAL] = flat
        return spread


def _placed(codes: npt.NDArray[np.uint32], count: int) -> Tokens:
    """Take out the marks and number texts and positions by them."""
    ends = np.flatnonzero(codes == _TEXT_CODE)
    is_word = codes >= _FIRST_CODE
    steps = is_word.astype(np.uint32)
    steps[codes == _LINE_CODE] = PASSAGE_GAP
    places = np.cumsum(steps, dtype=np.uint32) - steps
    begins = np.concatenate(([0], ends[:-1] + 1)).astype(np.int64)
    words = np.flatnonzero(is_word)
    lengths = np.diff(np.searchsorted(words, ends), prepend=0).astype(np.uint32)
    texts = np.repeat(np.arange(count, dtype=np.uint32), lengths)
    firsts = places[begins] if len(codes) else places
    return Tokens(codes[words] - np.uint32(_FIRST_CODE), texts, places[words] - firsts[texts], lengths)
