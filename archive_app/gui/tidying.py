"""Has the index put in order when nobody has asked for anything for a while, in a process of its own."""

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from archive_app.gui.archive_session import ArchiveSession

if TYPE_CHECKING:
    from archive_app.library.background import JobProcess

_log = logging.getLogger(__name__)

_IDLE_MS = 60_000
"""Long enough for someone to read a page; the work takes seconds, and searches do not wait for it."""


class Tidying(QObject):
    """Waits for idle moments. What it has begun can be stopped at any time."""

    def __init__(self, session: ArchiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._process: JobProcess | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._ask)
        importing, searching = session.importing, session.searching
        for signal in (session.opened, session.article_ready, searching.found, importing.finished, importing.reread):
            signal.connect(lambda *_: self._idle.start())
        importing.started.connect(self.stop)

    def wait(self, milliseconds: int) -> None:
        """Take the window for idle after so long."""
        self._idle.setInterval(milliseconds)

    def stop(self) -> None:
        """Leave it for another time."""
        self._idle.stop()
        if self._process is not None:
            self._process.cancel()
            self._process = None

    def _ask(self) -> None:
        if not self._session.read_only and not self._session.importing.running:
            # What is wrong with an index, a search tells.
            self._session.ask(lambda archive: archive.index_could_be_tidier(), self._tidy, failure=lambda _: None)

    def _tidy(self, worthwhile: bool) -> None:
        folder = self._session.folder
        if not worthwhile or folder is None or self._session.importing.running:
            return
        from archive_app.library.background import JobProcess, TidyIndex  # noqa: PLC0415 - not before the window is drawn

        self.stop()
        self._process = process = JobProcess(folder, TidyIndex())
        threading.Thread(target=_run, args=(process,), name="tidying", daemon=True).start()


def _run(process: "JobProcess") -> None:
    """In a thread: starting a process alone takes longer than a frame."""
    try:
        process.start()
    except OSError as error:
        _log.warning("the index was not tidied: %s", error.strerror)
        return
    for _ in process.events():
        pass
