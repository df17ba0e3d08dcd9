"""Suggest another spelling for a query that finds nothing, from the words of the index."""

from dataclasses import replace

from archive_app.search.snapshot import Snapshot
from archive_app.search.syntax import And, Must, Node, Not, Or, Words, leaves

_MIN_LENGTH = 4
"""Shorter words are near too many others for a guess to be worth reading."""

_TWO_EDITS_FROM = 6

_MAX_WORDS = 5
"""Each unknown word takes a walk through the lexicon; of a longer query some word is nearly always known."""


def suggestion(tree: Node, snapshot: Snapshot) -> str | None:
    """Return the query with each unknown word replaced by the nearest known one, or None if there is no such word."""
    if len(leaves(tree)) > _MAX_WORDS:
        return None
    corrected = _corrected(tree, snapshot)
    return None if corrected == tree else str(corrected)


def _corrected(node: Node, snapshot: Snapshot) -> Node:
    match node:
        case Words() if len(node.tokens) == 1:
            word = _nearest(node.tokens[0].printed, snapshot, snapshot.compiler.fields_of(node))
            return node if word is None else _respelled(node, word)
        case Must() | Not():
            return replace(node, part=_corrected(node.part, snapshot))
        case And() | Or():
            return replace(node, parts=tuple(_corrected(part, snapshot) for part in node.parts))
        case _:
            return node


def _respelled(words: Words, word: str) -> Words:
    token = words.tokens[0]._replace(printed=word)
    return replace(words, text=word, tokens=(token,), prefix=False)


def _nearest(word: str, snapshot: Snapshot, fields: tuple[str, ...]) -> str | None:
    """Return the word of fewest edits from an unknown one, the commonest first; None for a known word."""
    if len(word) < _MIN_LENGTH or not word.isalpha() or any(snapshot.has_term(field, word) for field in fields):
        return None
    for distance in (1, 2) if len(word) >= _TWO_EDITS_FROM else (1,):
        near = [(records, term) for field in fields for term, records in snapshot.terms_near(field, word, distance)]
        if near:
            return min(near, key=lambda found: (-found[0], found[1]))[1]
    return None
