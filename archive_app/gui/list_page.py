"""What the pages beside the articles share: a list, asked for anew whenever the page is shown, and the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from archive_app.gui.archive_session import ArchiveCounts, ArchiveSession
from archive_app.gui.parts import grounded, label


class ListPage(QWidget):
    """A page that lists something of the archive, with a message in its place where there is nothing."""

    left = Signal()

    def __init__(self, session: ArchiveSession) -> None:
        super().__init__()
        grounded(self, "page")
        self._session = session
        self._stack = QStackedLayout()
        self.setLayout(self._stack)
        session.counted.connect(self._counted)

    def reload(self) -> None:
        """Ask what there is to list now."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """What came meanwhile is there too."""
        super().showEvent(event)
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the articles."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(
        self, heading: str, explanation: str, main: QWidget, buttons: Sequence[QWidget], empty: QWidget
    ) -> None:
        """Put the page together; a label among the buttons takes the room that they leave."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in buttons:
            row.addWidget(widget, 1 if isinstance(widget, QLabel) else 0)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(28, 20, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(heading, "heading"))
        layout.addWidget(label(explanation, "body", wraps=True))
        layout.addWidget(main, 1)
        layout.addLayout(row)
        self._stack.addWidget(page)
        self._stack.addWidget(empty)

    def _show_list(self, *, empty: bool) -> None:
        self._stack.setCurrentIndex(1 if empty else 0)

    def _counted(self, _counts: ArchiveCounts) -> None:
        if self.isVisible():
            self.reload()
