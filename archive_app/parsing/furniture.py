"""Tell a page's furniture (menus, teasers, comments, boxes to share) from its article."""

import re
from collections.abc import Container
from itertools import islice

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


def class_names(element: HtmlElement) -> str:
    """Return an element's classes and id in one string, parted where capitals part words."""
    return _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")


def is_furniture(element: HtmlElement, around: Container[object] = ()) -> bool:
    """Tell whether an element, or one around it up to the article, is furniture by its name or class.

    `around` are elements known to hold the article, such as those around its headline; the search ends there.
    """
    for place in (element, *islice(element.iterancestors(), _HIGHEST)):
        if place in around:
            return False
        if place.tag in _ELEMENTS:
            return True
        if place.tag in {"body", "html", "article", "main"}:
            return False
        if _CLASSES.search(class_names(place)):
            return True
    return False
