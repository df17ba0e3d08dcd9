"""Answer a Whoosh query for one segment at once, with a score for every record, instead of record by record.

Which records match and what they score are two arrays with a place for each record of the segment. What is known here
of a kind of query is exactly what Whoosh's matcher for it does; any other kind, also inside of a known one, is answered
by its own matcher.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import Term
from whoosh.query.wrappers import Not
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from archive_app.search.codec.container import Array
from archive_app.search.codec.queries import Between, Expansion, segment_data
from archive_app.search.codec.segment_data import Numbers, Postings, StoredField
from archive_app.search.codec.whoosh_codec import numbers_of
from archive_app.search.scoring import Strength, family_of, rarity, strength

Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]

_DENSE = 4
"""From one record in so many on, a term is scored over all records of the segment, which is then quicker."""


class Leaf:
    """One segment of a snapshot, with what scoring needs of it. Kept as long as the snapshot."""

    def __init__(self, searcher: Searcher, reader: SegmentReader) -> None:
        self.searcher = searcher
        self.data = segment_data(reader)
        self.documents = self.data.documents
        self._norms: dict[str, Scores] = {}
        self._deleted = reader.segment().deleted

    @cached_property
    def live(self) -> Mask:
        """Which records are not deleted."""
        return np.ones(self.documents, np.bool_) if self._deleted is None else ~self._deleted

    def norm(self, field: str, what: Strength) -> Scores:
        """Return for each record what is added to a count to divide it by; see `Strength`."""
        if field not in self._norms:
            lengths = self.data.fields[field].lengths.astype(np.float32)
            self._norms[field] = np.float32(what.by_length) * lengths + np.float32(what.fixed)
        return self._norms[field]


class Evaluation:
    """Answers one query over all segments; remembers what its terms have in each."""

    def __init__(self, leaves: Sequence[Leaf], *, scored: bool) -> None:
        self._leaves = leaves
        self._scored = scored
        self._postings: dict[tuple[Query | tuple[str, bytes], int], Postings] = {}
        self._strengths: dict[Query, Strength] = {}

    def find(self, query: Query, leaf: Leaf) -> tuple[npt.NDArray[np.int64], Scores]:
        """Return the records of a segment that match, ascending, and their scores (all 0 if not scored)."""
        mask, scores = self._answer(query, leaf)
        found = np.flatnonzero(mask & leaf.live)
        return found, scores[found]

    def _answer(self, query: Query, leaf: Leaf) -> tuple[Mask, Scores]:
        mask = np.zeros(leaf.documents, np.bool_)
        scores = np.zeros(leaf.documents, np.float32)
        self._add(query, leaf, mask, scores)
        return mask, scores

    def _add(self, query: Query, leaf: Leaf, mask: Mask, scores: Scores) -> None:
        """Add the records that a query matches, and what they score, to those there."""
        match query:
            case Term() if not query.minquality:
                self._add_term(query, leaf, mask, scores)
            case Expansion():
                self._add_term(query, leaf, mask, scores)
            case Or() if query.boost == 1 and query.scale is None:
                for part in query.subqueries:
                    self._add(part, leaf, mask, scores)
            case And() if query.boost == 1:
                self._put(self._all(query.subqueries, leaf), mask, scores)
            case SpanNear2() if self._is_phrase(query):
                self._put(self._phrase(query, leaf), mask, scores)
            case Not():
                self._put_all(~self._answer(query.query, leaf)[0], 1.0, mask, scores)
            case Every() if query.fieldname is None:
                self._put_all(leaf.live, query.boost, mask, scores)
            case Between():
                mask |= query.chosen(leaf.data)
            case _ if query is NullQuery:
                pass
            case _:
                self._add_matched(query, leaf, mask, scores)

    def _put(self, answer: tuple[Mask, Scores], mask: Mask, scores: Scores) -> None:
        mask |= answer[0]
        if self._scored:
            scores += np.where(answer[0], answer[1], np.float32(0))

    def _put_all(self, found: Mask, score: float, mask: Mask, scores: Scores) -> None:
        mask |= found
        if self._scored:
            scores[found] += np.float32(score)

    def _all(self, queries: Sequence[Query], leaf: Leaf) -> tuple[Mask, Scores]:
        found, total = self._answer(queries[0], leaf)
        for query in queries[1:]:
            mask, scores = self._answer(query, leaf)
            found &= mask
            total += scores
        return found, total

    def _add_matched(self, query: Query, leaf: Leaf, mask: Mask, scores: Scores) -> None:
        """Have Whoosh's own matcher answer."""
        searcher = leaf.searcher
        matcher = query.matcher(searcher, searcher.context() if self._scored else searcher.boolean_context())
        while matcher.is_active():
            mask[matcher.id()] = True
            if self._scored:
                scores[matcher.id()] += matcher.score()
            matcher.next()

    # --- terms

    def _add_term(self, query: Term | Expansion, leaf: Leaf, mask: Mask, scores: Scores) -> None:
        field = query.fieldname
        if field not in leaf.data.fields:
            return
        documents, counts = self._postings_of(query, leaf)
        if not len(documents):
            return
        if not self._scored or not leaf.searcher.schema[field].scorable:
            mask[documents] = True
            return
        what = self._strength(query, leaf)
        norm = leaf.norm(field, what)
        if len(documents) * _DENSE < leaf.documents:
            at = documents.astype(np.intp)
            some = counts.astype(np.float32)
            mask[at] = True
            scores[at] += some / (some + norm[at]) * np.float32(what.factor)
        else:
            all_counts = np.zeros(leaf.documents, np.float32)
            all_counts[documents] = counts
            mask |= all_counts > 0
            all_counts /= all_counts + norm
            all_counts *= np.float32(what.factor)
            scores += all_counts

    def _postings_of(self, query: Term | Expansion, leaf: Leaf) -> Postings:
        key = ((query.fieldname, _text(query)) if isinstance(query, Term) else query, id(leaf))
        if key not in self._postings:
            field = leaf.data.fields[query.fieldname]
            self._postings[key] = field.postings(_numbers(query, leaf))
        return self._postings[key]

    def _strength(self, query: Term | Expansion, leaf: Leaf) -> Strength:
        """Return what scores a term; its rarity is told over all segments."""
        if query not in self._strengths:
            family = Term(query.fieldname, family_of(_text(query))) if isinstance(query, Term) else query
            records = sum(leaf.documents for leaf in self._leaves)
            frequency = sum(len(self._postings_of(family, other).documents) for other in self._leaves)
            what = strength(leaf.searcher, query.fieldname, rarity(records, frequency))
            boost = query.boost if isinstance(query, Term) else 1.0
            self._strengths[query] = what._replace(factor=what.factor * boost)
        return self._strengths[query]

    # --- phrases

    def _is_phrase(self, query: SpanNear2) -> bool:
        """Say whether this is a phrase of words, all in one field, one next to the other."""
        fields = {_field_of(part) for part in query.qs}
        neighbours = query.slop == 1 and query.mindist == 1 and query.ordered
        return neighbours and len(fields) == 1 and None not in fields

    def _phrase(self, query: SpanNear2, leaf: Leaf) -> tuple[Mask, Scores]:
        mask, scores = self._all(query.qs, leaf)
        mask &= leaf.live
        name = _field_of(query.qs[0])
        if name is None or not mask.any():
            return mask, scores
        field = leaf.data.fields[name]
        terms = [_union([_numbers(word, leaf) for word in _words(part)]) for part in query.qs]
        return _where_neighbours(field, terms, mask), scores


def _where_neighbours(field: StoredField, terms: Sequence[Numbers], mask: Mask) -> Mask:
    """Return the records, out of some, in which words stand one next to the other."""
    shift = 32 if field.wide else 16
    chosen = mask
    common: Array | None = None
    # The rarest first, and only in the records left, because places are many where words are common. Each place is
    # told by where the last word of the phrase would stand.
    for at in sorted(range(len(terms)), key=lambda at: field.frequency(terms[at])):
        places = field.places(terms[at], chosen)
        ends = places + places.dtype.type(len(terms) - 1 - at)
        common = ends if common is None else _common(common, ends)
        chosen = np.zeros(len(mask), np.bool_)
        chosen[common >> common.dtype.type(shift)] = True
    return chosen


def _common(one: Array, other: Array) -> Array:
    """Return the values that two sorted arrays without repetition have in common."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if not len(few):
        return few
    if len(few) * 8 < len(many):
        at = np.minimum(np.searchsorted(many, few), len(many) - 1)
        return few[many[at] == few]
    both = np.concatenate((few, many))
    both.sort(kind="stable")
    return both[:-1][both[1:] == both[:-1]]


def _words(query: Query) -> list[Term | Expansion]:
    """Return the words that one place of a phrase is open to."""
    if isinstance(query, Or):
        return [word for part in query.subqueries for word in _words(part)]
    return [query]


def _field_of(query: Query) -> str | None:
    """Return the one field of a word or of alternative words; None for any other query."""
    match query:
        case Term() | Expansion():
            return str(query.fieldname)
        case Or():
            fields = {_field_of(part) for part in query.subqueries}
            return fields.pop() if len(fields) == 1 else None
        case _:
            return None


def _numbers(query: Term | Expansion, leaf: Leaf) -> Numbers:
    if isinstance(query, Expansion):
        return query.numbers(leaf.data)
    return numbers_of(leaf.data, query.fieldname, _text(query))


def _text(query: Term) -> bytes:
    return query.text if isinstance(query.text, bytes) else query.text.encode()


def _union(numbers: Sequence[Numbers]) -> Numbers:
    if len(numbers) == 1:
        return numbers[0]
    return np.unique(np.concatenate([np.asarray(some, np.int64) for some in numbers]))


