"""Read printed or machine-written dates, and tell whether a line is nothing but a date.

The day is taken as written; no time zone is applied. An order of day and month that cannot be told is not guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from archive_app.parsing.month_names import CHANGE_WORDS, DATE_LABELS, MONTHS, PUBLISHED_LABELS, TIME_WORDS

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_READ = 300
# Levantine months are of two words, and are often printed with the other name: "كانون الثاني/يناير".
_NAME = r"(?P<name>(?:(?:كانون|تشرين) )?[^\W\d_]{2,14})(?:/[^\W\d_]{2,14})?"
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.] ?(?P<m>\d{1,2})[-/.] ?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일号號]"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°)?[.,]?[ -]{{1,2}}(?:(?:de|of) |d['’])?{_NAME}\b\.?,?"
        rf"[ -]{{1,2}}(?:(?:de|of|del) )?(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_NAME}\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(
        rf"\b{_NAME} (?P<d>\d{{1,2}}) \d\d:\d\d(?::\d\d)? (?:[a-z]{{1,5}} )?(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
    ),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=\D|T|$)"),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[./-]) ?(?P<b>\d{1,2})(?P=mark) ?(?P<y>\d{4})(?!\d)"),
)
_SHORT_YEAR = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{2})(?![\d./-]?\d)")
# Years of two digits from this one on are of the last century.
_LAST_CENTURY = 70
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_UTC = re.compile(r"\d(?:Z|[+-]00:?00)$", re.IGNORECASE)
_LEFT_OVER = re.compile(r"[^\W\d_]{1,30}")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_LABEL = re.compile(rf"^(?:{_any_of(DATE_LABELS + CHANGE_WORDS)})\b", re.IGNORECASE)
_PUBLISHED = re.compile(rf"(?:{_any_of(PUBLISHED_LABELS)})(?!\w)", re.IGNORECASE)
_CHANGE = re.compile(rf"(?<!\w)(?:{_any_of(CHANGE_WORDS)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands, and whether the words before it say that it is that of a later change."""

    day: date
    start: int
    end: int
    is_change: bool = False


def parse_date(text: str, *, day_first: bool | None = None) -> date | None:
    """Return the first date that the text holds, or None."""
    return next((found.day for found in find_dates(text, day_first=day_first)), None)


def find_date(text: str) -> tuple[date, tuple[int, int]] | None:
    """Return the first date in the first 300 characters and where it stands."""
    return next(((found.day, (found.start, found.end)) for found in find_dates(text)), None)


def published_in(text: str, *, day_first: bool | None = None) -> FoundDate | None:
    """Return the date of publication that a short text about an article prints, else that of a change, or None."""
    found = list(find_dates(text, day_first=day_first, short_years=True))
    return next((each for each in found if not each.is_change), found[0] if found else None)


def find_dates(text: str, *, day_first: bool | None = None, short_years: bool = False) -> Iterator[FoundDate]:
    """Return the dates in the first 300 characters, in the order of the text.

    `day_first` says how to read "5/3/2024", which is no date where it is None; `short_years` takes "3.5.24", too.
    """
    text = text[:_READ]
    if not any(character.isdigit() for character in text):
        return
    if _EPOCH.fullmatch(text.strip()):
        day = _from_epoch(int(text.strip()))
        yield FoundDate(day, 0, len(text))
        return
    matches = [match for pattern in _DATES for match in pattern.finditer(text)]
    if short_years:
        matches.extend(_SHORT_YEAR.finditer(text))
    end = 0
    for match in sorted(matches, key=lambda match: match.start()):
        found = _day(match, day_first) if match.start() >= end else None
        if found:
            is_change = _CHANGE.search(text, end, match.start()) is not None
            yield FoundDate(found, match.start(), match.end(), is_change)
            end = match.end()


def date_line(text: str) -> date | None:
    """Return the date of a line that says nothing but a date, perhaps with a label, a weekday or a time."""
    if len(text) > 80:
        return None
    found = next(find_dates(text), None)
    if found is None:
        return None
    rest = _LABEL.sub(" ", text[: found.start].strip()) + " " + text[found.end :]
    words = [word for word in _LEFT_OVER.findall(rest.casefold()) if word not in TIME_WORDS]
    return found.day if not words else None


def published_line(text: str) -> date | None:
    """Return the date of a line that says nothing but that something was published then."""
    return date_line(text) if _PUBLISHED.match(text) else None


def is_utc(value: str) -> bool:
    """Tell whether a machine-written time is given in UTC, so that the day at the place of publication may differ."""
    return _UTC.search(value.strip()) is not None or _EPOCH.fullmatch(value.strip()) is not None


def _from_epoch(number: int) -> date:
    seconds = number // 1000 if number > 10**11 else number
    return datetime.fromtimestamp(seconds, UTC).date()


def _day(match: re.Match[str], day_first: bool | None) -> date | None:
    parts = match.groupdict()
    year, name = int(parts["y"]), parts.get("name")
    if len(parts["y"]) == 2:
        year += 1900 if year >= _LAST_CENTURY else 2000
    if name:
        day, month = int(parts["d"]), MONTHS.get(name.casefold(), 0)
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        # Dotted dates put the day first everywhere; with slashes and dashes the numbers or the language have to tell.
        if parts["mark"] == "." or first > 12 or first == second or (day_first and second <= 12):
            day, month = first, second
        elif second > 12 or day_first is False:
            day, month = second, first
        else:
            return None
    else:
        day, month = int(parts["d"]), int(parts["m"])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
