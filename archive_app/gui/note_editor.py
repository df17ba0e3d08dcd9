"""The note of the open article: a text that is saved while one writes, and never waited for."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import label
from archive_app.model.annotations import note_of

# Saved when the writing rests, and at once when something else is turned to.
_PAUSE_MS = 800
_FEWEST_LINES, _MOST_LINES = 2, 8
# The style sheet's line and padding.
_FRAME = 6


class _Paper(QPlainTextEdit):
    """As high as its lines need, within bounds; Tab goes on, Esc leaves."""

    left = Signal()
    turned_away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self.setAccessibleName("Note")
        self.setPlaceholderText("Write a note")
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.textChanged.connect(self.fit)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)

    def fit(self) -> None:
        """Be as high as the text needs."""
        lines = max(_FEWEST_LINES, min(round(self.document().size().height()), _MOST_LINES))
        around = 2 * (round(self.document().documentMargin()) + _FRAME)
        height = lines * self.fontMetrics().lineSpacing() + around
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Turning away saves."""
        super().focusOutEvent(event)
        self.turned_away.emit()


class NoteEditor(QWidget):
    """Shows and takes one article's note.

    `written` announces an article, its note as it was known before, and as it is to be. Whoever saves it answers with
    `show_note`, or with `refuse` where it cannot be; what was refused stays here until it is saved.
    """

    written = Signal(int, str, str)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._article: int | None = None
        self._known = ""
        self._sent: str | None = None
        self._refused: dict[int, tuple[str, str]] = {}
        self.paper = _Paper()
        self._error = label(look="fieldError", wraps=True)
        self._error.hide()
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._rested)
        self.paper.textChanged.connect(self._pause.start)
        self.paper.turned_away.connect(self.save)
        self.paper.left.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.paper)
        layout.addWidget(self._error)
        appearance.changed.connect(self.paper.fit)
        self.hide()

    @property
    def error(self) -> str:
        """Why the note is not saved, if it is not."""
        return self._error.text()

    def show_article(self, article: int, note: str) -> None:
        """Show another article's note, and save the one before; the editor is hidden where there is none.

        Of the article that is shown already, what is being written stays.
        """
        if article == self._article:
            if self._sent is None:
                self._learn(note)
            return
        self.save()
        text, error = self._refused.get(article, (note, ""))
        self._article, self._known, self._sent = article, note, None
        self._set_text(text)
        self._say(error)
        self.setVisible(bool(text))

    def show_note(self, article: int, note: str) -> None:
        """Know what an article's note is now; what is being written stays."""
        self._refused.pop(article, None)
        if article != self._article:
            return
        sent, self._sent = self._sent, None
        if sent is not None and note != note_of(sent) and note.endswith(note_of(sent)):
            # What was written elsewhere meanwhile stands before it.
            QTextCursor(self.paper.document()).insertText(note.removesuffix(note_of(sent)))
        self._learn(note)
        self._say("")
        if note_of(self.paper.toPlainText()) != note:
            self._pause.start()
        elif not note and not self.paper.hasFocus():
            self.hide()

    def refuse(self, article: int, text: str, sentence: str) -> None:
        """Say why a note could not be saved, now or when its article is shown again."""
        self._refused[article] = (text, sentence)
        if article == self._article:
            self._sent = None
            self._say(sentence)

    def save(self) -> None:
        """Announce what is written, unless it is known or being saved."""
        self._pause.stop()
        text = self.paper.toPlainText()
        if self._article is None or note_of(text) == self._known or text == self._sent:
            return
        before = self._known if self._sent is None else note_of(self._sent)
        self._sent = text
        self.written.emit(self._article, before, text)

    def clear(self) -> None:
        """Show no article's note; what is written is saved."""
        self.save()
        self._article = None
        self.hide()

    def go_in(self) -> None:
        """Show the editor, and give it the keyboard behind what is there."""
        self.show()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)
        self.paper.moveCursor(QTextCursor.MoveOperation.End)

    def _learn(self, note: str) -> None:
        """Know the note; the text follows it unless something else is being written."""
        if note_of(self.paper.toPlainText()) == self._known:
            self._set_text(note)
        self._known = note

    def _rested(self) -> None:
        # One at a time: what is being saved is known only once that is answered.
        if self._sent is None:
            self.save()

    def _set_text(self, text: str) -> None:
        if note_of(self.paper.toPlainText()) != text:
            self.paper.setPlainText(text)
        self._pause.stop()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.paper.setAccessibleDescription(sentence)
