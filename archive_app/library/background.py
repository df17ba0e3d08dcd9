"""An import in a process of its own, so that it can neither slow nor crash the window. Knows nothing of Qt."""

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from archive_app.errors import ArchiveAppError, ArchiveError
from archive_app.library.archive import Archive
from archive_app.model.article import Original
from archive_app.model.jobs import CancelToken, ImportReport, Progress

_log = logging.getLogger(__name__)

_NICENESS = 10

Event = Progress | ImportReport | ArchiveAppError
"""What an import process tells; the last one is the report or the error that ended it."""


class ImportProcess:
    """One import that runs elsewhere.

    With no sources it continues an import that was left unfinished; with `index_only` it reads no files and only
    brings the index in step with the catalogue.
    """

    def __init__(self, folder: Path, sources: Sequence[Path | Original] = (), *, index_only: bool = False) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, self._theirs = context.Pipe()
        self._process = context.Process(
            target=_run, args=(self._theirs, folder, list(sources), index_only), name="archive-app import"
        )

    def start(self) -> None:
        """Start the process; it takes about a third of a second until it works."""
        self._process.start()
        self._theirs.close()

    def events(self) -> Iterator[Event]:
        """Wait for and yield what the process tells, until its report or the error that ended it."""
        try:
            while True:
                event: Event = self._connection.recv()
                yield event
                if not isinstance(event, Progress):
                    break
        except (EOFError, OSError):
            yield ArchiveError(
                "The import ended unexpectedly. What was imported is safe; start the import again to continue."
            )
        self._process.join()
        self._connection.close()

    def cancel(self) -> None:
        """Ask it to stop; it keeps what is done and still sends its report."""
        with contextlib.suppress(OSError):
            self._connection.send("cancel")

    def kill(self) -> None:
        """End it at once, as a crash would; nothing stored is lost, and the next start finishes the rest."""
        self._process.kill()


def _run(connection: Connection, folder: Path, sources: list[Path | Original], index_only: bool) -> None:
    """The process: import, tell, and stop when told to or when the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # Whoever types in the window comes first; an import gets all that is left.
        os.nice(_NICENESS)
    cancel = CancelToken()
    threading.Thread(target=_listen, args=(connection, cancel), daemon=True).start()

    def tell(event: Event) -> None:
        try:
            connection.send(event)
        except OSError:
            cancel.cancel()

    try:
        with Archive.open(folder) as archive:
            if index_only:
                archive.update_index(tell, cancel)
                tell(ImportReport())
            else:
                tell(archive.import_paths(sources, tell, cancel))
    except ArchiveAppError as error:
        tell(error)
    except Exception as error:  # noqa: BLE001 - the window must hear of any end
        _log.warning("the import failed", exc_info=True)
        tell(ArchiveError(f"The import failed ({type(error).__name__}: {error}). What was imported is safe."))


def _listen(connection: Connection, cancel: CancelToken) -> None:
    """Take the one message there is; a closed connection means that the window is gone."""
    with contextlib.suppress(EOFError, OSError):
        connection.recv()
    cancel.cancel()
