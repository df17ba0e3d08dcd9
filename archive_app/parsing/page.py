"""Put an article together from a web page's lightened markup.

The order matters: facts and key points are read from the DOM, the story by an extractor, and what stands in a part of
its own is then taken out of the story. Markup is decoded text; bytes are the formats' matter.
"""

from collections.abc import Sequence

from lxml.html import HtmlElement

from archive_app.model.article import Block, Credit, CreditRole, Origin, ParsedArticle, Part, Provenance
from archive_app.parsing.beside_title import read_beside_title
from archive_app.parsing.body import Body, read_body
from archive_app.parsing.brief import Brief, is_takeaway_label, read_brief, stands_alone
from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.credits import closing_line, credit_line, unique_credits
from archive_app.parsing.dates import date_line
from archive_app.parsing.facts import LONGEST_SITE_NAME, NOTHING_STATED, StatedFacts, claim, facts_of, merged
from archive_app.parsing.language import with_language
from archive_app.parsing.lines import Line, unwrapped
from archive_app.parsing.markup import LightMarkup
from archive_app.parsing.metadata import read_metadata
from archive_app.parsing.outlet_of_site import host_name, outlet_of_site
from archive_app.parsing.page_blocks import page_blocks
from archive_app.parsing.page_lines import page_lines
from archive_app.parsing.page_takeaways import find_page_takeaways
from archive_app.parsing.story_edges import read_agencies, read_credit_blocks
from archive_app.parsing.titles import with_title
from archive_app.parsing.tree import read_tree
from archive_app.parsing.worded_facts import worded_facts

# In a brief the credit line and the takeaways heading stand this many lines apart at most.
_CREDIT_WITHIN = 6
# Bylines and dates stand in the first few blocks of a story; further down the same words are part of it.
_LINES_ABOUT = 5


def read_page(light: LightMarkup, stated: StatedFacts = NOTHING_STATED) -> ParsedArticle | None:
    """Read an article from a page, or return None where the page shows no text.

    `stated` is what the file states beside the page, such as the address it was saved from.
    """
    tree = read_tree(light.markup)
    held = list(tree.iter())  # noqa: F841 - lxml makes an element's object anew, slowly, wherever nobody holds it
    facts = merged(stated, read_metadata(tree, light.json_ld))
    page = page_blocks(tree)
    lines = page_lines(page)
    brief, confidence = _brief_in(lines), 1.0
    if brief is None:
        body = read_body(light.markup, page, facts.title or "")
        brief, confidence = _page_parts(tree, facts.title or "", body), body.confidence
    facts = _with_site(merged(facts, read_beside_title(lines, facts), worded_facts(brief)))
    title = facts.title or ""
    blocks = _story(brief, title, facts)
    credits_ = _credits(brief, facts)
    start = (*brief.takeaways, *(block.text for block in blocks))
    if not start and not title:
        return None
    facts = with_language(with_title(facts, start[0] if start else ""), "\n".join(start))
    return ParsedArticle(
        title=facts.title or "",
        title_derived=not title,
        takeaways=tuple(brief.takeaways),
        credits=credits_,
        byline=facts.byline,
        published=facts.published,
        site_name=facts.site_name,
        url=facts.url,
        language=facts.language,
        blocks=blocks,
        provenance={**facts.provenance, **brief.provenance},
        confidence=confidence,
    )


def _brief_in(lines: Sequence[Line]) -> Brief | None:
    """Read a page that is a brief as a whole: a credit line and a takeaways heading over its text."""
    label = next((index for index, line in enumerate(lines) if is_takeaway_label(line.text)), None)
    if label is None:
        return None
    near = range(max(0, label - _CREDIT_WITHIN), min(len(lines), label + _CREDIT_WITHIN + 1))
    credit = next((index for index in near if credit_line(lines[index].text)), None)
    if credit is None:
        return None
    rest = unwrapped(lines[min(label, credit) :], stands_alone)
    closing = next((index for index, line in enumerate(rest) if closing_line(line.text)), None)
    brief = read_brief(rest if closing is None else rest[: closing + 1])
    brief.provenance[Part.BODY] = Provenance(
        Origin.WORDED, rule="a credit line and a heading of takeaways over the text"
    )
    return brief if brief.takeaways else None


def _page_parts(tree: HtmlElement, title: str, body: Body) -> Brief:
    """Read the parts of an ordinary page: its takeaways, and the credit lines at the edges of its story."""
    brief = Brief(provenance={Part.BODY: body.provenance})
    stated = find_page_takeaways(tree, title)
    if stated:
        brief.takeaways.extend(stated.items)
        brief.provenance[Part.TAKEAWAYS] = stated.provenance
    brief.blocks.extend(read_credit_blocks(body.blocks, brief))
    read_agencies(brief)
    return brief


def _story(brief: Brief, title: str, facts: StatedFacts) -> tuple[Block, ...]:
    """Return the blocks that are in no other part: no title, takeaway, takeaways heading, byline or date."""
    said = {squashed(text) for text in (title, *brief.takeaways)}
    byline = squashed(facts.byline or "")
    story: list[Block] = []
    for index, block in enumerate(brief.blocks):
        text = squashed(block.text)
        is_about = index < _LINES_ABOUT and (date_line(block.text) is not None or _is_byline(text, byline))
        is_label = bool(brief.takeaways) and is_takeaway_label(block.text, or_weak=True)
        if text in said or is_about or is_label:
            continue
        story.append(block)
    return tuple(story)


def _with_site(facts: StatedFacts) -> StatedFacts:
    """Return the facts with the address's host as the site, where no name is stated."""
    host = host_name(facts.url)
    if facts.site_name or not host:
        return facts
    return merged(facts, facts_of(site_name=claim(host, Origin.ADDRESS, "host of the address")))


def _is_byline(text: str, byline: str) -> bool:
    return bool(byline) and text.removeprefix("by") == byline


def _credits(brief: Brief, facts: StatedFacts) -> tuple[Credit, ...]:
    """Return what the article credits, and as its publisher the site that it stands on."""
    if facts.site_name:
        outlet = one_line(outlet_of_site(facts.site_name, facts.url), LONGEST_SITE_NAME)
        brief.credits.append(Credit(outlet, CreditRole.PUBLISHER))
        brief.provenance.setdefault(Part.CREDITS, facts.provenance[Part.SITE_NAME])
    return unique_credits(brief.credits)
