"""A search that a person keeps under a name. It belongs to the archive and goes where that goes."""

from dataclasses import dataclass

from archive_app.model.search import Scope

LONGEST_NAME = 80
"""Characters."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query's text and what it looks through, under a name that no other one of the archive has."""

    id: int
    name: str
    text: str
    scope: Scope = Scope.ARTICLES


def name_of(text: str) -> str:
    """Return a name as it is kept: on one line, and not too long; empty where nothing is left."""
    return " ".join(text.split())[:LONGEST_NAME].rstrip()


def name_key(name: str) -> str:
    """Return what is alike in all ways to write a name."""
    return name.casefold()
