"""Find where a query is said in a text, by the same analysis that found the text."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple

from archive_app.model.search import Span
from archive_app.search.analysis import Token, tokens
from archive_app.search.codec.term_table import is_near
from archive_app.search.languages import reading, stem_of
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
        self._by_stem: dict[str, dict[str, list[int]]] = {}
        self._begun: dict[str | None, dict[tuple[str, str], tuple[int, ...]]] = {}
        self._scanned: list[int] = []
        self._fitting = {leaf: _fitting(leaf) for leaf in self._leaves if not isinstance(leaf, Words)}
        for number, leaf in enumerate(self._leaves):
            if not isinstance(leaf, Words) or (leaf.open_ended and len(leaf.tokens) == 1):
                self._scanned.append(number)
            else:
                self._by_form[leaf.tokens[0].printed].append(number)

    def spans(self, text: str, language: str | None = None) -> tuple[Span, ...]:
        """Return the ranges to light up in a text, sorted and without overlaps; none for an empty query."""
        return merged((lit.start, lit.end) for lit in self.lit(text, language=language))

    def lit(self, text: str, field: str | None = None, language: str | None = None) -> list[Lit]:
        """Return the places where the query is said in an article's text, sorted.

        Args:
            text: The text.
            field: Which field it is; only what is looked for there is lit. None for everything.
            language: That of the article, by whose rules its words are read.
        """
        if not self._leaves:
            return []
        placed = list(tokens(text))
        begun = self._begun.setdefault(language, {})
        found = []
        for at, (_, offset, token) in enumerate(placed):
            word = token.printed, token.written
            if (numbers := begun.get(word)) is None:
                numbers = begun[word] = self._beginning_with(token, language)
            for number in numbers:
                leaf = self._leaves[number]
                if field is not None and leaf.field not in (None, field):
                    continue
                if (end := self._end(leaf, placed, at, language)) is not None:
                    found.append(Lit(offset + token.start, end, number))
        return sorted(found)

    def _beginning_with(self, token: Token, language: str | None) -> tuple[int, ...]:
        """Return the leaves that may begin with a word."""
        rules, *stems = reading(token.printed, token.written, language)
        if (by_stem := self._by_stem.get(rules)) is None:
            by_stem = self._by_stem[rules] = self._stems_in(rules)
        found = [by_stem[stem] for stem in stems if stem in by_stem]
        return tuple({*self._scanned, *self._by_form.get(token.printed, ()), *chain(*found)})

    def _stems_in(self, rules: str) -> dict[str, list[int]]:
        """Return the leaves by the stems of their first words in a language."""
        by_stem: dict[str, list[int]] = {}
        for number, leaf in enumerate(self._leaves):
            if number not in self._scanned and isinstance(leaf, Words) and not leaf.exact:
                by_stem.setdefault(stem_of(leaf.tokens[0].written, rules), []).append(number)
        return by_stem

    def _end(self, leaf: Sought, placed: list[_Placed], at: int, language: str | None) -> int | None:
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
            begins = open_ended and token.printed.startswith(wanted.printed)
            if not (begins or token.printed == wanted.printed or (not leaf.exact and _same(token, wanted, language))):
                return None
        return offset + (token.head if leaf.open_ended else token.end)


def _fitting(leaf: Pattern | Fuzzy) -> Callable[[str], bool]:
    """Return what says whether a folded word fits."""
    if isinstance(leaf, Pattern):
        expression = leaf.expression
        return lambda word: expression.fullmatch(word) is not None
    return lambda word: is_near(word, leaf.text, leaf.edits)


def _same(token: Token, wanted: Token, language: str | None) -> bool:
    """Say whether a word of an article in a language has a stem that the wanted one is found by."""
    rules, *stems = reading(token.printed, token.written, language)
    return stem_of(wanted.written, rules) in stems


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join ranges that overlap; ranges that only touch stay apart."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
