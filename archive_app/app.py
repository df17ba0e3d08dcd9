"""Puts the window together: for work, for a picture of it, and for a test that it works where it is installed."""

import logging
import logging.handlers
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from archive_app import __version__, paths, settings
from archive_app.errors import ArchiveAppError
from archive_app.gui.about import app_icon
from archive_app.gui.appearance import Appearance
from archive_app.gui.main_window import MainWindow
from archive_app.gui.single_instance import hand_over
from archive_app.gui.smoothness import Smoothness
from archive_app.gui.theme import ThemeMode
from archive_app.gui.unexpected import Unexpected
from archive_app.settings import Settings

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 60.0


def run(files: Sequence[Path], archive: Path | None) -> int:
    """Open the window on an archive, by default the one that was open last, and import files into it."""
    _log_to_file()
    application = _application()
    settings_file = paths.config_folder() / "settings.json"
    remembered = settings.load(settings_file)
    last = Path(remembered.last_archive or paths.default_archive())
    gone = archive is None and bool(remembered.last_archive) and not last.is_dir()
    folder = (archive or (paths.default_archive() if gone else last)).absolute()
    if hand_over(folder, files):
        return 0
    window = _window(application, remembered, settings_file)
    unexpected = Unexpected(window)
    unexpected.reported.connect(lambda sentence, details: window.notice.tell(sentence, details=details))
    wake = _close_on_signals(window)
    Smoothness(window.session, window)

    def start() -> None:
        window.open_archive(folder)
        if gone:
            window.tell_gone(last)
        window.imports.start(list(files))

    drawn = _FirstPaint(window, start)
    window.show()
    status = application.exec()
    wake.setEnabled(False)
    drawn.deleteLater()
    unexpected.remove()
    return status


def screenshot(target: Path, archive: Path, query: str, size: tuple[int, int]) -> int:
    """Draw the window with a query's results and its first hit open, and write the picture to a file.

    Works beside an open window, whether or not that has the same archive.

    Raises:
        ArchiveError: There is no archive to draw; none is made.
    """
    from archive_app.library import Archive  # noqa: PLC0415 - the window that is worked in must not wait for it

    archive = archive.absolute()
    Archive.open(archive, create=False).close()
    _offscreen_without_display()
    application = _application()
    window = _window(application, Settings(), None)
    window.setMinimumSize(*size)
    window.resize(*size)
    window.show()
    window.show_archive(archive)
    problem = _fill_picture(window, query)
    if problem is None and not window.grab().save(str(target)):
        problem = f"The picture could not be written to {target}. Choose a place you may write to, and a name in .png."
    window.close()
    if problem is not None:
        _say(problem, sys.stderr)
    return 0 if problem is None else 1


def _fill_picture(window: MainWindow, query: str) -> str | None:
    """Search and open the first hit; the sentence that says what kept the window from showing it."""
    errors: list[ArchiveAppError] = []
    window.session.failed.connect(errors.append)
    model, reading = window.browser.results.model, window.browser.reading
    window.top_bar.search_box.setFocus()
    window.browser.search(query)
    answered = _wait(lambda: bool(errors) or (model.query is not None and model.query.text == query))
    if answered and model.total and not errors:
        window.browser.results.select_row(0)
        answered = _wait(lambda: bool(errors) or reading.article is not None)
    if errors:
        return str(errors[0])
    if not answered:
        return "The archive did not answer in time, so there is no picture. Try again when the computer is less busy."
    # Layouts and animations come to rest.
    _wait(lambda: False, seconds=0.4)
    return None


def smoke_test() -> int:
    """Import the starter articles into a temporary archive with the window open, search, read, close."""
    _offscreen_without_display()
    application = _application()
    with tempfile.TemporaryDirectory(prefix="archive-app-") as folder:
        window = _window(application, Settings(), None)
        window.show()
        window.show_archive(Path(folder) / "archive")
        problem = _smoke(window)
        window.close()
    _say(problem or "The window imported, searched and showed an article.", sys.stderr if problem else sys.stdout)
    return 1 if problem else 0


def _smoke(window: MainWindow) -> str | None:
    """Do the smoke test's steps; the sentence that says which one failed."""
    results, reading = window.browser.results, window.browser.reading
    window.imports.start(paths.seed_files())
    if not _wait(lambda: not window.session.importing.running and results.model.total > 0):
        return "The starter articles were not imported in time."
    window.browser.search("deepseek")
    if not _wait(lambda: results.model.query is not None and results.model.query.text == "deepseek"):
        return "The search did not answer in time."
    if not results.model.total:
        return "The search found nothing in the starter articles."
    results.select_row(0)
    if not _wait(lambda: reading.article is not None and reading.view.hit_count > 0):
        return "The article that was found was not shown with its hits."
    return None


class _FirstPaint(QObject):
    """Does something once, as soon as a window has been drawn, or after a while where it is not (started minimised).

    Opening an archive loads the library, and two threads that load and draw at once make each other slow.
    """

    def __init__(self, window: MainWindow, do: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._do: Callable[[], None] | None = do
        window.installEventFilter(self)
        QTimer.singleShot(1000, self, self._now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See the window's first paint event; the frame is on the screen once it has returned."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._now)
        return False

    def _now(self) -> None:
        do, self._do = self._do, None
        if do is not None and self._window.isVisible():
            do()


def _application() -> QApplication:
    before = qInstallMessageHandler(_end_without_display)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    application.setApplicationName("archive-browser")
    application.setApplicationDisplayName("Archive Browser")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("archive-app")
    application.setWindowIcon(app_icon())
    return application


def _end_without_display(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """End the program with a sentence where Qt finds no display: it would abort and leave a core dump."""
    _log.warning("Qt: %s", message)
    if kind is QtMsgType.QtFatalMsg:
        display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        why = f"the display {display} cannot be used" if display else "there is no display"
        _say(
            f"The window cannot be opened: {why}. Start it on a desktop, or use what needs no display: "
            "`archive-app --screenshot PNG` and the commands that `archive-app --help` lists.",
            sys.stderr,
        )
        if sys.stderr is not None:
            sys.stderr.flush()
        os._exit(1)


def _window(application: QApplication, remembered: Settings, settings_file: Path | None) -> MainWindow:
    modes = {mode.value: mode for mode in ThemeMode}
    appearance = Appearance(
        application,
        mode=modes.get(remembered.theme, ThemeMode.AUTO),
        zoom=remembered.zoom,
        serif=remembered.reading_font != "sans",
    )
    return MainWindow(appearance, remembered, settings_file)


def _wait(ready: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> bool:
    """Let the window work until something is so, or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        QApplication.processEvents()
        if ready():
            return True
        time.sleep(0.005)
    return False


def _offscreen_without_display() -> None:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _say(sentence: str, stream: object) -> None:
    """Print where there is somewhere to print: a windowed program may have no console."""
    if stream is not None:
        print(sentence, file=stream)  # type: ignore[call-overload] # any stream of text


def _log_to_file() -> None:
    """Keep a small log that can be shown to others: counts and ids, never article text."""
    try:
        paths.log_folder().mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            paths.log_folder() / "archive-browser.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    qInstallMessageHandler(lambda _kind, _context, message: _log.warning("Qt: %s", message))


def _close_on_signals(window: MainWindow) -> QSocketNotifier:
    """Close the window on SIGTERM and SIGINT, as its own close button would.

    Python only notes the signal in a pipe; the event loop closes the window. A window closed by the handler itself
    before the loop has begun would leave the loop waiting for ever.
    """
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, False)
    signal.set_wakeup_fd(write_end)
    notifier = QSocketNotifier(read_end, QSocketNotifier.Type.Read, window)

    def close() -> None:
        os.read(read_end, 64)
        window.close()

    notifier.activated.connect(close)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    return notifier
