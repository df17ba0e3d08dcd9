"""Split a printed list of outlets into names.

The rule, in order: known names that hold "and" are taken whole; semicolons, bars and slashes part names, else commas
do. A last "and" after commas parts the last two names, and then an inner "and" belongs to a name. Without commas "and"
parts names, unless the words on both sides are subjects and the right side ends as periodicals do ("Science and
Technology Daily"). "&" belongs to a name, unless it closes a list or stands beside an acronym or a well-known one-word
outlet.
"""

import re
from collections.abc import Sequence
from functools import cache

from archive_app.parsing.cleaning import one_line
from archive_app.parsing.known_outlets import is_known, known_outlets, names_of
from archive_app.parsing.outlet_names import (
    ABBREVIATIONS,
    COMPANY_ENDINGS,
    PERIODICAL_WORDS,
    SUBJECT_WORDS,
)

_LONGEST_NAME = 60
_MOST_WORDS = 8
_STRONG = re.compile(r"\s*[;；|｜]\s*|\s+/\s+|\s+[•·]\s+|\)\s*\(")
_COMMA = re.compile(r"\s*[,，、،]\s*")
_EAST_ASIAN_AND = re.compile(r"(?<=[\w》」』])(?<!共)(?<!中)\s*(?:和(?![平谐諧讯])|与|與|及|以及|및)\s*(?=[\w《「『])")
_EAST_ASIAN_SPACE = re.compile("(?<=[\u3040-\u9fff\uac00-\ud7a3]) +(?=[\u3040-\u9fff\uac00-\ud7a3])")
_ARABIC_AND = re.compile(r"\s+و(?!كالة|اشنطن|ول\b|ام\b|اس\b)\s*(?=\w{2})")
_HOST = re.compile(
    r"(?:https?://)?(?:www\.)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})(?:[/?#]\S{0,2000})?", re.IGNORECASE
)
# Who wrote an agency's report, behind its name: "dpa/abc".
_SIGN = re.compile(r"(?<=\w)/[a-zäöüß]{1,3}$")
_QUOTES = "\"'“”‘’«»‹›《》「」『』*_"
_HOLDS_SEPARATOR = re.compile(r"\s(?:and|et|y|und|e|&|\+|/)\s|[,/]", re.IGNORECASE)
_SEPARATOR = re.compile(r"\\\s(?:and|\\&|\\\+)\\\s", re.IGNORECASE)
_HOLDER = "\ue000"


def split_outlets(text: str, conjunctions: Sequence[str] = ("and",)) -> tuple[str, ...]:
    """Return the names in a printed list, each once; `conjunctions` are its language's words for "and"."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"{_HOLDER}{len(held) - 1}{_HOLDER}"

    masked = _names_with_separators().sub(hold, one_line(text).replace(_HOLDER, ""))
    names: list[str] = []
    for part in _parts(masked, conjunctions):
        name = _name(re.sub(f"{_HOLDER}(\\d+){_HOLDER}", lambda match: held[int(match.group(1))], part))
        if name and name.casefold() not in {known.casefold() for known in names}:
            names.append(name)
    return tuple(names)


@cache
def _names_with_separators() -> re.Pattern[str]:
    """Return a pattern of the known names that hold what also parts names, the longest first.

    "&" and "+" are read as "and"; a leading "the" does not matter.
    """
    names = {
        _SEPARATOR.sub(r"\\s+(?:and|&|\\+)\\s+", re.escape(re.sub(r"(?i)^the\s+", "", name)))
        for outlet in known_outlets().outlets
        for name in names_of(outlet)
        if _HOLDS_SEPARATOR.search(name)
    }
    return re.compile(rf"(?<![\w&])(?:{'|'.join(sorted(names, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def looks_like_outlet(name: str) -> bool:
    """Tell a name from a sentence: short, and most of its longer words are capitalised where the script can."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS or len(name) > _LONGEST_NAME or not any(c.isalpha() for c in name):
        return False
    if _HOST.fullmatch(name):
        return True
    telling = [word for word in words if len(word) > 3 and word[0].isalpha()] or words
    return sum(not word[0].islower() for word in telling) * 2 > len(telling)


def _parts(text: str, conjunctions: Sequence[str]) -> list[str]:
    strong = _STRONG.split(text)
    if len(strong) > 1:
        return [name for part in strong for name in _known_pair(part, conjunctions)]
    for pieces in (_unsigned(text.split("/")), _EAST_ASIAN_SPACE.split(text)):
        if pieces != [text] and all(map(is_known, pieces)):
            return pieces
    conjunction = re.compile(rf"\s+(?:{'|'.join(map(re.escape, conjunctions))})\s+", re.IGNORECASE)
    leading = re.compile(rf"(?:{'|'.join(map(re.escape, conjunctions))}|&)\s+", re.IGNORECASE)
    items = _with_company_endings(_COMMA.split(text))
    if len(items) == 1:
        return _split_pair(items[0], conjunction)
    closing = leading.match(items[-1])
    if closing:
        items[-1] = items[-1][closing.end() :]
        return items
    last = _split_pair(items[-1], conjunction)
    if len(last) == 1 and " & " in items[-1]:
        last = items[-1].rsplit(" & ", 1)
    return items[:-1] + last


def _known_pair(text: str, conjunctions: Sequence[str]) -> list[str]:
    """Part a text at an "and" between two known outlets."""
    for conjunction in conjunctions:
        left, mark, right = text.partition(f" {conjunction} ")
        if mark and is_known(left) and is_known(right):
            return [left, right]
    return [text]


def _unsigned(pieces: Sequence[str]) -> list[str]:
    """Take the signs of those who wrote off an agency's report: "dpa/abc"."""
    kept = [piece for piece in pieces if not (piece.islower() and len(piece) <= 4) or is_known(piece)]
    return kept or list(pieces)


def _with_company_endings(items: list[str]) -> list[str]:
    kept: list[str] = []
    for item in items:
        if kept and item.casefold() in COMPANY_ENDINGS:
            kept[-1] = f"{kept[-1]}, {item}"
        elif item:
            kept.append(item)
    return kept or [""]


def _split_pair(text: str, conjunction: re.Pattern[str]) -> list[str]:
    """Split where "and" parts two names, leaving it alone where it belongs to one."""
    pieces = conjunction.split(text)
    marks = conjunction.findall(text)
    names = [pieces[0]]
    for mark, piece in zip(marks, pieces[1:], strict=True):
        if _is_one_periodical(names[-1], piece):
            names[-1] = f"{names[-1]}{mark}{piece}"
        else:
            names.append(piece)
    for pattern in (_EAST_ASIAN_AND, _ARABIC_AND):
        names = [part for name in names for part in pattern.split(name)]
    return [part for name in names for part in _split_ampersand(name)]


def _is_one_periodical(left: str, right: str) -> bool:
    left_words, right_words = left.casefold().split(), right.casefold().split()
    return (
        len(left_words) > 0
        and len(right_words) > 1
        and left_words[-1] in SUBJECT_WORDS
        and right_words[0] in SUBJECT_WORDS
        and right_words[-1].rstrip(".") in PERIODICAL_WORDS
    )


def _split_ampersand(name: str) -> list[str]:
    left, mark, right = name.partition(" & ")
    if not mark:
        return [name]
    is_acronym = any(side.isupper() and len(side) > 1 for side in (left, right))
    return [left, right] if is_acronym or _are_outlets(left, right) else [name]


def _are_outlets(left: str, right: str) -> bool:
    """Tell two known outlets, or a known agency or broadcaster beside another; those are in no longer name."""
    sides = (left, right)
    return all(map(is_known, sides)) or any(is_known(side, wires_only=True) for side in sides)


def _name(part: str) -> str:
    """Return a name without its quotes and the sentence's full stop."""
    name = _SIGN.sub("", part.strip().strip(_QUOTES).lstrip("© "))
    if name.count("(") != name.count(")") or (name.startswith("(") and name.endswith(")")):
        name = name.strip("()")
    if name.endswith("."):
        word = name[:-1].rsplit(" ", 1)[-1]
        if word.casefold() not in ABBREVIATIONS and ("." not in word or _HOST.fullmatch(word)):
            name = name[:-1]
    name = name.rstrip(" ,;:!?。！？；：" + _QUOTES).lstrip(" ,;:" + _QUOTES)
    host = _HOST.fullmatch(name)
    return host.group(1).lower() if host and ("/" in name or name.casefold().startswith("www.")) else name
