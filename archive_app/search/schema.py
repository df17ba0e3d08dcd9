"""What the two indexes hold of an article: their fields, and the records made from an article.

Nothing is stored to be shown; the catalogue has the texts. The values that hits are told apart, sorted and counted by
stand in columns.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from whoosh import columns, fields, formats
from whoosh.analysis.analyzers import IDAnalyzer

from archive_app.model.article import Article, Credit, CreditRole
from archive_app.parsing.known_outlets import names_of, resolve
from archive_app.search.hosts import host_of
from archive_app.search.marks import marks
from archive_app.search.outlets import outlets_by_role

ARTICLES = "articles"
TAKEAWAYS = "takeaways"

ID = "id"
NUMBER = "number"
PUBLISHED = "published"
OUTLET = "outlet"
ROLES = {
    "credited": CreditRole.CREDITED,
    "further": CreditRole.FURTHER_READING,
    "publisher": CreditRole.PUBLISHER,
}
"""The fields that hold the outlets an article names in one role."""

OUTLET_FIELDS = frozenset({OUTLET, *ROLES})
"""The fields of outlets by their canonical names; `OUTLET` has those that an article is credited to or published by."""

LANGUAGE = "language"
"""The language of an article as a code; its texts are analysed by that language's rules."""
MARK = "mark"
TAG = "tag"
AUTHOR = "author"
"""The whole byline as a name; the field "byline" has its words."""

FACETS = (LANGUAGE, "format", OUTLET, *ROLES, TAG, MARK)
"""The fields of names that a search counts."""

NAMES = (*FACETS, AUTHOR)
"""The fields of names."""

_REMEMBERED = 10_000
"""Combinations of credits of which what is indexed is remembered; articles share a few."""

SEARCHED = {
    ARTICLES: ("title", "takeaway", "text", "credit", "byline"),
    TAKEAWAYS: ("takeaway",),
}
"""The fields that a word without a field is looked for in, by index."""


class TextField(fields.FieldType):
    """A text under this package's analysis, with positions, for phrases.

    The segment builder analyses; Whoosh's analyzer is never asked, here and in `NameField`.
    """

    def __init__(self) -> None:
        super().__init__(format=formats.Positions(), analyzer=IDAnalyzer(), scorable=True)  # type: ignore[arg-type]  # Whoosh's own types disagree


class NameField(fields.FieldType):
    """Any number of names, folded, each found only as a whole; the names as given stand in a column."""

    def __init__(self) -> None:
        super().__init__(format=formats.Positions(), analyzer=IDAnalyzer())  # type: ignore[arg-type]  # as above
        self.set_sortable(columns.VarBytesColumn())


class NumberField(fields.COLUMN):
    """A whole number, in a column only; 0 where there is none."""

    def __init__(self) -> None:
        super().__init__(columns.NumericColumn("q", default=0))


@cache
def schema(index: str) -> fields.Schema:
    """Return the fields of the index with this name."""
    common: dict[str, fields.FieldType] = {
        ID: NumberField(),
        PUBLISHED: NumberField(),
        "title": TextField(),
        "takeaway": TextField(),
        "credit": TextField(),
        "byline": TextField(),
        "site": TextField(),
        **{name: NameField() for name in NAMES},
    }
    own: dict[str, fields.FieldType] = {"text": TextField()} if index == ARTICLES else {NUMBER: NumberField()}
    return fields.Schema(**common, **own)


def documents(index: str, article: Article) -> Iterator[dict[str, object]]:
    """Yield what an index holds of an article: one record, or one for each takeaway."""
    if index == TAKEAWAYS and not article.takeaways:
        return
    common: dict[str, object] = {
        ID: article.id,
        "title": article.title,
        "byline": article.byline,
        "site": _site(article.site_name, article.url),
        PUBLISHED: published_number(article.published),
        LANGUAGE: (article.language,) if article.language else (),
        "format": (article.format,) if article.format else (),
        AUTHOR: (article.byline,) if article.byline else (),
        TAG: article.annotations.tags,
        MARK: tuple(marks(article)),
        **_outlets(article.credits),
    }
    if index == ARTICLES:
        yield common | {"takeaway": "\n".join(article.takeaways), "text": article.body_text}
    else:
        for number, takeaway in enumerate(article.takeaways):
            yield common | {"takeaway": takeaway, NUMBER: number}


def published_number(published: date | None) -> int | None:
    """Return a date as the number it has in the index; 0 in the column means that there is none."""
    return None if published is None else published.toordinal()


@lru_cache(_REMEMBERED)
def _outlets(credits: tuple[Credit, ...]) -> dict[str, object]:
    """Return what an index holds of the outlets an article names."""
    named = outlets_by_role(credits)
    return {
        "credit": _all_names([credit.outlet for credit in credits]),
        OUTLET: tuple(dict.fromkeys(named[CreditRole.CREDITED] + named[CreditRole.PUBLISHER])),
        **{name: named[role] for name, role in ROLES.items()},
    }


def _all_names(printed: Sequence[str]) -> str:
    """Return all names of some outlets, one to a line: those printed, then all that these go by."""
    known = [outlet for name in printed if (outlet := resolve(name))]
    return "\n".join(dict.fromkeys([*printed, *(name for outlet in known for name in names_of(outlet))]))


def _site(name: str | None, url: str | None) -> str:
    """Return the site's name and its host, one to a line."""
    return "\n".join(part for part in (name, host_of(url)) if part)
