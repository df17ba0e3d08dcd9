"""Taking articles away and bringing them back: the trash, its Undo, and what is deleted for good."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.confirming import confirm
from archive_app.gui.dates import counted, short_moment
from archive_app.gui.notice_bar import NoticeBar
from archive_app.model.jobs import ImportRun

if TYPE_CHECKING:
    from archive_app.library import Archive

# How long deleting waits for another process that writes to the archive: searches wait behind it.
_WAIT_SECONDS = 1.0


class TrashDesk(QObject):
    """Moves articles, and tells what it did. `trashed` names articles that are no longer there to be read."""

    trashed = Signal(object)
    undo_ready = Signal(bool)

    def __init__(self, session: ArchiveSession, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._notice = notice
        self._window = window
        self._last: tuple[int, ...] = ()

    def trash(self, ids: Sequence[int]) -> None:
        """Move articles to the trash."""
        self.trash_found(lambda _archive: ids)

    def trash_found(self, find: Callable[["Archive"], Sequence[int]]) -> None:
        """Move the articles that a question finds to the trash."""

        def move(archive: "Archive") -> tuple[tuple[int, ...], str]:
            ids = tuple(dict.fromkeys(find(archive)))
            title = archive.article(ids[0]).title if len(ids) == 1 else ""
            return archive.trash(ids), title

        self._session.change(move, self._tell_trashed, self._refused)

    def keep_only(self, kept: int, other: int) -> None:
        """Settle that two articles are the same: one stays, the other goes to the trash."""

        def replace(archive: "Archive") -> tuple[tuple[int, ...], str]:
            title = archive.article(other).title
            archive.replace(other, kept)
            return (other,), title

        self._session.change(replace, self._tell_trashed, self._refused)

    def keep_both(self, first: int, second: int) -> None:
        """Settle that two articles are not the same."""

        def done(_nothing: None) -> None:
            self._notice.tell("Both articles stay, and are no longer listed as possible duplicates.", calm=True)

        self._session.change(lambda archive: archive.not_a_duplicate(first, second), done, self._refused)

    def undo_import(self, run: ImportRun) -> None:
        """Ask, and then move the articles that an import made to the trash."""
        confirm(
            self._window,
            f"Undo the import of {short_moment(run.started)}?",
            f"{counted(run.imported, 'article')} that it brought, if still there, will be moved to the trash, and can "
            "be restored from there. Articles that it replaced come back.",
            "Undo import",
            lambda: self._session.change(
                lambda archive: (archive.undo_import(run.id), ""), self._tell_trashed, self._refused
            ),
        )

    def undo(self) -> None:
        """Bring back what was moved last."""
        if self._last:
            self.restore(self._last)

    def restore(self, ids: Sequence[int]) -> None:
        """Bring articles back from the trash."""

        def done(restored: tuple[int, ...]) -> None:
            self.forget()
            self._notice.tell(f"{_were(len(restored))} restored and can be found again.", about="trash", calm=True)

        self._session.change(lambda archive: archive.restore(ids), done, self._refused)

    def delete(self, ids: Sequence[int], title: str = "") -> None:
        """Ask, and then delete articles of the trash for good; `title` is that of a single one."""
        what = f"“{title}”" if title else counted(len(ids), "article")
        confirm(
            self._window,
            f"Delete {what} for good?",
            "The text and the imported file are removed from the archive. This cannot be undone. "
            "Files outside the archive stay where they are.",
            "Delete for good",
            lambda: self._delete(ids),
        )

    def forget(self) -> None:
        """Nothing is left to undo, such as in another archive."""
        self._last = ()
        self.undo_ready.emit(False)
        self._notice.settle("trash")

    def _delete(self, ids: Sequence[int]) -> None:
        def done(deleted: int) -> None:
            self.forget()
            if deleted:
                self._notice.tell(f"{_were(deleted)} deleted for good.", about="trash", calm=True)
            else:
                self._notice.tell(
                    "Nothing was deleted, because an import is writing to the archive. Try again when it is over.",
                    about="trash",
                )

        def work(archive: "Archive") -> int:
            deadline = time.monotonic() + _WAIT_SECONDS
            return archive.empty_trash(ids, cancel=lambda: time.monotonic() > deadline)

        self._session.change(work, done, self._refused)

    def _tell_trashed(self, moved: tuple[tuple[int, ...], str]) -> None:
        ids, title = moved
        if not ids:
            self._notice.tell("All these articles are in the trash already, or were deleted.", about="trash")
            return
        self._last = ids
        what = f"“{title}” was" if title else _were(len(ids))
        self.trashed.emit(ids)
        self.undo_ready.emit(True)
        self._notice.tell(f"{what} moved to the trash.", [("Undo", self.undo)], about="trash", calm=True)

    def _refused(self, error: ArchiveAppError) -> None:
        self._notice.tell(str(error), about="trash")


def _were(number: int) -> str:
    return f"{counted(number, 'article')} {'was' if number == 1 else 'were'}"
