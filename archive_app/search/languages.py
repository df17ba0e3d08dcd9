"""By which language's rules a word is reduced to its stem, and how the index keeps the languages apart.

The rules are Snowball's. A word of an article is read by those of the article's language, a word of a query by those of
every language there is. So a term of the index says its language: it is the word as printed and folded, and behind a
mark the language and, where that differs, the word as written. Without a mark it is English. The German "Kind" (child)
is another term than the English "kind", which a search for "Kinder" does not find.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import Stemmer

from archive_app.search.analysis import Token, is_unspaced
from archive_app.search.folding import fold

MARK = "\x1f"
"""Stands between a word and its language; less than any character that a word can have."""

ENGLISH = "en"
AS_PRINTED = "--"
_CODE = 2

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "st": "sesotho", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
SHARED = {"nb": "no", "nn": "no", "bs": "sr", "hr": "sr"}
"""Languages that are reduced by the rules of a close relative."""

_OTHER_SCRIPTS = frozenset(
    """
    ab am ar as av ba be bg bh bn bo ce cu cv dv dz el fa gu he hi hy ii ja ka kk km kn ko ks kv ky lo mk ml mn mr my
    ne or os pa ps ru sa sd si ta te tg th ti tt ug uk ur yi zh
    """.split()  # noqa: SIM905 - a list of codes reads best as words
)
"""Languages that are not written in Latin letters; words that are, among theirs, are read as English."""

_MARK = MARK.encode()
_DIGIT = re.compile(r"\d")


class Term(NamedTuple):
    """A term of the index: a word as printed and folded, its language's rules, and the word as written."""

    printed: str
    rules: str
    written: str

    def __str__(self) -> str:
        if self.written == self.printed:
            return self.printed + _tag(self.rules)
        return f"{self.printed}{MARK}{self.rules}{self.written}"


def reading(token: Token, language: str | None) -> tuple[str, str, str]:
    """Return the rules for a word of an article, and the two families that it belongs to.

    These are the families of what is written and of what is left without accents: rules need the accents (Russian
    endings have "й"), but a query may come without.
    """
    rules = rules_for(token.printed, language)
    return rules, family_of(token.written, rules), family_of(token.printed, rules)


def term_of(token: Token, language: str | None) -> Term:
    """Return the term that a word of an article in a language has in the index."""
    return Term(token.printed, rules_for(token.printed, language), token.written)


def tag_of_plain(language: str | None) -> str:
    """Return what follows a word in small ASCII letters in its term, see `term_of`; one with digits is its term."""
    return _tag(_rules_of(language)[0])


def read_term(term: str) -> Term:
    """Return the parts of a term of the index."""
    printed, _, tag = term.partition(MARK)
    return Term(printed, tag[:_CODE] or ENGLISH, tag[_CODE:] or printed)


def written_of(term: bytes) -> str:
    """Return the word of a term as it was written."""
    word, _, tag = term.partition(_MARK)
    return (tag[_CODE:] or word).decode()


@cache
def _rules_of(language: str | None) -> tuple[str, str]:
    """Return the rules for the words of an article, first for those in ASCII, then for the others."""
    code = SHARED.get(language or ENGLISH, language or ENGLISH)
    rules = code if code in _ALGORITHMS else ENGLISH if code in _OTHER_SCRIPTS else AS_PRINTED
    return (ENGLISH if code in _OTHER_SCRIPTS else rules), rules


def rules_for(printed: str, language: str | None) -> str:
    """Return the rules for a word of an article; numbers and scripts without spaces are the same in all languages."""
    in_ascii, others = _rules_of(language)
    if printed.isascii():
        return in_ascii if printed.isalpha() else ENGLISH
    return ENGLISH if is_unspaced(printed) or _DIGIT.search(printed) else others


@lru_cache(1 << 17)
def stem_of(word: str, rules: str) -> str:
    """Return the folded stem of a word as written; a word with digits in it is its own."""
    return fold(word) if rules == AS_PRINTED else _stems([word], rules)[0]


def _stems(words: Sequence[str], rules: str) -> list[str]:
    return [
        (found if found.isascii() else fold(found)) if word.isalpha() or not _DIGIT.search(word) else fold(word)
        for word, found in zip(words, _stemmer(rules).stemWords(words), strict=True)
    ]


@cache
def _stemmer(rules: str) -> Stemmer.Stemmer:
    # Its own cache, of 10,000 words, costs more than it saves where a vocabulary is larger.
    return Stemmer.Stemmer(_ALGORITHMS[rules], 0)


def families(terms: Sequence[str]) -> dict[str, list[int]]:
    """Return the families of some terms by their names; each term stands by its number in those of all its stems."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, list[str]] = defaultdict(list)
    for number, term in enumerate(terms):
        printed, _, tag = term.partition(MARK)
        rules, written = tag[:_CODE], tag[_CODE:]
        numbers[rules].append(number)
        words[rules].append(printed)
        if written:
            numbers[rules].append(number)
            words[rules].append(written)
    found: dict[str, list[int]] = {}
    words.pop(AS_PRINTED, None)
    for rules, some in words.items():
        tag = _tag(rules or ENGLISH)
        for number, root in zip(numbers[rules], _stems(some, rules or ENGLISH), strict=True):
            if (members := found.get(name := root + tag)) is None:
                found[name] = [number]
            elif members[-1] != number:
                members.append(number)
    return found


@lru_cache(1 << 12)
def families_of(written: str, languages: tuple[str, ...]) -> list[tuple[bytes, frozenset[bytes]]]:
    """Return the stems of a query's word in some languages, each with the names of the families that have it."""
    if _DIGIT.search(written):
        languages = (ENGLISH,)
    named: dict[str, set[bytes]] = {}
    for rules in languages:
        root = stem_of(written, rules)
        named.setdefault(root, set()).add((root + _tag(rules)).encode())
    return [(root.encode(), frozenset(names)) for root, names in named.items()]


def families_in(written: str, language: str | None) -> set[str]:
    """Return the names of the families that a query's word is looked for in among the words of an article."""
    return {family_of(written, rules) for rules in _rules_of(language)}


def family_of(written: str, rules: str) -> str:
    """Return the name of the family that a word belongs to by some rules."""
    return stem_of(written, rules) + _tag(rules)


def _tag(rules: str) -> str:
    return "" if rules == ENGLISH else MARK + rules


def rules_in(terms: bytes) -> tuple[str, ...]:
    """Return the rules by which the words of a text of terms have stems, English among them."""
    letters = np.frombuffer(terms, np.uint8)
    at = np.flatnonzero(letters[:-_CODE] == _MARK[0])
    # There are as many marks as terms that are not English, so that each language is told once before it is read.
    pairs = np.bincount(letters[at + 1].astype(np.uint16) << 8 | letters[at + 2])
    named = {bytes(divmod(pair, 256)).decode("latin-1") for pair in np.flatnonzero(pairs).tolist()}
    return (ENGLISH, *sorted(named & _ALGORITHMS.keys() - {ENGLISH}))
