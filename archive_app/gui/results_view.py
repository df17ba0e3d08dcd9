"""The rows of the result list, and the keys that leave it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from archive_app.gui.parts import ENTER, select_row
from archive_app.gui.results import HitRole
from archive_app.gui.results_delegate import ResultsDelegate
from archive_app.model.search import Hit


class ResultsView(QTableView):
    """The rows. Printable keys and Esc go back to the search box, Enter goes on to the article."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()
    star_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Results")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current where none is, but does not select it."""
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            select_row(self, self.currentIndex().row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a row's star is about the star alone."""
        index = self.indexAt(event.position().toPoint())
        hit = index.data(HitRole)
        delegate = self.itemDelegate()
        if (
            event.button() == Qt.MouseButton.LeftButton
            and isinstance(hit, Hit)
            and isinstance(delegate, ResultsDelegate)
            and delegate.star_place(self.visualRect(index), hit).contains(event.position())
        ):
            self.star_wanted.emit(hit.id)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the list for the box or the article, or let the list move."""
        modified = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not modified:
            self.left.emit()
        elif event.text().isprintable() and event.text() and not modified and event.key() != Qt.Key.Key_Space:
            self.typed.emit(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.typed.emit("")
        else:
            super().keyPressEvent(event)
