"""Words so frequent in their language that they tell nothing of what a person looks for.

They are searched for like all others; but a query that is loosened leaves them out, and they are not lit. A word can be
one in one language and tell much in another (the German "war" and "die"), so those of a query are told by all of its
words. The lists are data of the package, `resources/stop_words.json`; of a language without one, English counts.
"""

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TypeGuard, TypeVar

from archive_app.paths import resource
from archive_app.search.analysis import Token
from archive_app.search.folding import fold
from archive_app.search.languages import ENGLISH, SHARED
from archive_app.search.syntax import Node, Words

_SHORTEST = 3

_FOREIGN = 2
"""Words of a query that have to be small in another language and not in English for it to be in that one. A single such
word may be a name or another word, as in "la niña" or "war crimes"."""

_N = TypeVar("_N", bound=Node)


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """Return the stop words of a language, folded.

    They are articles, pronouns, prepositions, conjunctions, auxiliaries, question words and the adverbs that go with
    them. English words that are also a country, an organisation or a trade in capitals ("US", "WHO", "IT") are not
    among them. Leaving out the English list raised nDCG@10 on CISI from .370 to .395, on CRAN from .392 to .396 and on
    MED from .693 to .699; one of thirty words gained half of that.
    """
    lists = _lists()
    return lists.get(SHARED.get(language or ENGLISH, language or ENGLISH), lists[ENGLISH])


@cache
def _lists() -> dict[str, frozenset[str]]:
    with resource("stop_words.json").open(encoding="utf-8") as file:
        return {language: frozenset(map(fold, words.split())) for language, words in json.load(file).items()}


def small_words(nodes: Iterable[Node]) -> frozenset[str]:
    """Return the stop words of the language that most words of a query are stop words of."""
    return _small_among(frozenset(node.tokens[0].printed for node in nodes if _is_bare_word(node)))


@lru_cache(256)
def _small_among(asked: frozenset[str]) -> frozenset[str]:
    """Do so for the words of a query, which is read, loosened and lit, each time with another letter."""
    english = stop_words(ENGLISH)
    found, most = english, len(asked & english)
    for words in _lists().values():
        count = len(asked & words)
        if len(asked & words - english) < _FOREIGN:
            continue
        if count > most:
            found, most = words, count
        elif count == most and found is not english:
            # Relatives such as Danish and Norwegian may be told apart by nothing.
            found = found | words
    return found


def telling(parts: Iterable[_N]) -> tuple[_N, ...]:
    """Return the parts of a query that are not stop words, or all parts where it has no others."""
    given = tuple(parts)
    small = small_words(given)
    return tuple(part for part in given if not (_is_bare_word(part) and part.tokens[0].printed in small)) or given


def _is_bare_word(node: Node) -> TypeGuard[Words]:
    """A word as it is: a stop word that is quoted or asked for in a field is meant."""
    return isinstance(node, Words) and not node.exact and node.field is None and len(node.tokens) == 1


def says_something(token: Token, language: str | None) -> bool:
    """Say whether a word of a text may tell what the text is about; stop words and very short words do not."""
    is_short = token.printed.isascii() and len(token.printed) < _SHORTEST
    return not (token.lone or is_short or token.printed in stop_words(language))
