"""The parsed form's lists, takeaways and credits: rows that can be edited, moved, removed and added."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.list_rows import CreditRow, TakeawayRow
from archive_app.gui.part_fields import PartField
from archive_app.gui.parts import button
from archive_app.model.article import Part
from archive_app.model.corrections import PartValue

_R = TypeVar("_R", TakeawayRow, CreditRow)


class ListField(PartField, Generic[_R]):
    """A part that is a list of rows; an empty row counts for nothing."""

    def __init__(
        self, part: Part, appearance: Appearance, make: Callable[[Appearance], _R], parent: QWidget | None = None
    ) -> None:
        super().__init__(part, appearance, parent)
        self._make: Callable[[Appearance], _R] = make
        self.rows: list[_R] = []
        self._allowed = True
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._add = button("Add a takeaway" if part is Part.TAKEAWAYS else "Add a credit", "link")
        self._add.clicked.connect(self._add_and_go)
        self._name.setBuddy(self._add)
        self.editors.addLayout(self._column)
        self.editors.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def values(self) -> PartValue:
        """What the rows say."""
        return tuple(row.value for row in self.rows if not row.is_empty)

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the list be edited, or only read."""
        super().allow_editing(allowed=allowed)
        self._allowed = allowed
        self._add.setEnabled(allowed)
        for row in self.rows:
            row.allow_editing(allowed=allowed)

    def add_row(self) -> _R:
        """Add an empty row at the end."""
        row: _R = self._make(self._look)
        row.finished.connect(self._finish)
        row.moved.connect(lambda steps: self._move(row, steps))
        row.removed.connect(lambda: self._remove(row))
        row.allow_editing(allowed=self._allowed)
        self.rows.append(row)
        self._column.addWidget(row)
        self._number()
        return row

    def _add_and_go(self) -> None:
        row = self.add_row()
        # A layout shows a new row only later, and what is hidden takes no keyboard.
        row.show()
        self.go_to(row.input)

    def _resize(self, length: int) -> None:
        while len(self.rows) > length:
            self._drop(self.rows[-1])
        while len(self.rows) < length:
            self.add_row()
        self._number()

    def _move(self, row: _R, steps: int) -> None:
        place = self.rows.index(row) + steps
        if not self._allowed or not 0 <= place < len(self.rows):
            return
        self.rows.remove(row)
        self.rows.insert(place, row)
        self._column.removeWidget(row)
        self._column.insertWidget(place, row)
        self._number()
        self._finish()

    def _remove(self, row: _R) -> None:
        place = self.rows.index(row)
        self._drop(row)
        self._number()
        left = self.rows[min(place, len(self.rows) - 1)].input if self.rows else self._add
        self.go_to(left)
        self._finish()

    def _drop(self, row: _R) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        # What it says when it loses the keyboard is about a row that is no more.
        row.blockSignals(True)
        row.hide()
        row.deleteLater()

    def _number(self) -> None:
        before: QWidget | None = None
        for number, row in enumerate(self.rows, 1):
            row.number(number, len(self.rows))
            if before is not None:
                QWidget.setTabOrder(before, row.input)
            before = row.last

    def show_value(self, value: PartValue, *, brought: bool) -> None:
        """Show a list that comes from elsewhere in the rows; of one that was typed in them, know what is saved."""
        items = value if isinstance(value, tuple) else ()
        if brought:
            self._resize(len(items))
        for row, item in zip([row for row in self.rows if brought or not row.is_empty], items, strict=False):
            if brought:
                row.show_value(item)
            elif row.value == item:
                row.input.keep()

    def _finish(self) -> None:
        self.take(self.values())


class TakeawaysField(ListField[TakeawayRow]):
    """The takeaways, in their order."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Part.TAKEAWAYS, appearance, TakeawayRow, parent)


class CreditsField(ListField[CreditRow]):
    """The credits, in their order."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Part.CREDITS, appearance, CreditRow, parent)
