"""What becomes of work that is still asked for when the window closes or opens another archive."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.main_window import MainWindow
from archive_app.library import Archive
from tests.gui.conftest import PATIENCE, OpenWindow, Until

# How long a question keeps the archive's thread busy while the next ones are asked.
_BUSY_SECONDS = 0.5


@pytest.fixture
def session(stocked: Path, qtbot: QtBot) -> Iterator[ArchiveSession]:
    opened = ArchiveSession()
    with qtbot.waitSignal(opened.opened, timeout=PATIENCE):
        opened.open(stocked)
    yield opened
    opened.close()
    opened.deleteLater()
    QApplication.processEvents()


def _keep_busy(session: ArchiveSession) -> None:
    """Have everything that is asked from now on wait for a while."""
    done = threading.Event()
    session.ask(lambda _archive: done.wait(PATIENCE / 1000), lambda _: None)
    threading.Timer(_BUSY_SECONDS, done.set).start()


def _refuse(error: ArchiveAppError) -> None:
    raise error


def test_a_change_that_waits_is_made_although_the_archive_is_closed(session: ArchiveSession, stocked: Path):
    _keep_busy(session)
    session.change(lambda archive: archive.trash([1]), lambda _: None, _refuse)
    session.close()
    with Archive.open(stocked) as archive:
        assert [article.id for article in archive.trashed()] == [1]


def test_a_question_that_waits_is_dropped_when_the_archive_is_closed(session: ArchiveSession):
    asked: list[int] = []
    _keep_busy(session)
    session.ask(lambda archive: asked.append(archive.count()), lambda _: None)
    session.close()
    assert not asked


def test_another_archive_is_opened_while_the_one_before_is_busy(
    session: ArchiveSession, stocked: Path, tmp_path: Path, until: Until
):
    states: list[object] = []
    session.opened.connect(states.append)
    _keep_busy(session)
    session.change(lambda archive: archive.trash([1]), lambda _: None, _refuse)
    begun = time.monotonic()
    session.open(tmp_path / "other")
    assert time.monotonic() - begun < _BUSY_SECONDS / 2
    until(lambda: bool(states))
    session.close()
    with Archive.open(stocked) as archive:
        assert [article.id for article in archive.trashed()] == [1]


def test_another_archive_is_opened_at_once_while_an_import_runs(
    window: MainWindow, tmp_path: Path, write_articles, until: Until
):
    first = window.session.folder
    assert first is not None
    with Archive.open(first) as archive:
        before = archive.count()
    window.imports.start([write_articles(300)])
    until(lambda: window.session.importing.running and "Importing" in window.import_bar.text)
    begun = time.monotonic()
    window.open_archive(tmp_path / "other")
    assert time.monotonic() - begun < 0.5
    assert not window.session.importing.running
    window.close()
    with Archive.open(first) as archive:
        assert archive.count() + archive.unfinished_import() == before + 300


def _left_in(folder: Path) -> int:
    with Archive.open(folder) as archive:
        return archive.unfinished_import()


def test_what_is_pasted_last_is_not_lost_when_the_window_closes(
    open_window: OpenWindow, empty_window: MainWindow, until: Until
):
    folder = empty_window.session.folder
    assert folder is not None
    QGuiApplication.clipboard().setText("A ferry for the isles\n\nThe board approved a second line on Monday.")
    empty_window.imports.paste()
    empty_window.close()
    assert _left_in(folder) == 1
    again = open_window(folder)
    assert "before 1 file was read" in again.notice.text
    _press(again, "Continue")
    until(lambda: again.browser.results.model.total == 1)


def test_imports_that_wait_for_another_are_there_after_a_restart(
    open_window: OpenWindow, empty_window: MainWindow, tmp_path: Path, write_articles, until: Until
):
    folder, window = empty_window.session.folder, empty_window
    assert folder is not None
    later = tmp_path / "later.txt"
    later.write_text("A ferry for the isles\n\nThe board approved a second line on Monday.", "utf-8")
    window.imports.start([write_articles(200)])
    until(lambda: "Importing" in window.import_bar.text)
    window.imports.start([later])
    until(lambda: window.session.importing.waiting == 1)
    window.close()
    assert _left_in(folder) > 0
    again = open_window(folder)
    _press(again, "Continue")
    until(lambda: again.browser.results.model.total == 201 and not again.session.importing.running)


def test_cancelling_says_what_is_left_of_the_imports_that_waited_too(
    empty_window: MainWindow, tmp_path: Path, write_articles, until: Until
):
    window = empty_window
    first, second = write_articles(200), tmp_path / "second"
    second.mkdir()
    for file in first.iterdir():
        (second / file.name).write_text(f"Later\n\n{file.read_text('utf-8')}", "utf-8")
    window.imports.start([first])
    until(lambda: "Importing" in window.import_bar.text)
    window.imports.start(sorted(second.iterdir()))
    until(lambda: window.session.importing.waiting == 1)
    _press(window, "Cancel")
    until(lambda: "An import stopped before" in window.notice.text)
    folder = window.session.folder
    assert folder is not None
    left = _left_in(folder)
    assert left >= 200
    assert f"before {left} files were read" in window.notice.text
    _press(window, "Continue")
    until(lambda: window.browser.results.model.total == 400 and not window.session.importing.running)


def _press(window: MainWindow, text: str) -> None:
    next(button for button in window.findChildren(QPushButton) if button.text() == text and button.isVisible()).click()
