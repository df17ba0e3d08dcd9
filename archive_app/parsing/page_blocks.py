"""Read a page's tree as blocks of text, each with the place it stands in and what the markup says of that place.

Nothing is judged here; which blocks are the story is `story`'s matter.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from archive_app.parsing.cleaning import one_line

_BLOCK_NAMES = """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr li main ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN_NAMES = """
    script style template noscript head title select button textarea option nav svg iframe object embed audio video
    canvas map datalist dialog menu figcaption
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_NAMES = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

# What words in classes and ids say that an element holds; the words are those that content systems use.
_MARKS = {
    "content": r"article|story|post|entry|content|text|main|body|blog",
    "body": r"(?:article|story|post|entry|content|news|page|blog|main)(?:body|content|text|copy|inner)"
    r"|body(?:text|copy)|paragraph|richtext|prose",
    "comments": r"comments?|disqus|respond|reply|replies|discussion|forum",
    "related": r"related|recommend\w*|more|popular|trending|most|also|latest|teasers?|cards?|listing|feed|promo\w*"
    r"|similar|suggest\w*|outbrain|taboola|next|previous|pagination|carousel|slider",
    "navigation": r"nav|navbar|navigation|menu|breadcrumbs?|footer|header|masthead|toolbar|topbar|toc|skip|search"
    r"|login",
    "sharing": r"share|sharing|social|follow|facebook|twitter|whatsapp|print|email|tools|actions?|buttons?|btn",
    "advertising": r"ads?|advert\w*|sponsor\w*|newsletter|subscri\w*|signup|paywall|cookies?|consent|banner|popup|modal"
    r"|gdpr|premium|donat\w*|alert|notice|disclaimer|copyright|legal|cta|form",
    "about": r"meta|info|byline|author|bio|profile|dates?|time|timestamp|published|tags?|categor\w*|labels?|kicker"
    r"|topics?|keywords?|details|rating",
    "picture": r"captions?|credits?|gallery|images?|imgs?|figure|photos?|picture|media|video|player|embed|thumb\w*|pic",
    "aside": r"side|sidebar|aside|rail|widgets?|right|left|secondary|column|box|infobox|factbox|panel|complementary"
    r"|inset|pull",
    "intro": r"lead|intro|summary|standfirst|deck|dek|subtitle|subheadline|excerpt|abstract|teaser|description|perex"
    r"|chapo|vorspann|preamble|ingress|bajada",
    "quote": r"quotes?|pullquote|blockquote",
}
_PATTERNS = tuple((mark, re.compile(words)) for mark, words in _MARKS.items())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_OF_CONTENT = frozenset(["article", "story", "post", "entry", "content", "news", "page", "blog", "main", "body"])
_INNER = frozenset(["body", "content", "text", "copy", "main", "inner", "page"])
_UNNAMED = frozenset[str]()
_UNSEEN_PAIRS = {("visually", "hidden"), ("sr", "only"), ("screen", "reader"), ("no", "print"), ("d", "none")}


@dataclass(slots=True, eq=False)
class Place:
    """A block element: what its names say that it holds, and how much text stands in it and below it.

    `length` and `linked` count characters; the characters of what reads as sentences are counted in `prose`.
    """

    parent: "Place | None"
    tag: str
    names: str
    marks: frozenset[str]
    is_hidden: bool
    length: int = 0
    linked: int = 0
    prose: int = 0


@dataclass(slots=True, eq=False)
class PageBlock:
    """A run of text that no edge of a block parts, and how many of its characters are links."""

    place: Place
    text: str
    linked: int


@dataclass(slots=True)
class _Reader:
    """Collects the blocks while the tree is walked."""

    place: Place
    blocks: list[PageBlock] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    after_break: bool = False

    def finish_run(self) -> None:
        if self.run:
            text = one_line("".join(self.run))
            if text:
                self.blocks.append(PageBlock(self.place, text, min(self.linked, len(text))))
            self.run = []
        self.linked = 0
        self.after_break = False

    def add(self, text: str) -> None:
        self.run.append(text)
        if self.links:
            self.linked += len(text)
        if self.after_break and not text.isspace():
            self.after_break = False

    def add_break(self) -> None:
        """Two breaks part paragraphs, one is white space."""
        if self.after_break:
            self.finish_run()
        else:
            self.run.append(" ")
            self.after_break = True


def page_blocks(tree: HtmlElement) -> list[PageBlock]:
    """Return the page's blocks of text in their order, without menus, buttons and what browsers never show."""
    reader = _Reader(_place(tree, None))
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _UNSEEN:
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                reader.finish_run()
                reader.place = _place(element, reader.place)
            elif tag == "a":
                reader.links += 1
            elif tag == "br":
                reader.add_break()
            text = element.text
        else:
            if tag in BLOCKS:
                reader.finish_run()
                reader.place = reader.place.parent or reader.place
            elif tag == "a":
                reader.links -= 1
            text = element.tail
        if text:
            reader.add(text)
    reader.finish_run()
    return reader.blocks


def _place(element: etree._Element, parent: Place | None) -> Place:
    attributes = dict(element.items())
    if not attributes:
        return Place(parent, str(element.tag), "", _UNNAMED, is_hidden=False)
    names = " ".join([str(attributes[name]) for name in _NAMES if name in attributes])
    return Place(parent, str(element.tag), names, _marks(names), is_hidden(element))


def is_hidden(element: etree._Element) -> bool:
    """Tell an element that its own attributes hide."""
    style = element.get("style")
    return (style is not None and _HIDDEN.search(style) is not None) or element.get("hidden") is not None


@lru_cache(maxsize=5_000)
def _marks(names: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(names)]
    marks = {mark for word in words for mark in _marks_of_word(word)}
    for pair in pairwise(words):
        if pair[0] in _OF_CONTENT and pair[1] in _INNER:
            marks.add("body")
        elif pair in _UNSEEN_PAIRS:
            marks.add("unseen")
    return frozenset(marks)


@lru_cache(maxsize=5_000)
def _marks_of_word(word: str) -> tuple[str, ...]:
    return tuple(mark for mark, pattern in _PATTERNS if pattern.fullmatch(word))
