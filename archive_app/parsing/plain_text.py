"""Put an article together from plain or Markdown-like text."""

from collections.abc import Mapping
from datetime import date

from archive_app.model.article import ParsedArticle
from archive_app.parsing.brief import Brief, read_brief, stands_alone
from archive_app.parsing.bylines import clean_byline
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.credits import unique_credits
from archive_app.parsing.dates import parse_date
from archive_app.parsing.language import language_of
from archive_app.parsing.lines import read_lines, unwrapped
from archive_app.parsing.titles import LONGEST_TITLE, derive_title
from archive_app.parsing.urls import web_address


def read_text(text: str, about: Mapping[str, str] | None = None) -> ParsedArticle | None:
    """Read an article from text, or return None where the text says nothing.

    `about` holds what a front matter states: any of title, author, date, source (an address), site and language.
    """
    about = about or {}
    brief = read_brief(unwrapped(read_lines(text), stands_alone))
    stated = one_line(about.get("title", ""), LONGEST_TITLE)
    title = stated or one_line(brief.title or "", LONGEST_TITLE)
    start = _start(brief)
    if not any(character.isalnum() for character in title + start):
        return None
    words = "\n".join((*brief.takeaways, *(block.text for block in brief.blocks))) or title
    return ParsedArticle(
        title=title or derive_title(start),
        title_derived=not title,
        takeaways=tuple(brief.takeaways),
        credits=unique_credits(brief.credits),
        byline=clean_byline(about.get("author", "")) or brief.byline,
        published=_published(about) or brief.published,
        site_name=one_line(about.get("site", ""), 100) or None,
        url=web_address(about.get("source")) or web_address(brief.url),
        language=language_of(about.get("language"), words),
        blocks=tuple(brief.blocks),
    )


def _start(brief: Brief) -> str:
    """Return the text that a title can be made from: the first words that the document says."""
    if brief.takeaways:
        return brief.takeaways[0]
    if brief.blocks:
        return brief.blocks[0].text
    return (
        ", ".join(credit.outlet for credit in brief.credits) or brief.byline or str(brief.published or brief.url or "")
    )


def _published(about: Mapping[str, str]) -> date | None:
    return parse_date(about.get("date", ""))
