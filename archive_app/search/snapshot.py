"""One index as its last commit left it: find records, put them in order, count them."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.query.qcore import Query as WhooshQuery
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from archive_app.model.search import Sort
from archive_app.search.analysis import Token
from archive_app.search.codec.collector import DenseCollector
from archive_app.search.codec.container import Array
from archive_app.search.codec.evaluation import Leaf, Scores
from archive_app.search.codec.queries import Exactly, Family, segment_data
from archive_app.search.codec.segment_data import StoredField
from archive_app.search.codec.whoosh_index import MappedIndex
from archive_app.search.languages import ENGLISH, read_term
from archive_app.search.matching import Compiler
from archive_app.search.names import folded
from archive_app.search.schema import ID, NAMES, NUMBER, PUBLISHED, TAKEAWAYS
from archive_app.search.scoring import FieldWeightedBM25
from archive_app.search.stop_words import stop_words
from archive_app.search.syntax import Everything, Node, Words


class Found(NamedTuple):
    """A record that a query finds; `number` is that of the takeaway."""

    score: float
    id: int
    number: int


class Matches:
    """All records that a query finds, segment by segment."""

    def __init__(self, parts: Iterable[tuple[Leaf, npt.NDArray[np.int64], Scores]]) -> None:
        self._parts = [part for part in parts if len(part[1])]
        self._scores: Array = _joined([scores for _, _, scores in self._parts])

    def __len__(self) -> int:
        return len(self._scores)

    def raised(self, other: "Matches") -> "Matches":
        """Return the same records, with what each scores in other matches of the same snapshot added."""
        more = {id(leaf): (documents, scores) for leaf, documents, scores in other._parts}
        raised = []
        for leaf, documents, scores in self._parts:
            added = np.zeros(leaf.documents, np.float32)
            if id(leaf) in more:
                added[more[id(leaf)][0]] = more[id(leaf)][1]
            raised.append((leaf, documents, scores + added[documents]))
        return Matches(raised)

    def ordered(self, sort: Sort, count: int) -> list[Found]:
        """Return the first records in an order. Undated ones come last by date; ties go by id, then by takeaway."""
        count = min(count, len(self))
        if count <= 0:
            return []
        keys = self._keys(sort)
        # Everything up to the last place, ties for it too, is what has to be put in order.
        first = np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1])
        columns = [self._scores[first], *(self._column(name, first) for name in (ID, NUMBER))]
        order = np.lexsort((columns[2], columns[1], keys[first]))[:count]
        return [Found(*values) for values in zip(*(column[order].tolist() for column in columns), strict=True)]

    def _keys(self, sort: Sort) -> Array:
        """Return what puts all found records in an order, the least first."""
        if sort is Sort.RELEVANCE:
            return -self._scores
        # Articles get their ids in the order in which they are imported.
        return -self._column(ID) if sort is Sort.IMPORTED else _by_date(self._column(PUBLISHED), sort)

    def counted(self, facet: str) -> dict[str, int]:
        """Count the values of a facet over all found records, the commonest first; one record can have several values.

        Months and years are written 2024-03 and 2024.
        """
        if facet in NAMES:
            return _commonest_first((name, count) for name, count in self._names(facet).items() if name)
        unit = {"year": "Y", "month": "M"}[facet]
        days = self._column(PUBLISHED)
        days = days[days > 0]
        first = int(days.min(initial=date.max.toordinal()))
        # There are far fewer days than records, so that only the days are put in order.
        on_day = np.bincount(days - first)
        since_1970 = (np.flatnonzero(on_day) + first - date(1970, 1, 1).toordinal()).astype("M8[D]")
        periods, places = np.unique(since_1970.astype(f"M8[{unit}]"), return_inverse=True)
        records = np.bincount(places, weights=on_day[on_day > 0]).astype(np.int64)
        named = zip(np.datetime_as_string(periods).tolist(), records.tolist(), strict=True)
        return _commonest_first(named)

    def _names(self, column: str) -> Counter[str]:
        total: Counter[str] = Counter()
        for leaf, documents, _ in self._parts:
            chosen = np.zeros(leaf.documents, np.bool_)
            chosen[documents] = True
            for name, count in leaf.data.names(column).counted(chosen).items():
                total[name.decode()] += count
        return total

    def _column(self, name: str, chosen: npt.NDArray[np.int64] | None = None) -> Array:
        """Return a column's values of all found records, or of some, in their order; without the column they are 0."""
        values = []
        start = 0
        for leaf, documents, _ in self._parts:
            stop = start + len(documents)
            wanted = documents
            if chosen is not None:
                first, last = np.searchsorted(chosen, (start, stop))
                wanted = documents[chosen[first:last] - start]
            has = name in leaf.data.number_columns
            values.append(leaf.data.numbers(name)[wanted] if has else np.zeros(len(wanted), np.int64))
            start = stop
        return _joined(values)


class Snapshot:
    """A searcher over one commit of an index."""

    def __init__(self, index: MappedIndex) -> None:
        self._index = index
        self.searcher = Searcher(index.reader(), weighting=FieldWeightedBM25, fromindex=index)
        leaves = [(leaf, leaf.reader()) for leaf, _ in self.searcher.leaf_searchers()]
        self._names: dict[str, list[tuple[str, str, int]]] = {}
        # An index without records has a reader that is not one of a segment.
        self.leaves = [Leaf(leaf, reader) for leaf, reader in leaves if isinstance(reader, SegmentReader)]
        self.compiler = Compiler(index.indexname)
        self.name = index.indexname
        self.main_field = "takeaway" if self.name == TAKEAWAYS else "text"

    def close(self) -> None:
        """Close the files."""
        self.searcher.close()

    @cached_property
    def everything(self) -> Matches:
        """All records."""
        return self.find(Everything(), scored=False)

    def names(self, field: str) -> list[tuple[str, str, int]]:
        """Return all names in a field: as shown, folded, and how many records have each. Kept as long as this."""
        if field not in self._names:
            self._names[field] = [
                (name, folded(name), records) for name, records in self.everything.counted(field).items()
            ]
        return self._names[field]

    def ids(self) -> frozenset[int]:
        """Return the ids of the articles that are there and not deleted."""
        return frozenset(_joined([leaf.data.numbers(ID)[leaf.live] for leaf in self.leaves]).tolist())

    def find(self, node: Node, *, scored: bool) -> Matches:
        """Return every record that a query finds; without scores all of them have 0."""
        return self.find_query(self.compiler.compile(node), scored=scored)

    def find_query(self, query: WhooshQuery, *, scored: bool) -> Matches:
        """Return every record that a query of Whoosh's kind finds."""
        collector = DenseCollector(self.leaves)
        context = self.searcher.context() if scored else self.searcher.boolean_context()
        self.searcher.search_with_collector(query, collector, context)
        return Matches(collector.found)

    def is_common(self, words: Words) -> bool:
        """Say whether more than half of all records have a word, which then tells hardly anything.

        It is from there on that Robertson and Sparck Jones's weight, as they gave it, is negative.
        """
        family = Family(words.tokens[0].printed, words.tokens[0].written)
        records = sum(leaf.documents for leaf in self.leaves)
        for name in self.compiler.fields_of(words):
            fields = [leaf.data.fields[name] for leaf in self.leaves]
            members = [family.among(field) for field in fields]
            if sum(map(StoredField.most_documents, fields, members)) * 2 <= records:
                continue
            found = sum(len(field.postings(some).documents) for field, some in zip(fields, members, strict=True))
            if found * 2 > records:
                return True
        return False

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules by which the words of the main field have stems, those of English among them."""
        found = {rules for leaf in self.leaves for rules in leaf.data.fields[self.main_field].terms.rules}
        return (ENGLISH, *sorted(found - {ENGLISH}))

    @cached_property
    def documents(self) -> int:
        """How many records there are, deleted ones among them."""
        return sum(leaf.documents for leaf in self.leaves)

    def records_with(self, token: Token) -> int:
        """Return about how many records have any form of a word in their main field."""
        fields = [leaf.data.fields[self.main_field] for leaf in self.leaves]
        family = Family(token.printed, token.written)
        return sum(field.most_documents(family.among(field)) for field in fields)

    def has_word(self, field: str, word: str) -> bool:
        """Say whether any record was ever found by a folded word in a field."""
        return any(len(Exactly(word).among(leaf.data.fields[field])) for leaf in self.leaves)

    def words_near(self, field: str, word: str, edits: int) -> Mapping[str, int]:
        """Return words of a field, as written, of few edits from one, with the same first letter, and their records.

        Stop words are not among them.
        """
        records: Counter[str] = Counter()
        for leaf in self.leaves:
            stored = segment_data(leaf.searcher.reader()).fields[field]
            for number in stored.terms.near(word, edits).tolist():
                term = read_term(stored.terms[number].decode())
                if term.printed not in stop_words(term.rules):
                    records[term.written] += stored.most_documents(range(number, number + 1))
        return records


def _commonest_first(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Put counts in order; those that are alike by their names, the same in every index of the same articles."""
    return dict(sorted(counts, key=lambda one: (-one[1], one[0])))


def _by_date(published: Array, sort: Sort) -> Array:
    """Return what puts records in order by their dates, undated ones last."""
    return np.where(published == 0, np.iinfo(np.int64).max, -published if sort is Sort.NEWEST else published)


def _joined(parts: list[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
