"""Make the one tree of a page that all steps of parsing read and none changes."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

# Trees take seconds to build and to walk for this many; lightened, the largest real pages have two thirds of it.
MOST_TAGS = 30_000
# Of a page with more, the start, where its facts are.
_START_OF_PAGE = 200_000
_HTML_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
_BLOCK_START = re.compile(r"<(?:p|div|section|article|table|tr|ul|ol|li|blockquote|h[1-6]|br|hr)\b", re.IGNORECASE)
# Inline and wrapping elements: without them a page keeps its blocks.
_WRAPPERS = re.compile(
    r"</?(?:div|span|section|font|center|b|i|em|strong|small|big|u|a|table|tbody|tr|td)\b[^<>]*>", re.IGNORECASE
)


def read_tree(markup: str) -> HtmlElement:
    """Return the tree of lightened markup, an empty element where there is nothing in it."""
    if markup.count("<") > MOST_TAGS:
        markup = markup[:_START_OF_PAGE]
    tree, is_whole = _parsed(markup)
    if not is_whole:
        # libxml2 drops what is nested more than 2,048 elements deep, and all that comes after it.
        tree, _ = _parsed(_WRAPPERS.sub("\n", markup))
    return tree


def read_trees(markup: str) -> Iterator[HtmlElement]:
    """Yield the trees of lightened markup that is all text, in pieces of which trees can be made."""
    tags = [tag.start() for tag in re.finditer("<", markup)]
    start = number = 0
    while len(tags) - number > MOST_TAGS:
        # Cut at the last edge of a block in the second half of what fits, or else anywhere between tags.
        fitting = range(number + MOST_TAGS, number + MOST_TAGS // 2, -1)
        number = next((tag for tag in fitting if _BLOCK_START.match(markup, tags[tag])), fitting.start)
        yield read_tree(markup[start : tags[number]])
        start = tags[number]
    yield read_tree(markup[start:])


def _parsed(markup: str) -> tuple[HtmlElement, bool]:
    parser = HTMLParser(
        huge_tree=True, recover=True, remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8"
    )
    # lxml.html asks a function of Python's for the class of each element.
    parser.set_element_class_lookup(_HTML_ELEMENTS)
    try:
        tree = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # An empty document.
        tree = None
    is_whole = all(error.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return parser.makeelement("html") if tree is None else tree, is_whole
