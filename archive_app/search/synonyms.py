"""Synonyms that a person wrote down: a text file, in each line words or phrases that mean the same, parted by commas.

A line that begins with # is a remark. A synonym is looked for as if it had been typed instead.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive_app.search.languages import ENGLISH, stem_of
from archive_app.search.parser import plain_words
from archive_app.search.syntax import Leaf, Node, Words, changed

_log = logging.getLogger(__name__)

LARGEST = 1_000_000
"""Bytes of the file that count."""
_MOST = 12
"""Synonyms that are looked for beside a word: each costs time."""

_Key = tuple[str, ...]


class Synonyms:
    """The synonyms of a file, read again whenever it has changed; none where there is no file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._state: tuple[int, int] | None = None
        self._groups: dict[_Key, tuple[Words, ...]] = {}

    def added(self, tree: Node) -> Node:
        """Return a query with the synonyms of its words; what is in quotes or has a star is meant as it is."""
        self._refresh()
        return changed(tree, self._with_synonyms) if self._groups else tree

    def told(self, tree: Node) -> Iterator[str]:
        """Yield a sentence for each word that was looked for by its synonyms too."""
        for words in _words_of(tree):
            if words.also:
                yield f"Also searched for “{words.text}”: {', '.join(one.text for one in words.also)}."

    def _with_synonyms(self, leaf: Leaf) -> Node:
        if not isinstance(leaf, Words) or leaf.exact or leaf.prefix:
            return leaf
        also = tuple(replace(one, field=leaf.field) for one in self._groups.get(_key(leaf), ()))
        return replace(leaf, also=also) if also else leaf

    def _refresh(self) -> None:
        if self._path is None:
            return
        try:
            found = self._path.stat()
            state = found.st_mtime_ns, found.st_size
            if state != self._state:
                with self._path.open("rb") as file:
                    text = file.read(LARGEST).decode("utf-8-sig", errors="replace")
                self._groups = _groups(text)
                self._state = state
        except FileNotFoundError:
            self._groups, self._state = {}, None
        except OSError as error:
            # Searching goes on without.
            _log.warning("the synonyms could not be read: %s", error.strerror)
            self._groups, self._state = {}, None


def _groups(text: str) -> dict[_Key, tuple[Words, ...]]:
    found: dict[_Key, dict[_Key, Words]] = {}
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        group = {_key(words): words for part in line.split(",") if (words := plain_words(part)) is not None}
        for key in group:
            found.setdefault(key, {}).update({other: words for other, words in group.items() if other != key})
    return {key: tuple(others.values())[:_MOST] for key, others in found.items() if others}


def _key(words: Words) -> _Key:
    return tuple(stem_of(token.written, ENGLISH) for token in words.tokens)


def _words_of(tree: Node) -> Sequence[Words]:
    found: list[Words] = []

    def see(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Words):
            found.append(leaf)
        return leaf

    changed(tree, see)
    return found
