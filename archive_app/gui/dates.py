"""Dates, numbers and times as the window writes them."""

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short_date(day: date) -> str:
    """A date in a list: 14 Mar 2025."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long_date(day: date) -> str:
    """A date over an article: 14 March 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


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
