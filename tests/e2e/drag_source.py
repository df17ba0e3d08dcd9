"""A program with a selection to drag, as a browser offers one: HTML, its plain text, and the page's address."""

import sys

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "Selection"


class Selection(QLabel):
    """Text that is dragged away by the mouse."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__(TITLE)
        self._html = html
        self._address = address
        self.setWindowTitle(TITLE)
        self.resize(240, 160)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin the drag."""
        if event.buttons() != Qt.MouseButton.LeftButton:
            return
        data = QMimeData()
        data.setHtml(self._html)
        data.setText("the selection without its structure")
        data.setData("chromium/x-source-url", self._address.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    application = QApplication([])
    shown = Selection(*sys.argv[1:3])
    shown.show()
    application.exec()
