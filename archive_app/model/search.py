"""Searches and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from archive_app.model.article import Credit

Span = tuple[int, int]
"""A half-open range of characters [start, end) of the text it belongs to."""


class Scope(StrEnum):
    """Which records a search looks through."""

    ARTICLES = "articles"
    TAKEAWAYS = "takeaways"


class Sort(StrEnum):
    """The order of hits. By date means the published date; articles without one come last.

    `IMPORTED` puts the articles that were imported last first.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Query:
    """A search as a person asks it.

    An empty `text` asks for all records. `prefix` takes the last word as unfinished, for search as one types.
    `facets` asks for counts over all hits, which costs time.
    """

    text: str
    scope: Scope = Scope.ARTICLES
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    prefix: bool = False
    facets: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand in the place of `query[start:end]`, the piece of a query that is being typed.

    `label` is what a person reads; `kind` is "field", "word", "time" (words that may be a time of publication), or the
    field of a name, such as "outlet"; `records` says how many have it, where that is known.
    """

    text: str
    label: str
    kind: str
    records: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage that shows why an article was found.

    `field` is "title", "takeaway", "text", "credit" or "byline"; `highlights` are sorted, without overlaps.
    """

    field: str
    text: str
    highlights: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One found record with what a result list shows of it.

    `takeaway` is the number of the found takeaway in its article, counted from 0, when takeaways were searched.
    """

    id: int
    title: str
    score: float
    published: date | None
    credits: tuple[Credit, ...]
    site_name: str | None
    title_highlights: tuple[Span, ...]
    snippets: tuple[Snippet, ...]
    original_name: str
    takeaway: int | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """The answer to a query: one page of hits out of `total`.

    `interpreted` says how the query was read, in the query language itself. `facets` maps "outlet" (credited or
    publisher), "credited", "further", "publisher", "year", "month", "language", "format", "tag" and "mark" to their
    values' counts, where the query asked for them: how many records have the value, whatever other values of the same
    facet the query chooses (of marks: beside those it chooses). `chosen` has the values that it chooses, by facet.
    `days` is the first and the last day that it asks for, None for an open end, or None where any will do.
    `remarks` are sentences on what of the query could not be read as it was meant; `loosened` says that no record has
    all of its words, and these have some; `has_longer`, where nothing was found, that it would be if the last word were
    only the beginning of one.
    """

    query: Query
    interpreted: str
    total: int
    elapsed_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[date | None, date | None] | None = None
    suggestion: str | None = None
    remarks: tuple[str, ...] = ()
    loosened: bool = False
    has_longer: bool = False
