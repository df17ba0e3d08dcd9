"""Tell a page's furniture (menus, teasers, comments, boxes to share) from its article."""

import re
from collections.abc import Container
from itertools import islice

from bs4 import Tag
from lxml.html import HtmlElement

_ELEMENTS = frozenset({"nav", "footer", "form", "menu", "select", "button", "figure", "figcaption", "template"})
_CLASSES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|footer|breadcrumbs?|related|recommend\w*|teasers?|sidebar"
    r"|share|sharing|social|comments?"
    r"|commentlist|newsletter|most-?(?:read|popular)|trending|popular|tags?|promo\w*|toc|table-of-contents"
    r"|gallery|carousel|ticker"
    r"|cookies?|widgets?)(?:$|[-_ ])",
    re.IGNORECASE,
)
# Articles are nested less deep in their page; hostile pages would have every element climb thousands of levels.
_HIGHEST = 40
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def class_names(element: HtmlElement | Tag) -> str:
    """Return an element's classes and id in one string, parted where capitals part words."""
    classes, identity = element.get("class") or "", element.get("id") or ""
    names = (part if isinstance(part, str) else " ".join(part) for part in (classes, identity))
    return _CAMEL.sub("-", " ".join(names))


def is_furniture(element: HtmlElement | Tag, around: Container[object] = ()) -> bool:
    """Tell whether an element, or one around it up to the article, is furniture by its name or class.

    `around` are elements known to hold the article, such as those around its headline; the search ends there.
    """
    above = element.parents if isinstance(element, Tag) else element.iterancestors()
    for tag in (element, *islice(above, _HIGHEST)):
        if tag in around:
            return False
        name = tag.name if isinstance(tag, Tag) else tag.tag
        if name in _ELEMENTS:
            return True
        if name in {"body", "html", "article", "main"}:
            return False
        if _CLASSES.search(class_names(tag)):
            return True
    return False
