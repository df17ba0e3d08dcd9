"""What a text says about itself on lines of its own: its title, byline, date and address."""

from archive_app.model.article import Origin
from archive_app.parsing.brief import Brief
from archive_app.parsing.bylines import is_desk
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.facts import StatedFacts, claim, facts_of
from archive_app.parsing.titles import LONGEST_TITLE
from archive_app.parsing.urls import web_address


def worded_facts(brief: Brief) -> StatedFacts:
    """Return the facts that the lines of a brief tell."""
    title, byline, url = one_line(brief.title or "", LONGEST_TITLE), brief.byline, web_address(brief.url)
    return facts_of(
        title=claim(title, Origin.WORDED, "line at the top") if title else None,
        byline=claim(byline, Origin.WORDED, "line with the byline", sure=not is_desk(byline)) if byline else None,
        published=claim(brief.published, Origin.WORDED, "line with the date") if brief.published else None,
        url=claim(url, Origin.WORDED, "line with the address") if url else None,
    )
