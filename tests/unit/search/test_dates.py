from datetime import date

import pytest

from archive_app.search.dates import read_dates
from archive_app.search.parser import read
from archive_app.search.syntax import Dates

# A Wednesday in a leap year.
TODAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("today", date(2024, 3, 6), date(2024, 3, 6)),
        ("yesterday", date(2024, 3, 5), date(2024, 3, 5)),
        ("this-week", date(2024, 3, 4), date(2024, 3, 10)),
        ("last-week", date(2024, 2, 26), date(2024, 3, 3)),
        ("Last_Month.", date(2024, 2, 1), date(2024, 2, 29)),
        ("this-month", date(2024, 3, 1), date(2024, 3, 31)),
        ("last-year", date(2023, 1, 1), date(2023, 12, 31)),
        (">2025-01-01", date(2025, 1, 2), None),
        (">=2025-01", date(2025, 1, 1), None),
        ("<2024", None, date(2023, 12, 31)),
        ("<=2024-02", None, date(2024, 2, 29)),
    ],
)
def test_dates_are_counted_from_today_and_compared(value, first, last):
    assert read_dates("date", value, TODAY) == Dates(first, last)


def test_last_month_in_january_is_last_years_december():
    assert read_dates("date", "last-month", date(2024, 1, 31)) == Dates(date(2023, 12, 1), date(2023, 12, 31))


@pytest.mark.parametrize("value", [">", "<=", ">2024..2025", "last", "last-decade", "next-week", ">2024-13"])
def test_what_is_no_date_is_none(value):
    assert read_dates("date", value, TODAY) is None


def test_before_and_after_take_counted_times_too():
    assert read_dates("before", "last-week", TODAY) == Dates(None, date(2024, 2, 25))
    assert read_dates("after", "today", TODAY) == Dates(date(2024, 3, 7), None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03..2024-06", date(2024, 3, 1), date(2024, 6, 30)),
        ("2025..", date(2025, 1, 1), None),
        ("..2024-02", None, date(2024, 2, 29)),
        ("2024-03", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024-03-05", date(2024, 3, 5), date(2024, 3, 5)),
        ("2024-03,", date(2024, 3, 1), date(2024, 3, 31)),
        ("2024-03?", date(2024, 3, 1), date(2024, 3, 31)),
    ],
)
def test_what_can_hardly_be_anything_else_is_a_date_without_a_field(text, first, last):
    assert read(text).tree == Dates(first, last)


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "2024-25",
        "2024-3",
        "0800-12",
        "2024-03*",
        '"2024-03"',
        "title:2024-03",
        "last week",
        "..",
        "5..",
        "2024-02-30",
    ],
)
def test_what_may_be_a_word_is_none_without_a_field(text):
    assert not isinstance(read(text).tree, Dates)


def test_a_time_of_two_words_is_read_after_a_field():
    assert read("moon date:last week") == read('moon date:"last week"') == read("moon date:last-week")
    assert str(read("last week")) == "last week"


def test_a_range_of_dates_needs_no_field():
    assert str(read("moon 2024-03..2024-06")) == "moon date:2024-03..2024-06"
    assert str(read("2024")) == "2024"
