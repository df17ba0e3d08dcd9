"""Read a page's tree as blocks of text, each with the place it stands in and what the markup says of that place.

Nothing is judged here; which blocks are the story is `story`'s matter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from archive_app.model.article import BlockKind
from archive_app.parsing.cleaning import one_line

_BLOCK_NAMES = """
    address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_UNSEEN_NAMES = """
    script style template noscript head title select button textarea option nav svg iframe object embed audio video
    canvas map datalist
"""
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_KINDS = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    "blockquote": BlockKind.QUOTE,
}
_BESIDE_STORIES = frozenset({"figcaption", "dialog", "menu"})
_WHOLE = frozenset({"html", "body", "main", "article"})
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
MARKS = (*_MARKS, "unseen")
_PATTERNS = tuple((mark, re.compile(words)) for mark, words in _MARKS.items())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_OF_CONTENT = frozenset(["article", "story", "post", "entry", "content", "news", "page", "blog", "main", "body"])
_INNER = frozenset(["body", "content", "text", "copy", "main", "inner", "page"])
_UNNAMED = frozenset[str]()
_UNSEEN_PAIRS = {("visually", "hidden"), ("sr", "only"), ("screen", "reader"), ("no", "print"), ("d", "none")}


@dataclass(slots=True, eq=False)
class Place:
    """A block element, and what its names say that it holds.

    What is hidden, or in the footer of the page itself, is not shown; captions and dialogs are no place of a story.
    """

    parent: "Place | None"
    tag: str
    kind: BlockKind
    names: str
    marks: frozenset[str]
    is_hidden: bool
    is_shown: bool
    in_story: bool


@dataclass(slots=True, eq=False)
class PageBlock:
    """A run of text that no edge of a block and no two breaks part, and how many of its characters are links.

    `text` is on one line, `printed` has the line ends of single breaks; `after_breaks` says that two stood before it.
    """

    place: Place
    text: str
    linked: int
    printed: str
    after_breaks: bool


class _Reader:
    """Collects the blocks while the tree is walked. Only elements with text in them become places."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._inside: list[etree._Element] = []
        self._places: list[Place] = []
        self._run: list[str] = []
        self._linked = 0
        self._breaks = 0
        self._after_breaks = False
        self.links = 0

    def enter(self, element: etree._Element) -> None:
        self.finish_run()
        self._inside.append(element)

    def leave(self) -> None:
        self.finish_run()
        self._inside.pop()
        if len(self._places) > len(self._inside):
            self._places.pop()

    def finish_run(self, *, at_breaks: bool = False) -> None:
        if self._run:
            printed = "".join(self._run)
            text = one_line(printed)
            if text:
                linked = min(self._linked, len(text))
                self.blocks.append(PageBlock(self._place(), text, linked, printed, self._after_breaks))
            self._run.clear()
        self._linked = self._breaks = 0
        self._after_breaks = at_breaks

    def add(self, text: str) -> None:
        if "\n" in text and self._inside[-1].tag != "pre":
            text = text.replace("\n", " ")
        self._run.append(text)
        if self.links:
            self._linked += len(text)
        if self._breaks and not text.isspace():
            self._breaks = 0

    def add_break(self) -> None:
        """Two breaks part paragraphs, one parts lines."""
        if self._breaks:
            self.finish_run(at_breaks=True)
        else:
            self._run.append("\n")
            self._breaks = 1

    def _place(self) -> Place:
        places = self._places
        while len(places) < len(self._inside):
            places.append(_place(self._inside[len(places)], places[-1] if places else None))
        return places[-1]


def page_blocks(tree: HtmlElement) -> list[PageBlock]:
    """Return the page's blocks of text in their order, without menus, buttons and what browsers never show."""
    reader = _Reader()
    reader.enter(tree)
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in BLOCKS:
                reader.enter(element)
            elif tag in _UNSEEN or is_hidden(element):
                walk.skip_subtree()
                continue
            elif tag == "a":
                reader.links += 1
            elif tag == "br":
                reader.add_break()
            text = element.text
        else:
            if tag in BLOCKS:
                reader.leave()
            elif tag == "a":
                reader.links -= 1
            text = element.tail
        if text:
            reader.add(text)
    reader.finish_run()
    return reader.blocks


def _place(element: etree._Element, parent: Place | None) -> Place:
    tag = str(element.tag)
    names = " ".join([value for name in _NAMES if (value := element.get(name))])
    hidden = is_hidden(element)
    # A page that is hidden as a whole is so until its scripts show it.
    is_out_of_sight = hidden and tag not in _WHOLE
    is_of_page = tag == "footer" and parent is not None and parent.tag == "body"
    return Place(
        parent=parent,
        tag=tag,
        kind=_KINDS.get(tag, parent.kind if parent else BlockKind.PARAGRAPH),
        names=names,
        marks=_marks(names) if names else _UNNAMED,
        is_hidden=hidden,
        is_shown=(parent is None or parent.is_shown) and not (is_out_of_sight or is_of_page),
        in_story=(parent is None or parent.in_story) and tag not in _BESIDE_STORIES,
    )


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
