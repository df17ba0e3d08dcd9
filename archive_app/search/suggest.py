"""Suggest another spelling for a query that finds nothing, from the words of the index."""

from dataclasses import replace

from archive_app.search.folding import fold
from archive_app.search.snapshot import Snapshot
from archive_app.search.syntax import Leaf, Node, Words, changed, leaves

_MIN_LENGTH = 4
"""Shorter words are near too many others for a guess to be worth reading."""

_TWO_EDITS_FROM = 6

_MAX_WORDS = 5
"""Each unknown word takes a walk through the lexicon; of a longer query some word is nearly always known."""


def suggestion(tree: Node, snapshot: Snapshot) -> str | None:
    """Return the query with each unknown word replaced by the nearest known one, or None if there is no such word."""
    if len(leaves(tree)) > _MAX_WORDS:
        return None
    corrected = changed(tree, lambda leaf: _corrected(leaf, snapshot))
    return None if corrected == tree else str(corrected)


def _corrected(node: Leaf, snapshot: Snapshot) -> Node:
    if not isinstance(node, Words) or len(node.tokens) != 1:
        return node
    word = _nearest(node.tokens[0].printed, snapshot, snapshot.compiler.fields_of(node))
    return node if word is None else _respelled(node, word)


def _respelled(words: Words, word: str) -> Words:
    token = words.tokens[0]._replace(printed=fold(word), written=word)
    return replace(words, text=word, tokens=(token,), prefix=False)


def _nearest(word: str, snapshot: Snapshot, fields: tuple[str, ...]) -> str | None:
    """Return the word of fewest edits from an unknown one, the commonest first; None for a known word."""
    if len(word) < _MIN_LENGTH or not word.isalpha() or any(snapshot.has_word(field, word) for field in fields):
        return None
    for distance in (1, 2) if len(word) >= _TWO_EDITS_FROM else (1,):
        near = [found for field in fields for found in snapshot.words_near(field, word, distance).items()]
        if near:
            return min(near, key=lambda found: (-found[1], found[0]))[0]
    return None
