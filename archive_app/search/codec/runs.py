"""Sorted postings of some records in memory: what a builder makes of each batch and merges into a segment."""

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.container import Array
from archive_app.search.codec.merging import WIDE_FROM, Piece, indexes
from archive_app.search.codec.vocabulary import Tokens


class Run:
    """The postings of one field of a batch of records, by word.

    Until `rank` has put its words in their final order it knows them by their number in the vocabulary.
    """

    terms: npt.NDArray[np.int64]

    def __init__(self, tokens: Tokens, first_document: int) -> None:
        # The word in the upper half, the place in the text in the lower: one sort of plain integers orders all.
        keys = tokens.numbers.astype(np.uint64) << np.uint64(32)
        keys |= np.arange(len(keys), dtype=np.uint64)
        keys.sort()
        order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
        words = (keys >> np.uint64(32)).astype(np.uint32)
        documents = (tokens.texts[order] + np.uint32(first_document)).astype(np.uint16)
        positions = tokens.positions[order]
        self.wide = bool(positions.max(initial=0) >= WIDE_FROM)
        new_word = np.diff(words, prepend=~words[:1]) != 0
        posting_at = np.flatnonzero(new_word | (np.diff(documents, prepend=documents[:1]) != 0))
        word_at = np.flatnonzero(new_word)
        self.words = words[word_at]
        self.positions_a_term = np.diff(word_at, append=len(words))
        first_posting = np.searchsorted(posting_at, word_at)
        self.documents_a_term = np.diff(first_posting, append=len(posting_at))
        counts = np.diff(posting_at, append=len(words))
        self._documents = documents[posting_at]
        self._counts = counts.astype(np.uint8 if counts.max(initial=0) < 1 << 8 else np.uint32)
        self._positions = positions if self.wide else positions.astype(np.uint16)
        self._first_documents: Array = first_posting
        self._first_positions: Array = word_at

    def rank(self, ranks: npt.NDArray[np.int64]) -> None:
        """Put the words in the order of their rank, which is given by their number in the vocabulary."""
        terms = ranks[self.words]
        order = np.argsort(terms)
        self.terms = terms[order]
        self.documents_a_term = self.documents_a_term[order]
        self.positions_a_term = self.positions_a_term[order]
        self._first_documents = self._first_documents[order]
        self._first_positions = self._first_positions[order]

    def read(self, start: int, stop: int) -> Piece:
        """Return the postings of a range of terms; see `merging.Source`."""
        documents_a_term = self.documents_a_term[start:stop]
        positions_a_term = self.positions_a_term[start:stop]
        at = indexes(self._first_documents[start:stop], documents_a_term)
        places = indexes(self._first_positions[start:stop], positions_a_term)
        return Piece(documents_a_term, positions_a_term, self._documents[at], self._counts[at], self._positions[places])
