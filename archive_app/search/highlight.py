"""Find where a query is said in a text, by the same analysis that found the text."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from archive_app.model.search import Span
from archive_app.search.analysis import MAX_WORD, Token, surfaces, tokens_of
from archive_app.search.codec.term_table import is_near
from archive_app.search.languages import families_in, family_of, reading
from archive_app.search.stop_words import telling
from archive_app.search.syntax import Fuzzy, Node, Pattern, Sought, Words, leaves

_PIECES = re.compile(r"\S+")
_MAX_REMEMBERED = 60_000

_Begun = tuple[tuple[int, int, int, int], ...]
"""Which leaves begin in a piece of text between spaces. Of each where it begins and ends, its number, and how many
tokens of the piece are before it; the end is 0 where what follows the piece has to tell."""


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
        self.leaves = telling(dict.fromkeys(leaves(tree)))
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._scanned: list[int] = []
        self._fitting = {leaf: _fitting(leaf) for leaf in self.leaves if not isinstance(leaf, Words)}
        self._begun: dict[str | None, dict[str, _Begun]] = {}
        for number, leaf in enumerate(self.leaves):
            if not isinstance(leaf, Words) or (leaf.open_ended and len(leaf.tokens) == 1):
                self._scanned.append(number)
            else:
                self._by_key[leaf.tokens[0].printed].append(number)

    def _file(self, language: str | None) -> None:
        """File the leaves by the families in a language that their first words are looked for in."""
        for number, leaf in enumerate(self.leaves):
            if isinstance(leaf, Words) and not leaf.exact and number not in self._scanned:
                for family in families_in(leaf.tokens[0].written, language):
                    self._by_key[family].append(number)

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
        if not self.leaves:
            return []
        if language not in self._begun:
            self._begun[language] = {}
            self._file(language)
        begun = self._begun[language]
        found = []
        line_start = 0
        for line in text.split("\n"):
            for match in _PIECES.finditer(line):
                offset = match.start()
                piece = match.group()
                if (places := begun.get(piece)) is None:
                    places = begun[piece] = self._begun_in(piece, language)
                for start, known, number, skipped in places:
                    leaf = self.leaves[number]
                    if field is not None and leaf.field not in (None, field):
                        continue
                    end = known
                    if not known:
                        rest = list(islice(_placed(line, offset), skipped, skipped + _size(leaf)))
                        end = _end(leaf, rest, language) - offset
                    if end > 0:
                        found.append(Lit(line_start + offset + start, line_start + offset + end, number))
            line_start += len(line) + 1
        return sorted(found)

    def _begun_in(self, piece: str, language: str | None) -> _Begun:
        # Most pieces of a text begin nothing, which one look-up tells.
        if not self._scanned and self._by_key.keys().isdisjoint(_keys_in(language)[piece]):
            return ()
        placed = list(_placed(piece, 0))
        found = []
        for at, (offset, token) in enumerate(placed):
            for number in self._beginning_with(token, language):
                leaf = self.leaves[number]
                goes_on = at + _size(leaf) > len(placed)
                end = 0 if goes_on else _end(leaf, placed[at : at + _size(leaf)], language)
                if goes_on or end:
                    found.append((offset + token.start, end, number, at))
        return tuple(found)

    def _beginning_with(self, token: Token, language: str | None) -> Iterable[int]:
        """Return the numbers of the leaves whose first word finds a word of an article."""
        likely = set(self._scanned)
        for key in (token.printed, *reading(token, language)[1:]):
            likely.update(self._by_key.get(key, ()))
        return [number for number in likely if self._fits(self.leaves[number], token, language)]

    def _fits(self, leaf: Sought, token: Token, language: str | None) -> bool:
        if isinstance(leaf, Words):
            return _same(leaf, 0, token, language)
        return self._fitting[leaf](token.printed)


class _Keys(dict[str, Sequence[str]]):
    """Remembers for all searches by which printed forms and families each piece is found in a language."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, piece: str) -> Sequence[str]:
        read = [token for match in surfaces(piece) for token in tokens_of(match.group())]
        found = tuple({key for token in read for key in (token.printed, *reading(token, self._language)[1:])})
        if len(piece) <= MAX_WORD:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[piece] = found
        return found


_keys_in = cache(_Keys)


def _placed(text: str, start: int) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of a line from a place on, each with the offset that its start and end are counted from."""
    return ((match.start(), token) for match in surfaces(text, start) for token in tokens_of(match.group()))


def _size(leaf: Sought) -> int:
    return len(leaf.tokens) if isinstance(leaf, Words) else 1


def _end(leaf: Sought, placed: Sequence[tuple[int, Token]], language: str | None) -> int:
    """Return where a leaf ends that begins with the first of some tokens; 0 if they do not go on as it does."""
    if len(placed) < _size(leaf):
        return 0
    offset, last = placed[-1]
    if not isinstance(leaf, Words):
        return offset + last.end
    if not all(_same(leaf, at, token, language) for at, (_, token) in enumerate(placed) if at):
        return 0
    return offset + (last.head if leaf.open_ended else last.end)


def _fitting(leaf: Pattern | Fuzzy) -> Callable[[str], bool]:
    """Return what says whether a folded word fits."""
    if isinstance(leaf, Pattern):
        expression = leaf.expression
        return lambda word: expression.fullmatch(word) is not None
    return lambda word: is_near(word, leaf.text, leaf.edits)


def _same(words: Words, at: int, token: Token, language: str | None) -> bool:
    """Say whether one of the words that are looked for finds a word of an article."""
    wanted = words.tokens[at]
    if token.printed == wanted.printed:
        return True
    if words.open_ended and at == len(words.tokens) - 1 and token.printed.startswith(wanted.printed):
        return True
    rules, *families = reading(token, language)
    return not words.exact and family_of(wanted.written, rules) in families


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join ranges that overlap; ranges that only touch stay apart."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
