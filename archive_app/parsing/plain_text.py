"""Put an article together from plain or Markdown-like text."""

from collections.abc import Sequence

from archive_app.model.article import ParsedArticle
from archive_app.parsing.brief import Brief, read_brief, stands_alone
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.credits import unique_credits
from archive_app.parsing.facts import NOTHING_STATED, StatedFacts
from archive_app.parsing.language import language_of
from archive_app.parsing.lines import Line, unwrapped
from archive_app.parsing.titles import LONGEST_TITLE, derive_title
from archive_app.parsing.urls import web_address


def read_text(lines: Sequence[Line], stated: StatedFacts = NOTHING_STATED) -> ParsedArticle | None:
    """Read an article from the lines of a text, or return None where the text says nothing.

    `stated` is what the file states beside the text, such as a front matter.
    """
    brief = read_brief(unwrapped(lines, stands_alone))
    title = stated.title or one_line(brief.title or "", LONGEST_TITLE)
    start = _start(brief)
    if not any(character.isalnum() for character in title + start):
        return None
    words = "\n".join((*brief.takeaways, *(block.text for block in brief.blocks))) or title
    return ParsedArticle(
        title=title or derive_title(start),
        title_derived=not title,
        takeaways=tuple(brief.takeaways),
        credits=unique_credits(brief.credits),
        byline=stated.byline or brief.byline,
        published=stated.published or brief.published,
        site_name=stated.site_name,
        url=stated.url or web_address(brief.url),
        language=language_of(stated.language, words),
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
