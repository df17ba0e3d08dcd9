"""Tables of plain cells: their model, and the view that is the same for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import ENTER
from archive_app.gui.unexpected import guarded

_Row = TypeVar("_Row")

_NARROWEST = 70
_ROWS_LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True)
class Column(Generic[_Row]):
    """A column: its name, its cell of a row, the longer text of the cell's tool tip, its width in the design's pixels.

    The column of width 0 takes what room is left. One that `hides` is left out where none of the first rows fills it.
    """

    name: str
    cell: Callable[[_Row], str]
    width: int = 0
    tip: Callable[[_Row], str] | None = None
    hides: bool = False


class TableModel(QAbstractTableModel, Generic[_Row]):
    """Rows of any number; a cell's text is made when it comes into view."""

    def __init__(self, columns: Sequence[Column[_Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[_Row] = ()

    def set_rows(self, rows: Sequence[_Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    @guarded(default=None)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded(default=None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, or the whole of it as a tool tip."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.cell(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return (column.tip or column.cell)(row)
        return None


class PlainTable(QTableView):
    """Whole rows are selected; Enter opens one, Delete and Copy are announced."""

    opened = Signal(int)
    delete_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, name: str, model: TableModel[_Row], appearance: Appearance, *, one_row: bool = False) -> None:
        """`one_row` lets one row at a time be selected."""
        super().__init__()
        self._look = appearance
        self._columns = model.columns
        self.setObjectName("plainTable")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if one_row else mode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for number, column in enumerate(model.columns):
            if not column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            if column.hides:
                model.modelReset.connect(partial(self._hide_if_empty, number, column, model))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        appearance.changed.connect(self._restyle)
        self._restyle()

    def selected(self) -> list[int]:
        """The numbers of the selected rows, ascending."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Delete and Copy; a dialog around the table must not take Enter for its button."""
        if event.key() in ENTER:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Delete):
            self.delete_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _hide_if_empty(self, number: int, column: Column[_Row], model: TableModel[_Row]) -> None:
        rows = islice(model.rows, _ROWS_LOOKED_AT)
        self.setColumnHidden(number, not any(map(column.cell, rows)))

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.pixels(34))
        self.horizontalHeader().setMinimumSectionSize(self._look.pixels(_NARROWEST))
        for number, column in enumerate(self._columns):
            if column.width:
                self.horizontalHeader().resizeSection(number, self._look.pixels(column.width))
