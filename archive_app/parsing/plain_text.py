"""Put an article together from plain or Markdown-like text."""

from collections.abc import Sequence

from archive_app.model.article import Block, BlockKind, ParsedArticle
from archive_app.parsing.brief import Brief, read_brief, stands_alone
from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.credits import unique_credits
from archive_app.parsing.facts import NOTHING_STATED, StatedFacts, merged
from archive_app.parsing.language import with_language
from archive_app.parsing.lines import Line, unwrapped
from archive_app.parsing.story_edges import read_agencies
from archive_app.parsing.titles import with_title
from archive_app.parsing.worded_facts import worded_facts


def read_text(lines: Sequence[Line], stated: StatedFacts = NOTHING_STATED) -> ParsedArticle | None:
    """Read an article from the lines of a text, or return None where the text says nothing.

    `stated` is what the file states beside the text, such as a front matter.
    """
    brief = read_brief(unwrapped(lines, stands_alone))
    read_agencies(brief)
    facts = merged(stated, worded_facts(brief))
    title = facts.title or ""
    _keep_headline(brief, title)
    start = _start(brief)
    if not any(character.isalnum() for character in title + start):
        return None
    words = "\n".join((*brief.takeaways, *(block.text for block in brief.blocks))) or title
    facts = with_language(with_title(facts, start), words)
    return ParsedArticle(
        title=facts.title or "",
        title_derived=not title,
        takeaways=tuple(brief.takeaways),
        credits=unique_credits(brief.credits),
        byline=facts.byline,
        published=facts.published,
        site_name=facts.site_name,
        url=facts.url,
        language=facts.language,
        blocks=tuple(brief.blocks),
        provenance={**facts.provenance, **brief.provenance},
    )


def _keep_headline(brief: Brief, title: str) -> None:
    """Keep the text's own first headline as a heading where the file states a title that says something else."""
    own, stated = squashed(brief.title or ""), squashed(title)
    if own not in stated and stated not in own:
        brief.blocks.insert(0, Block(BlockKind.HEADING, one_line(brief.title or "")))


def _start(brief: Brief) -> str:
    """Return the text that a title can be made from: the first words that the document says."""
    if brief.takeaways:
        return brief.takeaways[0]
    if brief.blocks:
        return brief.blocks[0].text
    return (
        ", ".join(credit.outlet for credit in brief.credits) or brief.byline or str(brief.published or brief.url or "")
    )
