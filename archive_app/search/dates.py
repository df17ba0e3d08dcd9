"""Read the dates of a query: a day, month or year, or a range of them."""

import calendar
import re
from datetime import date, timedelta

from archive_app.search.syntax import Dates

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)


def read_dates(name: str, value: str) -> Dates | None:
    """Return the days that `date:`, `before:` or `after:` with this value asks for, or None if it is no date.

    "before" ends with the day before the period, "after" begins with the day after it. A range can be open at one end.
    """
    value = value.rstrip(",;!?")
    if name == "date" and ".." in value:
        return _range(*value.split("..", maxsplit=1))
    period = _period(value.rstrip("."))
    if period is None:
        return None
    first, last = period
    try:
        if name == "before":
            return Dates(None, first - timedelta(days=1))
        if name == "after":
            return Dates(last + timedelta(days=1), None)
    except OverflowError:
        return None
    return Dates(first, last)


def _range(begin: str, end: str) -> Dates | None:
    first, last = _period(begin), _period(end)
    if (begin and first is None) or (end and last is None) or (first is None and last is None):
        return None
    return Dates(first[0] if first else None, last[1] if last else None)


def _period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of "2024", "2024-03" or "2024-03-05"."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or year == 0:
        return None
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None
