"""Read a printed or machine-written date, and tell whether a line is nothing but a date.

The day is taken as written; no time zone is applied. An order of day and month that cannot be told is not guessed.
"""

import re
from datetime import UTC, date, datetime

from archive_app.parsing.month_names import DATE_LABELS, MONTHS, TIME_WORDS

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DATES = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일号號]"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|ª)?\.?[ -]{{1,2}}(?:(?:de|of|d['’]) ?)?(?P<name>{_MONTH})\b\.?,?"
        rf"[ -]{{1,2}}(?:(?:de|of|del) )?(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<name>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=\D|T|$)(?<!\d{9})"),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)"),
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_LEFT_OVER = re.compile(r"[^\W\d_]{2,30}")
_LABEL = re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(DATE_LABELS, key=len, reverse=True)))})\b", re.IGNORECASE)


def parse_date(text: str) -> date | None:
    """Return the first date that the text holds, or None."""
    found = find_date(text)
    return found[0] if found else None


def find_date(text: str) -> tuple[date, tuple[int, int]] | None:
    """Return the first date in the first 300 characters and where it stands."""
    text = text[:300]
    if _EPOCH.fullmatch(text.strip()):
        day = _from_epoch(int(text.strip()))
        return (day, (0, len(text))) if day else None
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _day(match)
            if day:
                return day, match.span()
    return None


def date_line(text: str) -> date | None:
    """Return the date of a line that says nothing but a date, perhaps with a label, a weekday or a time."""
    if len(text) > 80:
        return None
    found = find_date(text)
    if found is None:
        return None
    day, (start, end) = found
    rest = _LABEL.sub(" ", text[:start].strip()) + " " + text[end:]
    words = [word for word in _LEFT_OVER.findall(rest.casefold()) if word not in TIME_WORDS]
    return day if not words else None


def _from_epoch(number: int) -> date | None:
    seconds = number // 1000 if number > 10**11 else number
    return datetime.fromtimestamp(seconds, UTC).date()


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, name = int(parts["y"]), parts.get("name")
    if name:
        day, month = int(parts["d"]), MONTHS[name.casefold()]
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        # Dotted dates put the day first everywhere; with slashes and dashes the numbers have to tell.
        if parts["mark"] == "." or first > 12 or first == second:
            day, month = first, second
        elif second > 12:
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
