from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.parsing.bylines import byline_of, clean_byline
from archive_app.parsing.dates import date_line, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-03", "2024-05-03T23:59:00-11:00", "2024/5/3", "20240503", "3 May 2024",
        "May 3, 2024", "3rd of May 2024",
        "Fri, 03 May 2024 10:00:00 GMT", "3. Mai 2024", "3 mai 2024",
        "3 de mayo de 2024", "3 de maio de 2024",
        "3 maggio 2024",
        "3 mei 2024", "3. mai 2024", "3 maj 2024", "2024年5月3日", "2024년 5월 3일", "3 мая 2024", "3 مايو 2024",
        "03.05.2024", "1714728000", "1714728000000",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_of_the_usual_forms(text: str):
    assert parse_date(text) == date(2024, 5, 3)


@pytest.mark.parametrize(
    "text", ["", "05/03/2024", "2024-13-45", "31 February 2024", "in 2024", "May 2024", "9999-01-01"]
)
def test_a_date_that_cannot_be_told_is_not_guessed(text: str):
    assert parse_date(text) is None


def test_a_number_above_twelve_tells_day_from_month():
    assert parse_date("13/05/2024") == parse_date("05/13/2024") == date(2024, 5, 13)


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2024",
        "Published: May 3, 2024, 10:00 am GMT",
        "Veröffentlicht am 3. Mai 2024, 10:00 Uhr",
        "日期：2024年5月3日",
    ],
)
def test_a_line_that_only_tells_the_date_is_a_date_line(line: str):
    assert date_line(line) == date(2024, 5, 3)


@pytest.mark.parametrize("line", ["On 3 May 2024 the bridge was closed.", "The 3 May 2024 storm"])
def test_a_sentence_with_a_date_is_no_date_line(line: str):
    assert date_line(line) is None


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_date_or_none(text: str):
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_a_date_written_out_is_read_back(day: date):
    assert parse_date(day.isoformat()) == parse_date(day.strftime("%d %B %Y")) == day


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Science Desk", "Science Desk"),
        ("By Science desk", "Science desk"),
        ("BY STAFF WRITERS", "STAFF WRITERS"),
        ("Von Redaktion Wissen", "Redaktion Wissen"),
        ("Author: Night Desk", "Night Desk"),
        ("作者：科学编辑部", "科学编辑部"),
    ],
)
def test_a_byline_names_the_author(line: str, byline: str):
    assert byline_of(line) == byline


@pytest.mark.parametrize(
    "line", ["By Friday, prices had fallen again.", "By hand", "Standing by the river", "Par exemple"]
)
def test_a_sentence_is_no_byline(line: str):
    assert byline_of(line) is None


@pytest.mark.parametrize(
    ("value", "byline"),
    [
        ("By Science Desk", "Science Desk"),
        ("Science Desk | Updated 3 May", "Science Desk"),
        ("desk@example.org Science Desk", "Science Desk"),
        ("By", None),
        ("admin", None),
        ("https://example.org/authors/1", None),
        ("", None),
    ],
)
def test_an_author_value_is_cleaned(value: str, byline: str | None):
    assert clean_byline(value) == byline
