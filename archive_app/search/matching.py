"""Turn a read query into a Whoosh query over one index, and score its terms.

A word is looked for as printed and by its stem; a record with the printed form has both and so scores higher. Words
that stand for many terms (`begin*`, `wom?n`) are expanded here, to a bounded number of terms.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from math import log

from whoosh.matching.mcore import Matcher
from whoosh.query.compound import And as AndQuery
from whoosh.query.compound import DisjunctionMax
from whoosh.query.compound import Or as OrQuery
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import Term
from whoosh.query.wrappers import ConstantScoreQuery
from whoosh.query.wrappers import Not as NotQuery
from whoosh.reading import IndexReader
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import SearchContext, Searcher

from archive_app.search.analysis import STEM_MARK, Token, stem_of
from archive_app.search.schema import SEARCHED, published_number
from archive_app.search.syntax import And, Dates, Everything, Keyword, Leaf, Must, Node, Not, Or, Pattern, Words

MAX_EXPANSION = 128
"""The most terms that an unfinished word or a wildcard stands for in a field: those that the most records hold."""

_MAX_SCORED_EXPANSION = 32
"""With more terms than this, each match of a wildcard counts the same: the terms say little by then."""

FIELD_WEIGHTS = {"title": 3.0, "takeaway": 2.0, "credit": 2.0, "byline": 1.5}
"""How much more a match counts than in the text: a field that sums the article up says more of what it is about.

Weights of 2 to 3 for titles over body text are what tuned BM25F settings come out at in Zaragoza et al., "Microsoft
Cambridge at TREC 13" (2004); takeaways and credits are summaries likewise, and a byline names only the author.
"""


class FieldWeightedBM25(WeightingModel):
    """BM25 in each field, weighted by field, summed by the query.

    The printed form and the stem of a word share one rarity, that of the stem's whole family of words; only a printed
    form that differs from the stem has its own.
    """

    def scorer(self, searcher: Searcher, fieldname: str, text: str | bytes, qf: int = 1) -> BaseScorer:  # noqa: ARG002 - Whoosh's signature
        """Return the scorer of one term; names and numbers are filters and add nothing."""
        if not searcher.schema[fieldname].scorable:
            return _NoScore()
        return _TermScorer(searcher, fieldname, searcher.get_parent().idf(fieldname, text))

    def idf(self, searcher: Searcher, fieldname: str, text: str | bytes) -> float:
        """Return the rarity of a term, as ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.

        This is Robertson and Sparck Jones's weight in the form that Lucene uses.
        """
        reader = searcher.get_parent().reader()
        records = reader.doc_count_all()
        term = text if isinstance(text, str) else text.decode()
        stem = term.removeprefix(STEM_MARK)
        forms = {stem, STEM_MARK + stem} if term != stem or stem_of(term) == term else {term}
        frequency = min(records, sum(reader.doc_frequency(fieldname, form.encode()) for form in forms))
        return log(1 + (records - frequency + 0.5) / (frequency + 0.5))


class _TermScorer(BaseScorer):
    """BM25 of one term in one segment, times the weight of its field; K1 and B are the values usual since TREC-3."""

    def __init__(self, searcher: Searcher, field: str, rarity: float, k1: float = 1.2, b: float = 0.75) -> None:
        # How long a usual text is, is told over all segments.
        usual_length = searcher.get_parent().avg_field_length(field) or 1
        self._field = field
        self._length = searcher.reader().doc_field_length
        self._most = FIELD_WEIGHTS.get(field, 1.0) * rarity * (k1 + 1)
        self._fixed = k1 * (1 - b)
        self._by_length = k1 * b / usual_length

    def score(self, matcher: Matcher) -> float:
        """Return the score of the record that the matcher is at."""
        weight = matcher.weight()
        length = self._length(matcher.id(), self._field)
        return float(self._most * weight / (weight + self._fixed + self._by_length * length))


class _NoScore(BaseScorer):
    def score(self, _matcher: Matcher) -> float:
        return 0.0


class _AnyTerm(ConstantScoreQuery):
    """Any of many terms, all counting the same; unlike its parent it does not score each of them first."""

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return a matcher for one segment, which has positions where a phrase needs them."""
        plain = searcher.boolean_context().set(needs_current=context is not None and context.needs_current)
        matcher: Matcher = super().matcher(searcher, plain)
        return matcher


class Compiler:
    """Makes Whoosh queries for one index as one reader sees it."""

    def __init__(self, index: str, reader: IndexReader) -> None:
        self._reader = reader
        self._searched = SEARCHED[index]
        self._fields = frozenset(reader.schema.names())

    def compile(self, node: Node) -> Query:
        """Return the Whoosh query for a node; what is not in the index at all matches nothing."""
        match node:
            case And():
                return self._all(node.parts)
            case Or():
                return _any([self.compile(part) for part in node.parts])
            case Not():
                return self._all((node,))
            case Must():
                return self.compile(node.part)
            case _:
                return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> Query:
        match leaf:
            case Words():
                return _any([self._words(field, leaf) for field in self.fields_of(leaf)])
            case Pattern():
                return _any([self._expansion(field, self._like(field, leaf)) for field in self.fields_of(leaf)])
            case Keyword():
                return Term(leaf.field, leaf.value.encode())
            case Dates():
                return NumericRange("published", published_number(leaf.first) or 1, published_number(leaf.last))
            case Everything():
                return Every()

    def _all(self, parts: Iterable[Node]) -> Query:
        wanted = [self.compile(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.compile(part.part) for part in parts if isinstance(part, Not)]
        if any(query is NullQuery for query in wanted):
            return NullQuery
        return AndQuery([*(wanted or [Every()]), *(NotQuery(query) for query in unwanted if query is not NullQuery)])

    def fields_of(self, leaf: Words | Pattern) -> tuple[str, ...]:
        """Return the fields of this index that a word is looked for in."""
        if leaf.field is None:
            return self._searched
        # A takeaway is all the text there is in its index.
        return (leaf.field,) if leaf.field in self._fields else self._searched

    def _words(self, field: str, words: Words) -> Query:
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
        if any(query is NullQuery for query in queries):
            return NullQuery
        return queries[0] if len(queries) == 1 else SpanNear2(queries)

    def _terms(self, field: str, forms: Iterable[str]) -> Iterator[Term]:
        for form in forms:
            encoded = form.encode()
            if (field, encoded) in self._reader:
                yield Term(field, encoded)

    def _expansion(self, field: str, terms: list[str]) -> Query:
        found = [Term(field, term.encode()) for term in terms]
        if len(found) <= _MAX_SCORED_EXPANSION:
            return DisjunctionMax(found) if len(found) > 1 else _any(found)
        return _AnyTerm(OrQuery(found), FIELD_WEIGHTS.get(field, 1.0))

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
    """Return the terms that a word is found by: as printed, by the stem that marks other forms, and the stem itself."""
    if exact:
        return (token.printed,)
    return tuple(dict.fromkeys((token.printed, STEM_MARK + token.stem, token.stem)))


def _any(queries: Sequence[Query]) -> Query:
    queries = [query for query in queries if query is not NullQuery]
    if not queries:
        return NullQuery
    return queries[0] if len(queries) == 1 else OrQuery(queries)
