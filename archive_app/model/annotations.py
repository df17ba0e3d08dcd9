"""What a person adds to an article: a star, tags, a note. Parsing never touches it."""

from dataclasses import dataclass

LONGEST_TAG = 60
"""Characters."""
LONGEST_NOTE = 20_000
"""Characters, some ten pages."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """A star, tags and a note. `tags` are sorted, however they are cased; `note` is plain text and may have lines."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


NOTHING_ADDED = Annotations()


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and the number of articles that have it."""

    tag: str
    articles: int


def tag_of(text: str) -> str:
    """Return a tag as it is kept: on one line, without the quotes and commas that part tags where they are typed.

    Empty where nothing is left.
    """
    words = text.replace(",", " ").replace('"', " ").split()
    return " ".join(words)[:LONGEST_TAG].rstrip()


def note_of(text: str) -> str:
    """Return a note as it is kept: without blank ends."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def tag_key(tag: str) -> str:
    """Return what is alike in all ways to write a tag."""
    return tag.casefold()
