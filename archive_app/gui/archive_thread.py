"""One thread that an open archive lives in: questions are asked there, answers come back as signals.

The window never waits for the catalogue or the index. A question that has been overtaken by a newer one of its kind
is never asked.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from archive_app.errors import ArchiveAppError

if TYPE_CHECKING:
    from archive_app.library import Archive

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class ArchiveThread(QObject):
    """An archive that is opened, asked and closed in a thread of its own.

    `failed` carries the errors of questions that were asked without a callback for failure.
    """

    failed = Signal(object)
    _answered = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None, *, create: bool = True) -> None:
        super().__init__(parent)
        self.folder = folder
        self._create = create
        self._archive: Archive | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._latest: dict[str, Future[None]] = {}
        self._end: Future[None] | None = None
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        question: Callable[["Archive"], _T],
        answer: Callable[[_T], None],
        *,
        kind: str = "",
        failure: Callable[[ArchiveAppError], None] | None = None,
        keep: bool = False,
    ) -> None:
        """Ask the archive; `answer` is called in this object's thread, unless the archive was closed meanwhile.

        A question with a `kind` replaces an earlier one of that kind that still waits. The first question opens the
        archive; while it cannot be opened, every question fails with the reason. One to `keep` is asked even where the
        archive is closed before its turn, as a change must be.
        """
        if self._end is not None:
            return
        if kind and (earlier := self._latest.get(kind)) is not None:
            earlier.cancel()
        future = self._pool.submit(self._work, question, answer, failure or self.failed.emit, keep)
        if kind:
            self._latest[kind] = future

    @property
    def ended(self) -> bool:
        """Whether the archive is closed, and what was asked before is done."""
        return self._end is not None and self._end.done()

    def leave(self) -> None:
        """Close the archive once the question being asked and those to keep are done; the others are dropped."""
        if self._end is None:
            self._end = self._pool.submit(self._close_archive)
            self._pool.shutdown(wait=False)

    def close(self) -> None:
        """Leave, and wait for the end."""
        self.leave()
        self._pool.shutdown(wait=True)

    def _work(
        self,
        question: Callable[["Archive"], _T],
        answer: Callable[[_T], None],
        failure: Callable[[ArchiveAppError], None],
        keep: bool,
    ) -> None:
        left = self._end is not None
        if left and not keep:
            return
        try:
            if self._archive is None:
                self._archive = _open(self.folder, create=self._create)
            value = question(self._archive)
        except ArchiveAppError as error:
            reason = error
            if left:
                _log.warning("a change asked before the archive was closed was refused (%s)", type(error).__name__)
            self._answered.emit(lambda: failure(reason))
        except Exception as error:  # noqa: BLE001 - a bug of ours: it is raised again where the window reports bugs
            bug = error
            self._answered.emit(lambda: _raise(bug))
        else:
            self._answered.emit(lambda: answer(value))

    def _deliver(self, call: Callable[[], None]) -> None:
        if self._end is None:
            call()

    def _close_archive(self) -> None:
        if self._archive is not None:
            self._archive.close()
            self._archive = None


def _open(folder: Path, *, create: bool) -> "Archive":
    # Loading the library takes as long as drawing the window, which must not wait for it.
    from archive_app.library import Archive  # noqa: PLC0415 - for the reason above

    return Archive.open(folder, create=create)


def _raise(error: Exception) -> None:
    raise error
