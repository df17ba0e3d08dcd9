"""Read what a page's author called an element: its class, its id and the names given for tests and components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_ATTRIBUTES = (
    "class", "id", "data-testid", "data-test-id", "data-test-tag", "data-test", "data-qa", "data-component",
    "data-name", "data-type",
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def names_of(element: HtmlElement) -> str:
    """Return all names of an element in one string."""
    values = element.attrib
    return " ".join(values[name] for name in _ATTRIBUTES if name in values)


@dataclass(frozen=True, slots=True)
class NamePattern:
    """What a name may have in it, and letters of which it holds at least one piece; those are quicker to look for."""

    pattern: re.Pattern[str]
    hints: tuple[str, ...]

    def search(self, names: str) -> str | None:
        """Return what matches in a name, its words parted by hyphens, or None where nothing does."""
        lowered = names.lower()
        if not any(hint in lowered for hint in self.hints):
            return None
        found = self.pattern.search(_parted(names))
        return found and found.group()


def named(tree: HtmlElement, pattern: NamePattern, tags: frozenset[str]) -> Iterator[HtmlElement]:
    """Yield the elements of certain tags that have a name that a pattern matches, in the page's order."""
    known: dict[str, bool] = {}
    for element in tree.iter(*tags):
        for attribute, value in element.items():
            if attribute not in _ATTRIBUTES:
                continue
            if value not in known:
                known[value] = pattern.search(value) is not None
            if known[value]:
                yield element
                break


def _parted(name: str) -> str:
    return _CAMEL.sub("-", name).replace("_", "-").lower()
