"""The names in the index's fields of names: by which term each is found, and how a query writes it.

A name may hold quote marks, but in a query they are what it stands in; so they count for nothing.
"""

import re

from archive_app.search.folding import fold
from archive_app.search.lexemes import QUOTES
from archive_app.search.syntax import OPERATORS

_QUOTE = re.compile(f"[{QUOTES}]")
_APOSTROPHE = re.compile(r"(?<=\w)[‘’](?=\w)")
_SINGLE_QUOTE = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_BARE = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")


def folded(name: str) -> str:
    """Return the one term by which a name is found; it holds no line break."""
    marked = _APOSTROPHE.sub("'", _SINGLE_QUOTE.sub(" ", unquoted(name)))
    return " ".join(fold(marked).split())


def written(name: str) -> str:
    """Return a name as a query writes it behind its field: in quotes, unless it is one word."""
    if _BARE.fullmatch(name) and name not in OPERATORS:
        return name
    return f'"{" ".join(unquoted(name).split())}"'


def unquoted(text: str) -> str:
    """Return a text with a space in the place of each quote mark that would end a phrase of a query."""
    return _QUOTE.sub(" ", text)
