"""Text and spans as Qt takes them: counted in UTF-16 units where the archive counts characters, without its markers."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from unicodedata import bidirectional

from archive_app.model.search import Span

# Line breaks and Qt's frame and object markers would break up a block; lone surrogates are no text at all.
_UNSHOWABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f\u2028\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")


def showable(text: str) -> str:
    """The text as one block can show it, character for character, so that spans stay true."""
    return _UNSHOWABLE.sub(" ", text)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in text[:200]:
        kind = bidirectional(letter)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            break
    return False


def isolated(text: str) -> str:
    """The text marked as one that orders its own letters, so that a date behind Arabic is not put in disorder by it."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def qt_length(text: str) -> int:
    """The length of a text in Qt's units."""
    return len(text) if _is_plain(text) else len(_units(text)) // 2


def characters_before(text: str, position: int) -> int:
    """How many characters stand before a position in Qt's units."""
    return position if _is_plain(text) else len(_units(text)[: 2 * position].decode("utf-16-le", "surrogatepass"))


def qt_spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans in Qt's units, clipped to the text; empty ones are dropped."""
    clipped = [(max(start, 0), min(end, len(text))) for start, end in spans]
    kept = [(start, end) for start, end in clipped if start < end]
    if not kept or _is_plain(text):
        return kept
    pairs = [place for place, letter in enumerate(text) if letter > "\uffff"]
    return [(start + bisect_left(pairs, start), end + bisect_left(pairs, end)) for start, end in kept]


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _is_plain(text: str) -> bool:
    """Whether every character is one UTF-16 unit."""
    return text.isascii() or max(text, default="") <= "\uffff"
