"""One index as its last commit left it: find records, put them in order, count them.

Hits are collected by Whoosh's matchers, segment by segment; order, ties and counts are decided here.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, cached_property
from heapq import nsmallest
from typing import NamedTuple

from whoosh.index import FileIndex
from whoosh.query.qcore import Query as WhooshQuery
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from archive_app.model.search import Sort
from archive_app.search.matching import Compiler, FieldWeightedBM25
from archive_app.search.schema import SEPARATOR, TAKEAWAYS
from archive_app.search.syntax import Node


class Found(NamedTuple):
    """A record that a query finds: its score, where it is in its segment, and what the segment holds of it."""

    score: float
    id: int
    number: int
    published: int
    document: int
    columns: "_Columns"


class Snapshot:
    """A searcher over one commit of an index."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._searcher = Searcher(index.reader(), weighting=FieldWeightedBM25, fromindex=index)
        self._columns: dict[str, _Columns] = {}
        self.compiler = Compiler(index.indexname, self._searcher.reader())

    def refreshed(self) -> "Snapshot":
        """Return a snapshot of the last commit: this one, if nothing was committed since."""
        if self._searcher.up_to_date():
            return self
        fresh = Snapshot(self._index)
        # Segments never change, only which of their documents are deleted, so their columns stay good.
        fresh._columns = {name: self._columns[name] for name in fresh._segments() if name in self._columns}
        self.close()
        return fresh

    def close(self) -> None:
        """Close the files."""
        self._searcher.close()

    def ids(self) -> frozenset[int]:
        """Return the ids of the articles that are there and not deleted."""
        found: set[int] = set()
        for _, reader in self._leaves():
            ids = self._columns_of(reader).ids
            found.update(ids[document] for document in reader.all_doc_ids())
        return frozenset(found)

    def find(self, node: Node, *, scored: bool) -> list[Found]:
        """Return every record that a query finds, in no order; without scores all of them have 0."""
        query = self.compiler.compile(node)
        found: list[Found] = []
        for leaf, reader in self._leaves():
            columns = self._columns_of(reader)
            ids, numbers, published = columns.ids, columns.numbers, columns.published
            found += [
                Found(score, ids[document], numbers[document], published[document], document, columns)
                for document, score in _matches(leaf, query, scored=scored)
            ]
        return found

    def has_term(self, field: str, term: str) -> bool:
        """Say whether any record was ever found by a term in a field."""
        return (field, term.encode()) in self._searcher.reader()

    def terms_near(self, field: str, word: str, distance: int) -> Iterable[tuple[str, int]]:
        """Yield the terms of a field within an edit distance that begin with the same letter, and their records."""
        # Segment by segment: there Whoosh skips through the terms, over all segments it compares with every one.
        near = {term for _, reader in self._leaves() for term in reader.terms_within(field, word, distance, prefix=1)}
        for term in near:
            yield term, self._searcher.reader().doc_frequency(field, term.encode())

    def _columns_of(self, reader: SegmentReader) -> "_Columns":
        name = _name(reader)
        if name not in self._columns:
            self._columns[name] = _Columns(reader, numbered=self._index.indexname == TAKEAWAYS)
        return self._columns[name]

    def _segments(self) -> list[str]:
        return [_name(reader) for _, reader in self._leaves()]

    def _leaves(self) -> list[tuple[Searcher, SegmentReader]]:
        """Return each segment's searcher and reader; an index without records has none."""
        leaves = [(leaf, leaf.reader()) for leaf, _ in self._searcher.leaf_searchers()]
        return [(leaf, reader) for leaf, reader in leaves if isinstance(reader, SegmentReader)]


def _name(reader: SegmentReader) -> str:
    return str(reader.segment().segment_id())  # type: ignore[union-attr]  # only readers without a segment have None


class _Columns:
    """The columns of one segment, by document; those that only facets need are read when first asked for."""

    def __init__(self, reader: SegmentReader, *, numbered: bool) -> None:
        self._reader = reader
        self.ids: Sequence[int] = list(reader.column_reader("id"))
        self.published: Sequence[int] = list(reader.column_reader("published"))
        self.numbers: Sequence[int] = list(reader.column_reader("number")) if numbered else [0] * len(self.ids)

    @cached_property
    def outlets(self) -> Sequence[tuple[str, ...]]:
        """The outlets each record comes from."""
        split = cache(lambda value: tuple(value.decode().split(SEPARATOR)) if value else ())
        return [split(value) for value in self._reader.column_reader("outlets")]

    @cached_property
    def languages(self) -> Sequence[str]:
        """Each record's language, or nothing."""
        return [sys.intern(value) for value in self._reader.column_reader("language")]

    @cached_property
    def formats(self) -> Sequence[str]:
        """Each record's format."""
        return [sys.intern(value) for value in self._reader.column_reader("format")]


def ordered(found: Iterable[Found], sort: Sort, count: int) -> list[Found]:
    """Return the first records in an order. Undated ones come last by date; ties go by id, then by takeaway."""
    if sort is Sort.RELEVANCE:
        return nsmallest(count, found, key=lambda hit: (-hit.score, hit.id, hit.number))
    way = -1 if sort is Sort.NEWEST else 1
    return nsmallest(count, found, key=lambda hit: (not hit.published, way * hit.published, hit.id, hit.number))


def counted(found: Iterable[Found]) -> dict[str, dict[str, int]]:
    """Count the values of each facet over all found records, the commonest first.

    "outlet" counts the outlets that a record is credited to or published by, the aliases of one together; one record
    can have several.
    """
    outlets: Counter[str] = Counter()
    years: Counter[int] = Counter()
    languages: Counter[str] = Counter()
    formats: Counter[str] = Counter()
    for hit in found:
        outlets.update(hit.columns.outlets[hit.document])
        years[hit.published] += 1
        languages[hit.columns.languages[hit.document]] += 1
        formats[hit.columns.formats[hit.document]] += 1
    by_year: Counter[str] = Counter()
    for day, count in years.items():
        if day:
            by_year[str(date.fromordinal(day).year)] += count
    counts = {"outlet": outlets, "year": by_year, "language": languages, "format": formats}
    return {facet: {value: count for value, count in values.most_common() if value} for facet, values in counts.items()}


def _matches(leaf: Searcher, query: WhooshQuery, *, scored: bool) -> Iterator[tuple[int, float]]:
    """Yield the documents of a segment that match, with their scores."""
    matcher = query.matcher(leaf, leaf.context() if scored else leaf.boolean_context())
    if not scored:
        yield from ((document, 0.0) for document in matcher.all_ids())
        return
    while matcher.is_active():
        yield matcher.id(), matcher.score()
        matcher.next()
