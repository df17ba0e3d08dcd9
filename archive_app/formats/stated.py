"""Make the facts that a file states beside its text fit to keep, each marked with where in the file it stands."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from archive_app.model.article import BlockKind, Origin, Part, Provenance
from archive_app.parsing.bylines import clean_byline
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.dates import parse_date
from archive_app.parsing.facts import LONGEST_SITE_NAME, StatedFacts
from archive_app.parsing.language import declared_language
from archive_app.parsing.lines import Line
from archive_app.parsing.titles import LONGEST_TITLE
from archive_app.parsing.urls import web_address

_PARTS = (Part.TITLE, Part.BYLINE, Part.PUBLISHED, Part.SITE_NAME, Part.URL, Part.LANGUAGE)


def file_facts(
    place: str,
    *,
    title: str | None = None,
    byline: str | None = None,
    published: date | str | None = None,
    site_name: str | None = None,
    url: str | None = None,
    language: str | None = None,
    unsure: Collection[Part] = (),
) -> StatedFacts:
    """Return the usable ones of a file's facts; `place` says where they stand, such as "mail headers"."""
    facts = StatedFacts(
        title=one_line(title or "", LONGEST_TITLE) or None,
        byline=clean_byline(byline or ""),
        published=parse_date(published) if isinstance(published, str) else published,
        site_name=one_line(site_name or "", LONGEST_SITE_NAME) or None,
        url=web_address(url),
        language=declared_language(language),
    )
    usable = (part for part in _PARTS if getattr(facts, part.value) is not None)
    return replace(facts, provenance={part: Provenance(Origin.FILE, part not in unsure, place) for part in usable})


def without_second_title(facts: StatedFacts, lines: Sequence[Line]) -> StatedFacts:
    """Leave the title to a text that begins with a heading: properties often keep an older file's title."""
    if not lines or lines[0].kind is not BlockKind.HEADING:
        return facts
    provenance = dict(facts.provenance)
    provenance.pop(Part.TITLE, None)
    return replace(facts, title=None, provenance=provenance)
