"""Find the author of an article in what its page states and marks."""

from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from archive_app.model.article import Origin
from archive_app.parsing.bylines import (
    LONGEST_BYLINE,
    byline_of,
    clean_byline,
    is_company,
    is_desk,
    is_role,
    plausible_name,
    without_sites,
)
from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.facts import Claim, best, claim, unsure
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.linked_data import LinkedData
from archive_app.parsing.page_marks import Mark, PageMarks, is_author_link, text_of
from archive_app.parsing.urls import web_address

_AUTHORS = (
    "author", "parsely-author", "sailthru.author", "article:author", "og:article:author", "dc.creator",
    "dcterms.creator", "dc.creator.name", "byl", "citation_author", "article:author_name", "cxenseparse:author",
    "authors", "creator", "og:author", "article.author", "vf:author",
)  # fmt: skip
_MOST_NAMES = 6
# Names of one byline stand this many elements apart at most.
_TOGETHER = 12


def find_byline(marks: PageMarks, linked: LinkedData, sites: Collection[str]) -> Claim[str] | None:
    """Return the first stated or visible author; the site itself counts as one only where no person is named.

    `sites` are the site's names, squashed.
    """
    found = best(_judged(_claims(marks, linked), sites))
    return found and Claim(without_sites(found.value, sites), found.provenance)


def _judged(claims: Iterator[Claim[str] | None], sites: Collection[str]) -> Iterator[Claim[str] | None]:
    """Make a claim unsure that names only the site, a company or a newsroom."""
    for each in claims:
        if each and (squashed(each.value) in sites or is_desk(each.value) or is_company(each.value)):
            yield unsure(each)
        else:
            yield each


def _claims(marks: PageMarks, linked: LinkedData) -> Iterator[Claim[str] | None]:
    if linked.byline:
        yield claim(linked.byline, Origin.STRUCTURED, "JSON-LD author")
    for name in _AUTHORS:
        value = marks.meta.get(name)
        byline = clean_byline(value) if value and not web_address(value) else None
        if byline and plausible_name(byline):
            yield claim(byline, Origin.META, f"meta {name}")
    if "written by" in marks.meta.get("twitter:label1", "").lower():
        byline = clean_byline(marks.meta.get("twitter:data1", ""))
        if byline:
            yield claim(byline, Origin.META, "meta twitter:data1")
    yield from _marked(marks)


def _marked(marks: PageMarks) -> Iterator[Claim[str]]:
    """Return the authors that the page marks, those after the headline first; names that stand together are one."""

    def order(mark: Mark) -> tuple[bool, int]:
        return mark.place < marks.places.headline, mark.place

    names: list[str] = []
    last = None
    for mark in sorted(marks.places.authors, key=order):
        if mark.element.tag == "a" and not mark.is_stated and mark.place < marks.places.headline:
            # The page's head has links to the reader's own account, which look like those to authors.
            continue
        if last is not None and names and not 0 <= mark.place - last <= _TOGETHER:
            break
        found = [] if is_furniture(mark.element, marks.around) else _names(mark.element)
        if found:
            names.extend(name for name in found if not _is_in(name, names) and not (names and is_role(name)))
            last = mark.place
    if names:
        yield claim(one_line(", ".join(names[:_MOST_NAMES]), LONGEST_BYLINE), Origin.MARKED, "marked author")


def _is_in(name: str, names: list[str]) -> bool:
    """Tell whether a name was read before, alone or with others."""
    return any(squashed(name) in squashed(other) or squashed(other) in squashed(name) for other in names)


def _names(element: HtmlElement) -> list[str]:
    """Return the names in a marked element: of its links to authors' pages, else of its text."""
    links = [link for link in element.iterdescendants("a") if is_author_link(link)]
    texts = [text_of(link, LONGEST_BYLINE) for link in links[:_MOST_NAMES]] or [text_of(element, LONGEST_BYLINE + 1)]
    names = (byline_of(text) or clean_byline(text) for text in texts if len(text) <= LONGEST_BYLINE)
    return [name for name in names if name and plausible_name(name)]
