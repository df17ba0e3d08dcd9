"""The open archive as the window uses it: searching, reading, counting and importing, tied together."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from archive_app.errors import ArchiveAppError, IndexDamagedError
from archive_app.gui.archive_thread import ArchiveThread
from archive_app.gui.article_text import LitArticle, light
from archive_app.gui.importing import Importing
from archive_app.gui.searching import Searching
from archive_app.model.article import Article, Original
from archive_app.model.jobs import DuplicatePolicy, ImportReport, Progress, ReparseReport
from archive_app.model.search import Query

if TYPE_CHECKING:
    from archive_app.library import Archive

_T = TypeVar("_T")

# Results that change more often than this are restless to read.
_REFRESH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What an archive says of itself when it is opened."""

    articles: int
    trashed: int
    read_only: bool
    unfinished: int
    needs_indexing: bool
    outdated: int


@dataclass(frozen=True, slots=True)
class ArchiveCounts:
    """What the sidebar counts; `duplicates` are pairs that nobody has judged yet."""

    articles: int
    trashed: int
    duplicates: int


class ArchiveSession(QObject):
    """One archive at a time. Errors of the archive come as `failed`, those of a search as `searching.failed`."""

    opened = Signal(object)
    counted = Signal(object)
    article_ready = Signal(object, object)
    relit = Signal(object)
    original_ready = Signal(object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: ArchiveThread | None = None
        self._threads: list[ArchiveThread] = []  # the open archive's, and those that still have something to do
        self._mended = False
        self._refreshed = 0.0
        self.read_only = False
        self.searching = Searching(self)
        self.importing = Importing(self._queue, self)
        self.importing.progressed.connect(self._progressed)
        self.importing.finished.connect(self._import_ended)
        self.importing.reread.connect(self._import_ended)
        self.importing.failed.connect(self._import_ended)
        self.searching.failed.connect(self._search_failed)

    @property
    def folder(self) -> Path | None:
        """The folder of the open archive."""
        return self._thread.folder if self._thread else None

    def open(self, folder: Path, *, create: bool = True) -> None:
        """Open an archive instead of the one before, which ends by itself; `create` makes one where there is none."""
        self._leave()
        self._mended = False
        self._thread = thread = ArchiveThread(folder, self, create=create)
        self._threads.append(thread)
        thread.failed.connect(self.failed)
        self.searching.set_archive(thread)
        self.importing.set_archive(folder)
        thread.ask(_state, self._opened)

    def close(self) -> None:
        """End imports, keeping what is done, do the changes that were asked for, and close the archive."""
        self._leave()
        self.importing.stop()
        for thread in self._threads:
            thread.close()
            thread.deleteLater()
        self._threads.clear()

    def _leave(self) -> None:
        """Let go of the open archive, without waiting for what is still at work on it."""
        self.importing.leave()
        self.searching.set_archive(None)
        if self._thread is not None:
            self._thread.leave()
            self._thread = None
        for thread in [thread for thread in self._threads if thread.ended]:
            self._threads.remove(thread)
            thread.deleteLater()

    def read(self, article: int, query: Query, takeaway: int | None = None) -> None:
        """Read an article with a query's hits lit; it comes as `article_ready`."""

        def ready(lit: LitArticle) -> None:
            self.article_ready.emit(lit, takeaway)

        self.ask(lambda archive: light(archive, article, query.text, prefix=query.prefix), ready, "article")

    def relight(self, article: int, query: Query) -> None:
        """Find another query's hits in an article that is shown; it comes as `relit`."""
        self.ask(lambda archive: light(archive, article, query.text, prefix=query.prefix), self.relit.emit, "relight")

    def fetch_original(self, article: Article, target: Path) -> None:
        """Read an article's original, to be saved in a file; it comes as `original_ready`."""

        def ready(original: Original) -> None:
            self.original_ready.emit(original, target)

        self.ask(lambda archive: archive.original(article.id), ready)

    def count(self) -> None:
        """Count articles, duplicates and what is in the trash again; the numbers come as `counted`."""
        self.ask(_count, self.counted.emit, "count")

    def forget_unfinished_import(self) -> None:
        """Give up the files that an interrupted import left."""
        self.ask(lambda archive: archive.forget_unfinished_import(), lambda _: None, keep=True)

    def refresh(self) -> None:
        """Ask everything that is shown again: the archive has changed."""
        self._refreshed = time.monotonic()
        self.searching.refresh()
        self.count()

    def ask(
        self,
        question: Callable[["Archive"], _T],
        answer: Callable[[_T], None],
        kind: str = "",
        failure: Callable[[ArchiveAppError], None] | None = None,
        keep: bool = False,
    ) -> None:
        """Ask the archive, as `ArchiveThread.ask` says; before one is open nothing is asked."""
        if self._thread is not None:
            self._thread.ask(question, answer, kind=kind, failure=failure, keep=keep)

    def change(
        self,
        change: Callable[["Archive"], _T],
        done: Callable[[_T], None],
        failure: Callable[[ArchiveAppError], None],
    ) -> None:
        """Change the archive, and then ask everything that is shown again. Only for what takes a moment.

        The change is made also where the archive is closed before its turn.
        """

        def work(archive: "Archive") -> tuple[_T, bool]:
            return change(archive), archive.index_needs_update() and not archive.unfinished_import()

        def ready(answer: tuple[_T, bool]) -> None:
            value, behind = answer
            done(value)
            self.refresh()
            # Many articles at once are more than the index learns in a moment.
            if behind and not self.importing.running:
                self.importing.resume()

        self.ask(work, ready, failure=failure, keep=True)

    def _queue(
        self,
        sources: Sequence[Path | Original],
        duplicates: DuplicatePolicy,
        queued: Callable[[int], None],
        refused: Callable[[ArchiveAppError], None],
    ) -> None:
        # What was pasted is nowhere else: it is taken also where the window closes meanwhile.
        self.ask(lambda archive: archive.queue_import(sources, duplicates), queued, failure=refused, keep=True)

    def _opened(self, state: ArchiveState) -> None:
        self.read_only = state.read_only
        self.opened.emit(state)
        if state.needs_indexing and not state.unfinished and not state.read_only:
            self.importing.resume()

    def _progressed(self, progress: Progress) -> None:
        if progress.imported and time.monotonic() - self._refreshed >= _REFRESH_SECONDS:
            self.refresh()

    def _import_ended(self, _end: ImportReport | ReparseReport | ArchiveAppError) -> None:
        self.refresh()

    def _search_failed(self, error: ArchiveAppError) -> None:
        """Build a damaged index again, once: continuing an import does that."""
        if isinstance(error, IndexDamagedError) and not self._mended:
            self._mended = True
            self.importing.resume()


def _count(archive: "Archive") -> ArchiveCounts:
    return ArchiveCounts(archive.count(), archive.count_trashed(), archive.count_possible_duplicates())


def _state(archive: "Archive") -> ArchiveState:
    return ArchiveState(
        articles=archive.count(),
        trashed=len(archive.trashed()),
        read_only=archive.read_only,
        unfinished=archive.unfinished_import(),
        needs_indexing=archive.index_needs_update(),
        outdated=archive.outdated(),
    )
