"""Turn a read query into a Whoosh query over one index.

A word is looked for by the stems that it has in the languages of the index; a record with the very form that was asked
for, accents and all, scores higher. A word that stands for many terms (`begin*`, `wom?n`) counts as one term that has
the records of all of them.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from whoosh.query.compound import And as AndQuery
from whoosh.query.compound import Or as OrQuery
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import Term
from whoosh.query.wrappers import ConstantScoreQuery
from whoosh.query.wrappers import Not as NotQuery

from archive_app.parsing.known_outlets import canonical_name
from archive_app.search.analysis import Token
from archive_app.search.codec.queries import (
    Beginning,
    Between,
    Choice,
    Either,
    Exactly,
    Family,
    Like,
    Near,
    Spelled,
    Word,
)
from archive_app.search.names import folded
from archive_app.search.schema import ID, OUTLET_FIELDS, PUBLISHED, SEARCHED, published_number, schema
from archive_app.search.syntax import (
    Alike,
    And,
    Dates,
    Everything,
    Fuzzy,
    Keyword,
    Leaf,
    Must,
    Node,
    Not,
    Numbered,
    Or,
    Pattern,
    Sought,
    Words,
)

_K3 = 2.0
"""How soon a repeated word of a question saturates, BM25's third constant. CISI's long questions repeat what they are
about and want it large (nDCG@10 .336 without repeats, .386 with 2, .397 unbounded), MED's do not (.725, .723, .707)."""

_FIRST = 1000.0
"""What puts a record before others: more than the few words of a short query can score, each less than 50."""


class Compiler:
    """Makes Whoosh queries for one index."""

    def __init__(self, index: str) -> None:
        self._searched = SEARCHED[index]
        self._fields = frozenset(schema(index).names())

    def compile(self, node: Node) -> Query:
        """Return the Whoosh query for a node."""
        match node:
            case And():
                return self._all(node.parts)
            case Or():
                times = node.times or (1,) * len(node.parts)
                parts = [self.compile(part) for part in node.parts]
                found = _any([_weighted(part, count) for part, count in zip(parts, times, strict=True)])
                return OrQuery([found, ConstantScoreQuery(AndQuery(parts), _FIRST)]) if node.all_first else found
            case Not():
                return self._all((node,))
            case Must():
                return self.compile(node.part)
            case _:
                return self._leaf(node)

    def _leaf(self, leaf: Leaf) -> Query:  # noqa: PLR0911 - one for each kind
        match leaf:
            case Words():
                return self._words(leaf)
            case Pattern():
                return Word(self.fields_of(leaf), Like(leaf.text))
            case Fuzzy():
                return Word(self.fields_of(leaf), Near(leaf.text, leaf.edits))
            case Keyword():
                return _name(leaf)
            case Dates():
                return Between(PUBLISHED, published_number(leaf.first) or 1, published_number(leaf.last))
            case Numbered():
                return Between(ID, leaf.article, leaf.article)
            case Alike():
                # Of an article that is there, its words stand in the place of this.
                return NullQuery
            case Everything():
                return Every()

    def _all(self, parts: Iterable[Node]) -> Query:
        wanted = [self.compile(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.compile(part.part) for part in parts if isinstance(part, Not)]
        return AndQuery([*(wanted or [Every()]), *map(NotQuery, unwanted)])

    def fields_of(self, leaf: Sought) -> tuple[str, ...]:
        """Return the fields of this index that a word is looked for in."""
        if leaf.field is None:
            return self._searched
        # A takeaway is all the text there is in its index.
        return (leaf.field,) if leaf.field in self._fields else self._searched

    def _words(self, words: Words) -> Query:
        """Return what finds a word or phrase or any of its synonyms; synonyms of one word count as one with it."""
        fields = self.fields_of(words)
        single = [one for one in (words, *words.also) if len(one.tokens) == 1]
        phrases = [one for one in (words, *words.also) if len(one.tokens) > 1]
        queries = [self._phrase(field, phrase) for phrase in phrases for field in fields]
        if single:
            choices = [_choice(one.tokens[0], exact=one.exact, open_ended=one.open_ended) for one in single]
            token = words.tokens[0]
            asked = None if words.exact or single[0] is not words else Spelled(token.printed, token.written)
            queries.insert(0, Word(fields, reduce(Either, choices), asked))
        return _any(queries)

    def _phrase(self, field: str, words: Words) -> Query:
        last = len(words.tokens) - 1
        places = [
            _choice(token, exact=words.exact, open_ended=words.open_ended and at == last)
            for at, token in enumerate(words.tokens)
        ]
        return SpanNear2([Word((field,), choice) for choice in places])


def _choice(token: Token, *, exact: bool, open_ended: bool) -> Choice:
    """Return what finds one word: as printed or by its family, and by what begins so where it is unfinished."""
    if exact:
        return Beginning(token.printed) if open_ended else Exactly(token.printed)
    family = Family(token.printed, token.written)
    return Either(Beginning(token.printed), family) if open_ended else family


def _name(keyword: Keyword) -> Query:
    """Return what finds a whole name; outlets by any of their names. Adds nothing to a score."""
    value = folded(canonical_name(keyword.value)) if keyword.field in OUTLET_FIELDS else keyword.value
    whole = Term(keyword.field, value.encode())
    if not keyword.prefix:
        return whole
    return OrQuery([whole, Word((keyword.field,), Beginning(keyword.value), weight=0.0)])


def _weighted(query: Query, times: int) -> Query:
    """Return a query that says how often its word was written; the more often, the less each time adds."""
    if times == 1 or not isinstance(query, Word):
        return query
    return replace(query, weight=(_K3 + 1) * times / (_K3 + times))


def _any(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else OrQuery(queries)
