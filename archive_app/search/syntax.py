"""A query as read: its tree, and how each part is written in the query language.

`parser` builds the tree; `matching`, `highlight` and `suggest` walk it. Knows nothing of Whoosh.
"""

import fnmatch
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive_app.search.analysis import Token
from archive_app.search.marks import IS

OPERATORS = frozenset({"AND", "OR", "NOT"})

FIELDS = {
    "title": "title",
    "takeaway": "takeaway",
    "text": "text",
    "credit": "credit",
    "by": "byline",
    "site": "site",
    "lang": "language",
    "type": "format",
    "outlet": "outlet",
    "credited": "credited",
    "further": "further",
    "publisher": "publisher",
    "tag": "tag",
    "is": "mark",
    "has": "mark",
}
"""The field names of the query language and the fields they stand for."""

KEYWORDS = frozenset({"language", "format", "outlet", "credited", "further", "publisher", "tag", "mark"})
"""Fields that hold names, not words."""

ONE_EACH = frozenset({"language", "format"})
"""Those in which a record has one name at most, so that names side by side are alternatives."""

_NAMES = {field: name for name, field in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or neighbouring words: a phrase, `AI-related`, or a word of a script without spaces.

    `exact` asks for the words as printed, not for their stems. `prefix` takes the last word as unfinished.
    `field` is None for all fields that text is searched in. `also` are its synonyms, any of which will do.
    """

    text: str
    tokens: tuple[Token, ...]
    exact: bool = False
    prefix: bool = False
    field: str | None = None
    also: tuple["Words", ...] = ()

    @property
    def open_ended(self) -> bool:
        """Say whether the last token stands for every term that begins with it.

        A lone character of a script without spaces does: it is found in pairs of characters.
        """
        return self.prefix or self.tokens[-1].lone

    def __str__(self) -> str:
        star = "*" if self.prefix else ""
        if self.exact and not (star and len(self.tokens) == 1):
            return f'{_prefix(self.field)}"{self.text}{star}"'
        text = self.text.lower() if self.text in OPERATORS else self.text
        return f"{_prefix(self.field)}{text}{star}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with `*` (any characters) or `?` (one character) in it, folded."""

    text: str
    field: str | None = None

    @property
    def beginning(self) -> str:
        """The characters before the first wildcard."""
        return re.split("[*?]", self.text, maxsplit=1)[0]

    @property
    def expression(self) -> re.Pattern[str]:
        """A regular expression for whole printed words."""
        return re.compile(fnmatch.translate(self.text))

    def __str__(self) -> str:
        return f"{_prefix(self.field)}{self.text}"


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A folded word that may be misspelt, by so many edits after its first letter."""

    text: str
    edits: int
    field: str | None = None

    def __str__(self) -> str:
        return f"{_prefix(self.field)}{self.text}~{self.edits}"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A name, folded, that a record has as a whole: a language, an outlet, a tag; `prefix` takes it as unfinished."""

    field: str
    value: str
    prefix: bool = False

    @property
    def name(self) -> str:
        """The name as a query writes it."""
        name = f"{self.value}{'*' if self.prefix else ''}"
        return name if re.fullmatch(r"[\w-]+", self.value) else f'"{name}"'

    def __str__(self) -> str:
        return f"{'is:' if self.field == 'mark' and self.value in IS else _prefix(self.field)}{self.name}"


@dataclass(frozen=True, slots=True)
class Dates:
    """Published from the first to the last day, both included; None leaves that end open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        length = self._characters
        first, last = ["" if day is None else day.isoformat()[:length] for day in (self.first, self.last)]
        return f"date:{first}" if first == last else f"date:{first}..{last}"

    @property
    def _characters(self) -> int:
        """How much of its dates has to be written: years, months or days."""
        begins = self.first is None or self.first.day == 1
        ends = self.last is None or self.last == date.max or (self.last + timedelta(days=1)).day == 1
        if not (begins and ends):
            return len("2024-01-31")
        years = (self.first is None or self.first.month == 1) and (self.last is None or self.last.month == 12)
        return len("2024") if years else len("2024-01")


@dataclass(frozen=True, slots=True)
class Alike:
    """Records that share telling words with an article, which itself is left out."""

    article: int

    def __str__(self) -> str:
        return f"like:{self.article}"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The records of one article."""

    article: int

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Everything:
    """All records."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Must:
    """A part asked for with `+`: it stays required when any of the other words will do."""

    part: "Node"

    def __str__(self) -> str:
        return f"+{_bracketed(self.part)}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: "Node"

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts, each once. `loose` parts were only written side by side, without AND.

    `times` says how often each was written, where that is not once.
    """

    parts: tuple["Node", ...]
    loose: bool
    times: tuple[int, ...] = ()

    def __str__(self) -> str:
        return (" " if self.loose else " AND ").join(map(_bracketed, self.parts))


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more parts, each once; `times` as in `And`. `all_first` puts records with all parts first."""

    parts: tuple["Node", ...]
    times: tuple[int, ...] = ()
    all_first: bool = False

    @property
    def field(self) -> str | None:
        """The field that all parts are names of, if they are."""
        fields = {part.field if isinstance(part, Keyword) else None for part in self.parts}
        return fields.pop() if len(fields) == 1 else None

    def __str__(self) -> str:
        if self.field is not None:
            names = [part.name for part in self.parts if isinstance(part, Keyword)]
            return f"{_prefix(self.field)}({' OR '.join(names)})"
        return " OR ".join(map(_bracketed, self.parts))


Sought = Words | Pattern | Fuzzy
Leaf = Sought | Keyword | Dates | Alike | Numbered | Everything
Node = Leaf | Must | Not | And | Or


def leaves(node: Node) -> list[Sought]:
    """Return the words and what stands for words that a record is found by, in order; not those it must not have."""
    match node:
        case Words():
            return [node, *node.also]
        case Pattern() | Fuzzy():
            return [node]
        case Must():
            return leaves(node.part)
        case And() | Or():
            return [leaf for part in node.parts for leaf in leaves(part)]
        case _:
            return []


def changed(node: Node, change: Callable[[Leaf], Node]) -> Node:
    """Return a tree with another node in the place of each leaf."""
    match node:
        case Must() | Not():
            return replace(node, part=changed(node.part, change))
        case And() | Or():
            return replace(node, parts=tuple(changed(part, change) for part in node.parts))
        case _:
            return change(node)


def _prefix(field: str | None) -> str:
    return "" if field is None else f"{_NAMES[field]}:"


def _bracketed(node: Node) -> str:
    bare = not isinstance(node, And | Or) or (isinstance(node, Or) and node.field is not None)
    return str(node) if bare else f"({node})"
