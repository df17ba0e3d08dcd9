"""Read what a page says about its article: JSON-LD first, then meta tags, then the visible page.

A value is taken from the first place that has a usable one. Dates are never guessed from the text of the story.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from bs4 import BeautifulSoup, Tag

from archive_app.parsing.bylines import LONGEST_BYLINE, byline_of, clean_byline
from archive_app.parsing.cleaning import one_line, squashed, unescaped
from archive_app.parsing.dates import parse_date
from archive_app.parsing.facts import StatedFacts
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.linked_data import read_linked_data
from archive_app.parsing.titles import LONGEST_TITLE, choose_title
from archive_app.parsing.urls import host_of, web_address

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")
_AUTHORS = (
    "author", "parsely-author", "sailthru.author", "article:author", "og:article:author", "dc.creator",
    "dcterms.creator",
    "dc.creator.name", "byl", "citation_author", "article:author_name", "cxenseparse:author", "authors",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publishdate",
    "pubdate",
    "publish-date", "publish_date", "publication_date", "article.published", "date", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date",
    "citation_publication_date",
    "citation_date", "rnews:datepublished", "published_at", "published-date", "published_time_telegram",
    "article:published",
    "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "created", "last-published",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "application-name", "cre", "apple-mobile-web-app-title", "twitter:app:name:iphone")
_LANGUAGES = ("og:locale", "content-language", "dc.language", "inlanguage", "language")
_BYLINE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:by-?line|authors?|author-?name|writer|contributors?)(?:$|[-_ ])", re.IGNORECASE
)
_DATE_CLASS = re.compile(
    r"(?:^|[-_ ])(?:date|published|pub-?date|time-?stamp|posted(?:-on)?|publish(?:ed)?-date)", re.IGNORECASE
)
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?:[/-]|$)", re.IGNORECASE)


def read_metadata(soup: BeautifulSoup, json_ld: Iterable[str]) -> StatedFacts:
    """Return what the page states of its article."""
    meta = _meta_values(soup)
    stated = read_linked_data(json_ld)
    url = _address(soup, meta, stated)
    site = stated.site_name if not meta.get("og:site_name") else one_line(meta["og:site_name"], 100)
    site = site or _publisher_item(soup) or _first(meta, _SITE_NAMES, 100)
    host = host_of(url)
    sites = (site or "", meta.get("og:site_name", ""), host, host.split(".")[0])
    return StatedFacts(
        title=_title(soup, meta, stated, sites),
        byline=_byline(soup, meta, stated, sites),
        published=stated.published or _meta_date(meta) or _visible_date(soup) or _date_in_address(url),
        site_name=site or None,
        url=url,
        language=_language(soup, meta, stated),
    )


def _publisher_item(soup: BeautifulSoup) -> str:
    """Return the publisher's name where microdata marks it in the page."""
    publisher = soup.find(itemprop="publisher")
    if publisher is None:
        return ""
    name = publisher.find(itemprop="name") or publisher
    return one_line(_attribute(name, "content") or name.get_text(" "), 100)


def _meta_values(soup: BeautifulSoup) -> Mapping[str, str]:
    """Return the meta tags' contents by lower-case name; the first one counts, authors are put together."""
    values: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = (
            _attribute(tag, "property")
            or _attribute(tag, "name")
            or _attribute(tag, "itemprop")
            or _attribute(tag, "http-equiv")
        )
        content = one_line(unescaped(_attribute(tag, "content")), 2000)
        if not name or not content:
            continue
        key = name.strip().lower()
        if key in {"author", "citation_author"} and key in values and content not in values[key]:
            values[key] = f"{values[key]}, {content}"
        values.setdefault(key, content)
    return values


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def _first(meta: Mapping[str, str], names: Iterable[str], limit: int) -> str | None:
    return next((one_line(meta[name], limit) for name in names if meta.get(name)), None)


def _title(soup: BeautifulSoup, meta: Mapping[str, str], stated: StatedFacts, sites: tuple[str, ...]) -> str | None:
    headings = [one_line(heading.get_text(" "), LONGEST_TITLE) for heading in soup.find_all("h1", limit=10)]
    title_tag = soup.find("title")
    page_title = one_line(title_tag.get_text(" "), LONGEST_TITLE) if title_tag else ""
    return choose_title((stated.title, _first(meta, _TITLES, LONGEST_TITLE)), headings, page_title, sites)


def _byline(soup: BeautifulSoup, meta: Mapping[str, str], stated: StatedFacts, sites: tuple[str, ...]) -> str | None:
    """Return the first stated or visible author; the site itself counts as one only where no person is named."""
    known_sites = {squashed(site) for site in sites} - {""}
    candidates = [stated.byline, *(clean_byline(value) for value in _meta_authors(meta)), _visible_byline(soup)]
    persons = [byline for byline in candidates if byline and squashed(byline) not in known_sites]
    found = persons or [byline for byline in candidates if byline]
    return _without_sites(found[0], known_sites) if found else None


def _without_sites(byline: str, known_sites: set[str]) -> str:
    names = [name.strip() for name in byline.split(",")]
    return ", ".join(name for name in names if squashed(name) not in known_sites) or byline


def _meta_authors(meta: Mapping[str, str]) -> list[str]:
    values = [meta.get(name, "") for name in _AUTHORS]
    if "written by" in meta.get("twitter:label1", "").lower():
        values.append(meta.get("twitter:data1", ""))
    return [value for value in values if not web_address(value)]


def _visible_byline(soup: BeautifulSoup) -> str | None:
    """Return the first author that the page marks: a byline element, or the names linked as authors."""
    names: list[str] = []
    for tag in soup.find_all(_marks_author, limit=30):
        text = one_line(tag.get_text(" "), LONGEST_BYLINE + 1)
        name = byline_of(text) or (clean_byline(text) if len(text) <= 80 else None)
        if not name or len(name) > 80 or sum(c.isdigit() for c in name) > 2 or is_furniture(tag):
            continue
        if "author" not in (tag.get("rel") or ()) and "author" not in _attribute(tag, "itemprop"):
            return ", ".join(names) or name
        if name not in names and len(names) < 5:
            names.append(name)
    return one_line(", ".join(names), LONGEST_BYLINE) or None


def _marks_author(tag: Tag) -> bool:
    if tag.name in {"html", "body", "article", "section", "main", "ul", "ol", "form", "input", "img", "meta", "link"}:
        return False
    if "author" in (tag.get("rel") or ()) or tag.get("itemprop") == "author":
        return True
    names = tag.get("class")
    return bool(names) and _BYLINE_CLASS.search(" ".join(names or ())) is not None


def _meta_date(meta: Mapping[str, str]) -> date | None:
    for name in _DATES:
        day = parse_date(meta[name]) if meta.get(name) else None
        if day:
            return day
    return None


def _visible_date(soup: BeautifulSoup) -> date | None:
    """Return the date of the first marked place before the story: a time element, or a class that says date."""
    for tag in soup.find_all(_marks_date, limit=20):
        stated = _attribute(tag, "datetime") or _attribute(tag, "content")
        day = parse_date(stated) if stated else None
        text = one_line(tag.get_text(" "), 200)
        day = day or (parse_date(text) if len(text) <= 100 else None)
        if day:
            return day
    return None


def _marks_date(tag: Tag) -> bool:
    if tag.name == "time" or tag.get("itemprop") == "datePublished":
        return True
    if tag.name not in {"span", "div", "p", "li", "em", "small", "abbr", "a", "b", "strong", "td", "dd"}:
        return False
    names = tag.get("class")
    return bool(names) and _DATE_CLASS.search(" ".join(names or ())) is not None


def _date_in_address(url: str | None) -> date | None:
    found = _DATE_IN_ADDRESS.search(url or "")
    if not found:
        return None
    year, month, day = found.groups()
    return parse_date(f"{year}-{month}-{day}") or parse_date(f"{day} {month} {year}")


def _address(soup: BeautifulSoup, meta: Mapping[str, str], stated: StatedFacts) -> str | None:
    for link in soup.find_all("link", limit=300):
        if "canonical" in (link.get("rel") or ()) or link.get("itemprop") == "mainEntityOfPage":
            address = web_address(_attribute(link, "href"))
            if address:
                return address
    return web_address(meta.get("og:url")) or stated.url or web_address(meta.get("twitter:url"))


def _language(soup: BeautifulSoup, meta: Mapping[str, str], stated: StatedFacts) -> str | None:
    root = soup.find("html")
    declared = (_attribute(root, "lang") or _attribute(root, "xml:lang")) if root else ""
    return declared or stated.language or _first(meta, _LANGUAGES, 20)
