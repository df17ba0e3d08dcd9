"""Turn a read query into a Whoosh query over one index, and score its terms.

A word is looked for as printed and by its stem; a record with the printed form has both and so scores higher. Words
that stand for many terms (`begin*`, `wom?n`) are expanded here, to a bounded number of terms.
"""

from collections.abc import Iterable, Iterator
from heapq import nlargest
from math import log
from typing import Any

from whoosh import query as wq
from whoosh.query.spans import SpanNear2
from whoosh.reading import IndexReader
from whoosh.scoring import BM25F, BaseScorer, WeightLengthScorer, bm25

from archive_app.search.analysis import STEM_MARK, Token, stem_of
from archive_app.search.schema import SEARCHED, published_number
from archive_app.search.syntax import And, Dates, Everything, Keyword, Must, Node, Not, Or, Pattern, Words

MAX_EXPANSION = 256
"""The most terms that an unfinished word or a wildcard stands for in a field: those that the most records hold."""

_MAX_SCORED_EXPANSION = 32
"""With more terms than this, each match of a wildcard counts the same: the terms say little by then."""

FIELD_WEIGHTS = {"title": 3.0, "takeaway": 2.0, "credit": 2.0, "byline": 1.5}
"""How much more a match counts than in the text: a field that sums the article up says more of what it is about.

Weights of 2 to 3 for titles over body text are what tuned BM25F settings come out at in Zaragoza et al., "Microsoft
Cambridge at TREC 13" (2004); takeaways and credits are summaries likewise, and a byline names only the author.
"""


class FieldWeightedBM25(BM25F):  # type: ignore[misc]  # Whoosh's classes are untyped for mypy here
    """BM25 in each field, weighted by field, summed by the query.

    The printed form and the stem of a word share one rarity, that of the stem's whole family of words; only a printed
    form that differs from the stem has its own.
    """

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """Return the scorer of one term."""
        if not searcher.schema[fieldname].scorable:
            return super().scorer(searcher, fieldname, text, qf=qf)
        return _TermScorer(searcher, fieldname, text, self.B, self.K1)

    def idf(self, searcher: Any, fieldname: str, text: bytes) -> float:
        """Return the rarity of a term, as ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.

        This is Robertson and Sparck Jones's weight in the form that Lucene uses.
        """
        records = searcher.doc_count_all()
        term = text.decode()
        stem = term.removeprefix(STEM_MARK)
        frequency = searcher.doc_frequency(fieldname, text)
        if term != stem or stem_of(term) == term:
            frequency = sum(searcher.doc_frequency(fieldname, form.encode()) for form in (stem, STEM_MARK + stem))
        frequency = min(frequency, records)
        return log(1 + (records - frequency + 0.5) / (frequency + 0.5))


class _TermScorer(WeightLengthScorer):  # type: ignore[misc]  # as above
    """BM25 of one term, times the weight of its field."""

    def __init__(self, searcher: Any, field: str, term: bytes, b: float, k1: float) -> None:
        # How rare a term and how long a usual text is are told over all segments.
        whole = searcher.get_parent()
        self._weight = FIELD_WEIGHTS.get(field, 1.0) * whole.idf(field, term)
        self._usual_length = whole.avg_field_length(field) or 1
        self._b = b
        self._k1 = k1
        self.setup(searcher, field, term)

    def _score(self, weight: float, length: int) -> float:
        return float(bm25(self._weight, weight, length, self._usual_length, self._b, self._k1))


class Compiler:
    """Makes Whoosh queries for one index as one reader sees it."""

    def __init__(self, index: str, reader: IndexReader) -> None:
        self._reader = reader
        self._searched = SEARCHED[index]
        self._fields = frozenset(reader.schema.names())

    def compile(self, node: Node) -> wq.Query:
        """Return the Whoosh query for a node; what is not in the index at all matches nothing."""
        match node:
            case Words():
                return _any([self._words(field, node) for field in self._fields_of(node)])
            case Pattern():
                return _any([self._expansion(field, self._like(field, node)) for field in self._fields_of(node)])
            case Keyword():
                return wq.Term(node.field, node.value.encode())
            case Dates():
                return wq.NumericRange("published", published_number(node.first) or 1, published_number(node.last))
            case Everything():
                return wq.Every()
            case Must():
                return self.compile(node.part)
            case Not():
                return self._all((node,))
            case And():
                return self._all(node.parts)
            case Or():
                return _any([self.compile(part) for part in node.parts])

    def _all(self, parts: Iterable[Node]) -> wq.Query:
        wanted = [self.compile(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.compile(part.part) for part in parts if isinstance(part, Not)]
        if any(query is wq.NullQuery for query in wanted):
            return wq.NullQuery
        return wq.And([*(wanted or [wq.Every()]), *(wq.Not(query) for query in unwanted if query is not wq.NullQuery)])

    def _fields_of(self, leaf: Words | Pattern) -> tuple[str, ...]:
        if leaf.field is None:
            return self._searched
        # A takeaway is all the text there is in its index.
        return (leaf.field,) if leaf.field in self._fields else self._searched

    def _words(self, field: str, words: Words) -> wq.Query:
        *before, last = words.tokens
        queries = [_any(list(self._terms(field, _forms(token, exact=words.exact)))) for token in before]
        if words.open_ended:
            forms = () if words.exact else _forms(last, exact=False)
            queries.append(
                _any([*self._terms(field, forms), self._expansion(field, self._beginning(field, last.printed))])
                if not before
                else _any([*self._terms(field, {*forms, *self._beginning(field, last.printed)})])
            )
        else:
            queries.append(_any(list(self._terms(field, _forms(last, exact=words.exact)))))
        if any(query is wq.NullQuery for query in queries):
            return wq.NullQuery
        return queries[0] if len(queries) == 1 else SpanNear2(queries)

    def _terms(self, field: str, forms: Iterable[str]) -> Iterator[wq.Term]:
        for form in forms:
            encoded = form.encode()
            if (field, encoded) in self._reader:
                yield wq.Term(field, encoded)

    def _expansion(self, field: str, terms: list[str]) -> wq.Query:
        found = [wq.Term(field, term.encode()) for term in terms]
        if len(found) <= _MAX_SCORED_EXPANSION:
            return wq.DisjunctionMax(found) if len(found) > 1 else _any(found)
        return wq.ConstantScoreQuery(wq.Or(found), FIELD_WEIGHTS.get(field, 1.0))

    def _beginning(self, field: str, beginning: str) -> list[str]:
        return self._commonest(field, self._reader.expand_prefix(field, beginning.encode()))

    def _like(self, field: str, pattern: Pattern) -> list[str]:
        matches = pattern.expression.fullmatch
        candidates = self._reader.expand_prefix(field, pattern.beginning.encode())
        return self._commonest(field, (term for term in candidates if matches(term.decode())))

    def _commonest(self, field: str, terms: Iterable[bytes]) -> list[str]:
        mark = STEM_MARK.encode()
        found = [term for term in terms if not term.startswith(mark)]
        if len(found) > MAX_EXPANSION:
            found = nlargest(MAX_EXPANSION, found, key=lambda term: self._reader.doc_frequency(field, term))
        return [term.decode() for term in found]


def _forms(token: Token, *, exact: bool) -> tuple[str, ...]:
    """Return the terms that a word is found by: as printed; by its stem, which marks other forms; the stem as a word."""
    if exact:
        return (token.printed,)
    return tuple(dict.fromkeys((token.printed, STEM_MARK + token.stem, token.stem)))


def _any(queries: list[wq.Query]) -> wq.Query:
    queries = [query for query in queries if query is not wq.NullQuery]
    if not queries:
        return wq.NullQuery
    return queries[0] if len(queries) == 1 else wq.Or(queries)
