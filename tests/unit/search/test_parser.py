from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive_app.search.parser import read

# Text that is dense in what the language gives a meaning to, and anything at all.
PIECES = [
    "AND",
    "OR",
    "NOT",
    "+",
    "-",
    "(",
    ")",
    '"',
    "“",
    "”",
    "*",
    "?",
    ":",
    "..",
    " ",
    "\n",
    "'",
    "’",
    "\x00",
    "\ud800",
]
WORDS = [
    "title:",
    "credit:",
    "lang:",
    "date:",
    "before:",
    "after:",
    "2024-03",
    "2024-13",
    "harbour",
    "café",
    "中华",
    "…",
]
QUERIES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES + WORDS)).map("".join))


@pytest.mark.parametrize(
    ("text", "interpreted"),
    [
        ("us navy", "us navy"),
        ("us AND navy", "us AND navy"),
        ("“US Navy” ship", '"US Navy" ship'),
        ("„Hafen“ «port» 「港」", '"Hafen" "port" "港"'),
        ("a OR b c", "a OR (b c)"),
        ("a NOT b -c +d", "a -b -c +d"),
        ("NOT NOT a", "a"),
        ("-(a OR b)", "-(a OR b)"),
        ("title:(a b)", "title:a title:b"),
        ("TITLE:fog By:weaver", "title:fog by:weaver"),
        ("distil*", "distil*"),
        ('"us nav*"', '"us nav*"'),
        ("wom?n *stil*", "wom?n *stil*"),
        ("What is it?", "What is it"),
        ("AI-related", "AI-related"),
        ("date:2024-03..2024-06", "date:2024-03..2024-06"),
        ("date:2024-02", "date:2024-02"),
        ("before:2024", "date:..2023"),
        ("after:2024-03-05", "date:2024-03-06.."),
        ("date:2024..", "date:2024.."),
        ("after:9999", "after:9999"),
    ],
)
def test_the_language_is_read_as_documented(text, interpreted):
    assert str(read(text)) == interpreted


@pytest.mark.parametrize(
    ("text", "interpreted"),
    [
        ("", ""),
        ('"', ""),
        ("((", ""),
        ("))", ""),
        (" - + ", ""),
        ("*", ""),
        ('5" pipe', "5 pipe"),
        ("title:", "title"),
        ("title: fog", "title fog"),
        ('lang:"', "lang"),
        ("date:soon", "date:soon"),
        ("date:2024-13", "date:2024-13"),
        ("OR", "or"),
        ("AND navy OR", "navy"),
        ("foo:bar", "foo:bar"),
        ("(us navy", "us navy"),
        ("us) navy", "us navy"),
        ('")" "(" navy', "navy"),
        ("a\x00b", "a b"),
    ],
)
def test_what_leads_nowhere_is_taken_literally_or_passed_over(text, interpreted):
    assert str(read(text)) == interpreted


@pytest.mark.parametrize(
    ("text", "interpreted"),
    [
        ("us credit:", "us"),
        ("-Tag:", ""),
        ("us: nav: ", "us nav"),
        ("us nav", "us nav*"),
        ("us nav ", "us nav"),
        ("us nav,", "us nav"),
        ('"us nav"', '"us nav"'),
        ("(us nav)", "us nav"),
        ("title:fo", "title:fo*"),
        ("AI-rel", "AI-rel*"),
        ("OR", "or*"),
    ],
)
def test_only_a_word_at_the_very_end_is_unfinished(text, interpreted):
    assert str(read(text, prefix=True)) == interpreted


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ('"us navy', ["The quote was not closed."]),
        ('title:"us navy', ["Nothing follows “title:”.", "The quote was not closed."]),
        ("(us navy", ["The bracket was not closed."]),
        ("us) navy", ["A bracket was closed that was not opened."]),
        ("us AND", ["Nothing follows AND."]),
        ("OR us", ["Nothing stands before OR."]),
        ("us AND OR navy", ["Nothing stands between AND and OR."]),
        ("foo:bar", ["There is no field “foo”, so it was searched as a word."]),
        ('Foo:"bar baz"', ["There is no field “foo”, so it was searched as a word."]),
        ("title: fog", ["Nothing follows “title:”."]),
        ("date:soon", ["“soon” is not a date; dates are written 2025, 2025-03, 2025-03-14, 2024..2025 or last-week."]),
        (
            'before:"last May"',
            ["“last May” is not a date; dates are written 2025, 2025-03, 2025-03-14, 2024..2025 or last-week."],
        ),
        ("after:", ["Nothing follows “after:”."]),
        ("a " * 3000, ["The search is very long, and only its beginning counts."]),
    ],
)
def test_what_cannot_be_read_as_meant_is_remarked_on(text, remarks):
    assert list(read(text).remarks) == remarks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OR",
        '"',
        "us AND (navy OR -ship)",
        "“US Navy” title:(a b) by:weaver",
        "date:2024-03..2024-06 lang:en",
        "at 12:30 in Breaking: news of https://example.org",
        "What is it?",
        "NOT navy",
    ],
)
def test_a_query_that_is_read_as_meant_needs_no_remark(text):
    assert read(text).remarks == ()


@settings(max_examples=100, deadline=None)
@given(text=QUERIES)
def test_a_remark_is_a_sentence(text):
    for remark in read(text).remarks:
        assert remark.endswith(".")


@settings(max_examples=100, deadline=None)
@given(text=QUERIES)
@example(text="lang:?*")
def test_what_a_query_was_read_as_reads_the_same(text):
    interpreted = str(read(text))
    assert str(read(interpreted)) == interpreted


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "(" * 5_000 + "a" + ")" * 5_000,
        '"' * 10_001,
        "a " * 50_000,
        "x" * 100_000,
        "NOT " * 25_000 + "a",
        "-(" * 50_000,
        "a*b" * 30_000,
        "中" * 100_000,
        "title:" * 15_000,
        "'s" * 50_000,
        "U." * 50_000,
        "\u0301" * 100_000,
    ],
)
def test_a_huge_query_is_read_at_once_and_says_that_it_was_cut(text):
    start = perf_counter()
    reading = read(text, prefix=True)
    assert perf_counter() - start < 2
    assert len(str(reading)) < 10_000
    assert reading.cut
