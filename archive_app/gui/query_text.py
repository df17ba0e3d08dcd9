"""What a search could ask for less of, and what a person should be told of how it was read.

Knows only the outward form of the query language: signs, quotes, a star. What its filters are is known by the search
package, which is loaded before there is an answer to tell about.
"""

import re
from dataclasses import dataclass

from archive_app.model.search import Scope, SearchResults, Sort

_QUOTES = re.compile('["“”„‟«»＂「」『』]')
_PUNCTUATION = "*?!.,;…"
_MARKED = re.compile(r"[-+(].*|.*\)|.*\w:\w.*|AND|OR|NOT")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A search that asks for less, and the words that offer it."""

    label: str
    text: str


def relaxations(text: str, *, has_longer: bool = True) -> list[Relaxation]:
    """Searches that ask for less than this one, the mildest first; `has_longer` as `SearchResults` has it."""
    from archive_app.search.filters import without_filters  # noqa: PLC0415 - as the header says

    offers = []
    words = without_filters(text)
    if words and words != text.strip():
        offers.append(Relaxation("Search without the filters", words))
    plain = _QUOTES.sub(" ", words).split()
    if _QUOTES.search(words):
        offers.append(Relaxation("Search the words of the phrase anywhere", " ".join(plain)))
    if any(map(_MARKED.fullmatch, plain)):
        return offers
    if len(plain) > 1:
        offers.append(Relaxation("Search any of the words", " OR ".join(plain)))
    if has_longer and len(plain) == 1 and plain[0][-1:].isalnum() and len(plain[0]) > 2:
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
