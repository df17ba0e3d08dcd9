"""Everything can be done without a mouse."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from archive_app import paths
from archive_app.gui.main_window import MainWindow
from archive_app.settings import Settings
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_from_search_to_reading_and_back(window: MainWindow, qtbot: QtBot, until: Until):
    box, results, reading = window.top_bar.search_box, window.browser.results, window.browser.reading
    qtbot.keyClick(window, Key.Key_L, _CONTROL)
    assert _focus() is box
    qtbot.keyClicks(box, "moon")
    until(lambda: results.model.query is not None and results.model.query.text == "moon")

    qtbot.keyClick(box, Key.Key_Down)
    assert _focus() is results.view
    until(lambda: reading.article is not None)
    first = reading.article
    qtbot.keyClick(results.view, Key.Key_Down)
    until(lambda: reading.article != first)

    qtbot.keyClick(results.view, Key.Key_Return)
    assert _focus() is reading.view
    until(lambda: reading.view.hit_count > 1)
    assert reading.view.current_hit == 0
    qtbot.keyClick(reading.view, Key.Key_F3)
    assert reading.view.current_hit == 1
    qtbot.keyClick(reading.view, Key.Key_F3, _SHIFT)
    assert reading.view.current_hit == 0

    second = reading.article
    qtbot.keyClick(reading.view, Key.Key_Down, _SHIFT)
    until(lambda: reading.article not in [first, second])
    assert _focus() is reading.view
    qtbot.keyClick(reading.view, Key.Key_Up, _SHIFT)
    until(lambda: reading.article == second)

    qtbot.keyClick(reading.view, Key.Key_Escape)
    assert _focus() is results.view
    qtbot.keyClick(results.view, Key.Key_Escape)
    assert _focus() is box
    qtbot.keyClick(box, Key.Key_Escape)
    assert box.text() == ""
    until(lambda: results.model.query is not None and results.model.query.text == "")


def test_the_row_that_down_leads_to_is_open_and_selected(window: MainWindow, qtbot: QtBot, until: Until):
    box, results, reading = window.top_bar.search_box, window.browser.results, window.browser.reading
    box.setFocus()
    qtbot.keyClicks(box, "moon")
    until(lambda: results.model.query is not None and results.model.query.text == "moon")
    qtbot.keyClick(box, Key.Key_Down)
    assert [index.row() for index in results.view.selectionModel().selectedRows()] == [0]
    until(lambda: reading.article is not None)
    hit = results.model.hit(0)
    assert hit is not None
    assert reading.article is not None
    assert reading.article.id == hit.id


@pytest.mark.parametrize("then_enter", [False, True])
def test_down_waits_for_the_answer_to_what_was_typed(window: MainWindow, qtbot: QtBot, until: Until, then_enter: bool):
    box, results, reading = window.top_bar.search_box, window.browser.results, window.browser.reading
    box.setFocus()
    qtbot.keyClicks(box, "number77")
    qtbot.keyClick(box, Key.Key_Down)
    if then_enter:
        qtbot.keyClick(_focus(), Key.Key_Return)
    until(lambda: _focus() is (reading.view if then_enter else results.view))
    until(lambda: reading.article is not None)
    assert reading.article is not None
    assert reading.article.title == "Report 77 from the coast"


def test_the_last_row_is_opened_when_its_page_has_come(window: MainWindow, qtbot: QtBot, until: Until):
    results, reading = window.browser.results, window.browser.reading
    last = results.model.total - 1
    assert results.model.hit(last) is None
    results.focus_rows()
    qtbot.keyClick(results.view, Key.Key_End, _CONTROL)
    until(lambda: results.model.hit(last) is not None)
    hit = results.model.hit(last)
    until(lambda: reading.article is not None and hit is not None and reading.article.id == hit.id)
    assert results.view.currentIndex().row() == last


def test_the_search_key_selects_the_whole_search(window: MainWindow, qtbot: QtBot):
    box = window.top_bar.search_box
    for key in (Key.Key_L, Key.Key_K):
        box.setText("old words")
        box.setFocus()
        box.end(False)
        qtbot.keyClick(window, key, _CONTROL)
        assert box.selectedText() == "old words"


def test_typing_in_the_list_goes_on_in_the_box(window: MainWindow, qtbot: QtBot, until: Until):
    box, results = window.top_bar.search_box, window.browser.results
    box.setText("moo")
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClick(results.view, "n")
    assert _focus() is box
    assert box.text() == "moon"
    until(lambda: results.model.query is not None and results.model.query.text == "moon")
    qtbot.keyClick(box, Key.Key_Down)
    qtbot.keyClick(results.view, Key.Key_Backspace)
    assert box.text() == "moo"


def test_up_from_the_first_row_goes_to_the_box(window: MainWindow, qtbot: QtBot):
    window.browser.results.focus_rows()
    qtbot.keyClick(window.browser.results.view, Key.Key_Up)
    assert _focus() is window.top_bar.search_box


def test_tab_reaches_every_part_in_reading_order(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    window.top_bar.search_box.setFocus()
    seen: list[QWidget] = []
    for _ in range(40):
        if _focus() in seen:
            break
        seen.append(_focus())
        qtbot.keyClick(_focus(), Key.Key_Tab)
    parts = (
        window.top_bar.search_box,
        window.browser.sidebar.view,
        window.browser.results.view,
        window.browser.reading.view,
    )
    places = [seen.index(part) for part in parts]
    assert places == sorted(places)


def test_every_control_has_a_name(window: MainWindow):
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(window)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []
    assert all(box.accessibleName() for box in window.findChildren(QLineEdit))


def test_find_is_opened_and_left_by_keys(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.search("chandrayaan")
    until(lambda: window.browser.results.model.total == 1)
    window.browser.results.focus_rows()
    until(lambda: window.browser.reading.article is not None)
    qtbot.keyClick(window.browser.results.view, Key.Key_F, _CONTROL)
    find = _focus()
    assert find.accessibleName() == "Find in article"
    qtbot.keyClicks(find, "the")
    view = window.browser.reading.view
    assert view.current_hit == 0
    qtbot.keyClick(find, Key.Key_Return)
    assert view.current_hit == 1
    qtbot.keyClick(find, Key.Key_Return, _SHIFT)
    assert view.current_hit == 0
    qtbot.keyClick(find, Key.Key_Escape)
    assert _focus() is view


def test_the_starter_archive_is_opened_by_enter(empty_window: MainWindow, qtbot: QtBot, until: Until):
    link = next(b for b in empty_window.welcome.findChildren(QPushButton) if "starter" in b.text())
    seen = {_focus()}
    while _focus() is not link:
        qtbot.keyClick(_focus(), Key.Key_Tab)
        assert _focus() not in seen
        seen.add(_focus())
    qtbot.keyClick(link, Key.Key_Return)
    assert empty_window.session.folder == paths.starter_archive()
    until(lambda: empty_window.browser.results.model.total > 0 and not empty_window.session.importing.running)
    assert empty_window.top_bar.search_box.hasFocus(), "the keyboard goes on where one would type"


def test_the_sidebar_is_reached_and_left_in_a_narrow_window(window: MainWindow, qtbot: QtBot, until: Until):
    sidebar, box = window.browser.sidebar, window.top_bar.search_box
    window.resize(700, 600)
    until(lambda: not sidebar.isVisible())
    width = window.width()
    qtbot.keyClick(window, Key.Key_F9)
    assert sidebar.isVisible()
    assert _focus() is sidebar.view
    assert window.width() == width
    qtbot.keyClick(sidebar.view, Key.Key_Down)
    qtbot.keyClick(sidebar.view, Key.Key_Return)
    assert not sidebar.isVisible()
    assert box.text() == "is:starred"
    assert _focus() is box
    qtbot.keyClick(window, Key.Key_F9)
    qtbot.keyClick(sidebar.view, Key.Key_Escape)
    assert not sidebar.isVisible()
    for leave in (lambda: qtbot.keyClick(window, Key.Key_F9), lambda: qtbot.keyClick(sidebar.view, Key.Key_Tab)):
        qtbot.keyClick(window, Key.Key_F9)
        assert sidebar.isVisible()
        leave()
        assert not sidebar.isVisible()
    window.resize(1360, 800)
    until(sidebar.isVisible)


def test_the_sidebar_stays_hidden_where_it_is_not_wanted(window: MainWindow, qtbot: QtBot, until: Until):
    window.resize(1360, 800)
    assert window.browser.sidebar.isVisible()
    qtbot.keyClick(window, Key.Key_F9)
    assert not window.browser.sidebar.isVisible()
    until(lambda: window.browser.results.mapTo(window, window.browser.results.rect().topLeft()).x() == 0)
    window.resize(700, 600)
    window.resize(1360, 800)
    assert not window.browser.sidebar.isVisible()
    qtbot.keyClick(window, Key.Key_F9)
    assert window.browser.sidebar.isVisible()


def test_no_two_entries_of_a_menu_have_the_same_letter(open_window: OpenWindow, stocked: Path):
    window = open_window(stocked, Settings(recent_archives=[f"/archives/R&D {number}" for number in range(12)]))
    menus = window.findChildren(QMenu)
    assert {"&File", "&Edit", "&View", "&Help", "&Theme"} <= {menu.title() for menu in menus}
    for menu in (window.menuBar(), *menus):
        entries = [action.text() for action in menu.actions() if not action.isSeparator()]
        letters = [QKeySequence.mnemonic(entry).toString() for entry in entries]
        # Of the recent archives only nine have a key.
        keyless = entries[9:-1] if entries[0].startswith("&1 ") else []
        assert [entry for entry, letter in zip(entries, letters, strict=True) if not letter] == keyless
        given = [letter for letter in letters if letter]
        assert len(given) == len(set(given)), entries


def test_keys_choose_what_is_searched(window: MainWindow, qtbot: QtBot, until: Until):
    model = window.browser.results.model
    qtbot.keyClick(window, Key.Key_2, _CONTROL)
    until(lambda: model.query is not None and model.query.scope.value == "takeaways")
    qtbot.keyClick(window, Key.Key_1, _CONTROL)
    until(lambda: model.query is not None and model.query.scope.value == "articles")
