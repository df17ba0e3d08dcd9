"""The counter of hits in an article with its arrows, and the box to find words in the article."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.dates import counted
from archive_app.gui.parts import ENTER, grounded, icon_button, label


class _FindBox(QLineEdit):
    """Enter goes to the next place, Shift+Enter to the one before, Esc leaves."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, leave, or type."""
        if event.key() in ENTER:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HitBar(QWidget):
    """Says "2 of 11 hits"; hidden while there is nothing to count. With the find box open it counts what that finds.

    `find_closed` says whether the keyboard was in the find box.
    """

    stepped = Signal(int)
    find_changed = Signal(str)
    find_closed = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "hitBar")
        self._look = appearance
        self._find = _FindBox()
        self._find.setObjectName("find")
        self._find.setPlaceholderText("Find in article")
        self._find.hide()
        self._find.setAccessibleName("Find in article")
        self._find.setAcceptDrops(False)
        self._find.textChanged.connect(self.find_changed)
        self._find.stepped.connect(self.stepped)
        self._find.left.connect(self.close_find)
        self._label = label()
        self._up = self._button("Previous hit (Shift+F3)", lambda: self.stepped.emit(-1))
        self._down = self._button("Next hit (F3)", lambda: self.stepped.emit(1))
        self._close = self._button("Close the find box", self.close_find)
        self._close.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 4, 2)
        layout.setSpacing(3)
        for widget in (self._find, self._label, self._up, self._down, self._close):
            layout.addWidget(widget)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def finding(self) -> bool:
        """Whether the find box is open."""
        return not self._find.isHidden()

    @property
    def text(self) -> str:
        """What the counter says."""
        return self._label.text()

    def show_count(self, current: int, total: int) -> None:
        """Show which hit of how many is the current one; `current` counts from 0."""
        if total:
            self._label.setText(f"{current + 1:,} of {counted(total, 'hit')}")
        else:
            self._label.setText("Nothing found" if self.finding and self._find.text() else "")
        self._label.setAccessibleName(self._label.text())
        self._up.setEnabled(total > 0)
        self._down.setEnabled(total > 0)
        self.setVisible(self.finding or total > 0)

    def open_find(self) -> None:
        """Open the find box, or go back into it."""
        self._find.show()
        self._close.show()
        self.show()
        self._find.setFocus()
        self._find.selectAll()
        self.find_changed.emit(self._find.text())

    def close_find(self) -> None:
        """Close the find box and count the search's hits again."""
        if self.finding:
            had_keyboard = self._find.hasFocus() or self._close.hasFocus()
            self._find.hide()
            self._close.hide()
            self.find_closed.emit(had_keyboard)

    def _button(self, name: str, slot: Callable[[], None]) -> QToolButton:
        made = icon_button(name)
        made.clicked.connect(slot)
        return made

    def _restyle(self) -> None:
        look = self._look
        for button, icon in ((self._up, "chevron-up"), (self._down, "chevron-down"), (self._close, "clear")):
            button.setIcon(look.icon(icon, "text"))
            button.setIconSize(look.icon_size(14))
        self._find.setMinimumWidth(look.pixels(90))
        self._find.setMaximumWidth(look.pixels(190))
