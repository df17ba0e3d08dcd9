"""Long work on an archive in a process of its own, so that it can neither slow nor crash the window. No Qt here."""

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from archive_app import processes
from archive_app.errors import ArchiveAppError, ArchiveError
from archive_app.library.archive import Archive
from archive_app.library.faults import described
from archive_app.model.article import Original
from archive_app.model.jobs import Cancel, CancelToken, DuplicatePolicy, ImportReport, Progress, ReparseReport

_log = logging.getLogger(__name__)

_NICENESS = 10


@dataclass(frozen=True, slots=True)
class ImportFiles:
    """Import sources; with none, continue what was left unfinished."""

    sources: Sequence[Path | Original] = ()
    duplicates: DuplicatePolicy = DuplicatePolicy.SKIP

    def run(self, archive: Archive, report: Callable[[Progress], None], cancel: Cancel) -> ImportReport:
        """Do it."""
        return archive.import_paths(self.sources, report, cancel, duplicates=self.duplicates)


@dataclass(frozen=True, slots=True)
class ImportQueued:
    """Import what waits of one import that was queued, or of all that were left unfinished."""

    import_run: int | None = None

    def run(self, archive: Archive, report: Callable[[Progress], None], cancel: Cancel) -> ImportReport:
        """Do it."""
        return archive.import_queued(self.import_run, report, cancel)


@dataclass(frozen=True, slots=True)
class RetryFailed:
    """Read the files of an import that failed once more."""

    import_run: int

    def run(self, archive: Archive, report: Callable[[Progress], None], cancel: Cancel) -> ImportReport:
        """Do it."""
        return archive.retry_failed(self.import_run, report, cancel)


@dataclass(frozen=True, slots=True)
class Reparse:
    """Read the originals of these articles anew, or of all that an older version parsed."""

    ids: Sequence[int] | None = None

    def run(self, archive: Archive, report: Callable[[Progress], None], cancel: Cancel) -> ReparseReport:
        """Do it."""
        return archive.reparse(report, cancel, self.ids)


@dataclass(frozen=True, slots=True)
class TidyIndex:
    """Make the index faster to search."""

    def run(self, archive: Archive, _report: Callable[[Progress], None], cancel: Cancel) -> ImportReport:
        """Do it; nothing is imported."""
        archive.tidy_index(cancel)
        return ImportReport()


Job = ImportFiles | ImportQueued | RetryFailed | Reparse | TidyIndex


@dataclass(frozen=True, slots=True)
class _Logged:
    """What the process would have written to a log, for the log of whoever started it."""

    logger: str
    level: int
    message: str


class _Telling(logging.Handler):
    """Hands records to the other side, without the messages of errors: they may quote an article."""

    def __init__(self, tell: Callable[[_Logged], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Hand one record over."""
        message = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            message += f" ({described(record.exc_info[1])})"
        self._tell(_Logged(record.name, record.levelno, message))


Event = Progress | ImportReport | ReparseReport | ArchiveAppError
"""What a job's process tells; the last one is the report or the error that ended it."""


class JobProcess:
    """One job that runs elsewhere."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._connection, self._theirs = processes.fresh.Pipe()
        self._process = processes.fresh.Process(target=_run, args=(self._theirs, folder, job), name="archive-app job")

    def start(self) -> None:
        """Start the process; it takes about a third of a second until it works."""
        self._process.start()
        self._theirs.close()

    def events(self) -> Iterator[Event]:
        """Wait for and yield what the process tells, until its report or the error that ended it."""
        try:
            while True:
                event: Event | _Logged = self._connection.recv()
                if isinstance(event, _Logged):
                    logging.getLogger(event.logger).log(event.level, "%s", event.message)
                    continue
                yield event
                if not isinstance(event, Progress):
                    break
        except (EOFError, OSError):
            yield ArchiveError("The work ended unexpectedly. What was done is safe; start it again to continue.")
        self._process.join()
        self._connection.close()

    def cancel(self) -> None:
        """Ask it to stop; it keeps what is done and still sends its report."""
        with contextlib.suppress(OSError):
            self._connection.send("cancel")

    def kill(self) -> None:
        """End it at once, as a crash would; nothing stored is lost, and the next start finishes the rest."""
        self._process.kill()


def _run(connection: Connection, folder: Path, job: Job) -> None:
    """The process: work, tell, and stop when told to or when the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # Whoever types in the window comes first; a job gets all that is left.
        os.nice(_NICENESS)
    cancel = CancelToken()
    telling = threading.RLock()  # the index's thread logs, too
    threading.Thread(target=_listen, args=(connection, cancel), daemon=True).start()

    def tell(event: Event | _Logged) -> None:
        try:
            with telling:
                connection.send(event)
        except OSError:
            cancel.cancel()

    logging.getLogger().addHandler(_Telling(tell))
    logging.getLogger().setLevel(logging.INFO)

    try:
        with Archive.open(folder) as archive:
            tell(job.run(archive, tell, cancel))
    except ArchiveAppError as error:
        tell(error)
    except Exception as error:  # noqa: BLE001 - the window must hear of any end
        _log.exception("a job failed")
        tell(
            ArchiveError(
                f"The work failed ({type(error).__name__}). What was done before is safe. Please report it; the app's "
                "log says where it was."
            )
        )


def _listen(connection: Connection, cancel: CancelToken) -> None:
    """Take the one message there is; a closed connection means that the window is gone."""
    with contextlib.suppress(EOFError, OSError):
        connection.recv()
    cancel.cancel()
