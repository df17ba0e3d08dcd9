"""Imports and other long work, one after another, each in a process of its own; what it tells comes back as signals."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from archive_app.errors import ArchiveAppError, ArchiveError
from archive_app.model.article import Original
from archive_app.model.jobs import DuplicatePolicy, ImportReport, Progress, ReparseReport

if TYPE_CHECKING:
    from archive_app.library.background import Job, JobProcess

_log = logging.getLogger(__name__)

# How long a cancelled import may take to finish the file it is reading before the window closes without it.
_GRACE_SECONDS = 8.0


Queue = Callable[
    [Sequence[Path | Original], DuplicatePolicy, Callable[[int], None], Callable[[ArchiveAppError], None]], None
]
"""What has the archive remember sources as an import that waits, and answers with its id or an error."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A job; `by_itself` says that no person asked for it."""

    job: "Job"
    by_itself: bool = False


class Importing(QObject):
    """The job that runs and those that wait for it, all on one archive.

    `finished` carries the report of an import or of a retry, `reread` that of articles that were read anew. What is to
    be imported is in the archive's own queue before anything is done with it, so that nothing is lost where a job never
    comes to run.
    """

    started = Signal()
    progressed = Signal(object)
    finished = Signal(object)
    reread = Signal(object)
    failed = Signal(object)
    _told = Signal(object, object)

    def __init__(self, queue: Queue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._folder: Path | None = None
        self._process: JobProcess | None = None
        self._reader: threading.Thread | None = None
        self._work: _Work | None = None
        self._left: list[tuple[JobProcess, threading.Thread]] = []  # cancelled, on archives that were left
        self._waiting: list[_Work] = []
        self._queueing = 0
        self._dropped = 0  # of those being queued
        self.by_itself = False
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a job runs or waits."""
        return self._process is not None or self._queueing > 0

    @property
    def rereading(self) -> bool:
        """Whether the job that runs reads articles anew."""
        from archive_app.library.background import Reparse  # noqa: PLC0415 - not loaded before the window is drawn

        return self._work is not None and isinstance(self._work.job, Reparse)

    @property
    def waiting(self) -> int:
        """How many jobs wait for the one that runs."""
        return len(self._waiting)

    def set_archive(self, folder: Path) -> None:
        """Import into another archive from now on; what runs into the one before ends by itself."""
        self.leave()
        self._folder = folder

    def start(
        self,
        sources: Sequence[Path | Original],
        duplicates: DuplicatePolicy = DuplicatePolicy.SKIP,
        *,
        by_itself: bool = False,
    ) -> None:
        """Import sources, after what runs; `by_itself` says that no person asked for it."""

        def queued(run: int) -> None:
            from archive_app.library.background import ImportQueued  # noqa: PLC0415 - as above

            self._queueing -= 1
            if not self._dropped:
                self._add(_Work(ImportQueued(run), by_itself))
                return
            self._dropped -= 1
            if not self.running:
                self.finished.emit(ImportReport())

        def refused(error: ArchiveAppError) -> None:
            self._queueing -= 1
            self._dropped = min(self._dropped, self._queueing)
            self.failed.emit(error)

        self._queueing += 1
        if self._process is None:
            self.started.emit()
        self._queue(sources, duplicates, queued, refused)

    def resume(self) -> None:
        """Continue all that was left unfinished and mend the index, after what runs."""
        from archive_app.library.background import ImportQueued  # noqa: PLC0415 - as above

        self._add(_Work(ImportQueued()))

    def retry(self, run: int) -> None:
        """Read the files of an import that failed once more, after what runs."""
        from archive_app.library.background import RetryFailed  # noqa: PLC0415 - as above

        self._add(_Work(RetryFailed(run)))

    def read_anew(self) -> None:
        """Read all articles anew that an older version read, after what runs."""
        from archive_app.library.background import Reparse  # noqa: PLC0415 - as above

        self._add(_Work(Reparse()))

    def cancel(self) -> None:
        """Stop the import that runs, and leave those that wait in the archive's queue; what is done is kept."""
        self._waiting.clear()
        self._dropped = self._queueing
        if self._process is not None:
            self._process.cancel()

    def leave(self) -> None:
        """Have nothing to do with the archive any more: the job that runs is cancelled and ends by itself, untold."""
        self.cancel()
        if self._process is not None and self._reader is not None:
            self._left.append((self._process, self._reader))
        self._left = [(process, reader) for process, reader in self._left if reader.is_alive()]
        self._folder = self._process = self._reader = self._work = None
        self._queueing = self._dropped = 0

    def stop(self) -> None:
        """Leave, wait a little for what still runs to end, and end it otherwise."""
        self.leave()
        deadline = time.monotonic() + _GRACE_SECONDS
        for process, reader in self._left:
            reader.join(max(deadline - time.monotonic(), 0))
            if reader.is_alive():
                _log.warning("an import did not stop in time and was ended")
                process.kill()
                reader.join()
        self._left.clear()

    def _add(self, work: _Work) -> None:
        self._waiting.append(work)
        if self._process is None:
            self._start_next()

    def _start_next(self) -> None:
        if self._folder is None or not self._waiting:
            return
        from archive_app.library.background import JobProcess  # noqa: PLC0415 - as above

        self._work = self._waiting.pop(0)
        self._process = process = JobProcess(self._folder, self._work.job)
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
        self.by_itself = self._work is not None and self._work.by_itself
        self._process = self._reader = self._work = None
        if isinstance(event, ImportReport | ReparseReport) and event.stopped:
            # Such as a full disk: what waits would fare no better.
            self._waiting.clear()
        self._start_next()
        if isinstance(event, ImportReport):
            self.finished.emit(event)
        elif isinstance(event, ReparseReport):
            self.reread.emit(event)
        else:
            self.failed.emit(event)
