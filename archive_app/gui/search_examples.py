"""Examples of the query language, made of an archive's own words and names and tried before they are shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive_app.gui.facet_names import FIELDS
from archive_app.model.search import Query, Scope, Sort

if TYPE_CHECKING:
    from archive_app.library import Archive

# Titles and words that are looked at: a search for each word takes a millisecond or two in a large archive.
_TITLES, _WORDS = 40, 30
# A word in more than every tenth article says little.
_OFTEN = 10
_WORD = re.compile(r"[^\W\d_]{5,14}")


@dataclass(frozen=True, slots=True)
class Example:
    """A row of the help: what it finds, how it is written, and a query of that form with its number of articles.

    An archive without such names or words has no `query`.
    """

    meaning: str
    form: str
    query: str = ""
    articles: int = 0


_ROWS = (
    ("words", "These words in any form, all of them first", "two words"),
    ("phrase", "This very phrase", '"two words"'),
    ("or", "The one or the other", "word OR other"),
    ("without", "The first without the second", "word -other"),
    ("prefix", "Words that begin so", "begin*"),
    ("fuzzy", "However it is spelt", "mispelt~"),
    ("title", "A word of the title", "title:word"),
    ("takeaway", "A word of the takeaways", "takeaway:word"),
    ("credit", FIELDS["credit"], "credit:outlet"),
    ("publisher", FIELDS["publisher"], "publisher:outlet"),
    ("by", FIELDS["by"], "by:name"),
    ("date", "Published in a year, a month or on a day", "date:2024-03"),
    ("after", FIELDS["after"], "after:2024-03-14"),
    ("tag", FIELDS["tag"], "tag:name"),
    ("is", FIELDS["is"], "is:starred"),
    ("has", "What has a note, takeaways, a byline…", "has:note"),
    ("lang", "Articles in a language", "lang:de"),
    ("type", FIELDS["type"], "type:html"),
)

FORMS = tuple(Example(meaning, form) for _, meaning, form in _ROWS)
"""What is shown before the archive has answered, or where it is empty."""


def examples(archive: "Archive") -> tuple[Example, ...]:
    """One example for each row, made of what this archive has most of."""
    tried: dict[str, tuple[str, int]] = {}
    for name, query in (*_of_words(archive), *_of_names(archive)):
        if not tried.get(name, ("", 0))[1]:
            tried[name] = _tried(archive, query)
    return tuple(Example(meaning, form, *tried.get(name, ("", 0))) for name, meaning, form in _ROWS)


def _tried(archive: "Archive", query: str) -> tuple[str, int]:
    found = archive.search(Query(query, limit=0))
    return (query, found.total) if found.total and not found.loosened else ("", 0)


def _of_names(archive: "Archive") -> Iterator[tuple[str, str]]:
    """The commonest name of each kind, and the latest year."""
    for name in ("credit", "publisher", "by", "tag", "is", "has", "lang", "type"):
        for found in archive.complete(f"{name}:", limit=1):
            yield name, found.text.strip()
    for found in archive.complete("date:2", limit=1):
        yield "date", found.text.strip()
        yield "after", f"after:{found.label}-06"


def _of_words(archive: "Archive") -> Iterator[tuple[str, str]]:
    """Words of the latest titles in the archive's main language."""
    language = next((found.text for found in archive.complete("lang:", limit=1)), "")
    latest = archive.search(Query(language, scope=Scope.ARTICLES, sort=Sort.NEWEST, limit=_TITLES))
    titles = [hit.title.casefold() for hit in latest.hits]
    words = list(dict.fromkeys(word for title in titles for word in _WORD.findall(title)))[:_WORDS]
    telling = _telling(archive, words)
    if not telling:
        return
    word, other = telling[0], telling[-1]
    yield "prefix", f"{word[:-2]}*"
    yield "fuzzy", f"{word[:2]}{word[3]}{word[2]}{word[4:]}~"
    yield "title", f"title:{word}"
    yield "takeaway", f"takeaway:{word}"
    if word != other:
        yield "or", f"{word} OR {other}"
        yield "without", f"{word} -{other}"
    together = [[one for one in telling if one in title][:2] for title in titles]
    pairs = sorted((some for some in together if len(some) == 2), key=lambda some: sum(map(telling.index, some)))
    yield from (("words", " ".join(pair)) for pair in pairs[:1])
    neighbours = [re.search(rf"{_WORD.pattern} {_WORD.pattern}", title) for title in titles]
    yield from (("phrase", f'"{found[0]}"') for found in neighbours if found is not None)


def _telling(archive: "Archive", words: Sequence[str]) -> list[str]:
    """The words that are in an archive, the commonest first; those that are everywhere, or only once, come last."""
    counts = {word: archive.search(Query(word, limit=0)).total for word in words}
    many = max(archive.count() // _OFTEN, 2)
    return sorted(
        (word for word in words if counts[word]), key=lambda word: (not 1 < counts[word] <= many, -counts[word])
    )
