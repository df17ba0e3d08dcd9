"""The result list with its header: how many, how fast, in which order, and how the query was read."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from archive_app.gui.appearance import Appearance
from archive_app.gui.dates import counted
from archive_app.gui.histogram import Histogram
from archive_app.gui.parts import grounded, label, panel, quiet_button, select_row
from archive_app.gui.query_text import reading_note
from archive_app.gui.results import Place, ResultsModel, leads_to
from archive_app.gui.results_delegate import ResultsDelegate, best_snippet
from archive_app.gui.results_view import ResultsView
from archive_app.model.search import Scope, SearchResults, Sort

_SORTS = {
    Sort.RELEVANCE: "&Relevance",
    Sort.NEWEST: "&Newest first",
    Sort.OLDEST: "&Oldest first",
    Sort.IMPORTED: "Last &imported first",
}

# Half a phrase has an open quote, which needs no remark while it is typed.
_NOTE_PAUSE_MS = 700


class ResultsPane(QWidget):
    """Header, rows, and in their place a message where there are none."""

    opened = Signal(object)
    entered = Signal()
    left = Signal()
    typed = Signal(str)
    sort_chosen = Signal(object)
    page_wanted = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "results")
        self._appearance = appearance
        self._opened: Place | None = None
        # The open article was opened from elsewhere, and its row has not been shown yet.
        self._to_reveal = False
        # A row was chosen whose page has not come yet.
        self._awaited = False
        self._model = ResultsModel(self)
        self._model.page_wanted.connect(self.page_wanted, Qt.ConnectionType.QueuedConnection)
        self._model.dataChanged.connect(lambda *_: self._reselect())
        self._delegate = ResultsDelegate(appearance, self)
        self.view = ResultsView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.selectionModel().currentRowChanged.connect(lambda current, _before: self._current_changed(current))
        self.view.entered.connect(self._enter)
        self.view.left.connect(self.left)
        self.view.typed.connect(self.typed)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_header())
        self.histogram = Histogram(appearance)
        self.histogram.left.connect(self.focus_rows)
        layout.addWidget(self.histogram)
        layout.addLayout(self._stack, 1)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def model(self) -> ResultsModel:
        """The rows."""
        return self._model

    @property
    def sort(self) -> Sort:
        """The chosen order."""
        return Sort(self._sorts.checkedAction().data())

    def set_sort(self, sort: Sort) -> None:
        """Choose an order without announcing it."""
        next(action for action in self._sorts.actions() if action.data() == sort.value).setChecked(True)
        self._name_sort(sort)

    def set_empty_widget(self, widget: QWidget) -> None:
        """What stands in the rows' place while there are none."""
        self._stack.addWidget(widget)
        self._stack.setCurrentIndex(1)

    def show_results(self, results: SearchResults) -> None:
        """Show the answer to a new query, from its first row."""
        self._delegate.scope = results.query.scope
        self._delegate.has_snippets = any(best_snippet(hit) for hit in results.hits)
        self.view.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self._model.set_results(results)
        self._choose_face()
        self.view.scrollToTop()
        self._reselect()
        found = counted(results.total, "takeaway" if results.query.scope is Scope.TAKEAWAYS else "article")
        self._count.setText(f"{found} · {max(round(results.elapsed_ms), 1)} ms" if results.query.text else found)
        self._name_sort(results.query.sort)
        self._tell_reading(reading_note(results), typing=results.query.prefix)

    def refresh_results(self, results: SearchResults) -> None:
        """Show more of the same query: the scroll position and the selected hit stay."""
        if not self._model.total:
            self.show_results(results)
            return
        # Rows move when hits come and go, and what is selected are articles.
        selected = {hit.id for row in self.selected_rows() if (hit := self._model.hit(row)) is not None}
        if len(selected) > 1:
            self.view.clearSelection()
        scrolled = self.view.verticalScrollBar().value()
        self._model.update_results(results)
        self.view.verticalScrollBar().setValue(scrolled)
        self._choose_face()
        self._reselect()
        if len(selected) > 1:
            self._select_articles(selected)
        self._count.setText(counted(results.total, "takeaway" if results.query.scope is Scope.TAKEAWAYS else "article"))

    def clear(self) -> None:
        """Show no rows and no counts."""
        self._model.set_results(None)
        self._opened = None
        self._to_reveal = False
        self._count.clear()
        self.histogram.clear()
        self._tell_reading(None)
        self._stack.setCurrentIndex(min(1, self._stack.count() - 1))

    def first_visible_row(self) -> int:
        """The uppermost row in view."""
        return max(self.view.rowAt(0), 0)

    def select_row(self, row: int) -> None:
        """Make a row the current one, which opens it."""
        if 0 <= row < self._model.total:
            select_row(self.view, row)
            self.view.scrollTo(self._model.index(row, 0))

    def selected_rows(self) -> list[int]:
        """The numbers of the selected rows, ascending."""
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    def step(self, rows: int) -> None:
        """Go some rows down, or up where negative."""
        current = self.view.currentIndex().row()
        self.select_row(max(current + rows, 0))

    def focus_rows(self) -> None:
        """Give the rows the keyboard; the first one becomes current where none is."""
        if self._model.total:
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mark(self, article: int) -> None:
        """Select the row of an article that was opened from elsewhere, now or when its page comes; no other row."""
        self.view.clearSelection()
        self._opened = (article, None)
        self._to_reveal = True
        self._awaited = False
        self._reselect()

    def _tell_reading(self, note: str | None, *, typing: bool = False) -> None:
        """Tell how the query was read; of one that is being typed only once the typing rests."""
        self._note_pause.stop()
        self._reading.setText(note or "")
        if note is None:
            self._reading.hide()
        elif typing and self._reading.isHidden():
            self._note_pause.start()
        else:
            self._reading.show()

    def _choose_face(self) -> None:
        """Rows, or what stands in their place."""
        self._stack.setCurrentIndex(0 if self._model.total else min(1, self._stack.count() - 1))

    def _reselect(self) -> None:
        """Select the open hit's row where it is among the fetched ones, else none; open nothing, and do not scroll."""
        selection = self.view.selectionModel()
        current = self.view.currentIndex()
        if len(selection.selectedRows()) > 1:
            return
        if self._awaited and current.isValid():
            self._current_changed(current)
            return
        self._awaited = False
        row = self._model.row_of(self._opened) if self._opened is not None else None
        if row is None:
            selection.clear()
            return
        hit, index = self._model.hit(row), self._model.index(row, 0)
        if hit is not None:
            self._opened = (hit.id, hit.takeaway)
        self.view.setAutoScroll(self._to_reveal)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        selection.setCurrentIndex(index, flags)
        self.view.setAutoScroll(True)
        self._to_reveal = False

    def _select_articles(self, articles: set[int]) -> None:
        """Select the rows of articles as well, where they have been fetched."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in self._model.rows_of(articles):
            self.view.selectionModel().select(self._model.index(row, 0), flags)

    def _current_changed(self, current: QModelIndex) -> None:
        hit = self._model.hit(current.row()) if current.isValid() else None
        # A row far down is opened when its page has come.
        self._awaited = current.isValid() and hit is None
        if hit is not None and not (self._opened is not None and leads_to(hit, self._opened)):
            self._opened = (hit.id, hit.takeaway)
            self.opened.emit(hit)

    def _enter(self) -> None:
        if not self.view.currentIndex().isValid():
            self.select_row(0)
        self.entered.emit()

    def _make_header(self) -> QWidget:
        header = panel("resultsHeader")
        self._count = label(look="quiet")
        self._count.setAccessibleName("Number of results")
        self._reading = label(look="quiet", wraps=True)
        self._reading.hide()
        self._note_pause = QTimer(self)
        self._note_pause.setInterval(_NOTE_PAUSE_MS)
        self._note_pause.setSingleShot(True)
        self._note_pause.timeout.connect(self._reading.show)
        self._reading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sorts = QActionGroup(self)
        menu = QMenu(self)
        for sort, name in _SORTS.items():
            action = QAction(name, self)
            action.setCheckable(True)
            action.setData(sort.value)
            self._sorts.addAction(action)
            menu.addAction(action)
        self._sorts.triggered.connect(self._sort_triggered)
        self._sort_button = quiet_button("")
        self._sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        # The chevron stands after the text.
        self._sort_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._sort_button.setMenu(menu)
        self._sort_button.setAccessibleName("Order of results")
        self.set_sort(Sort.RELEVANCE)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._sort_button)
        layout = QVBoxLayout(header)
        layout.setContentsMargins(16, 4, 8, 5)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self._reading)
        return header

    def _name_sort(self, sort: Sort) -> None:
        self._sort_button.setText(_SORTS[sort].replace("&", ""))

    def _sort_triggered(self, action: QAction) -> None:
        self.set_sort(Sort(action.data()))
        self.sort_chosen.emit(self.sort)

    def _restyle(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self._sort_button.setIcon(self._appearance.icon("chevron-down"))
        self._sort_button.setIconSize(self._appearance.icon_size(12))
        self.view.viewport().update()
