"""A notice in the window, never over it: one sentence, what can be done about it, and details to copy."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import button, emptied, grounded, icon_button, label

Choice = tuple[str, Callable[[], None]]


class NoticeBar(QWidget):
    """Hidden until there is something to say; a new notice replaces the one before, and `settle` ends what is over."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "notice")
        self._look = appearance
        self._about = ""
        self._calm = False
        self._icon = label()
        self._text = label(wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._choices = QHBoxLayout()
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.hide()
        self._details.setAccessibleName("Details")
        self._details.setMaximumHeight(180)
        self._close = icon_button("Dismiss this notice")
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

    def tell(
        self, sentence: str, choices: Sequence[Choice] = (), *, about: str = "", details: str = "", calm: bool = False
    ) -> None:
        """Show a sentence, with buttons that do something about it; each of them also ends the notice.

        `about` names the kind of work it is about, for `settle`. A `calm` one says that something was done.
        """
        self._about = about
        self._calm = calm
        self.setProperty("calm", calm)
        self.style().polish(self)
        self._restyle()
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        emptied(self._choices)
        for text, action in choices:
            self._add_button(text, action, ends=True)
        self._details.setPlainText(details)
        self._details.hide()
        if details:
            self._add_button("Details", self._toggle_details, ends=False)
            self._add_button("Copy details", lambda: QGuiApplication.clipboard().setText(details), ends=False)
        self.show()

    def settle(self, about: str) -> None:
        """Work of a kind has gone well: what an earlier one had to be told of is over."""
        if about == self._about:
            self.hide()

    def _add_button(self, text: str, action: Callable[[], None], *, ends: bool) -> None:
        made = button(text)
        if ends:
            made.clicked.connect(self.hide)
        made.clicked.connect(lambda _checked=False: action())
        self._choices.addWidget(made)

    def _toggle_details(self) -> None:
        self._details.setVisible(not self._details.isVisible())

    def _restyle(self) -> None:
        size = self._look.icon_size(18)
        icon = self._look.icon("check", "accent") if self._calm else self._look.icon("attention", "attention")
        self._icon.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
        self._close.setIcon(self._look.icon("clear"))
        self._close.setIconSize(self._look.icon_size())
