"""Search as one types: a short pause, one question at a time, and answers to older questions dropped."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_thread import ArchiveThread
from archive_app.model.search import Query, SearchResults

PAGE = 60
_TYPING_PAUSE_MS = 80
# Counting over all of a large result takes several times as long as finding it, and must not keep a letter waiting.
_FACETS_PAUSE_MS = 150


class Searching(QObject):
    """The current query and its answers.

    `found` carries the first page of a new query, `refreshed` a page of the same query asked again, `page_found` a
    further page, `failed` an error as a sentence. `counted` carries no hits but the facets of the query that was last
    answered, once the typing rests. `pending` says that the current query has not been answered yet.
    """

    found = Signal(object)
    refreshed = Signal(object)
    page_found = Signal(object)
    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive: ArchiveThread | None = None
        self._query = Query("", limit=PAGE)
        self._sequence = 0
        self._asked_pages: set[int] = set()
        self.pending = False
        self.first_visible_row: Callable[[], int] = lambda: 0
        self._pause = QTimer(self)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask_facets)
        self.found.connect(self._settle)
        self.found.connect(self._count)
        self.refreshed.connect(self._count)
        self.failed.connect(self._settle)

    @property
    def query(self) -> Query:
        """What was last asked for."""
        return self._query

    def set_archive(self, archive: ArchiveThread | None) -> None:
        """Search another archive from now on; answers of the one before are dropped."""
        self._archive = archive
        self._sequence += 1

    def type(self, query: Query) -> None:
        """Search once the typing pauses."""
        self.pending = True
        self._query = replace(query, limit=PAGE, offset=0)
        self._rest.stop()
        self._pause.start()

    def search(self, query: Query) -> None:
        """Search at once."""
        self.type(query)
        self._ask()

    def refresh(self) -> None:
        """Ask the current query again, for the page in view: the archive has changed."""
        if self._pause.isActive():
            return
        self._sequence += 1
        first_row = self.first_visible_row()
        self._asked_pages = {first_row // PAGE}
        self._send(replace(self._query, offset=first_row // PAGE * PAGE), self.refreshed, "search")

    def ask_page(self, page: int) -> None:
        """Ask for a further page of the current query, once."""
        if page not in self._asked_pages and not self._pause.isActive():
            self._asked_pages.add(page)
            self._send(replace(self._query, offset=page * PAGE), self.page_found)

    def _count(self, _answer: SearchResults) -> None:
        self._rest.start(_FACETS_PAUSE_MS if self._query.prefix else 0)

    def _ask_facets(self) -> None:
        self._send(replace(self._query, limit=0, facets=True), self.counted, "facets")

    def _settle(self, _answer: SearchResults | ArchiveAppError) -> None:
        self.pending = False

    def _ask(self) -> None:
        self._pause.stop()
        self._sequence += 1
        self._asked_pages = {0}
        self._send(self._query, self.found, "search")

    def _send(self, query: Query, signal: object, kind: str = "") -> None:
        if self._archive is None:
            return
        sequence = self._sequence

        def answer(results: SearchResults) -> None:
            if sequence == self._sequence:
                signal.emit(results)  # type: ignore[attr-defined]  # a bound signal has no public type

        def failure(error: ArchiveAppError) -> None:
            if sequence == self._sequence:
                self.failed.emit(error)

        self._archive.ask(lambda archive: archive.search(query), answer, kind=kind, failure=failure)
