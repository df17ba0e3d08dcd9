"""Saved searches: kept under a name, counted, done, renamed, deleted and brought back."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.gui.sidebar_lines import Command
from archive_app.gui.sidebar_model import LineRole
from archive_app.library import Archive
from archive_app.model.saved_searches import SavedSearch
from archive_app.model.search import Scope
from tests.gui.conftest import GENERATED, OpenWindow, Until

Key = Qt.Key
_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _lines(window: MainWindow) -> list[str]:
    model = window.browser.sidebar.view.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def _go_to(window: MainWindow, label: str) -> None:
    view = window.browser.sidebar.view
    model = view.model()
    view.setFocus()
    view.setCurrentIndex(next(i for row in range(model.rowCount()) if (i := model.index(row, 0)).data() == label))


def _dialog(window: MainWindow) -> tuple[QDialog, QLineEdit]:
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible() and dialog.isModal())
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return dialog, line


def _keep(folder: Path, *searches: tuple[str, str, Scope]) -> list[SavedSearch]:
    with Archive.open(folder) as archive:
        return [archive.save_search(*search) for search in searches]


def _kept(folder: Path) -> list[tuple[str, str]]:
    with Archive.open(folder) as archive:
        return [(search.name, search.text) for search in archive.saved_searches()]


def test_a_search_is_saved_under_a_name_and_counted(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    window.browser.search('"common tide" -number7')
    until(lambda: window.browser.results.model.total == GENERATED - 1)
    qtbot.keyClick(window, Key.Key_S, _KEYS)
    dialog, line = _dialog(window)
    assert line.text() == "common tide -number7"
    line.clear()
    qtbot.keyClicks(line, "Tides but one")
    qtbot.keyClick(line, Key.Key_Return)
    assert not dialog.isVisible()
    until(lambda: f"Tides but one, {GENERATED - 1} articles, shown" in _lines(window))
    assert _kept(stocked) == [("Tides but one", '"common tide" -number7')]
    assert "Save this search…" not in _lines(window)
    window.browser.search("moon")
    until(lambda: f"Tides but one, {GENERATED - 1} articles" in _lines(window))
    _go_to(window, "Tides but one")
    qtbot.keyClick(window.browser.sidebar.view, Key.Key_Return)
    assert window.top_bar.search_box.text() == '"common tide" -number7'
    until(lambda: window.browser.results.model.total == GENERATED - 1)


def test_a_saved_search_of_takeaways_searches_takeaways(
    open_window: OpenWindow, stocked: Path, qtbot: QtBot, until: Until
):
    _keep(stocked, ("Distilling", "distillation", Scope.TAKEAWAYS))
    window = open_window(stocked)
    until(lambda: any(line.startswith("Distilling, ") and "takeaway" in line for line in _lines(window)))
    _go_to(window, "Distilling")
    qtbot.keyClick(window.browser.sidebar.view, Key.Key_Space)
    assert window.top_bar.scope is Scope.TAKEAWAYS
    until(lambda: any(line.startswith("Distilling, ") and line.endswith("shown") for line in _lines(window)))


def test_a_name_that_is_taken_is_refused_in_a_sentence(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    _keep(stocked, ("Moon", "moon", Scope.ARTICLES))
    window.browser.search("mars")
    qtbot.keyClick(window, Key.Key_S, _KEYS)
    _, line = _dialog(window)
    line.setText("moon")
    qtbot.keyClick(line, Key.Key_Return)
    until(lambda: "already a saved search named “Moon”" in window.notice.text)


def test_a_saved_search_is_renamed_and_deleted_and_the_deletion_undone(
    open_window: OpenWindow, stocked: Path, qtbot: QtBot, until: Until
):
    _keep(stocked, ("Moon", "moon", Scope.ARTICLES), ("Tides", "tide", Scope.ARTICLES))
    window = open_window(stocked)
    view = window.browser.sidebar.view
    until(lambda: any(line.startswith("Moon, ") for line in _lines(window)))
    _go_to(window, "Moon")
    qtbot.keyClick(view, Key.Key_F2)
    _, line = _dialog(window)
    assert line.text() == "Moon"
    line.setText("Luna")
    qtbot.keyClick(line, Key.Key_Return)
    until(lambda: _kept(stocked) == [("Luna", "moon"), ("Tides", "tide")])
    until(lambda: any(line.startswith("Luna, ") for line in _lines(window)))
    _go_to(window, "Luna")
    qtbot.keyClick(view, Key.Key_Delete)
    until(lambda: "“Luna” was deleted" in window.notice.text)
    until(lambda: not any(line.startswith("Luna") for line in _lines(window)))
    next(button for button in window.notice.findChildren(QPushButton) if button.text() == "Undo").click()
    until(lambda: any(line.startswith("Luna, ") for line in _lines(window)))
    assert _kept(stocked) == [("Luna", "moon"), ("Tides", "tide")]


def test_numbers_of_saved_searches_follow_an_import(
    open_window: OpenWindow, stocked: Path, tmp_path: Path, until: Until
):
    _keep(stocked, ("Tides", '"common tide"', Scope.ARTICLES))
    window = open_window(stocked)
    until(lambda: f"Tides, {GENERATED} articles" in _lines(window))
    (tmp_path / "one.txt").write_text("One more\n\nThe common tide table of late was printed.\n", encoding="utf-8")
    window.imports.start([tmp_path / "one.txt"])
    until(lambda: f"Tides, {GENERATED + 1} articles" in _lines(window))


def test_in_a_read_only_archive_searches_are_done_but_not_saved(
    open_window: OpenWindow, stocked: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, until: Until
):
    _keep(stocked, ("Tides", "tide", Scope.ARTICLES))
    # Root may write everywhere, so the folder's permissions alone would not do.
    monkeypatch.setattr(os, "access", lambda *_: False)
    window = open_window(stocked)
    window.browser.search("moon")
    until(lambda: "Save this search…, The archive is read-only, so no search can be saved in it" in _lines(window))
    _go_to(window, "Save this search…")
    assert window.browser.sidebar.view.currentIndex().data(LineRole).target is Command.SAVE
    qtbot.keyClick(window.browser.sidebar.view, Key.Key_Return)
    qtbot.keyClick(window, Key.Key_S, _KEYS)
    _go_to(window, "Tides")
    qtbot.keyClick(window.browser.sidebar.view, Key.Key_F2)
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    qtbot.keyClick(window.browser.sidebar.view, Key.Key_Return)
    assert window.top_bar.search_box.text() == "tide"


def test_no_search_is_no_search_to_save(window: MainWindow, qtbot: QtBot):
    qtbot.keyClick(window, Key.Key_S, _KEYS)
    assert "There is no search to save" in window.notice.text
    assert "Save this search…" not in _lines(window)
