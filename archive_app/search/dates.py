"""Read the dates of a query: a day, month or year, or a range of them."""

import calendar
import re
from datetime import date, timedelta

from archive_app.search.syntax import Dates

_PERIOD = r"(?:\d{4}(?:-\d\d?){0,2})"
_VALUE = re.compile(
    rf"(?P<begin>{_PERIOD})?(?P<range>\.\.(?P<end>{_PERIOD})?)?[^0-9a-z]*",  # with any punctuation after it
    re.ASCII | re.IGNORECASE,
)


def read_dates(name: str, value: str) -> Dates | None:
    """Return the days that `date:`, `before:` or `after:` with this value asks for, or None if it is no date.

    "before" ends with the day before the period, "after" begins with the day after it. A range can be open at one end.
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        return _dates(name, _period(match["begin"]), _period(match["end"]), is_range=bool(match["range"]))
    except (ValueError, OverflowError):
        # A day that no calendar has, or one before the first or after the last that dates can hold.
        return None


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
            first = date(year, month, 1)
            return first, first.replace(day=calendar.monthrange(year, month)[1])
        case parts:
            return date(*parts), date(*parts)
