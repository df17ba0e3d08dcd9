"""Find the key points that a page states: the list under a takeaways heading, in such a box, or under the headline.

A heading alone is not enough: lists of links, menus and teasers of other stories stand under similar ones. Where
unsure, nothing is returned.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from archive_app.parsing.brief import is_takeaway_label
from archive_app.parsing.cleaning import one_line, squashed
from archive_app.parsing.furniture import class_names, is_furniture
from archive_app.parsing.labels import WEAK_TAKEAWAY_LABELS
from archive_app.parsing.lines import folded

_LONGEST_LABEL = 60
# Bounds for hostile pages; real ones have a few boxes, and a list within a few elements of its heading.
_MOST_TRIED, _NEAR, _MOST_ELEMENTS = 20, 100, 1_000
_FEWEST, _MOST = 2, 12
_LONGEST_ITEM = 1_200
_LONGEST_UNLABELLED = 400
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOX_CLASS = re.compile(
    r"(?:^|[-_ ])(?:key-?(?:points?|takeaways?|facts?|highlights?)|takeaways?|(?:story"
    r"|article)-?(?:highlights?|takeaways?)"
    r"|[a-z]{0,3}-?bullet-?points?|summary-?(?:list|bullets|points)|article-?summary|at-a-glance|tl-?dr)(?:$|[-_ ])",
    re.IGNORECASE,
)
_DECK_CLASS = re.compile(
    r"(?:^|[-_ ])(?:sub-?tit(?:le)?s?|sub-?headlines?|mid-?title|deck|standfirst|bullets?)(?:$|[-_ ])", re.IGNORECASE
)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_FEWEST_UNLABELLED = 3
# How many characters of any kind, and of paragraphs, may stand between a headline and the points under it.
_BEFORE_STORY = 1_500
_LONGEST_STANDFIRST = 250


def find_page_takeaways(soup: BeautifulSoup, title: str) -> tuple[str, ...]:
    """Return the key points of the article with a title, or nothing where the page states none or it is not sure."""
    for candidates in (_labelled(soup), _boxed(soup), _under_headline(soup, title)):
        for items in candidates:
            if items:
                return tuple(items)
    return ()


def _labelled(soup: BeautifulSoup) -> Iterator[list[str]]:
    """Yield the list under each takeaways heading."""
    for label, sure in islice(_labels(soup), _MOST_TRIED):
        box = _list_after(label)
        if box is None or is_furniture(box):
            continue
        items = _items(box)
        if _are_takeaways(items, box, fewest=1 if sure and label.name in _HEADINGS else _FEWEST):
            yield items


def _labels(soup: BeautifulSoup) -> Iterator[tuple[Tag, bool]]:
    """Yield the elements that are nothing but a takeaways heading, and whether the heading is a sure one."""
    for string in soup.find_all(string=True):
        text = str(string)
        if len(text) > _LONGEST_LABEL * 3 or not text.strip() or type(string) is not NavigableString:
            continue
        line = one_line(text)
        sure = is_takeaway_label(line)
        if not sure and folded(line[:_LONGEST_LABEL]) not in WEAK_TAKEAWAY_LABELS:
            continue
        element = string.parent
        if element is None or element.name in {"title", "option", "a", "button"} or is_furniture(element):
            continue
        yield element, sure


def _list_after(label: Tag) -> Tag | None:
    """Return the list that follows a heading with next to no text between, inside the heading's surroundings."""
    between = 0
    own = sum(1 for _ in islice(label.descendants, _NEAR))
    for node in islice(label.next_elements, own, _NEAR):
        if isinstance(node, Tag):
            if node.name in {"ul", "ol"}:
                return node
            if node.name in _HEADINGS:
                return None
        elif isinstance(node, NavigableString):
            between += len(node.strip())
            if between > _LONGEST_LABEL:
                return None
    return None


def _boxed(soup: BeautifulSoup) -> Iterator[list[str]]:
    """Yield the items of boxes that a class name calls key points."""
    for box in soup.find_all(_is_box, limit=_MOST_TRIED):
        if is_furniture(box):
            continue
        inner = box if box.name in {"ul", "ol"} else box.find(["ul", "ol"])
        items = _items(inner) if inner else _lines(box, ("p",))
        if _are_takeaways(items, box, fewest=_FEWEST) and _are_sentences(items):
            yield items


def _is_box(tag: Tag) -> bool:
    if tag.name not in {"ul", "ol", "div", "section", "aside", "header", "details"}:
        return False
    return _BOX_CLASS.search(class_names(tag)) is not None


def _under_headline(soup: BeautifulSoup, title: str) -> Iterator[list[str]]:
    """Yield lists and sub-headlines that stand between the headline and the story."""
    for headline in _headlines(soup, squashed(title)):
        seen = told = 0
        for node in islice(headline.next_elements, _MOST_ELEMENTS):
            if isinstance(node, NavigableString):
                seen += len(node.strip())
            elif isinstance(node, Tag):
                yield from _deck(node)
                told += len(one_line(node.get_text(" "))) if node.name == "p" else 0
            if seen > _BEFORE_STORY or told > _LONGEST_STANDFIRST:
                break


def _headlines(soup: BeautifulSoup, title: str) -> Iterator[Tag]:
    """Yield the first top heading and the places where the title is shown; some pages show it in no heading."""
    first = soup.find("h1")
    if first is not None:
        yield first
    places = (string.parent for string in soup.find_all(string=True) if len(string) < 400 and squashed(string) == title)
    shown = (place for place in places if place is not None and place.name != "title" and place is not first)
    yield from islice((place for place in shown if not is_furniture(place)), 2 if title else 0)


def _deck(tag: Tag) -> Iterator[list[str]]:
    """Yield a list, or several sub-headlines, where they read as statements and a story follows them."""
    if tag.name == "ul" and tag.find_parent("li") is None:
        items, statements = _items(tag), _are_full_sentences
    elif tag.name in {"div", "h2", "h3"} and _DECK_CLASS.search(class_names(tag)):
        items, statements = _lines(tag, ("h2", "h3", "p", "li")), _are_sentences
    else:
        return
    if not _are_takeaways(items, tag, fewest=_FEWEST_UNLABELLED) or not statements(items) or is_furniture(tag):
        return
    if len({item.split(" ", 1)[0] for item in items}) > 1 and _is_story_after(tag, sum(map(len, items))):
        yield items


def _is_story_after(tag: Tag, length: int) -> bool:
    """Tell whether paragraphs follow that are together longer than the list; else the list is the story."""
    told = 0
    for node in tag.next_elements:
        if isinstance(node, Tag) and node.name in {"p", "br"}:
            told += len(node.get_text()) if node.name == "p" else len(str(node.next_sibling or "").strip())
            if told > length:
                return True
    return False


def _items(box: Tag) -> list[str]:
    return [
        line for item in box.find_all("li", recursive=False, limit=_MOST + 1) if (line := one_line(item.get_text(" ")))
    ]


def _lines(box: Tag, names: Iterable[str]) -> list[str]:
    """Return a box's statements: its paragraphs, or else the lines that breaks part."""
    inner = [one_line(tag.get_text(" ")) for tag in box.find_all(list(names))]
    if len(inner) >= _FEWEST:
        return [line for line in inner if line]
    if box.find("br") is None:
        return []
    return [line for part in box.get_text("\n").split("\n") if (line := one_line(part))]


def _are_takeaways(items: list[str], box: Tag, *, fewest: int) -> bool:
    """Tell key points from menus and teasers: a few statements of some length that are not links as a whole."""
    if not fewest <= len(items) <= _MOST or max(map(len, items)) > _LONGEST_ITEM or len(set(items)) < len(items):
        return False
    length = sum(map(len, items))
    linked = sum(len(one_line(link.get_text(" "))) for link in box.find_all("a"))
    return linked * 2 < length and length >= _weighted(items, 20) * len(items)


def _are_sentences(items: list[str]) -> bool:
    return sum(map(len, items)) >= _weighted(items, 35) * len(items)


def _are_full_sentences(items: list[str]) -> bool:
    """Tell statements from facts and names; unlabelled lists need it of nearly all their items."""
    return all(_weighted([item], 40) <= len(item) <= _LONGEST_UNLABELLED for item in items)


def _weighted(items: list[str], length: int) -> int:
    """Return a length fit for the script: Chinese, Japanese and Korean say as much in a third of the characters."""
    return length // 3 if any(map(_EAST_ASIAN.search, items)) else length
