"""Collect what marks facts about the article in a page's tree, in one pass: meta tags, headings, bylines, dates.

Says where things stand and under which name; which of them count is left to those who read them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice, pairwise

from lxml import etree
from lxml.html import HtmlElement

from archive_app.parsing.cleaning import one_line, unescaped

_LONGEST_CONTENT = 2_000
# What is marked further from the headline than this many elements more likely belongs to another article.
NEAR = 60
_MOST_HEADINGS, _MOST_MARKS = 12, 40
_PARTS_OF_CLASS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
# Words in class names, parted by anything but letters and by capitals; two that stand together count as one, too.
_AUTHORS = """
    byline author authors authorname autor autoren autorin autors auteur auteurs verfasser writer writtenby wroteby
    contributor contributors poster postby postedby journalist redactor reporter creditname
"""
_AUTHOR_WORDS = frozenset(_AUTHORS.split())
_DATES = """
    date datum fecha data published publishing publish publishdate publishedate publishedat publishedon publishtime
    publishinfo publishingdate pubdate pubtime postdate posttime postmeta datetime timestamp time posted postedon
    postedat created dateline metainfo newsdate articledate articletime articlemeta articleinfo articleinfos
"""
_DATE_WORDS = frozenset(_DATES.split())
# Every word above has one of these in it; few class names do.
_STEM = re.compile(
    r"author|aut[oe]|byline|verfass|writ|wrote|contrib|post|journal|redac|report|credit|dat|fech|publ|pub|time|crea|meta|info"
)
# Alternatives are parted by their first letters, which the many links of a page are soonest told by.
_AUTHOR_PAGE = re.compile(
    r"/(?:a(?:uthors?|utor(?:en|es|i)?|uteurs?)|by|pe(?:ople|rsons?)|staff|co(?:ntributors?|lumnists?)|reporters?"
    r"|journalists?|writers?)/[^/?#]|[?&]author=|author/"
)
_WRAPPING = frozenset(
    {"html", "head", "body", "article", "section", "main", "ul", "ol", "form", "input", "img", "script", "style"}
)
_INLINE = frozenset({"b", "i", "em", "strong", "sup", "sub", "font", "mark", "u", "abbr", "wbr", "cite", "q", "small"})
_CLOSING_MARKS = tuple(",.;:!?)]}»”’%…")
_SEVERAL = frozenset({"author", "citation_author", "article:author", "dc.creator", "parsely-author"})


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that its name, class, link or attributes mark, and its place in the order of all elements."""

    element: HtmlElement
    place: int
    is_stated: bool = False
    """Whether an attribute made for machines marks it: `itemprop`, `pubdate`."""


@dataclass(frozen=True, slots=True)
class MarkedPlaces:
    """Where a page marks authors and dates; `headline` is the headline's place, -1 where the page shows none."""

    authors: list[Mark] = field(default_factory=list)
    dates: list[Mark] = field(default_factory=list)
    headline: int = -1


@dataclass
class PageMarks:
    """What a page marks. `meta` has the contents of meta tags by lower-case name; the first of a name counts."""

    tree: HtmlElement
    language: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    page_title: str = ""
    headings: list[HtmlElement] = field(default_factory=list)
    headline: HtmlElement | None = None
    """The heading that was chosen as the headline."""

    @cached_property
    def around(self) -> frozenset[HtmlElement]:
        """The elements around the headline."""
        return frozenset() if self.headline is None else frozenset(self.headline.iterancestors())

    @cached_property
    def places(self) -> MarkedPlaces:
        """Where authors and dates are marked in the whole page; a long search, for pages that do not state both."""
        return _places(enumerate(self.tree.iter(etree.Element)), self.headline)

    @cached_property
    def near_places(self) -> MarkedPlaces:
        """Where authors and dates are marked near the headline."""
        if self.headline is None:
            return MarkedPlaces()
        before = list(islice(_before(self.headline), NEAR // 2))
        after = islice(_after(self.headline), NEAR)
        return _places(enumerate(chain(reversed(before), [self.headline], after), -len(before)), self.headline)


def read_marks(tree: HtmlElement) -> PageMarks:
    """Collect the marks of a page."""
    marks = PageMarks(tree, language=tree.get("lang") or tree.get("xml:lang") or "")
    for element in tree.iter("meta", "link", "title", "h1", "h2", "h3"):
        name = element.tag
        if name == "meta":
            _read_meta(element, marks.meta)
        elif name == "link":
            if "canonical" in (element.get("rel") or "").lower() or element.get("itemprop") == "mainEntityOfPage":
                marks.canonical.append(element.get("href") or "")
        elif name == "title":
            marks.page_title = marks.page_title or text_of(element, _LONGEST_CONTENT)
        elif len(marks.headings) < _MOST_HEADINGS:
            marks.headings.append(element)
    return marks


def _read_meta(element: HtmlElement, meta: dict[str, str]) -> None:
    names = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
    # Some programs that save pages write the one attribute for the other.
    content = one_line(unescaped(element.get("content") or element.get("value") or ""), _LONGEST_CONTENT)
    if not names or not content:
        return
    for key in names.lower().split():
        if key in _SEVERAL and key in meta and content not in meta[key]:
            meta[key] = f"{meta[key]}, {content}"
        meta.setdefault(key, content)


def _after(element: HtmlElement) -> Iterator[HtmlElement]:
    """Return the elements after an element and all in it, in the order of the page."""
    node: HtmlElement | None = element
    while node is not None:
        for following in node.itersiblings(etree.Element):
            yield from following.iter(etree.Element)
        node = node.getparent()


def _before(element: HtmlElement) -> Iterator[HtmlElement]:
    """Return the elements before an element, the nearest first; those around it are among them."""
    node: HtmlElement | None = element
    while node is not None:
        previous = node.getprevious()
        if previous is None:
            node = node.getparent()
        else:
            node = previous
            while len(node):
                node = node[-1]
        if node is not None:
            yield node


def _places(elements: Iterable[tuple[int, HtmlElement]], headline: HtmlElement | None) -> MarkedPlaces:
    authors: list[Mark] = []
    dates: list[Mark] = []
    headline_place = -1
    for place, element in elements:
        name = element.tag
        if name in _WRAPPING:
            continue
        if element is headline:
            headline_place = place
        item, classes = element.get("itemprop"), element.get("class")
        is_author, is_date = _kinds(classes) if classes else (False, False)
        is_stated = item in {"author", "creator"}
        if (is_author or is_stated or (name == "a" and is_author_link(element))) and len(authors) < _MOST_MARKS:
            authors.append(Mark(element, place, is_stated))
        is_stated = item == "datePublished" or (name == "time" and element.get("pubdate") is not None)
        if (is_date or is_stated or name == "time") and len(dates) < _MOST_MARKS:
            dates.append(Mark(element, place, is_stated))
    return MarkedPlaces(authors, dates, headline_place)


@lru_cache(maxsize=8192)
def _kinds(classes: str) -> tuple[bool, bool]:
    """Tell whether class names speak of an author and of a date; sites repeat few of them over and over."""
    classes = classes[:300]
    if _STEM.search(classes.lower()) is None:
        return False, False
    words = [word.lower() for word in _PARTS_OF_CLASS.findall(classes)]
    words.extend([first + second for first, second in pairwise(words)])
    return not _AUTHOR_WORDS.isdisjoint(words), not _DATE_WORDS.isdisjoint(words)


def is_author_link(element: HtmlElement) -> bool:
    """Tell whether a link leads to the page of an author, by its relation or its address."""
    return "author" in (element.get("rel") or "") or bool(_AUTHOR_PAGE.search((element.get("href") or "").lower()))


def text_of(element: HtmlElement, limit: int) -> str:
    """Return an element's text as one line of up to `limit` characters, with spaces where blocks and spans meet."""
    parts: list[str] = []
    length = 0
    for node in element.iter(etree.Element):
        gap = "" if node is element or node.tag in _INLINE else " "
        for text in (node.text, None if node is element else node.tail):
            if text:
                is_glued = text.startswith(_CLOSING_MARKS)
                parts.append(text if is_glued else gap + text)
                length += len(text)
        if length > 4 * limit:
            break
    return one_line("".join(parts), limit)


def headline_of(heading: HtmlElement, limit: int) -> tuple[str, str]:
    """Return a heading's text without and with its kicker, the few words over a headline that name its topic.

    A kicker stands in an element of its own at the start of the heading, and is told by its class.
    """
    whole = text_of(heading, limit)
    first = next(iter(heading), None)
    if first is None or (heading.text or "").strip():
        return whole, whole
    kicker = text_of(first, limit).rstrip(" :|–—-")
    rest = whole[len(kicker) :].strip(" :|–—-") if kicker and whole.startswith(kicker) else ""
    is_kicker = rest and len(rest) > len(kicker) / 2
    return (rest if is_kicker else whole), whole


def first_content(meta: Mapping[str, str], names: tuple[str, ...], limit: int) -> tuple[str, str] | None:
    """Return the first of the meta tags with something in it: its name and its content."""
    return next(((name, one_line(meta[name], limit)) for name in names if meta.get(name)), None)
