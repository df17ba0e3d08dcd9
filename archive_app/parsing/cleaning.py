"""Make found values fit to show and store: one line, no control characters, a sane length.

Decoding has removed most of what is removed here; values out of JSON or character references bring it back.
"""

import html
import re

# C0 and C1 controls, lone surrogates, zero-width spaces, the byte order mark, bidirectional overrides, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def one_line(value: str, limit: int | None = None) -> str:
    """Return the value with white space collapsed and invisible characters gone, cut to `limit` characters."""
    line = " ".join(value.split())
    if not line.isprintable():
        line = " ".join(_INVISIBLE.sub("", value).split())
    return line if limit is None else shorten(line, limit)


def unescaped(value: str) -> str:
    """Return the value with character references resolved; pages often escape what they put in JSON twice."""
    return html.unescape(value) if "&" in value else value


def shorten(line: str, limit: int) -> str:
    """Cut a line at a word's end, with an ellipsis, to at most `limit` characters."""
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    # Scripts without spaces, and words longer than half the line, are cut where they stand.
    if space > limit // 2 and not line[limit - 1].isspace():
        cut = cut[:space]
    return cut.rstrip(" ,;:.-–—(") + "…"


def joined(first: str, second: str) -> str:
    """Join two pieces of a wrapped line; Chinese and Japanese take no space between."""
    if first and second and _CJK.match(first[-1]) and _CJK.match(second[0]):
        return first + second
    return f"{first} {second}".strip()


def squashed(value: str) -> str:
    """Return only letters and digits, case folded, to tell whether two texts say the same."""
    return "".join(filter(str.isalnum, value.casefold()))
