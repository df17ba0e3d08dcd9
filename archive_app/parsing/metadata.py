"""Read what a page says about its article: JSON-LD first, then meta tags, then what the page marks.

Of each value it is kept where it comes from and whether it is sure. Dates are never guessed from the text of the story.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from archive_app.model.article import Origin
from archive_app.parsing.bylines import is_company
from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.facts import LONGEST_SITE_NAME, Claim, StatedFacts, best, claim, facts_of, value_of
from archive_app.parsing.known_outlets import KnownOutlet, is_known, outlet_of_host, resolve
from archive_app.parsing.linked_data import LinkedData, read_linked_data
from archive_app.parsing.outlet_of_site import is_site_name
from archive_app.parsing.page_bylines import find_byline
from archive_app.parsing.page_dates import find_published
from archive_app.parsing.page_marks import PageMarks, first_content, headline_of, read_marks, text_of
from archive_app.parsing.titles import LONGEST_TITLE, choose_title, parts_of
from archive_app.parsing.urls import host_of, web_address

_TITLES = (
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
    "headline",
)
_SITE_NAMES = ("application-name", "cre", "apple-mobile-web-app-title", "twitter:app:name:iphone")
_PUBLISHERS = ("publisher", "dc.publisher", "dcterms.publisher", "copyright", "dc.rights", "citation_publisher")
_ARTICLE = re.compile(r"^(?:the|die|der|das|le|la|les|el|il|de|het)\s", re.IGNORECASE)
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+|home/?)?", re.IGNORECASE)
_LANGUAGES = ("og:locale", "content-language", "dc.language", "inlanguage", "language")
# Countries whose pages in English print the month first; elsewhere the day comes first.
_MONTH_FIRST = ("en-us", "en_us")


def read_metadata(tree: HtmlElement, json_ld: Iterable[str]) -> StatedFacts:
    """Return what the page states of its article."""
    marks = read_marks(tree)
    linked = read_linked_data(json_ld)
    url = _address(marks, linked)
    host = host_of(value_of(url))
    site = _site_name(marks, linked, host)
    sites = (site.value if site else "", linked.site_name or "", host, *host.split(".")[:-1])
    language = _language(marks, linked)
    title = _title(marks, linked, sites)
    return facts_of(
        title=title,
        byline=find_byline(marks, linked, _site_keys(marks, sites, title)),
        published=find_published(marks, linked, value_of(url), _day_first(language)),
        site_name=site,
        url=url,
        language=language,
    )


def _site_keys(marks: PageMarks, sites: tuple[str, ...], title: Claim[str] | None) -> set[str]:
    """Return the squashed names that stand for the site: its own, its publisher's, the tail of the page's title."""
    names = [*sites, *(marks.meta.get(name, "") for name in _PUBLISHERS)]
    if title:
        names.extend(part for part in parts_of(marks.page_title) if squashed(part) not in squashed(title.value))
    keys = {squashed(name) for name in names}
    return (keys | {squashed(_ARTICLE.sub("", name)) for name in names}) - {""}


def _site_name(marks: PageMarks, linked: LinkedData, host: str) -> Claim[str] | None:
    """Return the site's name as it is printed; a bare host counts only where no name is known.

    A stated name that is also that of the known outlet of the address is the best: others may name a section.
    """
    known = outlet_of_host(host) if host else None
    headline = marks.meta.get("og:title") or marks.page_title
    claims = [_without_company(each) for each in _stated_sites(marks, linked) if is_site_name(each.value, headline)]
    known_name = squashed(known.name) if known else ""
    confirmed = next((each for each in claims if squashed(each.value) == known_name), None)
    if confirmed:
        return confirmed
    tail = _title_tail(marks)
    is_section = bool(claims) and all(_may_be_section(each.value, host) for each in claims)
    if is_section and known and tail and resolve(tail.value) is known:
        return tail
    claims.extend(_other_sites(marks, host, known, tail))
    named = (each for each in claims if not _is_host(each.value, host))
    chosen = next(named, claims[0] if claims else None)
    return _respelt(chosen, tail) if chosen else None


def _title_tail(marks: PageMarks) -> Claim[str] | None:
    """Return what stands behind the last separator of the page's title."""
    *_, tail = parts_of(marks.page_title)
    return claim(one_line(tail, LONGEST_SITE_NAME), Origin.META, "tail of the page's title") if tail else None


def _may_be_section(name: str, host: str) -> bool:
    """Tell a single word that is no known outlet's and not the host's, as "Politics" is none."""
    return " " not in name and not is_known(name) and squashed(name) not in map(squashed, (host, *host.split(".")))


def _respelt(made: Claim[str], tail: Claim[str] | None) -> Claim[str]:
    """Return a name as the page's title spells it, where its own has neither capitals nor spaces."""
    is_bare = made.value.islower() and " " not in made.value
    return tail if is_bare and tail and squashed(tail.value) == squashed(made.value) else made


def _stated_sites(marks: PageMarks, linked: LinkedData) -> Iterator[Claim[str]]:
    stated = first_content(marks.meta, ("og:site_name",), LONGEST_SITE_NAME)
    if stated:
        yield claim(stated[1], Origin.META, f"meta {stated[0]}")
    if linked.site_name:
        yield claim(linked.site_name, Origin.STRUCTURED, "JSON-LD publisher")
    if stated or linked.site_name:
        return
    for publisher in marks.tree.xpath("//*[@itemprop='publisher']"):
        named = publisher.find(".//*[@itemprop='name']")
        named = publisher if named is None else named
        name = one_line(named.get("content") or text_of(named, LONGEST_SITE_NAME), LONGEST_SITE_NAME)
        if name:
            yield claim(name, Origin.STRUCTURED, "element marked publisher")


def _other_sites(
    marks: PageMarks, host: str, known: KnownOutlet | None, tail: Claim[str] | None
) -> Iterator[Claim[str]]:
    if tail and squashed(tail.value) in map(squashed, host.split(".")[:-1]):
        yield tail
    if known:
        yield claim(known.name, Origin.ADDRESS, "known outlet of the address")
    stated = first_content(marks.meta, _SITE_NAMES, LONGEST_SITE_NAME)
    if stated:
        yield claim(stated[1], Origin.META, f"meta {stated[0]}")


def _is_host(name: str, host: str) -> bool:
    """Tell whether a name is nothing but the host, as "FAZ.NET" is of faz.net."""
    return "." in name and squashed(name.removeprefix("www.")) == squashed(host)


def _without_company(made: Claim[str]) -> Claim[str]:
    """Drop the company behind a site's name: "Hive Weekly - Hive Media GmbH"."""
    name, mark, company = made.value.rpartition(" - ")
    return Claim(name, made.provenance) if mark and name and is_company(company) else made


def _title(marks: PageMarks, linked: LinkedData, sites: tuple[str, ...]) -> Claim[str] | None:
    """Choose the headline, and note the heading that it stands in."""
    meta = first_content(marks.meta, _TITLES, LONGEST_TITLE)
    stated = [
        linked.title and claim(linked.title, Origin.STRUCTURED, "JSON-LD headline"),
        meta and claim(meta[1], Origin.META, f"meta {meta[0]}"),
        marks.page_title and claim(one_line(marks.page_title, LONGEST_TITLE), Origin.META, "title of the page"),
    ]
    first_claim = squashed(next((each.value for each in stated if each), ""))
    texts = [_headline(heading, first_claim) for heading in marks.headings]
    tops = [
        text
        for text, heading in zip(texts, marks.headings, strict=True)
        if heading.tag == "h1" and not _leads_home(heading)
    ]
    others = [text for text, heading in zip(texts, marks.headings, strict=True) if heading.tag != "h1"]
    chosen = choose_title([each for each in stated if each], tops, others, sites)
    wanted = squashed(chosen.value) if chosen else ""
    found = [
        heading for text, heading in zip(texts, marks.headings, strict=True) if wanted and wanted in squashed(text)
    ]
    marks.headline = next(iter(found or [heading for heading in marks.headings if heading.tag == "h1"]), None)
    return chosen


def _headline(heading: HtmlElement, first_claim: str) -> str:
    """Return a heading's text, with its kicker only where what is stated has it, too."""
    headline, whole = headline_of(heading, LONGEST_TITLE)
    return whole if squashed(whole) in first_claim else headline


def _leads_home(heading: HtmlElement) -> bool:
    """Tell whether a heading is nothing but a link to the site's start page, as its name is."""
    link = heading.find(".//a")
    return link is not None and _HOME.fullmatch(link.get("href") or "") is not None


def _address(marks: PageMarks, linked: LinkedData) -> Claim[str] | None:
    return best(
        claim(address, origin, rule)
        for value, origin, rule in (
            *((link, Origin.META, "link rel=canonical") for link in marks.canonical),
            (marks.meta.get("og:url"), Origin.META, "meta og:url"),
            (linked.url, Origin.STRUCTURED, "JSON-LD url"),
            (marks.meta.get("twitter:url"), Origin.META, "meta twitter:url"),
        )
        if (address := web_address(value))
    )


def _language(marks: PageMarks, linked: LinkedData) -> Claim[str] | None:
    if marks.language:
        return claim(marks.language, Origin.META, "html lang")
    if linked.language:
        return claim(linked.language, Origin.STRUCTURED, "JSON-LD inLanguage")
    stated = first_content(marks.meta, _LANGUAGES, 20)
    return claim(stated[1], Origin.META, f"meta {stated[0]}") if stated else None


def _day_first(language: Claim[str] | None) -> bool | None:
    """Return how a page in a language prints 5/3/2024; English alone, without a country, leaves it open."""
    code = language.value.strip().lower() if language else ""
    if not code or code == "en":
        return None
    return not code.startswith(_MONTH_FIRST)
