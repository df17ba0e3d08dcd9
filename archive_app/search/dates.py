"""Read the dates of a query: a day, month or year, a range of them, or a time counted from today (`last-week`)."""

import calendar
import re
from datetime import date, datetime, timedelta

from archive_app.search.syntax import Dates

_PERIOD = r"(?:\d{4}(?:-\d\d?){0,2})"
_VALUE = re.compile(
    rf"(?P<sign>[<>]=?)?(?P<begin>{_PERIOD})?(?P<range>\.\.(?P<end>{_PERIOD})?)?[^0-9a-z]*",  # any punctuation after it
    re.ASCII | re.IGNORECASE,
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_ALONE = re.compile(rf"(?:{_PERIOD}?\.\.(?!\.){_PERIOD}?|{_YEAR}-\d\d(?:-\d\d)?)[^\w*~]*", re.ASCII)
_AMBIGUOUS = re.compile(rf"(?<![^\s(])(?:today|yesterday|(?:this|last)\s+(?:week|month|year)|{_YEAR})$", re.IGNORECASE)
_COUNTED = re.compile(r"(today|yesterday|(this|last)[-_ ](week|month|year))\W*", re.IGNORECASE)
_IN_WORDS = re.compile(r"\b(date|before|after):\s*[\"“]?(this|last) (week|month|year)\b[\"”]?", re.IGNORECASE)
_SIGNS = {"<": "before", ">": "after"}


def joined(text: str) -> str:
    """Return a query in which times of two words after a field are one: `date:last week` is `date:last-week`."""
    return _IN_WORDS.sub(r"\1:\2-\3", text)


def read_alone(text: str) -> Dates | None:
    """Return the days of what can hardly be anything but dates: `2024-03..2024-06`, `2025..`, `2024-03`.

    A year may be a number, and a time like "last week" what an article says; these are words.
    """
    return read_dates("date", text) if _ALONE.fullmatch(text) else None


def ambiguous_end(text: str) -> str | None:
    """Return the words at the end of a text that may be a time too: "2025", "yesterday", "last week"."""
    found = _AMBIGUOUS.search(text)
    return found[0] if found else None


def read_dates(name: str, value: str, today: date | None = None) -> Dates | None:
    """Return the days that `date:`, `before:` or `after:` with this value asks for, or None if it is no date.

    "before" ends with the day before the period, "after" begins with the day after it; `>2024` and `<2024` after
    `date:` mean the same, `>=` and `<=` include the period. A range can be open at one end. Weeks begin on Mondays.
    """
    try:
        if counted := _COUNTED.fullmatch(value):
            here = today or datetime.now().astimezone().date()
            return _dates(name, _counted(counted[1].lower(), counted[3], here), None, is_range=False)
        if (match := _VALUE.fullmatch(value)) is None:
            return None
        begin, end, sign = _period(match["begin"]), _period(match["end"]), match["sign"]
        if sign is None:
            return _dates(name, begin, end, is_range=bool(match["range"]))
        return _compared(sign, begin) if name == "date" and begin and not match["range"] else None
    except (ValueError, OverflowError):
        # A day that no calendar has, or one before the first or after the last that dates can hold.
        return None


def _compared(sign: str, period: tuple[date, date]) -> Dates | None:
    first, last = period
    if sign.endswith("="):
        return Dates(first, None) if sign == ">=" else Dates(None, last)
    return _dates(_SIGNS[sign], period, None, is_range=False)


def _dates(
    name: str, begin: tuple[date, date] | None, end: tuple[date, date] | None, *, is_range: bool
) -> Dates | None:
    if name == "date" and is_range and (begin or end):
        return Dates(begin[0] if begin else None, end[1] if end else None)
    if begin is None:
        return None
    if name == "before":
        return Dates(None, begin[0] - timedelta(days=1))
    if name == "after":
        return Dates(begin[1] + timedelta(days=1), None)
    return Dates(*begin)


def _period(text: str | None) -> tuple[date, date] | None:
    """Return the first and last day of "2024", "2024-03" or "2024-03-05"; raises ValueError if there is no such day."""
    if text is None:
        return None
    match [int(part) for part in text.split("-")]:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return _month(date(year, month, 1))
        case parts:
            return date(*parts), date(*parts)


def _counted(words: str, unit: str | None, today: date) -> tuple[date, date]:
    """Return the first and last day of a time like "yesterday" or "last week"."""
    if unit is None:
        day = today if words == "today" else today - timedelta(days=1)
        return day, day
    is_last = words.startswith("last")
    match unit.lower():
        case "week":
            first = today - timedelta(days=today.weekday() + 7 * is_last)
            return first, first + timedelta(days=6)
        case "month":
            first = today.replace(day=1)
            return _month((first - timedelta(days=1)).replace(day=1) if is_last else first)
        case _:
            return date(today.year - is_last, 1, 1), date(today.year - is_last, 12, 31)


def _month(first: date) -> tuple[date, date]:
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
