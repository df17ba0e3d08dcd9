"""The window's pure parts: spans, pieces, the query's text, dates, and what is remembered."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.gui.dates import counted, long_date, short_date, time_left
from archive_app.gui.query_text import reading_note, relaxations
from archive_app.gui.results import around_first_hit
from archive_app.gui.text_pieces import pieces
from archive_app.gui.text_spans import qt_length, qt_spans, runs_right_to_left, showable
from archive_app.model.search import Query, Scope, SearchResults, Snippet
from archive_app.settings import RECENT_LIMIT, Settings, load, save

_few = settings(max_examples=100, deadline=None)


@_few
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_spans_name_the_same_letters_in_qts_units(text: str, start: int, end: int):
    text = showable(text)
    found = qt_spans(text, [(start, end)])
    units = text.encode("utf-16-le")
    named = [units[first * 2 : last * 2].decode("utf-16-le") for first, last in found]
    assert named == ([text[start:end]] if text[start:end] else [])
    assert qt_length(text) == len(units) // 2


@_few
@given(st.text(max_size=200))
def test_what_is_shown_has_as_many_letters_and_no_breaks(text: str):
    assert len(showable(text)) == len(text)
    assert len(showable(text).splitlines()) <= 1 or "\x85" in text


@_few
@given(st.lists(st.integers(0, 9000), max_size=12))
def test_pieces_are_the_whole_text_and_short(lengths: list[int]):
    text = " ".join("x" * length for length in lengths)
    cut = list(pieces(text))
    assert "".join(text[start:end] for start, end in cut) == text
    assert cut
    for start, end in cut:
        assert end - start <= 20_000
        assert max((len(word) for word in text[start:end].split()), default=0) <= 2_000


def test_ordinary_text_is_one_piece():
    assert list(pieces("a few words")) == [(0, 11)]
    assert list(pieces("")) == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "right"), [("abc", False), ("123 عربي", True), ("“שלום", True), ("", False), ("1 a ع", False)]
)
def test_the_first_letter_tells_the_direction(text: str, right: bool):
    assert runs_right_to_left(text) is right


def test_relaxations_go_from_mild_to_wide():
    offers = relaxations('credit:"BBC" "moon landing" india')
    assert [offer.text for offer in offers] == [
        '"moon landing" india',
        "moon landing india",
        "moon OR landing OR india",
    ]
    assert relaxations('tag:(ports OR "deep sea") ferry')[0].text == "ferry"
    assert [offer.text for offer in relaxations("chandra")] == ["chandra*"]
    assert relaxations("") == []
    assert relaxations("a OR b") == []
    assert [offer.text for offer in relaxations("2024-03 moon lang:(de fr)")] == ["moon", "moon*"]
    assert [offer.text for offer in relaxations("“moon landing” -tag:x")] == ["moon landing -tag:x"]
    assert relaxations("like:12") == relaxations("title:moon") == relaxations("+moon AND mars") == []


def _answer(text: str, interpreted: str, **values: object) -> SearchResults:
    query = Query(text, scope=Scope.TAKEAWAYS if values.pop("takeaways", False) else Scope.ARTICLES)
    return SearchResults(query=query, interpreted=interpreted, total=1, elapsed_ms=1.0, hits=(), **values)  # type: ignore[arg-type]  # its fields


@pytest.mark.parametrize(
    ("text", "interpreted", "note"),
    [
        ("", "", None),
        ("moon", "moon*", None),
        ("“Moon  land”", '"moon land"', None),
        ("What is it?", "What is it", None),
        ("date:2025 moon", "date:2025-01-01..2025-12-31 moon", "Read as: date:2025-01-01..2025-12-31 moon."),
        ("((", "", "Read as: everything."),
    ],
)
def test_only_a_real_rewording_is_told(text: str, interpreted: str, note: str | None):
    assert reading_note(_answer(text, interpreted)) == note


def test_what_could_not_be_read_is_told_with_how_it_was_read():
    remark = "The quote was not closed."
    assert reading_note(_answer('"moon land', "moon land", remarks=(remark,))) == f"Read as: moon land. {remark}"
    assert reading_note(_answer("foo:bar", "foo:bar", remarks=(remark,))) == remark


def test_a_loosened_search_is_told_in_plain_words():
    note = "No article has all of these words; showing those with most of them."
    assert reading_note(_answer("moon tide", "moon OR tide", loosened=True)) == note
    told = reading_note(_answer("moon tide", "moon OR tide", loosened=True, takeaways=True))
    assert told is not None
    assert told.startswith("No takeaway has all")


def test_dates_numbers_and_times_are_written_for_people():
    assert short_date(date(2025, 3, 4)) == "4 Mar 2025"
    assert long_date(date(2025, 12, 31)) == "31 December 2025"
    assert counted(1, "article") == "1 article"
    assert counted(12480, "article") == "12,480 articles"
    assert [time_left(seconds) for seconds in (0.2, 26, 200, 7800)] == ["1 s", "26 s", "3 min", "2 h 10 min"]


def test_settings_come_back_as_they_were(tmp_path: Path):
    kept = Settings(theme="dark", zoom=1.25, splitter=[300, 700], recent_searches=["one", "zwei ü"])
    save(kept, tmp_path / "new" / "settings.json")
    assert load(tmp_path / "new" / "settings.json") == kept
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"zoom": "big", "splitter": ["a"], "recent_searches": [1]}', "\x00"]
)
def test_damaged_settings_are_the_defaults(tmp_path: Path, content: str):
    (tmp_path / "settings.json").write_text(content, "utf-8")
    assert load(tmp_path / "settings.json") == Settings()


def test_one_damaged_value_costs_only_itself(tmp_path: Path):
    (tmp_path / "settings.json").write_text(json.dumps({"zoom": None, "theme": "dark", "later": 1}), "utf-8")
    assert load(tmp_path / "settings.json") == Settings(theme="dark")


def test_recent_searches_are_the_latest_without_repetition():
    remembered = Settings()
    for number in range(20):
        remembered.remember_search(f"search {number}")
    remembered.remember_search("search 15 ")
    remembered.remember_search("  ")
    assert remembered.recent_searches[:2] == ["search 15", "search 19"]
    assert len(remembered.recent_searches) == RECENT_LIMIT


@_few
@given(st.lists(st.sampled_from(["hit", "word", "longerword"]), min_size=1, max_size=80), st.integers(10, 200))
def test_the_first_hit_is_in_the_part_of_a_passage_that_is_shown(words: list[str], room: int):
    text = " ".join(words)
    spans = tuple(found.span() for found in re.finditer("hit", text))
    shown = around_first_hit(Snippet("text", text, spans), room)
    assert [shown.text[start:end] for start, end in shown.highlights] == ["hit"] * len(spans)
    if spans:
        assert shown.highlights[0][1] <= max(room, room // 3 + 15)
