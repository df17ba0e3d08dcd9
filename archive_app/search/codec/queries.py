"""Queries that Whoosh has no fit ones for: a word that stands for many terms, and a range in a column."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from whoosh.matching.mcore import ListMatcher, Matcher, NullMatcher
from whoosh.matching.wrappers import FilterMatcher
from whoosh.query.qcore import Query
from whoosh.reading import IndexReader, SegmentReader
from whoosh.searching import SearchContext, Searcher

from archive_app.search.codec.segment_data import Numbers, SegmentData
from archive_app.search.codec.term_table import TermTable
from archive_app.search.codec.whoosh_codec import PostingsMatcher
from archive_app.search.scoring import NoScore, StrengthScorer, rarity, strength


class Choice(Protocol):
    """Chooses terms."""

    def among(self, terms: TermTable) -> Numbers:
        """Return the numbers of the chosen terms."""
        ...


@dataclass(frozen=True, slots=True)
class Beginning:
    """Chooses the terms that begin so."""

    text: str

    def among(self, terms: TermTable) -> Numbers:
        """Return the numbers of the chosen terms."""
        return terms.beginning(self.text.encode())


@dataclass(frozen=True, slots=True)
class Like:
    """Chooses the terms that fit a pattern with `*` and `?`."""

    pattern: str

    def among(self, terms: TermTable) -> Numbers:
        """Return the numbers of the chosen terms."""
        return terms.like(self.pattern)


@dataclass(frozen=True, slots=True)
class Near:
    """Chooses the terms of few edits from a word."""

    word: str
    edits: int

    def among(self, terms: TermTable) -> Numbers:
        """Return the numbers of the chosen terms."""
        return terms.near(self.word, self.edits)


@dataclass(frozen=True)
class Expansion(Query):
    """Records that have any of the chosen terms in a field; they count as one term, with one rarity."""

    fieldname: str
    choice: Choice

    def numbers(self, data: SegmentData) -> Numbers:
        """Return the chosen terms of a segment."""
        return self.choice.among(data.fields[self.fieldname].terms)

    def is_leaf(self) -> bool:
        """Say yes."""
        return True

    def field(self) -> str:
        """Return the field."""
        return self.fieldname

    def estimate_size(self, reader: IndexReader) -> int:
        """Return how many records there may be."""
        return reader.doc_count()

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return a matcher for one segment."""
        reader = searcher.reader()
        data = segment_data(reader)
        numbers = self.numbers(data)
        if not len(numbers):
            return NullMatcher()
        scorer = StrengthScorer(searcher, self.fieldname, strength(searcher, self.fieldname, self._rarity(searcher)))
        matcher = PostingsMatcher(
            data.fields[self.fieldname],
            numbers,
            None,
            searcher.schema[self.fieldname].format,
            NoScore() if context is not None and context.weighting is None else scorer,
        )
        return without_deleted(reader, matcher)

    def _rarity(self, searcher: Searcher) -> float:
        top = searcher.get_parent()
        frequency = 0
        for leaf, _ in top.leaf_searchers():
            data = segment_data(leaf.reader())
            frequency += len(data.fields[self.fieldname].postings(self.numbers(data)).documents)
        return rarity(top.doc_count_all(), frequency)


@dataclass(frozen=True)
class Between(Query):
    """Records whose number in a column is from one to another, both included. Adds nothing to a score."""

    fieldname: str
    least: int
    most: int | None

    def chosen(self, data: SegmentData) -> npt.NDArray[np.bool_]:
        """Return which records of a segment these are."""
        values = data.numbers(self.fieldname)
        chosen: npt.NDArray[np.bool_] = values >= self.least
        return chosen if self.most is None else chosen & (values <= self.most)

    def is_leaf(self) -> bool:
        """Say yes."""
        return True

    def field(self) -> str:
        """Return the column."""
        return self.fieldname

    def estimate_size(self, reader: IndexReader) -> int:
        """Return how many records there may be."""
        return reader.doc_count()

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:  # noqa: ARG002 - Whoosh's signature
        """Return a matcher for one segment."""
        reader = searcher.reader()
        ids = np.flatnonzero(self.chosen(segment_data(reader))).tolist()
        return without_deleted(reader, ListMatcher(ids, scorer=NoScore())) if ids else NullMatcher()


def segment_data(reader: SegmentReader) -> SegmentData:
    """Return the arrays behind a reader of one segment."""
    return reader.storage().segment(reader.segment().segment_id())


def without_deleted(reader: SegmentReader, matcher: Matcher) -> Matcher:
    """Return a matcher that passes over deleted records."""
    deleted = reader.deleted_docs_set
    return FilterMatcher(matcher, deleted, exclude=True) if deleted else matcher
