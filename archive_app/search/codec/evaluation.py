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
from whoosh.query.wrappers import ConstantScoreQuery, Not
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from archive_app.search.codec.neighbours import where_neighbours
from archive_app.search.codec.queries import ASKED_SHARE, Between, Choice, Word, segment_data
from archive_app.search.codec.segment_data import Numbers, Postings, StoredField
from archive_app.search.codec.whoosh_codec import Segment, numbers_of
from archive_app.search.scoring import K1, rarity, share_of_length, usual_length

Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float32]

_DENSE = 4
"""From one record in so many on, a term is scored over all records of the segment, which is then quicker."""

_K1 = np.float32(K1)


class Leaf:
    """One segment of a snapshot, with what scoring needs of it. Kept as long as the snapshot."""

    def __init__(self, searcher: Searcher, reader: SegmentReader) -> None:
        self.searcher = searcher
        self.data = segment_data(reader)
        self.documents = self.data.documents
        self._shares: dict[str, Scores] = {}
        segment = reader.segment()
        self._deleted = segment.deleted if isinstance(segment, Segment) else None

    @cached_property
    def live(self) -> Mask:
        """Which records are not deleted."""
        return np.ones(self.documents, np.bool_) if self._deleted is None else ~self._deleted

    def share(self, field: str) -> Scores:
        """Return for each record what one occurrence in a field counts; see `scoring.share_of_length`."""
        if field not in self._shares:
            fixed, by_length = share_of_length(field, usual_length(self.searcher, field))
            self._shares[field] = (1 / (fixed + by_length * self.data.fields[field].lengths)).astype(np.float32)
        return self._shares[field]


class Evaluation:
    """Answers one query over all segments; remembers what its words have in each."""

    def __init__(self, leaves: Sequence[Leaf], *, scored: bool) -> None:
        self._leaves = leaves
        self._scored = scored
        self._postings: dict[tuple[str, Choice | bytes, int], Postings] = {}
        self._rarities: dict[Query, float] = {}

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

    def _add(self, query: Query, leaf: Leaf, mask: Mask, scores: Scores) -> None:  # noqa: C901 - one line for each kind
        """Add the records that a query matches, and what they score, to those there."""
        match query:
            case Word():
                self._add_word(query, leaf, mask, scores)
            case Term() if not query.minquality:
                self._add_term(query, leaf, mask, scores)
            case Or() if query.boost == 1 and query.scale is None:
                for part in query.subqueries:
                    self._add(part, leaf, mask, scores)
            case And() if query.boost == 1:
                self._put(self._all(query.subqueries, leaf), mask, scores)
            case SpanNear2() if _is_phrase(query):
                self._put(self._phrase(query, leaf), mask, scores)
            case Not():
                self._put_all(~self._answer(query.query, leaf)[0], 1.0, mask, scores)
            case ConstantScoreQuery():
                self._put_all(self._answer(query.child, leaf)[0], query.score, mask, scores)
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

    def _phrase(self, query: SpanNear2, leaf: Leaf) -> tuple[Mask, Scores]:
        mask, scores = self._all(query.qs, leaf)
        mask &= leaf.live
        name = _field_of(query.qs[0])
        if name is None or not mask.any():
            return mask, scores
        field = leaf.data.fields[name]
        return where_neighbours(field, [_place(part, field) for part in query.qs], mask), scores

    def _add_matched(self, query: Query, leaf: Leaf, mask: Mask, scores: Scores) -> None:
        """Have Whoosh's own matcher answer."""
        searcher = leaf.searcher
        matcher = query.matcher(searcher, searcher.context() if self._scored else searcher.boolean_context())
        while matcher.is_active():
            mask[matcher.id()] = True
            if self._scored:
                scores[matcher.id()] += matcher.score()
            matcher.next()

    # --- words

    def _add_term(self, query: Term, leaf: Leaf, mask: Mask, scores: Scores) -> None:
        field = query.fieldname
        if field not in leaf.data.fields:
            return
        postings = self._postings_of(field, _text(query), leaf)
        if self._scored and leaf.searcher.schema[field].scorable:
            factor = self._rarity_of_term(query) * query.boost
            self._add_scored([(field, postings)], leaf, factor, mask, scores)
        else:
            mask[postings.documents] = True

    def _add_word(self, query: Word, leaf: Leaf, mask: Mask, scores: Scores) -> None:
        found = self._in_fields(query.fields, query.choice, leaf)
        if not self._scored:
            for _, postings in found:
                mask[postings.documents] = True
            return
        word_rarity = self._rarity(query) * query.weight
        if query.asked is None:
            self._add_scored(found, leaf, word_rarity, mask, scores)
            return
        asked = self._in_fields(query.fields, query.asked, leaf)
        if [len(some.documents) for _, some in found] == [len(some.documents) for _, some in asked] and all(
            np.array_equal(one.counts, other.counts) for (_, one), (_, other) in zip(found, asked, strict=True)
        ):
            # The word has no other forms here, so one sum does for both.
            self._add_scored(found, leaf, word_rarity * (1 + ASKED_SHARE), mask, scores)
            return
        self._add_scored(found, leaf, word_rarity, mask, scores)
        self._add_scored(asked, leaf, word_rarity * ASKED_SHARE, mask, scores)

    def _in_fields(self, fields: Sequence[str], choice: Choice, leaf: Leaf) -> list[tuple[str, Postings]]:
        """Return what each field has of some words, where it has them at all."""
        filled = (field for field in fields if not leaf.data.fields[field].empty)
        found = ((field, self._postings_of(field, choice, leaf)) for field in filled)
        return [(field, postings) for field, postings in found if len(postings.documents)]

    def _add_scored(
        self, found: Sequence[tuple[str, Postings]], leaf: Leaf, factor: float, mask: Mask, scores: Scores
    ) -> None:
        """Add counts over fields, and what they score to the scores; see `scoring.saturated`."""
        if not found:
            return
        counts = np.zeros(leaf.documents, np.float32)
        for field, (documents, some) in found:
            if len(documents) * _DENSE < leaf.documents:
                at = documents.astype(np.intp)
                counts[at] += some * leaf.share(field)[at]
            else:
                all_counts = np.zeros(leaf.documents, np.float32)
                all_counts[documents] = some
                all_counts *= leaf.share(field)
                counts += all_counts
        most = np.float32(factor * (K1 + 1))
        if sum(len(documents) for _, (documents, _) in found) * _DENSE < leaf.documents:
            # A record that several fields have comes several times, each time with the same value for the same place.
            at = np.concatenate([documents for _, (documents, _) in found]).astype(np.intp)
            mask[at] = True
            some = counts[at]
            scores[at] += most * some / (some + _K1)
        else:
            mask |= counts > 0
            divisor = counts + _K1
            counts /= divisor
            counts *= most
            scores += counts

    def _postings_of(self, field: str, what: Choice | bytes, leaf: Leaf) -> Postings:
        key = field, what, id(leaf)
        if key not in self._postings:
            stored = leaf.data.fields[field]
            numbers = numbers_of(stored, what) if isinstance(what, bytes) else what.among(stored)
            self._postings[key] = stored.postings(numbers)
        return self._postings[key]

    def _rarity(self, query: Word) -> float:
        """Return how rare the records are, over all segments, that have a word in any field."""
        if query not in self._rarities:
            frequency = 0
            for leaf in self._leaves:
                found = self._in_fields(query.fields, query.choice, leaf)
                if len(found) == 1:
                    frequency += len(found[0][1].documents)
                elif found:
                    mask = np.zeros(leaf.documents, np.bool_)
                    for _, postings in found:
                        mask[postings.documents] = True
                    frequency += int(np.count_nonzero(mask))
            self._rarities[query] = rarity(sum(leaf.documents for leaf in self._leaves), frequency)
        return self._rarities[query]

    def _rarity_of_term(self, query: Term) -> float:
        if query not in self._rarities:
            found = (self._postings_of(query.fieldname, _text(query), leaf) for leaf in self._leaves)
            frequency = sum(len(postings.documents) for postings in found)
            self._rarities[query] = rarity(sum(leaf.documents for leaf in self._leaves), frequency)
        return self._rarities[query]


def _is_phrase(query: SpanNear2) -> bool:
    """Say whether this is a phrase of words, all in one field, one next to the other."""
    fields = {_field_of(part) for part in query.qs}
    neighbours = query.slop == 1 and query.mindist == 1 and query.ordered
    return neighbours and len(fields) == 1 and None not in fields


def _field_of(query: Query) -> str | None:
    """Return the one field of a word or of alternative words; None for any other query."""
    match query:
        case Term():
            return str(query.fieldname)
        case Word() if len(query.fields) == 1 and query.asked is None:
            return query.fields[0]
        case Or():
            fields = {_field_of(part) for part in query.subqueries}
            return fields.pop() if len(fields) == 1 else None
        case _:
            return None


def _place(query: Query, field: StoredField) -> Numbers:
    """Return the terms that one place of a phrase is open to."""
    match query:
        case Word():
            return query.choice.among(field)
        case Or():
            return np.unique(np.concatenate([np.asarray(_place(part, field)) for part in query.subqueries]))
        case Term():
            return numbers_of(field, _text(query))
        case _:
            raise TypeError(query)


def _text(query: Term) -> bytes:
    return query.text if isinstance(query.text, bytes) else query.text.encode()
