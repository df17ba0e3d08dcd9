"""Find where a query is said in a text, by the same analysis that found the text."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from archive_app.model.search import Span
from archive_app.search.analysis import Token, tokens
from archive_app.search.codec.term_table import is_near
from archive_app.search.stop_words import telling
from archive_app.search.syntax import Fuzzy, Node, Pattern, Sought, Words, leaves

_Placed = tuple[int, int, Token]


class Lit(NamedTuple):
    """A place in a text where one of the query's words or phrases stands; `leaf` tells which."""

    start: int
    end: int
    leaf: int


class Highlighter:
    """Lights up what a query looks for: words by their stems, unfinished words, patterns, and phrases only whole.

    Stop words are not lit beside others: a page full of lit "the" shows nothing.
    """

    def __init__(self, tree: Node) -> None:
        self._leaves = telling(dict.fromkeys(leaves(tree)))
        # Most words of a text begin nothing: two look-ups tell so, and only unfinished words and patterns need a scan.
        self._by_form: dict[str, list[int]] = defaultdict(list)
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._scanned: list[int] = []
        self._fitting = {leaf: _fitting(leaf) for leaf in self._leaves if not isinstance(leaf, Words)}
        for number, leaf in enumerate(self._leaves):
            self._file(number, leaf)

    def _file(self, number: int, leaf: Sought) -> None:
        if not isinstance(leaf, Words) or (leaf.open_ended and len(leaf.tokens) == 1):
            self._scanned.append(number)
            return
        first = leaf.tokens[0]
        if leaf.exact:
            self._by_form[first.printed].append(number)
        else:
            self._by_stem[first.stem].append(number)
            self._by_form[first.stem].append(number)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the ranges to light up in a text, sorted and without overlaps; none for an empty query."""
        return merged((lit.start, lit.end) for lit in self.lit(text))

    def lit(self, text: str, field: str | None = None) -> list[Lit]:
        """Return the places where the query is said, sorted; with a field, only what is looked for in that field."""
        if not self._leaves:
            return []
        placed = list(tokens(text))
        found = []
        for at, (_, offset, token) in enumerate(placed):
            for number in self._beginning_with(token):
                leaf = self._leaves[number]
                if field is not None and leaf.field not in (None, field):
                    continue
                if (end := self._end(leaf, placed, at)) is not None:
                    found.append(Lit(offset + token.start, end, number))
        return sorted(found)

    def _beginning_with(self, token: Token) -> Iterable[int]:
        by_stem, by_form = self._by_stem.get(token.stem), self._by_form.get(token.printed)
        if by_stem is None and by_form is None:
            return self._scanned
        return {*(by_stem or ()), *(by_form or ()), *self._scanned}

    def _end(self, leaf: Sought, placed: list[_Placed], at: int) -> int | None:
        """Return where the leaf that may begin at a token ends, or None if it is not said there."""
        position, offset, token = placed[at]
        if not isinstance(leaf, Words):
            return offset + token.end if self._fitting[leaf](token.printed) else None
        last = len(leaf.tokens) - 1
        if at + last >= len(placed) or placed[at + last][0] != position + last:
            return None
        for step, wanted in enumerate(leaf.tokens):
            _, offset, token = placed[at + step]
            open_ended = step == last and leaf.open_ended
            if not (
                _same(token, wanted, exact=leaf.exact) or (open_ended and token.printed.startswith(wanted.printed))
            ):
                return None
        return offset + (token.head if leaf.open_ended else token.end)


def _fitting(leaf: Pattern | Fuzzy) -> Callable[[str], bool]:
    """Return what says whether a folded word fits."""
    if isinstance(leaf, Pattern):
        expression = leaf.expression
        return lambda word: expression.fullmatch(word) is not None
    return lambda word: is_near(word, leaf.text, leaf.edits)


def _same(token: Token, wanted: Token, *, exact: bool) -> bool:
    """Say whether a token has one of the terms that the wanted one is found by."""
    if exact or token.printed == wanted.printed:
        return token.printed == wanted.printed
    return wanted.stem in (token.stem, token.printed)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join ranges that overlap; ranges that only touch stay apart."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
