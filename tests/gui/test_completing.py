"""What the search box offers while one types, and that it is in nobody's way."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.library import Archive
from archive_app.settings import Settings
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key
_ALT = Qt.KeyboardModifier.AltModifier


def _offered(window: MainWindow) -> list[str]:
    offers = window.top_bar.search_box.offers
    model = offers.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if offers.isVisible() else []


def _answered(window: MainWindow, text: str) -> bool:
    query = window.browser.results.model.query
    return query is not None and query.text == text


@pytest.fixture
def type_(window: MainWindow, qtbot: QtBot, until: Until) -> Callable[[str], list[str]]:
    """Type into the box until something is offered."""
    window.top_bar.search_box.setFocus()

    def write(text: str) -> list[str]:
        qtbot.keyClicks(window.top_bar.search_box, text)
        until(lambda: bool(_offered(window)))
        return _offered(window)

    return write


def test_the_names_of_a_filter_are_offered_with_their_numbers(
    window: MainWindow, type_: Callable[[str], list[str]], until: Until
):
    assert "credited:" in type_("cred")
    box = window.top_bar.search_box
    box.clear()
    assert "Reuters" in type_("moon credited:")
    view = box.offers.view
    spoken = [view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert all(", Credited outlet, " in line and line.endswith(" articles") for line in spoken), spoken


def test_a_name_that_the_keys_chose_is_taken_by_enter_and_searched(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]], until: Until
):
    box, results = window.top_bar.search_box, window.browser.results
    offered = type_("credited:")
    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClick(box, Key.Key_Up)
    assert box.text() == "credited:"
    assert QApplication.focusWidget() is box
    qtbot.keyClick(box, Key.Key_Return)
    wanted = f"credited:{offered[0]} "
    assert box.text() == wanted
    assert not box.offers.isVisible()
    until(lambda: _answered(window, wanted) and results.model.total > 0)
    # It was typed, not entered: nothing is opened, and it can be taken back.
    assert window.browser.reading.article is None
    qtbot.keyClick(box, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "credited:"


def test_a_year_among_the_words_is_offered_as_a_filter(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]], until: Until
):
    box = window.top_bar.search_box
    assert type_("the 2025")[0] == "Only articles of 2025"
    assert _answered(window, "the 2025")
    qtbot.keyClick(box, Key.Key_Tab)
    assert box.text() == "the date:2025 "
    until(lambda: _answered(window, "the date:2025 "))


def test_tab_takes_the_first_and_a_filter_goes_on_with_its_names(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]], until: Until
):
    box = window.top_bar.search_box
    type_("moon outl")
    qtbot.keyClick(box, Key.Key_Tab)
    assert box.text() == "moon outlet:"
    assert QApplication.focusWidget() is box
    until(lambda: "Reuters" in _offered(window))
    box.offers.leave()
    qtbot.keyClick(box, Key.Key_Tab)
    assert QApplication.focusWidget() is not box


def test_enter_searches_what_was_typed_where_no_key_chose(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]], until: Until
):
    box = window.top_bar.search_box
    type_("nature")
    qtbot.keyClick(box, Key.Key_Return)
    assert box.text() == "nature"
    assert not box.offers.isVisible()
    until(lambda: window.browser.reading.article is not None)


def test_typing_on_drops_a_choice_that_was_not_taken(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]], until: Until
):
    box = window.top_bar.search_box
    type_("reut")
    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClicks(box, "ers")
    qtbot.keyClick(box, Key.Key_Return)
    assert box.text() == "reuters"


def test_down_leads_through_what_is_offered_into_the_list(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]]
):
    box = window.top_bar.search_box
    offered = type_("reut")
    for _ in offered:
        qtbot.keyClick(box, Key.Key_Down)
        assert QApplication.focusWidget() is box
    qtbot.keyClick(box, Key.Key_Down)
    assert QApplication.focusWidget() is window.browser.results.view
    assert not box.offers.isVisible()


def test_escape_first_ends_what_is_offered_and_then_clears(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]]
):
    box = window.top_bar.search_box
    type_("reut")
    qtbot.keyClick(box, Key.Key_Escape)
    assert (box.text(), box.offers.isVisible()) == ("reut", False)
    qtbot.keyClick(box, Key.Key_Escape)
    assert box.text() == ""


def test_a_click_takes_what_is_offered(window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]]):
    box = window.top_bar.search_box
    type_("moon reut")
    view = box.offers.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    assert box.text() == "moon outlet:Reuters "
    assert QApplication.focusWidget() is box


def test_what_is_offered_goes_where_the_cursor_or_the_keyboard_goes_elsewhere(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]]
):
    box = window.top_bar.search_box
    type_("reut")
    qtbot.keyClick(box, Key.Key_Left)
    assert not box.offers.isVisible()
    box.clear()
    type_("reut")
    window.browser.results.focus_rows()
    assert not box.offers.isVisible()
    box.clear()
    box.setFocus()
    type_("reut")
    qtbot.mouseClick(window.top_bar, Qt.MouseButton.LeftButton)
    assert not box.offers.isVisible()
    type_("e")
    window.resize(900, 700)
    assert not box.offers.isVisible()


def test_what_stands_behind_the_cursor_stays(window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]]):
    box = window.top_bar.search_box
    box.setText("🌊🌊  moon")
    box.setCursorPosition(5)
    type_("reut")
    qtbot.keyClick(box, Key.Key_Tab)
    assert box.text() == "🌊🌊 outlet:Reuters moon"
    qtbot.keyClicks(box, "x")
    assert box.text() == "🌊🌊 outlet:Reuters xmoon"


def test_nothing_is_offered_for_a_text_that_nobody_typed(
    window: MainWindow, qtbot: QtBot, type_: Callable[[str], list[str]], until: Until
):
    box = window.top_bar.search_box
    type_("reut")
    window.browser.search("outlet:")
    assert not box.offers.isVisible()


def test_tags_are_offered_once_there_are_some(open_window: OpenWindow, stocked: Path, qtbot: QtBot, until: Until):
    with Archive.open(stocked) as archive:
        archive.annotate([1, 2], tags=["Ferry line"])
    window = open_window(stocked)
    box = window.top_bar.search_box
    box.setFocus()
    qtbot.keyClicks(box, "tag:")
    until(lambda: _offered(window) == ["Ferry line"])
    qtbot.keyClick(box, Key.Key_Tab)
    until(lambda: window.browser.results.model.total == 2)


# --- recent searches


@pytest.fixture
def returning(open_window: OpenWindow, stocked: Path) -> MainWindow:
    """The window of a person who has searched before."""
    return open_window(stocked, Settings(recent_searches=["common tide", "moon"]))


@pytest.mark.parametrize("modifier", [_ALT, Qt.KeyboardModifier.NoModifier])
def test_the_latest_search_is_taken_by_down_and_enter(
    returning: MainWindow, qtbot: QtBot, until: Until, modifier: Qt.KeyboardModifier
):
    box = returning.top_bar.search_box
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Down, modifier)
    assert _offered(returning) == ["common tide", "moon", "Clear recent searches"]
    qtbot.keyClick(box, Key.Key_Return)
    until(lambda: _answered(returning, "common tide"))
    assert box.text() == "common tide"


def test_typing_over_the_recent_searches_takes_none_of_them(returning: MainWindow, qtbot: QtBot, until: Until):
    box = returning.top_bar.search_box
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClicks(box, "number77")
    qtbot.keyClick(box, Key.Key_Return)
    until(lambda: _answered(returning, "number77"))


def test_recent_searches_are_forgotten_when_they_are_cleared(returning: MainWindow, qtbot: QtBot):
    box = returning.top_bar.search_box
    box.show_recents()
    qtbot.keyClick(box, Key.Key_Up)
    qtbot.keyClick(box, Key.Key_Up)
    assert box.offers.view.currentIndex().data() == "Clear recent searches"
    qtbot.keyClick(box, Key.Key_Return)
    box.show_recents()
    assert _offered(returning) == []
    # Without any, Down leads to the list as it does from words.
    qtbot.keyClick(box, Key.Key_Down)
    assert QApplication.focusWidget() is returning.browser.results.view


def test_no_line_is_chosen_before_a_key_goes_there(window: MainWindow, type_: Callable[[str], list[str]]):
    type_("reut")
    assert window.top_bar.search_box.offers.view.currentIndex() == QModelIndex()
