"""What a search could ask for less of, and what a person should be told of how it was read.

Knows only the outward form of the query language: `field:word`, quotes, a star.
"""

import re
from dataclasses import dataclass

from archive_app.model.search import Scope, SearchResults, Sort

_QUOTES = re.compile('["“”„‟«»＂「」『』]')
_PUNCTUATION = "*?!.,;…"
_FILTER = re.compile(r'\s*\b[a-z]+:(?:"[^"]*"|\([^)]*\)|\S+)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A search that asks for less, and the words that offer it."""

    label: str
    text: str


def relaxations(text: str) -> list[Relaxation]:
    """Searches that ask for less than this one, the mildest first."""
    offers = []
    words = _FILTER.sub("", text).strip()
    if words and words != text.strip():
        offers.append(Relaxation("Search without the filters", words))
    if '"' in words:
        offers.append(Relaxation("Search the words of the phrase anywhere", " ".join(words.replace('"', " ").split())))
    plain = words.replace('"', " ").split()
    if len(plain) > 1 and "OR" not in plain:
        offers.append(Relaxation("Search any of the words", " OR ".join(plain)))
    if len(plain) == 1 and plain[0][-1:].isalnum() and len(plain[0]) > 2:
        offers.append(Relaxation(f"Search words that begin with “{plain[0]}”", f"{plain[0]}*"))
    return offers


def reading_note(results: SearchResults) -> str | None:
    """What a person should be told of how a query was read, beyond spacing, case and punctuation; else None."""
    text, interpreted = results.query.text.strip(), results.interpreted
    if not text:
        return None
    told = list(results.remarks)
    if results.loosened:
        thing = "takeaway" if results.query.scope is Scope.TAKEAWAYS else "article"
        order = "most of them" if results.query.sort is Sort.RELEVANCE else "any of them"
        told.insert(0, f"No {thing} has all of these words; showing those with {order}.")
    elif (told and interpreted != text) or _skeleton(text) != _skeleton(interpreted):
        told.insert(0, f"Read as: {interpreted or 'everything'}.")
    return " ".join(told) or None


def _skeleton(text: str) -> list[str]:
    plain = _QUOTES.sub("", text.casefold())
    return [word for part in plain.split() if (word := part.strip(_PUNCTUATION))]
