"""Synonyms that a person wrote down: a text file, in each line words or phrases that mean the same, parted by commas.

A line that begins with # is a remark. A synonym is looked for as if it had been typed instead. A word of a query is one
of the file in any form that the rules of the index's languages give it.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from archive_app.search.languages import family_of
from archive_app.search.parser import plain_words
from archive_app.search.syntax import Leaf, Node, Words, changed

_log = logging.getLogger(__name__)

LARGEST = 1_000_000
"""Bytes of the file that count."""
_MOST = 12
"""Synonyms that are looked for beside a word: each costs time."""

_Key = tuple[str, ...]
_Line = Sequence[Words]
_Synonyms = Mapping[_Key, Sequence[Words]]


class Synonyms:
    """The synonyms of a file, read again whenever it has changed; none where there is no file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._state: tuple[int, int] | None = None
        self._lines: Sequence[_Line] = ()
        self._found: tuple[Sequence[str], _Synonyms] | None = None

    def added(self, tree: Node, rules: Callable[[], Sequence[str]]) -> Node:
        """Return a query with the synonyms of its words; what is in quotes or has a star is meant as it is.

        `rules` tells by which rules words have stems in the index; it is asked only where there are synonyms.
        """
        self._refresh()
        if not self._lines:
            return tree
        there = rules()
        made = self._found
        if made is None or made[0] != there:
            made = self._found = there, _synonyms(self._lines, there)
        return changed(tree, lambda leaf: _with_synonyms(leaf, made[1], there))

    def told(self, tree: Node) -> Iterator[str]:
        """Yield a sentence for each word that was looked for by its synonyms too."""
        for words in _words_of(tree):
            if words.also:
                yield f"Also searched for “{words.text}”: {', '.join(one.text for one in words.also)}."

    def _refresh(self) -> None:
        if self._path is None:
            return
        try:
            found = self._path.stat()
            state = found.st_mtime_ns, found.st_size
            if state != self._state:
                with self._path.open("rb") as file:
                    text = file.read(LARGEST).decode("utf-8-sig", errors="replace")
                self._lines, self._state, self._found = _lines(text), state, None
        except FileNotFoundError:
            self._lines, self._state = (), None
        except OSError as error:
            # Searching goes on without.
            _log.warning("the synonyms could not be read: %s", error.strerror)
            self._lines, self._state = (), None


def _lines(text: str) -> Sequence[_Line]:
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [[words for part in line.split(",") if (words := plain_words(part)) is not None] for line in lines]


def _synonyms(lines: Sequence[_Line], rules: Sequence[str]) -> _Synonyms:
    """Return the synonyms of all words of a file by every key that these are found by."""
    found: dict[_Key, dict[Words, None]] = {}
    for line in lines:
        keys = [{key for one in rules for key in _keys(words, one)} for words in line]
        for own in keys:
            # Another form of a word is no synonym of it.
            others = [words for words, theirs in zip(line, keys, strict=True) if own.isdisjoint(theirs)]
            for key in own:
                found.setdefault(key, {}).update(dict.fromkeys(others))
    return {key: tuple(others)[:_MOST] for key, others in found.items() if others}


def _keys(words: Words, rules: str) -> tuple[_Key, _Key]:
    """Return what words are found by in one language: as they are written, and without their accents."""
    return (
        tuple(family_of(token.written, rules) for token in words.tokens),
        tuple(family_of(token.printed, rules) for token in words.tokens),
    )


def _with_synonyms(leaf: Leaf, found: _Synonyms, rules: Sequence[str]) -> Node:
    if not isinstance(leaf, Words) or leaf.exact or leaf.prefix:
        return leaf
    words = dict.fromkeys(one for language in rules for one in found.get(_keys(leaf, language)[0], ()))
    also = tuple(replace(one, field=leaf.field) for one in words)[:_MOST]
    return replace(leaf, also=also) if also else leaf


def _words_of(tree: Node) -> Sequence[Words]:
    found: list[Words] = []

    def see(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Words):
            found.append(leaf)
        return leaf

    changed(tree, see)
    return found
