"""The import history: what became of every file, retried, undone, opened and copied; and reading articles anew."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from archive_app.gui.import_history import ImportHistory
from archive_app.gui.import_text import confidence
from archive_app.gui.main_window import MainWindow
from archive_app.library import Archive
from archive_app.model.jobs import DuplicatePolicy, FileReport, FileStatus
from tests.conftest import BRIEF
from tests.gui.conftest import OpenWindow, Until

Key = Qt.Key


def _offered(inside: QWidget, text: str) -> list[QPushButton]:
    return [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]


def _click(inside: QWidget, text: str) -> None:
    _offered(inside, text)[0].click()


def _import(window: MainWindow, until: Until, *files: Path) -> None:
    reports: list[object] = []
    window.session.importing.finished.connect(reports.append)
    window.imports.start(files)
    until(lambda: bool(reports) and not window.session.importing.running)


def _show(window: MainWindow, until: Until) -> ImportHistory:
    qt_key = window.history
    qt_key.show_latest()
    until(lambda: bool(window.history.files.rows))
    return window.history


def _statuses(history: ImportHistory) -> set[FileStatus]:
    return {file.status for file in history.files.rows}


def test_the_history_names_reasons_and_opens_the_article_that_is_there(
    empty_window: MainWindow, brief: Path, tmp_path: Path, qtbot: QtBot, until: Until
):
    again, empty = tmp_path / "again.txt", tmp_path / "empty.txt"
    again.write_bytes(brief.read_bytes())
    empty.touch()
    _import(empty_window, until, brief)
    _import(empty_window, until, again, empty)
    assert empty_window.import_bar.text == "Imported 0 articles · 1 already here · 1 failed"
    history = _show(empty_window, until)
    assert len(history.runs.rows) == 2
    # What failed is shown first.
    assert _statuses(history) == {FileStatus.FAILED}
    assert "empty" in history.files.index(0, 2).data()
    _click(history, "Copy as text")
    copied = QGuiApplication.clipboard().text()
    assert "0 imported · 1 already here · 1 failed" in copied
    assert str(empty) in copied
    shown = history.findChild(QComboBox)
    assert shown is not None
    shown.setCurrentIndex(shown.findText("Already here (1)"))
    assert _statuses(history) == {FileStatus.DUPLICATE}
    history.file_table.selectRow(0)
    qtbot.keyClick(history.file_table, Key.Key_Return)
    until(lambda: empty_window.browser.reading.article is not None)
    assert empty_window.browser.reading.article is not None
    assert empty_window.browser.reading.article.id == history.files.rows[0].id
    assert history.isVisible(), "Enter does not press the window's button"


def test_an_older_import_is_chosen_by_keys(
    empty_window: MainWindow, brief: Path, tmp_path: Path, qtbot: QtBot, until: Until
):
    other = tmp_path / "other.txt"
    other.write_text("Another day\n\nThe harbour was quiet all through the day.", "utf-8")
    _import(empty_window, until, brief)
    _import(empty_window, until, other)
    qtbot.keyClick(empty_window, Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    history = empty_window.history
    until(lambda: [Path(file.path).name for file in history.files.rows] == ["other.txt"])
    assert history.files.index(0, 3).data() == "utf-8"
    qtbot.keyClick(history.run_table, Key.Key_Down)
    until(lambda: [Path(file.path).name for file in history.files.rows] == ["brief.txt"])
    # An import that ends meanwhile is listed, and what is read stays in view.
    third = tmp_path / "third.txt"
    third.write_text("A third day\n\nThe harbour was loud all through the day.", "utf-8")
    _import(empty_window, until, third)
    until(lambda: len(history.runs.rows) == 3)
    until(lambda: [Path(file.path).name for file in history.files.rows] == ["brief.txt"])


def test_failed_files_are_retried_as_part_of_their_import(
    empty_window: MainWindow, brief: Path, tmp_path: Path, until: Until
):
    late = tmp_path / "late.txt"
    late.touch()
    _import(empty_window, until, brief, late)
    history = _show(empty_window, until)
    late.write_text("A late day\n\nThe harbour was late all through the day.", "utf-8")
    _click(history, "Retry failed")
    until(lambda: empty_window.browser.results.model.total == 2)
    until(lambda: [(run.imported, run.failed) for run in history.runs.rows] == [(2, 0)])
    until(lambda: _statuses(history) == {FileStatus.IMPORTED} and len(history.files.rows) == 2)
    assert not next(b for b in history.findChildren(QPushButton) if b.text() == "Retry failed").isEnabled()


def test_an_import_is_undone_and_brought_back(window: MainWindow, tmp_path: Path, qtbot: QtBot, until: Until):
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for number, file in enumerate(files):
        file.write_text(f"Zirconium {number}\n\nThe zirconium number{number} came on Monday.", "utf-8")
    _import(window, until, *files)
    window.browser.search("zirconium")
    until(lambda: window.browser.results.model.total == 3)
    history = _show(window, until)
    _click(history, "Undo this import…")
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    assert "3 articles" in box.informativeText()
    _click(box, "Undo import")
    until(lambda: window.browser.results.model.total == 0)
    assert window.notice.text == "3 articles were moved to the trash."
    gone = "None of the imported articles is in the archive any more."
    until(lambda: gone in [label.text() for label in history.findChildren(QLabel)])
    undo = next(b for b in history.findChildren(QPushButton) if b.text() == "Undo this import…")
    assert not undo.isEnabled()
    _click(window.notice, "Undo")
    until(lambda: window.browser.results.model.total == 3)
    until(undo.isEnabled)


def test_the_same_article_is_kept_twice_where_that_is_chosen_and_it_is_remembered(
    empty_window: MainWindow, brief: Path, tmp_path: Path, until: Until
):
    other = tmp_path / "other.txt"
    other.write_text(BRIEF + "\n", "utf-8")
    _import(empty_window, until, brief)
    _import(empty_window, until, other)
    assert empty_window.import_bar.text == "Imported 0 articles · 1 already here"
    keep = next(action for action in empty_window.findChildren(type(empty_window.menuBar().actions()[0]))
                if action.text() == "&Keep both")  # fmt: skip
    keep.trigger()
    assert empty_window.imports.duplicates is DuplicatePolicy.KEEP_BOTH
    _import(empty_window, until, other)
    until(lambda: empty_window.browser.results.model.total == 2)
    empty_window.close()
    assert '"duplicates": "keep"' in (tmp_path / "settings.json").read_text("utf-8")


def test_confidence_is_told_in_words_and_never_rounded_up():
    def said(value: float | None) -> str:
        return confidence(FileReport("a.txt", FileStatus.IMPORTED, confidence=value))

    assert [said(value) for value in (1.0, 0.999, 0.62, 0.1, None)] == [
        "High, 100 %", "High, 99 %", "Fair, 62 %", "Low, 10 %", "",
    ]  # fmt: skip


def _of_an_older_version(folder: Path) -> None:
    """Make an archive one that an older version of the app has read."""
    with sqlite3.connect(folder / "catalogue.sqlite3") as catalogue:
        catalogue.execute("UPDATE article SET parser_version = 0, title = 'Untitled' WHERE title LIKE 'Report%'")
    catalogue.close()


def test_articles_of_an_older_version_are_offered_to_be_read_anew(open_window: OpenWindow, stocked: Path, until: Until):
    _of_an_older_version(stocked)
    window = open_window(stocked)
    until(lambda: "130 articles were read by another version" in window.notice.text)
    _click(window.notice, "Read anew")
    until(lambda: window.import_bar.text == "Read anew: 130 changed · 0 as before")
    assert "what you corrected stayed" in window.notice.text
    with Archive.open(stocked) as archive:
        assert archive.outdated() == 0
        assert archive.search("title:untitled").total == 0


def test_reading_anew_is_cancelled_and_goes_on_later(open_window: OpenWindow, stocked: Path, until: Until):
    _of_an_older_version(stocked)
    window = open_window(stocked)
    window.imports.read_anew()
    until(lambda: "Reading anew" in window.import_bar.text)
    _click(window.import_bar, "Cancel")
    until(lambda: not window.session.importing.running)
    assert "Reading anew stopped before" in window.notice.text
    until(lambda: bool(_offered(window.notice, "Continue")))  # Qt shows a new button a moment later
    _click(window.notice, "Continue")
    until(lambda: "130 articles" in window.import_bar.text or "changed" in window.import_bar.text)
    until(lambda: not window.session.importing.running)
    with Archive.open(stocked) as archive:
        assert archive.outdated() == 0


def test_the_reason_of_the_selected_file_is_told_in_full(
    empty_window: MainWindow, brief: Path, tmp_path: Path, until: Until
):
    empty = tmp_path / "empty.txt"
    empty.touch()
    _import(empty_window, until, brief, empty)
    history = _show(empty_window, until)
    assert history.file_table.isColumnHidden(3), "what failed has no encoding"
    history.file_table.selectRow(0)
    reason = history.files.index(0, 2).data()
    assert any(label.text() == reason for label in history.findChildren(QLabel))
    history.findChildren(QComboBox)[0].setCurrentIndex(0)
    assert not history.file_table.isColumnHidden(3)
