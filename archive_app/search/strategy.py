"""How words that were only written side by side are looked for: which of them, and all of them or any.

What a person marked stays as it was: `+`, phrases in quotes, fields, exclusions, AND and OR.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from archive_app.search.analysis import is_unspaced
from archive_app.search.stop_words import STOP_WORDS
from archive_app.search.syntax import And, Node, Or, Sought, Words

QUESTION_FROM = 5
"""From so many telling words on, a query is a question that hardly any article has all words of."""


ENOUGH = 10
"""Fewer records with all words of a short query are followed by those with some of them."""


def attempts(tree: Node) -> list[Node]:
    """Return the readings of a query, the narrowest first; a wider one is for when that finds too little.

    Words that say nothing by themselves are passed over where others are left. To a long question the best answers are
    those that share most with it, whether or not some have all of it.
    """
    if not isinstance(tree, And) or not tree.loose:
        return [tree]
    times = tree.times or (1,) * len(tree.parts)
    plain = {part: count for part, count in zip(tree.parts, times, strict=True) if _is_plain(part)}
    telling = {part: count for part, count in plain.items() if not _says_nothing(part)} or plain
    if len(telling) < 2:
        return [_together(part for part in tree.parts if part in telling or part not in plain)]
    marked = [part for part in tree.parts if part not in plain]
    alone = Counter[Node]()
    for part, count in telling.items():
        alone.update(dict.fromkeys(_apart(part), count))
    is_question = len(telling) >= QUESTION_FROM
    any_word = _together([*marked, Or(tuple(alone), tuple(alone.values()), all_first=not is_question)])
    if is_question:
        return [any_word]
    return [_together(part for part in tree.parts if part in telling or part not in plain), any_word]


def _together(parts: Iterable[Node]) -> Node:
    found = tuple(parts)
    return found[0] if len(found) == 1 else And(found, loose=True)


def _is_plain(node: Node) -> bool:
    return isinstance(node, Sought) and node.field is None and not (isinstance(node, Words) and node.exact)


def _apart(node: Node) -> list[Node]:
    """Return the words of a compound like `slip-flow` one by one, as any of them says something; `x-ray` stays whole."""
    if not isinstance(node, Words) or is_unspaced(node.text) or any(len(token.printed) < 2 for token in node.tokens):
        return [node]
    last = len(node.tokens) - 1
    found: list[Node] = [
        replace(node, text=token.printed, tokens=(token,), prefix=node.prefix and at == last)
        for at, token in enumerate(node.tokens)
        if len(node.tokens) == 1 or token.printed not in STOP_WORDS
    ]
    return found or [node]


def _says_nothing(node: Node) -> bool:
    return isinstance(node, Words) and len(node.tokens) == 1 and not node.prefix and node.tokens[0].printed in STOP_WORDS
