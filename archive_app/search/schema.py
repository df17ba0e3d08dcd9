"""What the two indexes hold of an article: their fields, and the documents made from an article.

Nothing is stored to be shown; the catalogue has the texts. The values that hits are told apart, sorted and counted by
stand in columns.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from array import array
from collections.abc import Generator, Iterator
from datetime import date
from urllib.parse import urlsplit

from whoosh import columns, fields, formats
from whoosh.analysis.analyzers import IDAnalyzer

from archive_app.model.article import Article, CreditRole
from archive_app.parsing.known_outlets import canonical_name, names_of, resolve
from archive_app.search.analysis import STEM_MARK, stem_of, term_positions
from archive_app.search.folding import fold

ARTICLES = "articles"
TAKEAWAYS = "takeaways"

SEARCHED = {
    ARTICLES: ("title", "takeaway", "text", "credit", "byline"),
    TAKEAWAYS: ("takeaway",),
}
"""The fields that a word without a field is looked for in, by index."""

SEPARATOR = "\n"
"""Stands between the names of the outlets column; names are one line."""


class PositionsFormat(formats.Format):
    """Holds the positions of a term in a text as an array, which is quicker and smaller than Whoosh's pickles."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions, ascending."""
        return array("I", value).tolist()


class TextField(fields.FieldType):
    """A text under this package's analysis, with positions, for phrases.

    `index` below analyses; Whoosh's analyzer is never asked, here and in `NameField`.
    """

    def __init__(self) -> None:
        super().__init__(format=PositionsFormat(), analyzer=IDAnalyzer(), scorable=True)  # type: ignore[arg-type]  # Whoosh's own types disagree

    def index(self, value: str, **_options: object) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Yield each term with its frequency, weight and encoded positions.

        A word that is its own stem counts twice, as other words do with their two terms: every word adds the same to
        the length of a text, and the printed form that was asked for scores higher than another form of the word.
        """
        for term, positions in term_positions(value).items():
            count = len(positions)
            if not term.startswith(STEM_MARK) and stem_of(term) == term:
                count *= 2
            yield term.encode(), count, float(count), array("I", positions).tobytes()


class NameField(fields.FieldType):
    """One name, folded, found only as a whole; the name as given stands in a column."""

    def __init__(self) -> None:
        super().__init__(format=formats.Existence(), analyzer=IDAnalyzer())  # type: ignore[arg-type]  # as above
        self.set_sortable(columns.VarBytesColumn())

    def index(self, value: str, **_options: object) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Yield the name as its only term."""
        yield self.to_bytes(fold(value)), 1, 1.0, b""

    def to_bytes(self, value: str | bytes) -> bytes:
        """Encode a name, whatever characters it was given with."""
        return value if isinstance(value, bytes) else value.encode(errors="replace")


def schema(index: str) -> fields.Schema:
    """Return the fields of the index with this name."""
    common: dict[str, fields.FieldType] = {
        "id": _number(bits=64),
        "published": _number(bits=32, shift_step=4),
        "title": TextField(),
        "takeaway": TextField(),
        "credit": TextField(),
        "byline": TextField(),
        "site": TextField(),
        "language": NameField(),
        "format": NameField(),
        "outlets": fields.COLUMN(columns.VarBytesColumn()),
    }
    own: dict[str, fields.FieldType] = {"text": TextField()} if index == ARTICLES else {"number": _number(bits=32)}
    return fields.Schema(**common, **own)


def _number(*, bits: int, shift_step: int = 0) -> fields.NUMERIC:
    """Return a field for whole numbers from 0; a shift step makes ranges of them quick to find."""
    return fields.NUMERIC(int, bits=bits, shift_step=shift_step, signed=False, sortable=True, default=0)


def documents(index: str, article: Article) -> Iterator[dict[str, object]]:
    """Yield what an index holds of an article: one document, or one for each takeaway."""
    common: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "credit": SEPARATOR.join(_credited(article)) or None,
        "byline": article.byline,
        "site": _site(article),
        "language": article.language or None,
        "format": article.format or None,
        "published": published_number(article.published),
        "outlets": SEPARATOR.join(_outlets(article)).encode(errors="replace"),
    }
    if index == ARTICLES:
        yield common | {"takeaway": "\n".join(article.takeaways) or None, "text": article.body_text or None}
    else:
        for number, takeaway in enumerate(article.takeaways):
            yield common | {"takeaway": takeaway, "number": number}


def published_number(published: date | None) -> int | None:
    """Return a date as the number it has in the index; 0 in the column means that there is none."""
    return None if published is None else published.toordinal()


def _credited(article: Article) -> tuple[str, ...]:
    """Return the names of the outlets an article names, each once: those printed, then all that these outlets go by."""
    printed = [credit.outlet for credit in article.credits]
    known = [outlet for name in printed if (outlet := resolve(name))]
    return tuple(dict.fromkeys([*printed, *(name for outlet in known for name in names_of(outlet))]))


def _outlets(article: Article) -> tuple[str, ...]:
    """Return the outlets an article comes from, each once, by the name all its aliases share: what the facet counts."""
    named = article.outlets(CreditRole.CREDITED) + article.outlets(CreditRole.PUBLISHER)
    return tuple(dict.fromkeys(canonical_name(" ".join(outlet.split())) for outlet in named))


def _site(article: Article) -> str | None:
    """Return the site's name and its host, one to a line."""
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        host = None
    return "\n".join(part for part in (article.site_name, host) if part) or None
