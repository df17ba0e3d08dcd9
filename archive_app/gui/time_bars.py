"""The bars of the histogram: how many articles were published in each stretch of the time that a result spans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive_app.gui.dates import month_name

_MOST_BARS = 60
_UNITS = (1, 12, 120, 1200)
"""Months of a bar: a month, a year, ten years, a century."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The number of articles in the months from the first to the last, both included; months count from the year 0."""

    first: int
    last: int
    count: int

    @property
    def name(self) -> str:
        """Its time in words."""
        return span_name(self, self)


def bars(months: Mapping[str, int]) -> tuple[Bar, ...]:
    """The bars of a result, as few as show a month each, else a year or more; none where fewer than two make sense.

    `months` are counts by months written 2024-03.
    """
    counts = {int(month[:-3]) * 12 + int(month[-2:]) - 1: count for month, count in months.items()}
    if len(counts) < 2:
        return ()
    first, last = min(counts), max(counts)
    unit = next((unit for unit in _UNITS if last // unit - first // unit < _MOST_BARS), _UNITS[-1])
    totals = [0] * (last // unit - first // unit + 1)
    for month, count in counts.items():
        totals[month // unit - first // unit] += count
    start = first // unit * unit
    made = [Bar(start + at * unit, start + (at + 1) * unit - 1, count) for at, count in enumerate(totals)]
    return tuple(made) if len(made) > 1 else ()


def chosen(shown: Sequence[Bar], days: tuple[date | None, date | None] | None) -> range:
    """Which of the bars hold any of the days asked for; all of them where any day will do."""
    first, last = days or (None, None)
    within = [
        at
        for at, bar in enumerate(shown)
        if (first is None or bar.last >= _month(first)) and (last is None or bar.first <= _month(last))
    ]
    return range(within[0], within[-1] + 1) if within else range(0)


def span_name(first: Bar, last: Bar) -> str:
    """The time from one bar to another, in words: March 2024, March 2024 – June 2024, 2021 – 2023."""
    names = [_name(first.first), _name(last.last)]
    if (last.last - first.first + 1) % 12 == 0 and first.last > first.first:
        names = [str(first.first // 12), str(last.last // 12)]
    return " – ".join(dict.fromkeys(names))


def span_text(first: Bar, last: Bar) -> str:
    """The time from one bar to another as the query language writes it: 2024-03, 2024-03..2024-06, 2021..2023."""
    ends = [f"{month // 12:04}-{month % 12 + 1:02}" for month in (first.first, last.last)]
    if first.last > first.first:
        # There is no year 0 to ask for.
        ends = [f"{max(month // 12, 1):04}" for month in (first.first, last.last)]
    return "..".join(dict.fromkeys(ends))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _name(month: int) -> str:
    return f"{month_name(month % 12 + 1)} {month // 12}"
