"""Read what a page states about its article in JSON-LD (schema.org), however it is nested, listed or broken."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archive_app.parsing.bylines import LONGEST_BYLINE, clean_byline
from archive_app.parsing.cleaning import one_line, unescaped
from archive_app.parsing.dates import is_utc, parse_date
from archive_app.parsing.facts import LONGEST_SITE_NAME
from archive_app.parsing.titles import LONGEST_TITLE
from archive_app.parsing.urls import web_address

_LONGEST_SCRIPT = 2_000_000
_MOST_NODES = 2_000
_TRAILING_COMMA = re.compile(r",(\s{0,100}[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s?<!\[CDATA\[|<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/)|(?:-->|//\s?\]\]>|\]\]>|;)\s*$"
)
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review|BlogPost|NewsItem|Recipe)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What JSON-LD states; `is_utc` says that `published` is the day of an instant in UTC, not of a local date."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    is_utc: bool = False
    modified: date | None = None
    site_name: str | None = None
    url: str | None = None
    language: str | None = None


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """Read the facts of the first article node in JSON-LD scripts, and the names its references point to."""
    nodes = [node for script in scripts for node in _nodes(_parsed(script))][:_MOST_NODES]
    by_id = {identity: node for node in nodes if isinstance(identity := node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(_ARTICLE_TYPE.search(kind) for kind in _types(node))]
    articles.sort(key=lambda node: "headline" not in node)
    article = articles[0] if articles else _page_node(nodes)
    publisher = _first_name(article.get("publisher"), by_id) or _publisher(nodes)
    published = _date(article, ("datePublished", "dateCreated", "uploadDate"))
    modified = _date(article, ("dateModified",))
    return LinkedData(
        title=_text(article.get("headline"), LONGEST_TITLE) or _name(article),
        byline=_byline(article, by_id),
        published=published and published[0],
        is_utc=published is not None and published[1],
        modified=modified and modified[0],
        site_name=publisher,
        url=web_address(_address(article.get("mainEntityOfPage")) or _address(article.get("url"))),
        language=_text(article.get("inLanguage"), 20),
    )


def _parsed(script: str) -> object:
    if len(script) > _LONGEST_SCRIPT:
        return None
    text = _WRAPPING.sub("", _WRAPPING.sub("", script.strip())).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), unescaped(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: object) -> list[Mapping[str, object]]:
    """Return all objects in the order they are written, without recursion."""
    found: list[Mapping[str, object]] = []
    waiting = [data]
    while waiting and len(found) < _MOST_NODES:
        item = waiting.pop()
        if isinstance(item, dict):
            found.append(item)
            waiting.extend(reversed([value for value in item.values() if isinstance(value, dict | list)]))
        elif isinstance(item, list):
            waiting.extend(reversed(item))
    return found


def _types(node: Mapping[str, object]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _page_node(nodes: list[Mapping[str, object]]) -> Mapping[str, object]:
    """Return the page's own node for want of an article; only what it says of dates and authors counts."""
    for node in nodes:
        if "WebPage" in _types(node) and ("datePublished" in node or "author" in node):
            return {key: value for key, value in node.items() if key != "name"}
    return {}


def _publisher(nodes: list[Mapping[str, object]]) -> str | None:
    for node in nodes:
        if any(kind in {"NewsMediaOrganization", "WebSite"} for kind in _types(node)):
            name = _text(node.get("name"), LONGEST_SITE_NAME)
            if name:
                return name
    return None


def _name(article: Mapping[str, object]) -> str | None:
    """Return an article's name for want of a headline; that of a recipe is the dish's."""
    return None if "Recipe" in _types(article) else _text(article.get("name"), LONGEST_TITLE)


def _text(value: object, limit: int) -> str | None:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName")
    return one_line(unescaped(value), limit) or None if isinstance(value, str) else None


def _address(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _first_name(value: object, by_id: Mapping[str, Mapping[str, object]]) -> str | None:
    names = _names(value, by_id)
    return names[0] if names else None


def _names(value: object, by_id: Mapping[str, Mapping[str, object]]) -> list[str]:
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        node = item
        if isinstance(item, dict) and "name" not in item and isinstance(item.get("@id"), str):
            node = by_id.get(item["@id"], item)
        if isinstance(node, dict) and isinstance(node.get("name"), list):
            names.extend(text for entry in node["name"] if (text := _text(entry, LONGEST_BYLINE)))
        elif isinstance(node, dict | str) and (text := _text(node, LONGEST_BYLINE)):
            names.append(text)
    return names


def _byline(article: Mapping[str, object], by_id: Mapping[str, Mapping[str, object]]) -> str | None:
    names = [clean for name in _names(article.get("author"), by_id) if (clean := clean_byline(name))]
    return one_line(", ".join(dict.fromkeys(names)), LONGEST_BYLINE) or None


def _date(article: Mapping[str, object], keys: tuple[str, ...]) -> tuple[date, bool] | None:
    """Return the first date under the keys, and whether it is that of an instant in UTC."""
    for key in keys:
        value = _text(article.get(key), 100)
        if value and (day := parse_date(value)):
            return day, is_utc(value)
    return None
