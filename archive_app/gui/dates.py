"""Dates, numbers and times as the window writes them."""

import contextlib
from datetime import date, datetime

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_name(month: int) -> str:
    """The name of a month, counted from 1."""
    return _MONTHS[month - 1]


def short_date(day: date) -> str:
    """A date in a list: 14 Mar 2025."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def short_moment(moment: datetime) -> str:
    """A day and a time of the clock, here: 14 Mar 2025, 09:05."""
    here = moment.astimezone()
    return f"{short_date(here.date())}, {here:%H:%M}"


def long_date(day: date) -> str:
    """A date over an article: 14 March 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def read_date(text: str) -> date | None:
    """A date as a person types it: 2025-03-14, or as the window writes it; None where it is no date."""
    text = " ".join(text.replace(",", " ").split())
    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    words = text.casefold().split()
    months = [name.casefold() for name in _MONTHS]
    found = [(word, number) for word in words for number, name in enumerate(months, 1) if _is_month(word, name)]
    numbers = [int(word) for word in words if word.isdecimal()]
    if len(words) != 3 or len(found) != 1 or len(numbers) != 2:
        return None
    day, year = numbers
    with contextlib.suppress(ValueError):
        return date(year, found[0][1], day) if year > 31 else None
    return None


def _is_month(word: str, name: str) -> bool:
    return len(word.rstrip(".")) >= 3 and name.startswith(word.rstrip("."))


def counted(number: int, noun: str) -> str:
    """A number of things: 1 article, 12,480 articles."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def time_left(seconds: float) -> str:
    """A remaining time, no finer than it can be known: 26 s, 4 min, 2 h 10 min."""
    whole = max(round(seconds), 1)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
