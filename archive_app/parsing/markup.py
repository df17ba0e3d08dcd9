"""Lighten a page's markup before it is parsed, in time that grows with its length alone.

Takes out what no part of an article is in (scripts, styles, drawings, comments, inlined images) and what parsers choke
on (tags with many thousands of attributes). Scripts of JSON-LD are handed back apart.
"""

import re
from dataclasses import dataclass

_SKIPPED = ("script", "style", "svg", "iframe", "object", "canvas", "math")
_OPENING = re.compile(rf"<(?:!--|({'|'.join(_SKIPPED)})(?=[\s/>]))", re.IGNORECASE)
_DATA_URI = re.compile(r"data:[a-zA-Z0-9.+-]{1,60}/[a-zA-Z0-9.+-]{1,60}[^\s\"'()<>]{100,}")
# libxml2 compares each attribute with all before it: 200,000 in one tag take minutes. No tag of a real page that says
# anything about its article is this long once inlined data is gone.
_LONGEST_TAG = 20_000
_LONG_TAG = re.compile(rf"<([a-zA-Z][a-zA-Z0-9:-]{{0,30}})\b[^<>]{{{_LONGEST_TAG},}}+>?")
_JSON_LD = re.compile(r"type\s*=\s*[\"']?\s*application/ld\+json", re.IGNORECASE)
# Some pages forget the type.
_JSON_LD_START = re.compile(r"\s*\{\s*[\"']@context[\"']")


@dataclass(frozen=True, slots=True)
class LightMarkup:
    """The markup that is left, and the JSON-LD texts that stood in it."""

    markup: str
    json_ld: tuple[str, ...]


def lighten(markup: str) -> LightMarkup:
    """Take out scripts, styles, comments, inlined data and overlong tags."""
    kept: list[str] = []
    json_ld: list[str] = []
    missing: set[str] = set()
    position = 0
    for opening in _OPENING.finditer(markup):
        if opening.start() < position:
            continue
        name = (opening.group(1) or "").lower()
        closing = "-->" if not name else f"</{name}"
        if closing in missing:
            continue
        start = opening.end() if name else opening.start() + 2
        end = _find(markup, closing, start)
        if end < 0:
            # Without its end nothing is taken out, and later openings of the kind need not be searched for one again.
            missing.add(closing)
            continue
        content = _tag_end(markup, opening.end()) if name else start
        is_typed = name == "script" and _JSON_LD.search(markup, opening.start(), content) is not None
        if is_typed or (name == "script" and _JSON_LD_START.match(markup, content)):
            json_ld.append(markup[content:end])
        kept.append(markup[position : opening.start()])
        position = _tag_end(markup, end) if name else end + len(closing)
    kept.append(markup[position:])
    light = _DATA_URI.sub("data:,", "".join(kept))
    # To part the markup is far quicker than to look for a pattern in each tag.
    if max(map(len, light.split("<"))) > _LONGEST_TAG:
        light = _LONG_TAG.sub(r"<\1>", light)
    return LightMarkup(light, tuple(json_ld))


def _find(markup: str, closing: str, start: int) -> int:
    """Return where a closing mark begins, in letters of any case, or -1."""
    found = markup.find(closing[:2], start)
    while found >= 0 and markup[found : found + len(closing)].lower() != closing:
        found = markup.find(closing[:2], found + 1)
    return found


def _tag_end(markup: str, start: int) -> int:
    end = markup.find(">", start, start + _LONGEST_TAG)
    return start if end < 0 else end + 1
