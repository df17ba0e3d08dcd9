"""Saved searches: keeping them, renaming and deleting them, and counting what each finds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.naming import ask_name
from archive_app.gui.notice_bar import NoticeBar
from archive_app.model.saved_searches import LONGEST_NAME, SavedSearch, name_of
from archive_app.model.search import Query

if TYPE_CHECKING:
    from archive_app.library import Archive

_ABOUT = "saved searches"


class SavedDesk(QObject):
    """`changed` has the saved searches of the open archive, each with the number of its hits once it is counted."""

    changed = Signal(object)

    def __init__(self, session: ArchiveSession, notice: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._notice = notice
        self._window = window
        self._counts: dict[SavedSearch, int | None] = {}

    def refresh(self) -> None:
        """Read the saved searches, and count them again."""
        self._session.ask(lambda archive: archive.saved_searches(), self._show, "saved searches")

    def forget(self) -> None:
        """Those of another archive are no longer shown."""
        self._counts.clear()
        self._tell()

    def save(self, query: Query) -> None:
        """Ask for a name and keep a search under it."""
        text = query.text.strip()

        def keep(name: str) -> None:
            self._change(lambda archive: archive.save_search(name, text, query.scope))

        about = f"Searches for {_cut(text)}"
        ask_name(self._window, "Save search", keep, about=about, proposed=_proposed(text), action="Save")

    def rename(self, search: SavedSearch) -> None:
        """Ask for another name."""

        def rename(name: str) -> None:
            self._change(lambda archive: archive.rename_search(search.id, name))

        about = f"Searches for {_cut(search.text)}"
        ask_name(self._window, "Rename search", rename, about=about, proposed=search.name, action="Rename")

    def delete(self, search: SavedSearch) -> None:
        """Keep a search no longer, unless the person thinks again."""

        def keep_again() -> None:
            self._change(lambda archive: archive.save_search(search.name, search.text, search.scope))

        def done() -> None:
            sentence = f"The saved search “{search.name}” was deleted."
            self._notice.tell(sentence, [("Undo", keep_again)], about=_ABOUT, calm=True)

        self._change(lambda archive: archive.forget_search(search.id), done)

    def _change(self, change: Callable[["Archive"], object], done: Callable[[], None] | None = None) -> None:
        def ready(_value: object) -> None:
            self._notice.settle(_ABOUT)
            if done is not None:
                done()
            self.refresh()

        self._session.ask(change, ready, failure=self._refused, keep=True)

    def _refused(self, error: ArchiveAppError) -> None:
        self._notice.tell(str(error), about=_ABOUT)

    def _show(self, saved: tuple[SavedSearch, ...]) -> None:
        # The numbers of before stand until there are new ones.
        self._counts = {search: self._counts.get(search) for search in saved}
        self._tell()
        self._count_next(list(saved))

    def _count_next(self, waiting: list[SavedSearch]) -> None:
        """Count one search at a time, so that one that is typed meanwhile waits for no more than that."""
        if not waiting:
            return
        search, *rest = waiting

        def count(archive: "Archive") -> int:
            return archive.search(Query(search.text, scope=search.scope, limit=0)).total

        def counted(total: int) -> None:
            if search in self._counts:
                self._counts[search] = total
                self._tell()
            self._count_next(rest)

        # A damaged index is told by the search in the box.
        self._session.ask(count, counted, "count saved", failure=lambda _error: None)

    def _tell(self) -> None:
        self.changed.emit(tuple(self._counts.items()))


def _proposed(text: str) -> str:
    """A name for a search: its own words."""
    return _cut(name_of(text.replace('"', "")), LONGEST_NAME // 2)


def _cut(text: str, letters: int = 200) -> str:
    return text if len(text) <= letters else f"{text[:letters].rstrip()}…"
