"""What is being typed is completed from the words and names that are there."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.model.annotations import Annotations
from archive_app.model.article import Credit, CreditRole
from archive_app.model.search import Completion, Scope
from archive_app.search import SearchIndex


@pytest.fixture
def filled(library, make):
    scmp = Credit("SCMP", CreditRole.CREDITED)
    library.add(
        make("harbour harvest", credits=(scmp,), byline="Ana Port", published=date(2024, 3, 1), language="en"),
        make("harbour", credits=(scmp, Credit("The Harbour Gazette", CreditRole.PUBLISHER)), byline="Bo Stern"),
        make("harbour Café", annotations=Annotations(tags=("Ferry line",), starred=True), published=date(2023, 1, 1)),
    )
    return library


def complete(library: Any, text: str, cursor: int | None = None, **options: Any) -> tuple[Completion, ...]:
    at = len(text) if cursor is None else cursor
    found: tuple[Completion, ...] = library.index.complete(text, at, options.pop("scope", Scope.ARTICLES), **options)
    return found


def texts(library: Any, text: str, **options: Any) -> list[str]:
    return [one.text for one in complete(library, text, **options)]


def test_words_are_completed_by_how_many_articles_have_them(filled):
    words = [(one.label, one.records) for one in complete(filled, "moon har") if one.kind == "word"]
    assert words == [("harbour", 3), ("harvest", 1)]
    assert texts(filled, "moon caf") == ["café "]


def test_a_completion_says_what_it_stands_in_the_place_of(filled):
    assert complete(filled, "moon outlet:sou tide", cursor=15)[0] == Completion(
        'outlet:"South China Morning Post" ', "South China Morning Post", "outlet", 2, 5, 15
    )


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("cred", ["credit:", "credited:"]),
        ("outlet:gaz", ['outlet:"The Harbour Gazette" ']),
        ("credit:scmp", ['credit:"South China Morning Post" ']),
        ("outlet:scmp", ['outlet:"South China Morning Post" ']),
        ('-outlet:"the har', ['outlet:"The Harbour Gazette" ']),
        ("by:st", ['by:"Bo Stern" ']),
        ("tag:", ['tag:"Ferry line" ']),
        ("is:s", ["is:starred "]),
        ("lang:e", ["lang:en "]),
        ("date:20", ["date:2024 ", "date:2023 "]),
        ("after:last-w", ["after:last-week "]),
        ("title:har", []),
        ("unheard:of", []),
        ("", []),
        ("moon ", []),
    ],
)
def test_fields_and_names_are_completed(filled, typed, completed):
    assert texts(filled, typed) == completed


@pytest.mark.parametrize(
    ("typed", "time", "becomes"),
    [
        ("harbour 2024", "2024", "harbour date:2024 "),
        ("(2024", "2024", "(date:2024 "),
        ("harbour yesterday", "yesterday", "harbour date:yesterday "),
        ("harbour Last  week", "last week", "harbour date:last-week "),
        ("this month", "this month", "date:this-month "),
    ],
)
def test_a_time_among_the_words_may_become_a_filter(filled, make, typed, time, becomes):
    today = datetime.now().astimezone().date()
    monday = today - timedelta(days=today.weekday())
    filled.add(*(make(published=day) for day in (today, today - timedelta(days=1), monday - timedelta(days=3))))
    (one,) = (one for one in complete(filled, typed) if one.kind == "time")
    assert (one.label, typed[: one.start] + one.text + typed[one.end :]) == (time, becomes)
    assert one.records == filled.search(one.text).total > 0


@pytest.mark.parametrize(
    "typed",
    ["harbour 1999", "title:2024", "date:this month", '"harbour 2024', "2024 harbour", "20245", "x2024", "-2024"],
)
def test_no_time_is_offered_where_none_is_meant_or_nothing_is_of_it(filled, typed):
    assert [one for one in complete(filled, typed) if one.kind == "time"] == []


def test_nothing_is_completed_inside_a_word_and_what_is_whole_is_not_offered(filled):
    assert complete(filled, "harvest", cursor=3) == ()
    assert texts(filled, "lang:en") == []


def test_takeaways_are_completed_from_takeaways(filled, make):
    filled.add(make("harbour", takeaways=("Harmony returned.",)))
    assert [one.label for one in complete(filled, "har", scope=Scope.TAKEAWAYS)] == ["harmony"]


@given(text=st.text(st.sampled_from('ab:"() -+~outlettag*\n'), max_size=30), cursor=st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_any_text_is_completed_or_not_without_an_error(tmp_path_factory, text, cursor):
    index = SearchIndex(tmp_path_factory.mktemp("index"))
    index.create()
    for one in index.complete(text, cursor, Scope.ARTICLES):
        assert 0 <= one.start <= one.end <= max(cursor, len(text))
    index.close()
