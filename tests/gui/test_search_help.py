"""The help of the search box: a table of the query language with examples that find something in this archive."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.gui.search_examples import FORMS, examples
from archive_app.gui.search_help import SearchHelp
from archive_app.library import Archive
from tests.gui.conftest import Until

Key = Qt.Key


def _help(window: MainWindow) -> SearchHelp:
    found = window.findChild(SearchHelp)
    assert found is not None
    return found


def _links(window: MainWindow) -> list[QPushButton]:
    return [link for link in _help(window).findChildren(QPushButton) if link.isVisible()]


def test_every_example_finds_what_it_says(stocked: Path):
    with Archive.open(stocked) as archive:
        archive.annotate([1], tags=["Ferry line"], starred=True)
        found = examples(archive)
        assert [example.form for example in found] == [example.form for example in FORMS]
        assert [example.form for example in found if not example.query] == []
        assert all(archive.search(example.query).total == example.articles > 0 for example in found)
        assert 'tag:"Ferry line"' in [example.query for example in found]


def test_an_empty_archive_is_explained_by_forms(tmp_path: Path):
    with Archive.open(tmp_path / "new") as archive:
        assert examples(archive) == FORMS


def test_help_comes_and_goes_by_keys_and_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.results.focus_rows()
    qtbot.keyClick(window.browser.results.view, Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    until(lambda: len(_links(window)) > 10)
    first = _links(window)[0]
    assert QApplication.focusWidget() is first
    qtbot.keyClick(first, Key.Key_Tab)
    assert QApplication.focusWidget() is _links(window)[1]
    qtbot.keyClick(_links(window)[1], Key.Key_Escape)
    assert not _help(window).isVisible()
    assert QApplication.focusWidget() is window.browser.results.view


def test_help_that_was_read_before_comes_with_the_numbers_of_now(
    window: MainWindow, stocked: Path, qtbot: QtBot, until: Until
):
    def open_() -> None:
        window.top_bar.search_box.help_wanted.emit()
        until(lambda: len(_links(window)) > 10)

    open_()
    qtbot.keyClick(_links(window)[0], Key.Key_Escape)
    with Archive.open(stocked) as archive:
        archive.annotate([1], tags=["Ferry line"])
    open_()
    until(lambda: 'tag:"Ferry line"' in [link.text() for link in _links(window)])
    assert QApplication.focusWidget() is _links(window)[0]


def test_an_example_is_searched_when_it_is_clicked(window: MainWindow, qtbot: QtBot, until: Until):
    window.top_bar.search_box.help_wanted.emit()
    until(lambda: bool(_links(window)))
    link = next(link for link in _links(window) if link.text().startswith("credit:"))
    assert link.accessibleName().endswith(" articles")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not _help(window).isVisible()
    box = window.top_bar.search_box
    assert box.text().startswith("credit:")
    assert QApplication.focusWidget() is box
    until(
        lambda: window.browser.results.model.query is not None and window.browser.results.model.query.text == box.text()
    )
    assert window.browser.results.model.total > 0


def test_an_empty_archive_has_a_help_without_links(empty_window: MainWindow, qtbot: QtBot, until: Until):
    empty_window.top_bar.search_box.help_wanted.emit()
    help_ = _help(empty_window)
    assert "credit:outlet" in [label.text() for label in help_.findChildren(QLabel) if label.isVisible()]
    assert _links(empty_window) == []
    assert QApplication.focusWidget() is help_
    qtbot.keyClick(help_, Key.Key_Escape)
    assert not help_.isVisible()
