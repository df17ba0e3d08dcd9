"""Articles that are taken away with a key, brought back, and deleted for good."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from archive_app.gui.sidebar_lines import Page
from archive_app.library import Archive
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


def _search(window: MainWindow, text: str, until: Until) -> None:
    window.browser.search(text)
    until(lambda: window.browser.results.model.query is not None and window.browser.results.model.query.text == text)


def _selected(window: MainWindow) -> set[int]:
    results = window.browser.results
    hits = [results.model.hit(row) for row in results.selected_rows()]
    return {hit.id for hit in hits if hit is not None}


def _click(inside: QWidget, text: str) -> None:
    next(b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def _answer(window: MainWindow, text: str) -> None:
    _click(next(box for box in window.findChildren(QMessageBox) if box.isVisible()), text)


def _show_trash(window: MainWindow, until: Until, articles: int) -> None:
    window.browser.show_page(Page.TRASH)
    until(lambda: len(window.trash_page.model.rows) == articles)


def test_delete_takes_an_article_away_opens_the_next_and_undo_brings_it_back(
    window: MainWindow, qtbot: QtBot, until: Until
):
    results, reading = window.browser.results, window.browser.reading
    _search(window, "common", until)
    results.focus_rows()
    qtbot.keyClick(results.view, Key.Key_Down)
    until(lambda: reading.article is not None and results.model.hit(1) is not None)
    until(lambda: reading.article.id == results.model.hit(1).id)  # type: ignore[union-attr]  # waited for above
    taken, following, total = results.model.hit(1), results.model.hit(2), results.model.total
    assert taken is not None
    assert following is not None
    qtbot.keyClick(results.view, Key.Key_Delete)
    until(lambda: results.model.total == total - 1)
    assert window.notice.text == f"“{taken.title}” was moved to the trash."
    until(lambda: reading.article is not None and reading.article.id == following.id)
    assert results.selected_rows() == [1]
    assert QApplication.focusWidget() is results.view
    qtbot.keyClick(window, Key.Key_Z, _CONTROL)
    until(lambda: results.model.total == total)
    assert "1 article was restored" in window.notice.text
    _search(window, f'"{taken.title}"', until)
    assert results.model.rows_of([taken.id]) == [0]


def test_delete_in_the_search_box_deletes_letters(window: MainWindow, qtbot: QtBot, until: Until):
    box, results = window.top_bar.search_box, window.browser.results
    results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    box.setFocus()
    box.setText("moon")
    box.home(False)
    qtbot.keyClick(box, Key.Key_Delete)
    assert box.text() == "oon"
    assert not window.notice.isVisible()


def test_delete_while_reading_takes_the_article_that_is_read(window: MainWindow, qtbot: QtBot, until: Until):
    reading = window.browser.reading
    _search(window, "number77", until)
    window.browser.results.focus_rows()
    until(lambda: reading.article is not None)
    qtbot.keyClick(window.browser.results.view, Key.Key_Return)
    qtbot.keyClick(reading.view, Key.Key_Delete)
    until(lambda: window.browser.results.model.total == 0)
    assert "“Report 77 from the coast” was moved" in window.notice.text
    until(lambda: reading.article is None)


def test_many_rows_go_at_once_those_out_of_view_too(window: MainWindow, qtbot: QtBot, until: Until):
    results = window.browser.results
    _search(window, "common", until)
    total = results.model.total
    assert results.model.hit(total - 1) is None, "the last page has not been fetched"
    results.focus_rows()
    qtbot.keyClick(results.view, Key.Key_A, _CONTROL)
    assert len(results.selected_rows()) == total
    qtbot.keyClick(results.view, Key.Key_Delete)
    until(lambda: results.model.total == 0)
    assert window.notice.text == f"{total} articles were moved to the trash."
    _show_trash(window, until, total)


def test_a_selection_keeps_to_its_articles_when_rows_move(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, until: Until
):
    results = window.browser.results
    _search(window, "common tide", until)
    results.focus_rows()
    qtbot.keyClick(results.view, Key.Key_Down, _SHIFT)
    qtbot.keyClick(results.view, Key.Key_Down, _SHIFT)
    chosen = _selected(window)
    assert len(chosen) == 3
    # A better hit than all others comes first.
    (tmp_path / "first.txt").write_text("Common tide\n\nCommon tide, common tide and common tide again.", "utf-8")
    (tmp_path / "empty.txt").touch()
    window.imports.start([tmp_path / "first.txt", tmp_path / "empty.txt"])
    until(lambda: results.model.hit(0) is not None and results.model.hit(0).title == "Common tide")  # type: ignore[union-attr]  # just asked
    assert _selected(window) == chosen


def test_what_is_in_the_trash_is_restored_and_found_again(window: MainWindow, qtbot: QtBot, until: Until):
    _search(window, "number12", until)
    window.browser.results.focus_rows()
    qtbot.keyClick(window.browser.results.view, Key.Key_Delete)
    until(lambda: window.browser.results.model.total == 0)
    _show_trash(window, until, 1)
    assert QApplication.focusWidget() is window.trash_page.table
    assert window.trash_page.model.index(0, 0).data() == "Report 12 from the coast"
    _click(window.trash_page, "Restore")
    until(lambda: not window.trash_page.model.rows)
    _search(window, "number12", until)
    assert window.browser.results.model.total == 1
    assert window.browser.results.isVisible()


def test_deleting_for_good_asks_first(window: MainWindow, stocked: Path, qtbot: QtBot, until: Until):
    _search(window, "number12 OR number13", until)
    window.browser.results.focus_rows()
    qtbot.keyClick(window.browser.results.view, Key.Key_A, _CONTROL)
    qtbot.keyClick(window.browser.results.view, Key.Key_Delete)
    _show_trash(window, until, 2)
    table = window.trash_page.table
    qtbot.keyClick(table, Key.Key_Delete)
    _answer(window, "Cancel")
    assert len(window.trash_page.model.rows) == 2
    qtbot.keyClick(table, Key.Key_Delete)
    _answer(window, "Delete for good")
    until(lambda: len(window.trash_page.model.rows) == 1)
    assert window.notice.text == "1 article was deleted for good."
    _click(window.trash_page, "Empty trash…")
    _answer(window, "Delete for good")
    until(lambda: not window.trash_page.model.rows)
    with Archive.open(stocked) as archive:
        assert archive.trashed() == ()
        assert archive.check().problems == ()


def test_escape_leaves_the_trash_and_typing_searches(window: MainWindow, qtbot: QtBot, until: Until):
    window.browser.show_page(Page.TRASH)
    qtbot.keyClick(window.trash_page, Key.Key_Escape)
    assert window.browser.results.isVisible()
    window.browser.show_page(Page.TRASH)
    qtbot.keyClick(window, Key.Key_L, _CONTROL)
    qtbot.keyClicks(window.top_bar.search_box, "moon")
    assert window.browser.results.isVisible()
    until(lambda: window.browser.results.model.total > 0)


def test_an_archive_whose_articles_are_all_in_the_trash_is_not_stocked_anew(
    open_window: OpenWindow, tmp_path: Path, brief: Path, until: Until
):
    with Archive.open(tmp_path / "one") as archive:
        archive.import_paths([brief])
        archive.trash([1])
    window = open_window(tmp_path / "one")
    until(window.browser.isVisible)
    assert not window.welcome.isVisible()
    _show_trash(window, until, 1)
