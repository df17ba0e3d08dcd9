"""Files and text that come into the window: dropped, pasted, handed over, cancelled, and what is told of them."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from archive_app.gui.appearance import Appearance
from archive_app.gui.drop_overlay import DropOverlay
from archive_app.gui.empty_states import NoResults
from archive_app.gui.main_window import MainWindow
from archive_app.gui.single_instance import hand_over
from archive_app.library import Archive
from archive_app.model.article import CreditRole
from archive_app.model.jobs import ImportReport, Progress, Stage
from archive_app.model.search import Query, SearchResults
from tests.gui.conftest import OpenWindow, Until

_COPY = Qt.DropAction.CopyAction
_LEFT = Qt.MouseButton.LeftButton
_NO_KEYS = Qt.KeyboardModifier.NoModifier


def _files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def _drag(window: MainWindow, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(300, 300), _COPY, data, _LEFT, _NO_KEYS)
    QApplication.sendEvent(window, event)
    return event


def _drop(window: MainWindow, data: QMimeData) -> QDropEvent:
    # Qt delivers a drop only where a drag has entered.
    _drag(window, data)
    event = QDropEvent(QPointF(300, 300), _COPY, data, _LEFT, _NO_KEYS)
    QApplication.sendEvent(window, event)
    return event


def _reports(window: MainWindow) -> list[ImportReport]:
    reports: list[ImportReport] = []
    window.session.importing.finished.connect(reports.append)
    return reports


def test_an_empty_archive_invites_and_a_drop_fills_it(empty_window: MainWindow, brief: Path, until: Until):
    assert empty_window.welcome.isVisible()
    reports = _reports(empty_window)
    assert _drag(empty_window, _files(brief)).isAccepted()
    overlay = empty_window.findChild(DropOverlay)
    assert overlay is not None
    assert overlay.isVisible()
    event = _drop(empty_window, _files(brief))
    assert event.dropAction() is _COPY
    assert not overlay.isVisible()
    until(lambda: bool(reports) and empty_window.browser.results.model.total == 1)
    assert empty_window.browser.isVisible()
    assert empty_window.import_bar.text == "Imported 1 article"
    assert brief.exists()


def test_a_single_dropped_file_is_opened_and_marked_in_the_list(empty_window: MainWindow, brief: Path, until: Until):
    _drop(empty_window, _files(brief))
    until(lambda: empty_window.browser.reading.article is not None)
    article = empty_window.browser.reading.article
    assert article is not None
    assert article.outlets(CreditRole.CREDITED) == ("Harbour Gazette",)
    until(lambda: empty_window.browser.results.view.currentIndex().isValid())


def test_only_the_row_of_the_article_that_was_brought_is_selected(window: MainWindow, tmp_path: Path, until: Until):
    results, reading = window.browser.results, window.browser.reading
    results.select_row(1)
    until(lambda: reading.article is not None)
    # Without a date it comes last: its page has not been fetched.
    data = QMimeData()
    data.setText("A word of zirconium\n\nThe zirconium came on Monday, and nobody had asked for it.")
    _drop(window, data)
    until(lambda: reading.article is not None and reading.article.title == "A word of zirconium")
    total = results.model.total
    until(lambda: window.import_bar.text == "Imported 1 article" and results.model.total == total)
    assert not results.view.selectionModel().hasSelection()
    assert reading.article is not None
    brought = reading.article.id
    results.view.scrollToBottom()
    until(lambda: results.view.selectionModel().hasSelection())
    hit = results.model.hit(results.view.currentIndex().row())
    assert hit is not None
    assert hit.id == brought
    window.browser.search("zirconium")
    until(lambda: results.model.total == 1)
    assert [index.row() for index in results.view.selectionModel().selectedRows()] == [0]


def test_a_drag_that_leaves_takes_the_invitation_away(window: MainWindow, brief: Path):
    _drag(window, _files(brief))
    overlay = window.findChild(DropOverlay)
    assert overlay is not None
    assert overlay.isVisible()
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not overlay.isVisible()


def test_the_invitation_goes_where_a_drag_s_program_died(window: MainWindow, brief: Path, qtbot: QtBot):
    _drag(window, _files(brief))
    overlay = window.findChild(DropOverlay)
    assert overlay is not None
    assert overlay.isVisible()
    qtbot.mouseMove(window.browser.results.view.viewport(), QPoint(20, 20))
    qtbot.mouseMove(window.browser.results.view.viewport(), QPoint(24, 24))
    assert not overlay.isVisible()


def test_a_dropped_folder_is_imported_whole(
    empty_window: MainWindow, write_articles: Callable[[int], Path], until: Until
):
    _drop(empty_window, _files(write_articles(7)))
    until(lambda: empty_window.browser.results.model.total == 7)


def test_dropped_text_becomes_an_article(empty_window: MainWindow, until: Until):
    data = QMimeData()
    data.setText("A ferry for the northern isles\n\nThe board approved a second line on Monday.")
    _drop(empty_window, data)
    until(lambda: empty_window.browser.results.model.total == 1)
    assert empty_window.browser.results.model.index(0, 0).data() == "A ferry for the northern isles"


def test_a_pasted_page_becomes_an_article_with_its_letters_intact(empty_window: MainWindow, until: Until):
    data = QMimeData()
    data.setHtml(
        "<html><head><meta charset='iso-8859-1'></head><body><h1>Zürich – Genève</h1>"
        "<p>Die Züge fahren “pünktlich”, sagt die Bahn am Montag in Zürich.</p></body></html>"
    )
    QGuiApplication.clipboard().setMimeData(data)
    empty_window.imports.paste()
    until(lambda: empty_window.browser.results.model.total == 1)
    hit = empty_window.browser.results.model.hit(0)
    assert hit is not None
    assert hit.title == "Zürich – Genève"
    assert hit.original_name.startswith("Pasted ")
    assert hit.original_name.endswith(".html")


def test_a_link_is_refused_with_a_reason(empty_window: MainWindow):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/story")])
    _drop(empty_window, data)
    assert "That is a link" in empty_window.notice.text
    assert "offline" in empty_window.notice.text
    assert "Save Page As" in empty_window.notice.text
    assert not empty_window.session.importing.running


def test_an_empty_clipboard_is_answered_with_a_sentence(empty_window: MainWindow):
    QGuiApplication.clipboard().clear()
    empty_window.imports.paste()
    assert "nothing here to import" in empty_window.notice.text


def test_what_is_said_of_a_link_is_over_with_the_next_drop(empty_window: MainWindow, brief: Path, until: Until):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/news")])
    _drop(empty_window, data)
    assert empty_window.notice.isVisible()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(brief))])
    _drop(empty_window, data)
    assert not empty_window.notice.isVisible()
    until(lambda: "Imported 1 article" in empty_window.import_bar.text)


def test_a_drop_of_files_and_links_imports_and_says_both(empty_window: MainWindow, brief: Path, until: Until):
    reports = _reports(empty_window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(brief)), QUrl("https://example.org/story")])
    _drop(empty_window, data)
    until(lambda: bool(reports) and empty_window.browser.results.model.total == 1)
    assert empty_window.notice.isVisible()
    assert empty_window.notice.text.startswith("1 link was left out; the rest is imported.")


def test_a_dropped_fragment_becomes_an_article_with_its_address(empty_window: MainWindow, until: Until):
    data = QMimeData()
    data.setHtml("<h1>A ferry for the isles</h1><p>The board approved a second line.</p><p>It sails in May.</p>")
    data.setText("A ferry for the isles The board approved a second line. It sails in May.")
    data.setData("chromium/x-source-url", b"https://example.org/ferry")
    _drop(empty_window, data)
    reading = empty_window.browser.reading
    until(lambda: reading.article is not None)
    assert reading.article is not None
    assert reading.article.title == "A ferry for the isles"
    assert reading.article.url == "https://example.org/ferry"


def test_a_dropped_folder_with_nothing_to_read_is_answered(empty_window: MainWindow, tmp_path: Path, until: Until):
    reports = _reports(empty_window)
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in ("a.png", "b.png", "c.mp4"):
        (folder / name).touch()
    _drop(empty_window, _files(folder))
    until(lambda: bool(reports))
    assert empty_window.import_bar.text == "Imported 0 articles · 3 passed over"
    next(b for b in empty_window.import_bar.findChildren(QPushButton) if b.text() == "Show files").click()
    history = empty_window.history
    until(lambda: len(history.runs.rows) == 1)
    assert any("3 files were passed over: 2 .png, 1 .mp4." in text.text() for text in history.findChildren(QLabel))


def test_a_cancelled_import_keeps_what_is_done_and_offers_the_rest(
    empty_window: MainWindow, write_articles: Callable[[int], Path], until: Until
):
    reports = _reports(empty_window)
    empty_window.imports.start([write_articles(700)])
    until(lambda: "Importing" in empty_window.import_bar.text)
    cancel = next(b for b in empty_window.import_bar.findChildren(QPushButton) if b.text() == "Cancel")
    assert cancel.isVisible()
    cancel.click()
    assert empty_window.import_bar.text == "Cancelling…"
    said: set[str] = set()
    empty_window.session.importing.progressed.connect(lambda _: said.add(empty_window.import_bar.text))
    assert not cancel.isVisible()
    until(lambda: bool(reports))
    assert said <= {"Cancelling…"}
    assert not cancel.isVisible()
    report = reports[0]
    assert empty_window.import_bar.text == f"Import cancelled: {report.imported} imported, {report.left} left"
    assert report.left > 0
    assert report.imported + report.left == 700
    until(lambda: f"before {report.left:,} file" in empty_window.notice.text)
    until(lambda: empty_window.browser.results.model.total == report.imported)
    forget = next(b for b in empty_window.notice.findChildren(QPushButton) if b.text() == "Forget")
    forget.click()
    assert not empty_window.notice.isVisible()


def test_an_import_that_goes_well_ends_the_notice_of_one_that_did_not(
    empty_window: MainWindow, brief: Path, tmp_path: Path, until: Until
):
    reports = _reports(empty_window)
    QGuiApplication.clipboard().clear()
    empty_window.imports.paste()
    assert empty_window.notice.isVisible()
    empty_window.imports.start([brief])
    until(lambda: len(reports) == 1)
    assert not empty_window.notice.isVisible()
    # What is told of something else stays.
    empty_window.notice.tell("The archive is on fire.")
    again = tmp_path / "again.txt"
    again.write_bytes(brief.read_bytes())
    empty_window.imports.start([again])
    until(lambda: len(reports) == 2)
    assert empty_window.notice.isVisible()


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(stage=Stage.INDEXING), "Indexing…"),
        (Progress(stage=Stage.INDEXING, done=3, total=1200), "Indexing 3 of 1,200"),
        (Progress(stage=Stage.LISTING), "Looking for files…"),
        (
            Progress(stage=Stage.READING, done=10, total=20, elapsed=5.0, failed=1),
            "Importing 10 of 20 2 a second · 5 s left · 1 failed",
        ),
    ],
)
def test_progress_is_told_in_words(empty_window: MainWindow, progress: Progress, said: str):
    empty_window.import_bar.show_progress(progress, 0)
    assert empty_window.import_bar.text == said


def test_an_interrupted_import_is_offered_at_the_next_start_and_continued(
    open_window: OpenWindow, write_articles: Callable[[int], Path], tmp_path: Path, until: Until
):
    files = write_articles(500)
    first = open_window(tmp_path / "interrupted")
    stored: list[int] = []
    first.session.importing.progressed.connect(lambda progress: stored.append(progress.imported))
    first.imports.start([files])
    until(lambda: bool(stored) and stored[-1] > 0)
    first.close()
    with Archive.open(tmp_path / "interrupted") as archive:
        left = archive.unfinished_import()
    assert 0 < left < 500
    second = open_window(tmp_path / "interrupted")
    until(lambda: f"before {left:,} files were read" in second.notice.text)
    next(b for b in second.notice.findChildren(QPushButton) if b.text() == "Continue").click()
    until(lambda: second.browser.results.model.total == 500)


def test_search_works_while_an_import_runs(
    window: MainWindow, write_articles: Callable[[int], Path], qtbot: QtBot, until: Until
):
    window.imports.start([write_articles(400)])
    until(lambda: "Importing" in window.import_bar.text)
    window.browser.search("chandrayaan")
    until(lambda: window.browser.results.model.query.text == "chandrayaan")  # type: ignore[union-attr]  # opened
    assert window.session.importing.running
    assert window.browser.results.model.total > 0
    window.session.importing.cancel()
    until(lambda: not window.session.importing.running)


def test_a_second_start_hands_its_files_over(
    empty_window: MainWindow, brief: Path, tmp_path: Path, qtbot: QtBot, until: Until
):
    received: list[list[Path]] = []
    empty_window.instance.received.connect(received.append)
    second = subprocess.Popen([sys.executable, "-m", "archive_app", "--archive", str(tmp_path / "new"), str(brief)])
    try:
        until(lambda: second.poll() is not None)
    finally:
        second.kill()
        second.wait()
    assert second.returncode == 0
    assert received == [[brief]]
    until(lambda: empty_window.browser.results.model.total == 1)


def test_without_a_window_nothing_is_handed_over(tmp_path: Path, brief: Path):
    assert not hand_over(tmp_path / "nobody", [brief])


def test_an_empty_list_says_that_articles_are_on_their_way(appearance: Appearance):
    told = NoResults(appearance)

    def say(text: str, *, importing: bool) -> str:
        told.explain(
            SearchResults(query=Query(text), interpreted=text, total=0, elapsed_ms=1.0, hits=()), importing=importing
        )
        return " ".join(label.text() for label in told.findChildren(QLabel))

    assert "Drop files" in say("", importing=False)
    assert "as files are read" in say("", importing=True)
    assert "so far" in say("moon", importing=True)
    assert "so far" not in say("moon", importing=False)
