"""Read what a page's author called an element: its class, its id and the names given for tests and components."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

_ATTRIBUTES = frozenset(
    {
        "class", "id", "data-testid", "data-test-id", "data-test-tag", "data-test", "data-qa", "data-component",
        "data-name", "data-type",
    }
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


# Few elements have a name that matches.
_NONE: Mapping["NamePattern", str] = {}


@dataclass(frozen=True, slots=True, eq=False)
class NamePattern:
    """What a name may have in it, its words parted by hyphens.

    Of the `hints` one stands in each name that matches; they are quicker to look for.
    """

    pattern: re.Pattern[str]
    hints: tuple[str, ...]


class NameReader:
    """Tells which of a few patterns the names of a page's elements match; the same names come again and again."""

    def __init__(self, patterns: Collection[NamePattern]) -> None:
        self._patterns = patterns
        self._hints = tuple({hint for pattern in patterns for hint in pattern.hints})
        self._known: dict[str, Mapping[NamePattern, str]] = {}

    def read(self, element: HtmlElement) -> Mapping[NamePattern, str]:
        """Return what each pattern matches in the names of an element; patterns that match nothing are left out."""
        found = _NONE
        for attribute, name in element.items():
            if attribute in _ATTRIBUTES:
                known = self._known.get(name)
                if known is None:
                    known = self._known[name] = self._matches(name)
                if known:
                    found = {**found, **known}
        return found

    def _matches(self, name: str) -> Mapping[NamePattern, str]:
        lowered = name.lower()
        for hint in self._hints:
            if hint in lowered:
                break
        else:
            return _NONE
        parted = _CAMEL.sub("-", name).replace("_", "-").lower()
        return {each: match.group() for each in self._patterns if (match := each.pattern.search(parted))}
