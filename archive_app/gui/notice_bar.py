"""A notice in the window, never over it: one sentence, what can be done about it, and details to copy."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance

Choice = tuple[str, Callable[[], None]]


class NoticeBar(QWidget):
    """Hidden until there is something to say; a new notice replaces the one before."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = appearance
        self._icon = QLabel()
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._choices = QHBoxLayout()
        self._details = QPlainTextEdit(readOnly=True, visible=False)
        self._details.setAccessibleName("Details")
        self._details.setMaximumHeight(180)
        self._close = QToolButton()
        self._close.setAccessibleName("Dismiss this notice")
        self._close.setToolTip("Dismiss")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addLayout(self._choices)
        row.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 6, 10, 6)
        layout.addLayout(row)
        layout.addWidget(self._details)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def tell(self, sentence: str, choices: Sequence[Choice] = (), *, details: str = "") -> None:
        """Show a sentence, with buttons that do something about it; each of them also ends the notice."""
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        while (item := self._choices.takeAt(0)) is not None:
            item.widget().deleteLater()
        for label, action in choices:
            self._add_button(label, action, ends=True)
        self._details.setPlainText(details)
        self._details.hide()
        if details:
            self._add_button("Details", self._toggle_details, ends=False)
            self._add_button("Copy details", lambda: QGuiApplication.clipboard().setText(details), ends=False)
        self.show()

    def _add_button(self, label: str, action: Callable[[], None], *, ends: bool) -> None:
        button = QPushButton(label)
        if ends:
            button.clicked.connect(self.hide)
        button.clicked.connect(lambda: action())
        self._choices.addWidget(button)

    def _toggle_details(self) -> None:
        self._details.setVisible(not self._details.isVisible())

    def _restyle(self) -> None:
        size = self._look.icon_size(18)
        self._icon.setPixmap(self._look.icon("attention", "attention").pixmap(size))
        self._close.setIcon(self._look.icon("clear"))
