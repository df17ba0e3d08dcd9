"""Inputs for one text each: a line, and a paragraph that is as high as its words need.

Both say `finished` when what was typed is to be taken, by Enter or by going elsewhere, and take Esc as second thoughts.
`taken` is what was typed and then taken, which gives way to the value that came of it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from archive_app.gui.parts import ENTER
from archive_app.gui.text_spans import runs_right_to_left

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LineInput(QLineEdit):
    """One line."""

    finished = Signal()
    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.taken: str | None = None
        self.setAccessibleName(name)
        self.setAcceptDrops(False)
        self.editingFinished.connect(self.finished)

    def show_text(self, text: str) -> None:
        """Show another value; words that are being typed stay."""
        if self.text() in {self._shown, self.taken}:
            self.setText(text)
            self.setAlignment(_side_of(text) | Qt.AlignmentFlag.AlignVCenter)
            self.setCursorPosition(0)
        self._shown = text

    def keep(self) -> None:
        """What was typed is the value now."""
        self._shown = self.text()

    def restore(self) -> bool:
        """Go back to the value that was shown; false where nothing was typed."""
        typed = self.text() != self._shown
        self.setText(self._shown)
        return typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc restores, and Alt with an arrow moves a row of a list."""
        if (event.key() == Qt.Key.Key_Escape and self.restore()) or _moved(self.moved, event):
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ParagraphInput(QPlainTextEdit):
    """A paragraph: Enter takes what was typed, and Tab goes on."""

    finished = Signal()
    moved = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.taken: str | None = None
        self.setObjectName("paragraph")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.fit)

    def text(self) -> str:
        """What is typed, as one line."""
        return " ".join(self.toPlainText().split())

    def show_text(self, text: str) -> None:
        """Show another value; words that are being typed stay."""
        if self.text() in {self._shown, self.taken}:
            self.document().setDefaultTextOption(QTextOption(_side_of(text)))
            self.setPlainText(text)
        self._shown = text

    def keep(self) -> None:
        """What was typed is the value now."""
        self._shown = self.text()

    def restore(self) -> bool:
        """Go back to the value that was shown; false where nothing was typed."""
        typed = self.text() != self._shown
        if typed:
            self.setPlainText(self._shown)
        return typed

    def fit(self) -> None:
        """Be as high as the text needs."""
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        frame = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        wanted = round(height + frame)
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter finishes, Esc restores, and Alt with an arrow moves a row of a list."""
        if event.key() in ENTER:
            self.finished.emit()
        elif (event.key() == Qt.Key.Key_Escape and self.restore()) or _moved(self.moved, event):
            return
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere takes what was typed; a menu over it does not."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit()


def _side_of(text: str) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if runs_right_to_left(text) else Qt.AlignmentFlag.AlignLeft


def _moved(signal: object, event: QKeyEvent) -> bool:
    steps = _MOVES.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
    if steps is not None:
        signal.emit(steps)  # type: ignore[attr-defined] # PySide6 has no type for a bound signal
    return steps is not None
