"""How words that were only written side by side are looked for: all of them, or any.

What a person marked stays as it was: `+`, phrases in quotes, fields, exclusions, AND and OR.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeGuard

from archive_app.search.analysis import is_unspaced
from archive_app.search.stop_words import small_words, telling
from archive_app.search.syntax import And, Node, Or, Sought, Words

QUESTION_FROM = 5
"""From so many telling words on, a query is a question that hardly any article has all words of."""


ENOUGH = 10
"""Fewer records with all words of a short query are followed by those with some of them."""


def attempts(tree: Node, is_common: Callable[[Words], bool]) -> list[Node]:
    """Return the readings of a query, the narrowest first; a wider one is for when that finds too little.

    Where any word will do, stop words are left out. To a long question the best answers are those that share most with
    it, whether or not some have all of it; words that nearly all records have are left out of it too.
    """
    if not isinstance(tree, And) or not tree.loose:
        return [tree]
    times = dict(zip(tree.parts, tree.times or (1,) * len(tree.parts), strict=True))
    plain = [part for part in tree.parts if _is_plain(part)]
    words, small = telling(plain), small_words(plain)
    if len(plain) < 2:
        return [tree]
    marked = [part for part in tree.parts if part not in plain]
    alone = Counter[Node]()
    for part in words:
        alone.update(dict.fromkeys(_apart(part, small), times[part]))
    is_question = len(words) >= QUESTION_FROM
    if is_question:
        rarer = {part: count for part, count in alone.items() if not (_is_word(part) and is_common(part))}
        alone = Counter(rarer) or alone
    any_of: Node = next(iter(alone))
    if len(alone) > 1:
        any_of = Or(tuple(alone), tuple(alone.values()), all_first=not is_question)
    any_word = _together([*marked, any_of])
    return [any_word] if is_question else [tree, any_word]


def question_words(tree: Node) -> int:
    """Return how many words a long question has, if that is what was read so that any word will do; otherwise 0."""
    part = tree.parts[-1] if isinstance(tree, And) and tree.loose else tree
    if not isinstance(part, Or) or part.all_first or len(part.parts) < QUESTION_FROM:
        return 0
    return sum(part.times) or len(part.parts)


def _together(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else And(tuple(parts), loose=True)


def _is_plain(node: Node) -> bool:
    return isinstance(node, Sought) and node.field is None and not (isinstance(node, Words) and node.exact)


def _is_word(node: Node) -> TypeGuard[Words]:
    return isinstance(node, Words) and len(node.tokens) == 1 and not node.open_ended


def _apart(node: Node, small: frozenset[str]) -> list[Node]:
    """Return the words of a compound like `slip-flow` one by one, any of which says something; `x-ray` stays whole."""
    if not isinstance(node, Words) or is_unspaced(node.text) or any(len(token.printed) < 2 for token in node.tokens):
        return [node]
    last = len(node.tokens) - 1
    found: list[Node] = [
        replace(node, text=token.written, tokens=(token,), prefix=node.prefix and at == last)
        for at, token in enumerate(node.tokens)
        if len(node.tokens) == 1 or token.printed not in small
    ]
    return found or [node]
