"""Tell a page's furniture (menus, teasers, comments, boxes to share) from its article."""

import re
from itertools import islice

from bs4 import Tag

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


def class_names(tag: Tag) -> str:
    """Return an element's classes and id in one string, parted where capitals part words."""
    classes = tag.get("class")
    identity = tag.get("id")
    return _CAMEL.sub("-", " ".join((*(classes or ()), identity if isinstance(identity, str) else "")))


def is_furniture(element: Tag) -> bool:
    """Tell whether an element, or one around it up to the article, is furniture by its name or class."""
    for tag in (element, *islice(element.parents, _HIGHEST)):
        if tag.name in _ELEMENTS:
            return True
        if tag.name in {"body", "html", "article", "main"}:
            return False
        if _CLASSES.search(class_names(tag)):
            return True
    return False
