"""Filters are words of the query: read from it, put into it and taken out again, whatever else it says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_app.search.filters import chosen_days, chosen_names, toggled, with_days, with_outlet, without_filters
from archive_app.search.parser import read
from archive_app.search.syntax import FIELDS


def chosen(text: str) -> dict[str, list[str]]:
    return {field: list(names) for field, names in chosen_names(read(text).tree).items()}


@pytest.mark.parametrize(
    ("text", "field", "name", "then"),
    [
        ("", "language", "de", "lang:de"),
        ("moon", "outlet", "The Hindu", 'moon outlet:"The Hindu"'),
        ("moon lang:de", "language", "fr", "moon lang:(de OR fr)"),
        ("moon lang:(de OR fr)", "language", "de", "moon lang:fr"),
        ("lang:de moon", "language", "de", "moon"),
        ("tag:ports tag:ships", "tag", "ports", "tag:ships"),
        ("moon AND tag:ports AND mars", "tag", "ports", "moon AND mars"),
        ("moon OR mars", "tag", "Deep sea", '(moon OR mars) tag:"Deep sea"'),
        ("tag:a OR tag:b", "tag", "c", "tag:(a OR b OR c)"),
        ("moon lang:(de fr)", "language", "de", "moon lang:fr"),
        ("lang:(de fr) moon", "language", "es", "lang:(de OR fr OR es) moon"),
        ("tag:(a b c) moon", "tag", "b", "tag:(a c) moon"),
        ("tag:(a AND b)", "tag", "b", "tag:a"),
        ("tag:(a b)", "tag", "c", "tag:(a b c)"),
        ("is:(starred has:note)", "mark", "note", "is:starred"),
        ("tag:(a OR b c)", "tag", "c", "tag:(a OR b c) tag:c"),
        ("outlet:scmp", "outlet", "South China Morning Post", ""),
        ('outlet:(BBC OR "The Hindu" OR SCMP)', "outlet", "bbc", 'outlet:("The Hindu" OR SCMP)'),
        ("is:starred", "mark", "no-credit", "is:starred has:no-credit"),
        ("is:starred has:no-credit", "mark", "starred", "has:no-credit"),
        ('"half a phrase', "language", "de", "half a phrase lang:de"),
        ("(moon lander", "language", "de", "moon lander lang:de"),
        ("mars (moon lang:de)", "language", "de", "mars moon"),
        ("moon)", "language", "de", "moon lang:de"),
        ("-lang:de", "language", "de", "-lang:de lang:de"),
        ("(lang:de OR moon)", "language", "de", "(lang:de OR moon) lang:de"),
        ("+moon NOT mars", "format", "pdf", "+moon NOT mars type:pdf"),
        ("tag:x", "tag", "OR", 'tag:(x OR "OR")'),
    ],
)
def test_choosing_a_name_adds_it_to_the_text_and_choosing_it_again_takes_it_away(text, field, name, then):
    assert toggled(text, field, name) == then


def test_marks_and_names_that_a_query_chooses_are_read_from_beside_its_words():
    assert chosen("moon lang:(DE OR fr) +tag:Ports is:starred has:no-date outlet:scmp") == {
        "language": ["de", "fr"],
        "tag": ["ports"],
        "mark": ["starred", "no-date"],
        "outlet": ["south china morning post"],
    }
    assert chosen("-lang:de (tag:a OR moon) lang:fr OR mars") == {}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("moon", None),
        ("date:2024-03..2024-06 moon", (date(2024, 3, 1), date(2024, 6, 30))),
        ("after:2023 before:2025-02", (date(2024, 1, 1), date(2025, 1, 31))),
        ("2024..2025", (date(2024, 1, 1), date(2025, 12, 31))),
        ("date:>2024", (date(2025, 1, 1), None)),
        ("date:2021 OR date:2023", (date(2021, 1, 1), date(2023, 12, 31))),
        ("date:2021 OR moon", None),
        ("moon 2024-03", (date(2024, 3, 1), date(2024, 3, 31))),
        ("moon 2025..", (date(2025, 1, 1), None)),
    ],
)
def test_days_that_a_query_asks_for(text, days):
    assert chosen_days(read(text).tree) == days


def test_other_days_take_the_place_of_those_asked_for():
    assert with_days("moon", "2024-03..2024-06") == "moon date:2024-03..2024-06"
    assert with_days("after:2020 moon date:last week", "2024") == "moon date:2024"
    assert with_days("moon date:2024 AND mars", "") == "moon AND mars"
    assert with_days("2025.. moon 2024-03", "2024") == "moon date:2024"


def test_one_outlet_takes_the_place_of_all_that_were_chosen():
    text = 'moon outlet:(BBC OR CNN) further:"The Hindu" lang:de'
    assert with_outlet(text, "credited", "India Times") == 'moon lang:de credited:"India Times"'


def test_without_its_filters_a_query_keeps_its_words():
    assert without_filters('"deep sea" lang:de AND ports AND date:2024 is:starred') == '"deep sea" AND ports'
    assert without_filters("-tag:x (moon OR lang:de)") == "-tag:x (moon OR lang:de)"
    assert without_filters("lang:de OR lang:fr") == ""
    assert without_filters("moon lang:(de fr) tag:(a b) 2024-03 credit:bbc +title:(sea OR ship*)") == "moon"
    assert without_filters("like:12 lang:de") == "like:12"


def test_a_query_without_filters_is_left_as_it_is():
    assert without_filters(" moon OR  mars)") == "moon OR  mars)"


WORDS = st.sampled_from(
    [
        "moon",
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "“",
        "-",
        "+",
        "~",
        "lang:de",
        "tag:",
        "date:2024",
        "lang:(de OR fr)",
        '"',
        'tag:"a"',
    ],
)


@given(st.lists(WORDS, max_size=9).map(" ".join), st.sampled_from(sorted(set(FIELDS.values()) & {"tag", "language"})))
def test_a_chosen_name_is_read_again_from_any_text_and_taking_it_away_leaves_nothing_of_it(text, field):
    name = "Néw “name” x"
    key = "new name x"
    with_it = toggled(text, field, name)
    assert key in chosen(with_it)[field]
    without = toggled(with_it, field, name)
    assert key not in chosen(without).get(field, [])
    assert chosen_days(read(with_days(text, "2025-01")).tree) == (date(2025, 1, 1), date(2025, 1, 31))
