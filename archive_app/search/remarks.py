"""Say in plain words what of a query could not be read as it was meant, for whoever wrote it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive_app.search.dates import read_dates
from archive_app.search.lexemes import Lexeme, has_lone_quote
from archive_app.search.marks import HAS, IS
from archive_app.search.syntax import FIELDS

_DATES = frozenset({"date", "before", "after"})
_MARKS = frozenset({"has", "is"})
_PUNCTUATION = ".,;:!?)…"
_FIELD = re.compile(r"([^\W\d_]+):(.*)")


def remarks(text: str, found: Sequence[Lexeme], *, cut: bool) -> tuple[str, ...]:
    """Return a sentence for each thing that leads nowhere; `cut` says that only the beginning of the query counts."""
    told = [*_about_fields(found), *_about_quotes_and_brackets(text, found), *_about_operators(found)]
    if cut:
        told.append("The search is very long, and only its beginning counts.")
    return tuple(dict.fromkeys(told))


def _about_fields(found: Sequence[Lexeme]) -> Iterator[str]:
    for at, lexeme in enumerate(found):
        match = _FIELD.fullmatch(lexeme.text) if lexeme.kind == "chunk" else None
        if match is None:
            continue
        name, value = match[1].lower(), match[2]
        follower = found[at + 1].text if not value and at + 1 < len(found) and found[at + 1].glued else ""
        if name in _DATES:
            yield from _about_date(name, value, follower)
        elif name == "like":
            if not value.rstrip(_PUNCTUATION).isdecimal():
                yield "“like:” takes an article’s number, as in like:12."
        elif name in FIELDS:
            yield from _about_value(name, value, typing=lexeme.open)
        elif follower or value[:1].isalnum():
            yield f"There is no field “{name}”, so it was searched as a word."


def _about_date(name: str, value: str, follower: str) -> Iterator[str]:
    if follower or (value and read_dates(name, value) is None):
        yield (
            f"“{value or follower}” is not a date; "
            "dates are written 2025, 2025-03, 2025-03-14, 2024..2025 or last-week."
        )
    elif not value:
        yield f"Nothing follows “{name}:”."


def _about_value(name: str, value: str, *, typing: bool) -> Iterator[str]:
    if not value:
        yield f"Nothing follows “{name}:”."
    elif name in _MARKS and not typing and value.lower() not in (*HAS, *IS):
        yield f"There is no “{name}:{value}”; there are {_named('has', HAS)}, {_named('is', IS)}."


def _about_quotes_and_brackets(text: str, found: Sequence[Lexeme]) -> Iterator[str]:
    if has_lone_quote(text):
        yield "The quote was not closed."
    depth = 0
    for lexeme in found:
        depth += lexeme.opens - lexeme.closes
        if depth < 0:
            yield "A bracket was closed that was not opened."
            depth = 0
    if depth:
        yield "The bracket was not closed."


def _about_operators(found: Sequence[Lexeme]) -> Iterator[str]:
    if all(lexeme.operator for lexeme in found):
        # These are read as the words they are.
        return
    if found[0].operator in {"AND", "OR"}:
        yield f"Nothing stands before {found[0].text}."
    for one, other in pairwise(found):
        if one.operator and other.operator in {"AND", "OR"}:
            yield f"Nothing stands between {one.text} and {other.text}."
    if found[-1].operator:
        yield f"Nothing follows {found[-1].text}."


def _named(name: str, marks: Sequence[str]) -> str:
    return ", ".join(f"{name}:{mark}" for mark in marks)
