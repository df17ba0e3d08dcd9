"""Find the day an article was published in what its page states and marks."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from archive_app.model.article import Origin
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.dates import FoundDate, date_line, is_utc, parse_date, published_in
from archive_app.parsing.facts import Claim, best, claim
from archive_app.parsing.furniture import is_furniture
from archive_app.parsing.linked_data import LinkedData
from archive_app.parsing.page_marks import NEAR, Mark, MarkedPlaces, PageMarks, text_of
from archive_app.parsing.titles import parts_of

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "publishdate",
    "pubdate", "publish-date", "publish_date", "publication_date", "article.published", "article:published",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "rnews:datepublished",
    "published_at", "published-date", "published_time_telegram", "cxenseparse:recs:publishtime",
    "article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "article:post_date",
    "release_date", "og:release_date",
)  # fmt: skip
# Publishing systems put here when the page was made, or last stored; what the page prints is the better date.
_VAGUE = ("dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date", "created")
_CHANGED = ("last-published", "article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified")
_IN_ADDRESS = (
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)[/_-](?P<m>\d{1,2}|[a-z]{3})[/_-](?P<d>\d{1,2})(?!\d)", re.IGNORECASE),
    re.compile(r"[/_-](?P<d>\d{1,2})[/_-](?P<m>\d{2})[/_-](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
)
# "updated" alone is the mark of the microformat that many blogs put on any date.
_CHANGE = re.compile(r"modif|(?:last|date|time)[-_]?updat|updated?[-_]?(?:date|time|on|at)|aktualis", re.IGNORECASE)
_LONGEST = 120


def find_published(marks: PageMarks, linked: LinkedData, url: str | None, day_first: bool | None) -> Claim[date] | None:
    """Return the day of publication; `day_first` says how the page's language prints 5/3/2024."""
    found = best(_claims(marks, linked, url, day_first))
    if found is None or found.provenance.origin not in {Origin.STRUCTURED, Origin.META}:
        return found
    # The day at the place of publication is the one that the page prints, or else the one in its address; times for
    # machines are often in UTC, or in the zone of a server.
    local = [
        _printed(marks, marks.near_places, day_first),
        _from_address(url) if _is_utc(marks, linked, found) else None,
    ]
    near = (each for each in local if each and each.provenance.sure)
    return next((each for each in near if abs(each.value - found.value) == timedelta(days=1)), found)


def _claims(
    marks: PageMarks, linked: LinkedData, url: str | None, day_first: bool | None
) -> Iterator[Claim[date] | None]:
    if linked.published:
        yield claim(linked.published, Origin.STRUCTURED, "JSON-LD datePublished")
    yield _from_meta(marks, _PUBLISHED, day_first, sure=True)
    marked = _marked(marks, day_first)
    yield marked if marked and marked.provenance.sure else None
    yield _from_address(url)
    yield _from_meta(marks, _VAGUE, day_first, sure=False)
    yield _from_title(marks)
    yield marked
    if linked.modified:
        yield claim(linked.modified, Origin.STRUCTURED, "JSON-LD dateModified", sure=False)
    yield _from_meta(marks, _CHANGED, day_first, sure=False)


def _is_utc(marks: PageMarks, linked: LinkedData, found: Claim[date]) -> bool:
    if found.provenance.origin is Origin.STRUCTURED:
        return linked.is_utc
    return found.provenance.origin is Origin.META and any(is_utc(marks.meta.get(name, "")) for name in _PUBLISHED)


def _from_meta(marks: PageMarks, names: tuple[str, ...], day_first: bool | None, *, sure: bool) -> Claim[date] | None:
    for name in names:
        day = parse_date(marks.meta[name], day_first=day_first) if name in marks.meta else None
        if day:
            return claim(day, Origin.META, f"meta {name}", sure=sure)
    return None


def _from_title(marks: PageMarks) -> Claim[date] | None:
    """Return the date that is a part of the page's title: "Ferry runs again | 28.04.2023"."""
    days = [day for part in parts_of(marks.page_title) if (day := date_line(part))]
    return claim(days[0], Origin.META, "date in the title of the page", sure=False) if days else None


def _marked(marks: PageMarks, day_first: bool | None) -> Claim[date] | None:
    """Return the date of an element that machines are told of, else the marked one nearest to the headline."""
    for mark in marks.places.dates:
        is_ours = mark.is_stated and not is_furniture(mark.element, marks.around)
        found = _read(mark, day_first) if is_ours else None
        if found and not found.is_change:
            return claim(found.day, Origin.STRUCTURED, "element marked datePublished")
    return _printed(marks, marks.places, day_first)


def _printed(marks: PageMarks, places: MarkedPlaces, day_first: bool | None) -> Claim[date] | None:
    """Return the marked date nearest to the headline; dates before it stand further away than those after it."""

    def distance(mark: Mark) -> int:
        steps = mark.place - max(places.headline, 0)
        return steps if steps >= 0 else -2 * steps

    changed = None
    for mark in sorted(places.dates, key=distance):
        found = None if is_furniture(mark.element, marks.around) else _read(mark, day_first)
        if found is None:
            continue
        sure = places.headline >= 0 and distance(mark) <= NEAR and not found.is_change
        made = claim(found.day, Origin.MARKED, f"element “{_name(mark)}”", sure=sure)
        if not found.is_change:
            return made
        changed = changed or made
    return changed


def _read(mark: Mark, day_first: bool | None) -> FoundDate | None:
    element = mark.element
    text = text_of(element, _LONGEST + 1)
    printed = published_in(text, day_first=day_first) if text and len(text) <= _LONGEST else None
    stated = element.get("datetime") or element.get("content") or ""
    day = parse_date(stated, day_first=day_first) if stated else None
    if day is None:
        return printed
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    is_change = _CHANGE.search(names) is not None or (printed is not None and printed.is_change)
    # The printed day is the one at the place of publication, unlike one in UTC.
    if printed and is_utc(stated):
        day = printed.day
    return FoundDate(day, 0, 0, is_change)


def _name(mark: Mark) -> str:
    element = mark.element
    return one_line(element.get("itemprop") or (element.get("class") or "").strip() or str(element.tag), 40)


def _from_address(url: str | None) -> Claim[date] | None:
    for pattern in _IN_ADDRESS:
        for found in pattern.finditer(url or ""):
            year, month, number = found["y"], found["m"], found["d"]
            day = parse_date(f"{year}-{month}-{number}") or parse_date(f"{number} {month} {year}")
            if day:
                return claim(day, Origin.ADDRESS, "date in the address")
    return None
