"""Index what is stored, in a thread beside other work, so that neither reading nor a cancel waits for the index."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from archive_app.errors import ArchiveError, IndexDamagedError
from archive_app.library.indexing import Indexing
from archive_app.model.jobs import Cancel, Progress

# Each commit makes a segment, which later ones are merged with: few large ones take half the time of many small ones.
_SECONDS_BETWEEN = 4.0


class Learning:
    """The thread; at the end of the `with` block it has ended."""

    def __init__(self, indexing: Indexing, cancel: Cancel) -> None:
        self._indexing = indexing
        self._cancel = cancel
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="indexing")
        self._at_work: Future[None] | None = None
        self._begun = time.monotonic()
        self._ending = False
        self.stopped: str | None = None
        """Why the index can take no more, as a sentence, such as a full disk."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending = True
        self._executor.shutdown(wait=True)

    def learn(self) -> None:
        """Have the thread index what is pending, unless it did so seconds ago or is still at it."""
        if time.monotonic() - self._begun < _SECONDS_BETWEEN:
            return
        if self._at_work is not None:
            if not self._at_work.done():
                return
            self._note_failure(self._at_work)
        self._begun = time.monotonic()
        self._at_work = self._executor.submit(
            self._indexing.learn_pending, lambda _: None, lambda: self._cancel() or self._ending
        )

    def finish(self, report: Callable[[Progress], None]) -> None:
        """Index the rest, after a cancel too: it is little, and it is what the person kept."""
        self._ending = True
        self._executor.shutdown(wait=True)
        if self._at_work is not None:
            self._note_failure(self._at_work)
        if self.stopped is None:
            try:
                self._learn_the_rest(report)
            except ArchiveError as error:
                self.stopped = str(error)

    def _learn_the_rest(self, report: Callable[[Progress], None]) -> None:
        try:
            self._indexing.learn_pending(report, lambda: False)
        except IndexDamagedError:
            self._indexing.rebuild(report, lambda: False)

    def _note_failure(self, learning: Future[None]) -> None:
        """Keep a failure of the index; damage is mended at the end, and a bug of ours is raised."""
        try:
            learning.result()
        except IndexDamagedError:
            pass
        except ArchiveError as error:
            self.stopped = str(error)
