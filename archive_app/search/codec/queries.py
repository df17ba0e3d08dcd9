"""Queries that Whoosh has no fit ones for: a word in several fields at once, and a range in a column."""

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

from archive_app.search.codec.segment_data import Numbers, SegmentData, StoredField, ascending
from archive_app.search.codec.whoosh_codec import PostingsMatcher
from archive_app.search.languages import written_of
from archive_app.search.scoring import FieldScorer, NoScore, rarity, saturated, share_of_length, usual_length
from archive_app.search.storage import MappedStorage

ASKED_SHARE = 0.15
"""What the form that was asked for adds to what any form of the word scores. On CISI, CRAN and MED nDCG@10 is .405,
.395 and .698 with none, .404, .398 and .703 with .15, .395, .396 and .699 with .3, .389, .397 and .696 with .6."""


class Choice(Protocol):
    """Chooses terms of a field."""

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        ...


@dataclass(frozen=True, slots=True)
class Exactly:
    """Chooses a word as printed and folded, in any language."""

    text: str

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        return ascending(field.terms.of_word(self.text.encode()))


@dataclass(frozen=True, slots=True)
class Spelled:
    """Chooses a word as printed, with the accents that it was written with."""

    text: str
    written: str

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        found = field.terms.of_word(self.text.encode())
        return ascending([number for number, term in found.items() if written_of(term) == self.written])


@dataclass(frozen=True, slots=True)
class Family:
    """Chooses a word and all that have a stem in common with it, by the rules of each language that there is."""

    text: str
    written: str

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        return field.family(self.text, self.written)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Chooses the words that begin so."""

    text: str

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        return field.terms.beginning(self.text.encode())


@dataclass(frozen=True, slots=True)
class Like:
    """Chooses the words that fit a pattern with `*` and `?`."""

    pattern: str

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        return field.terms.like(self.pattern)


@dataclass(frozen=True, slots=True)
class Near:
    """Chooses the words of few edits from a word."""

    word: str
    edits: int

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        return field.terms.near(self.word, self.edits)


@dataclass(frozen=True, slots=True)
class Either:
    """Chooses what one or the other of two does."""

    one: Choice
    other: Choice

    def among(self, field: StoredField) -> Numbers:
        """Return the numbers of the chosen terms."""
        one, other = self.one.among(field), self.other.among(field)
        if not len(other):
            return one
        return np.union1d(np.asarray(one, np.int64), np.asarray(other, np.int64))


@dataclass(frozen=True)
class Word(Query):
    """Records that have a word in any of some fields.

    All that `choice` chooses counts as one term, whose rarity is told by the records that have it in any of the fields.
    The form `asked`, where it is given, scores once more, by `ASKED_SHARE`. All scores are times `weight`.
    """

    fields: tuple[str, ...]
    choice: Choice
    asked: Choice | None = None
    weight: float = 1.0

    def is_leaf(self) -> bool:
        """Say yes."""
        return True

    def estimate_size(self, reader: IndexReader) -> int:
        """Return how many records there may be."""
        return reader.doc_count()

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return a matcher for one segment; with one field and no form that was asked for, it has positions too."""
        reader = searcher.reader()
        data = segment_data(reader)
        unscored = context is not None and context.weighting is None
        word_rarity = 0.0 if unscored else self._rarity(searcher) * self.weight
        found: Matcher
        if len(self.fields) == 1 and self.asked is None:
            field = data.fields[self.fields[0]]
            numbers = self.choice.among(field)
            scorer = NoScore() if unscored else FieldScorer(searcher, self.fields[0], word_rarity)
            format_ = searcher.schema[self.fields[0]].format
            found = PostingsMatcher(field, numbers, None, format_, scorer) if len(numbers) else NullMatcher()
        else:
            scores = {at: saturated(count) * word_rarity for at, count in self._counts(searcher, self.choice).items()}
            if self.asked is not None:
                for at, count in self._counts(searcher, self.asked).items():
                    scores[at] += saturated(count) * word_rarity * ASKED_SHARE
            ids = sorted(scores)
            found = ListMatcher(ids, [scores[at] for at in ids]) if ids else NullMatcher()
        return without_deleted(reader, found)

    def _counts(self, searcher: Searcher, choice: Choice) -> dict[int, float]:
        """Return how often each record of a segment has some terms, weighted and added over the fields."""
        data = segment_data(searcher.reader())
        total: dict[int, float] = {}
        for name in self.fields:
            field = data.fields[name]
            fixed, by_length = share_of_length(name, usual_length(searcher, name))
            documents, counts = field.postings(choice.among(field))
            for at, count in zip(documents.tolist(), counts.tolist(), strict=True):
                total[at] = total.get(at, 0.0) + count / (fixed + by_length * int(field.lengths[at]))
        return total

    def _rarity(self, searcher: Searcher) -> float:
        top = searcher.get_parent()
        frequency = sum(len(self._counts(leaf, self.choice)) for leaf, _ in top.leaf_searchers())
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


def segment_data(reader: IndexReader) -> SegmentData:
    """Return the arrays behind a reader of one segment of ours."""
    storage, segment = reader.storage(), reader.segment()
    if not isinstance(storage, MappedStorage) or segment is None:
        raise TypeError("not a reader of one segment of this format")
    return storage.segment(segment.segment_id())


def without_deleted(reader: IndexReader, matcher: Matcher) -> Matcher:
    """Return a matcher that passes over deleted records."""
    deleted = reader.deleted_docs_set if isinstance(reader, SegmentReader) else frozenset()
    filtered: Matcher = FilterMatcher(matcher, deleted, exclude=True) if deleted else matcher
    return filtered
