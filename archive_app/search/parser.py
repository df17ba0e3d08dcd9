"""Read the query language: any text at all becomes a tree of `syntax`, and none raises.

Words stand side by side (all of them) or with AND, OR, NOT, `+`, `-` and brackets; "phrases" in any double quotes;
`begin*`, `wom?n`, `mispelt~` (`~1`, `~2`: so many edits);
`title: takeaway: text: credit: by: site:` before a word, phrase or bracket;
`outlet: credited: further: publisher: tag: lang: type: has: is:` before a name;
`date:2024-03..2024-06`, `date:>2025-01-01`, `date:last-week`, `before:2025`, `after:2024-03-05`, and without a field
ranges, months and days (`2024-03..2024-06`, `2025..`, `2024-03`);
`like:12` for what shares telling words with article 12.
What cannot be read so is taken as plain words: a field with nothing after it, a date that is none. Quotes, brackets and
operators that lead nowhere are passed over.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from archive_app.search.analysis import Token, is_unspaced, tokens
from archive_app.search.dates import joined, read_alone, read_dates
from archive_app.search.folding import fold
from archive_app.search.lexemes import Lexeme, lexemes
from archive_app.search.names import folded
from archive_app.search.remarks import remarks
from archive_app.search.syntax import (
    FIELDS,
    KEYWORDS,
    ONE_EACH,
    Alike,
    And,
    Everything,
    Fuzzy,
    Keyword,
    Leaf,
    Must,
    Node,
    Not,
    Or,
    Pattern,
    Words,
)

MAX_CHARACTERS = 4_000
MAX_WORDS = 128
"""Bound the time a search can take; `Reading.cut` says that the rest was left out."""

_COST_OF_EXPANSION = 16
"""How many words an unfinished word or a wildcard counts for: each stands for many terms."""

_MAX_DEPTH = 30

_FIELD = re.compile(rf"({'|'.join((*FIELDS, 'date', 'before', 'after', 'like'))}):(.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"(\d{1,15})\W*", re.ASCII)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LEADING = re.compile(r"^(?:[^\w*?]|_)+")
_LEADING_WITH_WILDCARDS = re.compile(r"^[\W_]+")
_TRAILING = re.compile(r"(?:[^\w*]|_)+$")
_WILDCARDS = re.compile(r"[^\s*?]*[*?][^\s]*")
_FUZZY = re.compile(r"(\w+)~([12]?)\W*")
_ELIDED = re.compile(
    r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu|un|d?all|dell|nell|sull|coll|quest|quell)['’‘＇ʼ](?=[aeiouyhà-öù-ÿœ])",
    re.IGNORECASE,
)
"""A French, Italian or Catalan word that lost its vowel before another's: "l'élection", "dell'arte"."""
_TWO_EDITS_FROM = 6
"""Letters of a word that may be two edits off where none are said, as Lucene's automatic fuzziness has it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read. `cut` says that it was too long and only its beginning counts.

    `remarks` are sentences on what could not be read as it was meant.
    """

    tree: Node
    cut: bool = False
    remarks: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.tree} …" if self.cut else str(self.tree)


def read(text: str, *, prefix: bool = False) -> Reading:
    """Read a query; `prefix` takes a word at the very end as unfinished, for search as one types."""
    text = joined(_UNPRINTABLE.sub(" ", text))
    shown = text[:MAX_CHARACTERS]
    found = lexemes(shown, prefix=prefix)
    parser = _Parser(found)
    tree = parser.any_of(None, 0) or _as_words(found)
    cut = parser.cut or bool(text[MAX_CHARACTERS:].strip())
    return Reading(tree, cut, remarks(shown, found, cut=cut) if found else ())


def plain_words(text: str) -> Words | None:
    """Return a text as one word, or as words that stand next to one another, whatever signs are in it."""
    return _words(" ".join(_UNPRINTABLE.sub(" ", text[:MAX_CHARACTERS]).split()), None)


def _as_words(found: list[Lexeme]) -> Node:
    """Read a text that holds nothing but operators as the words they are."""
    words = [_words(lexeme.text.lower(), None, prefix=lexeme.open) for lexeme in found if lexeme.operator]
    return _joined([word for word in words[:MAX_WORDS] if word], loose=True) or Everything()


class _Parser:
    """Recursive descent over the lexemes. NOT binds closest, then AND and words side by side, then OR."""

    def __init__(self, found: list[Lexeme]) -> None:
        self._lexemes = found
        self._at = 0
        self._cost = 0
        self.cut = False

    def any_of(self, field: str | None, depth: int) -> Node | None:
        """Read parts with OR between them, up to the closing bracket or the end."""
        parts: list[Node] = []
        while (lexeme := self._peek()) is not None:
            if lexeme.closes and depth:
                break
            if lexeme.operator == "OR":
                self._at += 1
            elif (part := self._all_of(field, depth)) is not None:
                parts.append(part)
        return _any_of(parts)

    def _all_of(self, field: str | None, depth: int) -> Node | None:
        parts: list[Node] = []
        loose = True
        while (lexeme := self._peek()) is not None and lexeme.operator != "OR" and not (lexeme.closes and depth):
            if lexeme.closes:
                self._at += 1
            elif lexeme.operator == "AND":
                self._at += 1
                loose = loose and not parts
            elif (part := self._one(field, depth)) is not None:
                parts.append(part)
        if loose and field in ONE_EACH and all(isinstance(part, Keyword) for part in parts):
            return _any_of(parts)
        return _joined(parts, loose=loose)

    def _one(self, field: str | None, depth: int) -> Node | None:
        """Read one part with its NOT and signs."""
        negative = required = False
        while (lexeme := self._peek()) is not None and (lexeme.kind == "sign" or lexeme.operator == "NOT"):
            negative = negative != (lexeme.text in {"-", "NOT"})
            required = lexeme.text == "+"
            self._at += 1
        if (lexeme := self._peek()) is None or lexeme.operator is not None or lexeme.closes:
            return None
        self._at += 1
        if lexeme.kind == "field":
            field = FIELDS[lexeme.text.lower()]
            lexeme = self._lexemes[self._at]
            self._at += 1
        part = self._bracket(field, depth) if lexeme.opens else self._leaf(lexeme, field)
        if part is None:
            return None
        return _marked(part, negative=negative, required=required)

    def _bracket(self, field: str | None, depth: int) -> Node | None:
        if depth >= _MAX_DEPTH:
            return None
        part = self.any_of(field, depth + 1)
        self._at += 1
        return part

    def _leaf(self, lexeme: Lexeme, field: str | None) -> Leaf | None:
        if lexeme.kind == "phrase":
            leaf = _phrase(lexeme.text, field)
        else:
            leaf = _chunk(lexeme.text, field, typing=lexeme.open)
        if isinstance(leaf, Words):
            self._cost += len(leaf.tokens)
        if isinstance(leaf, Pattern | Fuzzy) or (isinstance(leaf, Words) and leaf.open_ended):
            self._cost += _COST_OF_EXPANSION
        return leaf

    def _peek(self) -> Lexeme | None:
        if self._at >= len(self._lexemes):
            return None
        if self._cost >= MAX_WORDS:
            self.cut = True
            return None
        return self._lexemes[self._at]


def _any_of(parts: list[Node]) -> Node | None:
    parts = list(dict.fromkeys(parts))
    return Or(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def _joined(parts: list[Node], *, loose: bool) -> Node | None:
    times: Counter[Node] = Counter()
    for part in parts:
        # Brackets around words side by side, among words side by side, say nothing.
        within = part if loose and isinstance(part, And) and part.loose else None
        times.update(
            dict(zip(within.parts, within.times, strict=True))
            if within and within.times
            else within.parts
            if within
            else [part]
        )
    if len(times) < 2:
        return next(iter(times), None)
    return And(tuple(times), loose, tuple(times.values()) if max(times.values()) > 1 else ())


def _marked(part: Node, *, negative: bool, required: bool) -> Node:
    bare = part.part if isinstance(part, Must) else part
    if negative:
        return bare.part if isinstance(bare, Not) else Not(bare)
    return Must(bare) if required and not isinstance(bare, Not) else part


def _phrase(text: str, field: str | None) -> Leaf | None:
    if field in KEYWORDS:
        return _keyword(text, field, prefix=text.rstrip().endswith("*"))
    return _words(text, field, exact=True, prefix=text.rstrip().endswith("*"))


def _chunk(text: str, field: str | None, *, typing: bool) -> Leaf | None:
    """Read a stretch without spaces, quotes and brackets."""
    if field is None and (dates := read_alone(text) or read_alone(_LEADING.sub("", text))):
        return dates
    text = _LEADING.sub("", text)
    if (match := _FIELD.fullmatch(text)) and not match[2] and typing:
        # Its value is still to come, and until then it asks for nothing.
        return None
    if match and match[2]:
        name, value = match[1].lower(), match[2]
        leaf: Leaf | None
        if name == "like":
            number = _ARTICLE.fullmatch(value)
            leaf = Alike(int(number[1])) if number else None
        elif name not in FIELDS:
            leaf = read_dates(name, value)
        else:
            leaf = _chunk_in_field(_LEADING.sub("", value), FIELDS[name], typing=typing)
        if leaf is not None:
            return leaf
    return _chunk_in_field(text, field, typing=typing)


def _chunk_in_field(text: str, field: str | None, *, typing: bool) -> Leaf | None:
    if field in KEYWORDS:
        trimmed = _TRAILING.sub("", _LEADING.sub("", text))
        return _keyword(trimmed, field, prefix=typing or trimmed.endswith("*"))
    if (match := _FUZZY.fullmatch(text)) and (fuzzy := _fuzzy(match[1], match[2], field)):
        return fuzzy
    trimmed = _TRAILING.sub("", text)
    if _WILDCARDS.fullmatch(trimmed):
        if pattern := _pattern(trimmed):
            return Pattern(pattern, field)
        if trimmed.endswith("*"):
            return _words(trimmed, field, exact=True, prefix=True)
    if text.startswith(("*", "?")):
        # No pattern after all: what follows is read as if they were not there.
        return _chunk(_LEADING_WITH_WILDCARDS.sub("", text), field, typing=typing)
    return _words(_ELIDED.sub("", text), field, prefix=typing)


def _keyword(text: str, field: str, *, prefix: bool) -> Leaf | None:
    value = folded(text).rstrip("*")
    return Keyword(field, value, prefix) if value else None


def _pattern(text: str) -> str | None:
    """Return a folded word with wildcards in it; None if the text is none, or only begins with a word (`begin*`)."""
    pieces = re.split(r"(\*+|\?)", text)
    words = [piece for piece in pieces[::2] if piece]
    if not words or is_unspaced(text) or (len(words) == 1 and text.startswith(words[0])):
        return None
    if any([token.printed for _, _, token in tokens(word)] != [fold(word)] for word in words):
        return None
    return "".join(fold(piece) if at % 2 == 0 else piece[0] for at, piece in enumerate(pieces))


def _fuzzy(text: str, edits: str, field: str | None) -> Fuzzy | None:
    """Return a misspelt word; None if the text is not one word of a script with spaces."""
    found = [token.printed for _, _, token in tokens(text)]
    if len(found) != 1 or is_unspaced(text):
        return None
    return Fuzzy(found[0], int(edits) if edits else 1 + (len(found[0]) >= _TWO_EDITS_FROM), field)


def _words(text: str, field: str | None, *, exact: bool = False, prefix: bool = False) -> Words | None:
    placed = [(offset + token.start, offset + token.end, token) for _, offset, token in islice(tokens(text), MAX_WORDS)]
    if not placed:
        return None
    printed = " ".join(text[placed[0][0] : placed[-1][1]].split())
    unfinished = prefix and (exact or placed[-1][1] == len(text))
    found = _without_last_half([token for _, _, token in placed])
    return Words(printed, found, exact=exact, prefix=unfinished and not is_unspaced(found[-1].printed), field=field)


def _without_last_half(found: list[Token]) -> tuple[Token, ...]:
    """Leave out the last character of a run without spaces, which the pair before it covers already."""
    if len(found) > 1 and found[-1].lone and found[-2].end == found[-1].end and found[-2].head == found[-1].start:
        return tuple(found[:-1])
    return tuple(found)
