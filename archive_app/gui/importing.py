"""Imports and other long work, one after another, each in a process of its own; what it tells comes back as signals."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from archive_app.errors import ArchiveError
from archive_app.model.article import Original
from archive_app.model.jobs import DuplicatePolicy, ImportReport, Progress, ReparseReport

if TYPE_CHECKING:
    from archive_app.library.background import Job, JobProcess

_log = logging.getLogger(__name__)

# How long a cancelled import may take to finish the file it is reading before the window closes without it.
_GRACE_SECONDS = 8.0


class Importing(QObject):
    """The job that runs and those that wait for it, all on one archive.

    `finished` carries the report of an import or of a retry, `reread` that of articles that were read anew.
    """

    started = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    reread = Signal(object)
    failed = Signal(object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._process: JobProcess | None = None
        self._reader: threading.Thread | None = None
        self._job: Job | None = None
        self._waiting: list[Job] = []
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a job runs or waits."""
        return self._process is not None

    @property
    def rereading(self) -> bool:
        """Whether the job that runs reads articles anew."""
        from archive_app.library.background import Reparse  # noqa: PLC0415 - not loaded before the window is drawn

        return isinstance(self._job, Reparse)

    @property
    def waiting(self) -> int:
        """How many jobs wait for the one that runs."""
        return len(self._waiting)

    def set_archive(self, folder: Path) -> None:
        """Import into another archive from now on; what ran into the one before is ended."""
        self.stop()
        self._folder = folder

    def start(self, sources: Sequence[Path | Original], duplicates: DuplicatePolicy = DuplicatePolicy.SKIP) -> None:
        """Import sources, after what runs; none continues what was left and mends the index."""
        from archive_app.library.background import ImportFiles  # noqa: PLC0415 - as above

        self._add(ImportFiles(tuple(sources), duplicates))

    def retry(self, run: int) -> None:
        """Read the files of an import that failed once more, after what runs."""
        from archive_app.library.background import RetryFailed  # noqa: PLC0415 - as above

        self._add(RetryFailed(run))

    def read_anew(self) -> None:
        """Read all articles anew that an older version read, after what runs."""
        from archive_app.library.background import Reparse  # noqa: PLC0415 - as above

        self._add(Reparse())

    def cancel(self) -> None:
        """Stop the import that runs and those that wait; what is done is kept."""
        self._waiting.clear()
        if self._process is not None:
            self._process.cancel()

    def stop(self) -> None:
        """Cancel, wait a little for the process to end, and end it otherwise; nothing is told any more."""
        process, reader = self._process, self._reader
        self.cancel()
        self._process = self._reader = self._job = None
        if process is None or reader is None:
            return
        reader.join(_GRACE_SECONDS)
        if reader.is_alive():
            _log.warning("the import did not stop in time and was ended")
            process.kill()
            reader.join()

    def _add(self, job: "Job") -> None:
        self._waiting.append(job)
        if self._process is None:
            self._start_next()

    def _start_next(self) -> None:
        if self._folder is None or not self._waiting:
            return
        from archive_app.library.background import JobProcess  # noqa: PLC0415 - as above

        self._job = self._waiting.pop(0)
        self._process = process = JobProcess(self._folder, self._job)
        self._reader = threading.Thread(target=self._read, args=(process,), name="import events", daemon=True)
        self._reader.start()
        self.started.emit()

    def _read(self, process: "JobProcess") -> None:
        """In a thread: starting a process alone takes longer than a frame."""
        try:
            process.start()
        except OSError as error:
            reason = f"The import could not be started: {error.strerror}. Close other programs and try again."
            self._told.emit(process, ArchiveError(reason))
            return
        last: object = None
        for event in process.events():
            if isinstance(event, Progress):
                self._told.emit(process, event)
            else:
                last = event
        # The events end when the process has; told any earlier, the window would have to wait for that.
        self._told.emit(process, last)

    def _deliver(self, process: "JobProcess", event: object) -> None:
        if process is not self._process:
            return
        if isinstance(event, Progress):
            self.progressed.emit(event)
            return
        if self._reader is not None:
            self._reader.join()
        self._process = self._reader = self._job = None
        self._start_next()
        if isinstance(event, ImportReport):
            self.finished.emit(event)
        elif isinstance(event, ReparseReport):
            self.reread.emit(event)
        else:
            self.failed.emit(event)
