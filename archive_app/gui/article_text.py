"""What the reading pane says of an article: its lit passages, its line of facts, its chips. No drawing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from archive_app.gui.dates import long_date
from archive_app.gui.provenance_text import DERIVED, doubt
from archive_app.model.article import Article, CreditRole, Origin, Part
from archive_app.model.search import Span

if TYPE_CHECKING:
    from archive_app.library import Archive

_WORDS_A_MINUTE = 220


class ChipStyle(StrEnum):
    """How a chip looks, and so what it means."""

    FILLED = "filled"
    OUTLINED = "outlined"
    ATTENTION = "attention"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Chip:
    """A short remark in a rounded shape; with an outlet it leads to that outlet's articles."""

    text: str
    style: ChipStyle
    outlet: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LitArticle:
    """An article with the spans of a query's words in each of its passages."""

    article: Article
    title: tuple[Span, ...]
    takeaways: tuple[tuple[Span, ...], ...]
    blocks: tuple[tuple[Span, ...], ...]

    @property
    def passages(self) -> tuple[tuple[Span, ...], ...]:
        """The spans of title, takeaways and blocks, in the order in which they are read."""
        return (self.title, *self.takeaways, *self.blocks)


def light(archive: "Archive", article_id: int, query: str, *, prefix: bool) -> LitArticle:
    """Read an article and find the words of a query in it; an empty query lights nothing."""
    article = archive.article(article_id)
    if not query.strip():
        nothing: tuple[Span, ...] = ()
        return LitArticle(article, nothing, (nothing,) * len(article.takeaways), (nothing,) * len(article.blocks))
    highlighter = archive.highlighter(query, prefix=prefix)

    def spans(text: str, field: str) -> tuple[Span, ...]:
        apart: list[Span] = []
        for place in highlighter.lit(text, field, article.language):
            if not apart or place.start >= apart[-1][1]:
                apart.append((place.start, place.end))
        return tuple(apart)

    return LitArticle(
        article,
        spans(article.title, "title"),
        tuple(spans(takeaway, "takeaway") for takeaway in article.takeaways),
        tuple(spans(block.text, "text") for block in article.blocks),
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A short fact over the text, and the part that it is, if any."""

    text: str
    part: Part | None = None


def facts(article: Article) -> list[Fact]:
    """Byline, date, site and reading time: what there is of them."""
    minutes = round(len(article.body_text.split()) / _WORDS_A_MINUTE)
    publishers = (*article.outlets(CreditRole.PUBLISHER), *article.outlets(CreditRole.CREDITED))
    site = article.site_name
    # A publisher is read from the site's name, and says it shorter; a person may have put another in its place.
    is_read = bool(article.outlets(CreditRole.PUBLISHER)) and not _is_edited(article, Part.SITE_NAME, Part.CREDITS)
    if site and (is_read or _names(site, publishers)):
        site = None
    stated = (
        (article.byline, Part.BYLINE),
        (long_date(article.published) if article.published else None, Part.PUBLISHED),
        (site, Part.SITE_NAME),
    )
    made = [Fact(text, part) for text, part in stated if text]
    return [*made, Fact(f"{minutes} min")] if minutes else made


def _is_edited(article: Article, *parts: Part) -> bool:
    return any(part in article.provenance and article.provenance[part].origin is Origin.EDITED for part in parts)


def doubts(article: Article) -> list[str]:
    """Why what is shown of an article is not sure, a sentence for each part."""
    shown = (Part.TITLE, Part.BYLINE, Part.PUBLISHED, Part.SITE_NAME, Part.TAKEAWAYS, Part.CREDITS)
    return [sentence for part in shown if (sentence := doubt(article, part))]


def chips(article: Article) -> list[Chip]:
    """The outlets an article names, what is odd about them, and that its title is not its own."""
    credited = article.outlets(CreditRole.CREDITED)
    closing = article.outlets(CreditRole.FURTHER_READING)
    made = [Chip(f"Credited: {outlet}", ChipStyle.FILLED, outlet) for outlet in dict.fromkeys(credited)]
    made += [
        Chip(f"Published by: {outlet}", ChipStyle.OUTLINED, outlet)
        for outlet in dict.fromkeys(article.outlets(CreditRole.PUBLISHER))
        if not _names(outlet, credited)
    ]
    for number, outlet in enumerate(dict.fromkeys(closing)):
        made.append(Chip(f"Read on: {outlet}" if number == 0 else outlet, ChipStyle.OUTLINED, outlet))
    if closing:
        missing = [outlet for outlet in dict.fromkeys(credited) if not _names(outlet, closing)]
        made += [Chip(f"{outlet} is not in the closing list", ChipStyle.ATTENTION) for outlet in missing]
    if unsure := doubt(article, Part.CREDITS):
        made.append(Chip("Credits unsure", ChipStyle.QUIET, note=unsure))
    if article.title_derived:
        made.append(Chip("Derived title", ChipStyle.QUIET, note=DERIVED))
    return made


def _names(outlet: str, outlets: tuple[str, ...]) -> bool:
    """Whether an outlet is among others, whatever its case and article."""
    return _key(outlet) in {_key(other) for other in outlets}


def _key(outlet: str) -> str:
    return outlet.casefold().removeprefix("the ").strip()
