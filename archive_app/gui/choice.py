"""A box to choose one of a few values from."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from archive_app.gui.appearance import Appearance
from archive_app.gui.unexpected import guarded

_ARROW = 14


class Choice(QComboBox):
    """Draws its own arrow, in the theme's colour: style sheets take pictures of one colour from files alone.

    The wheel scrolls what the box is in: who scrolls past it means to choose nothing.
    """

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.setObjectName("choice")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to what is around."""
        event.ignore()

    @guarded(default=None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and the arrow over it."""
        super().paintEvent(event)
        side = self._look.pixels(_ARROW)
        place = QPoint(self.width() - side - 8, (self.height() - side) // 2)
        arrow = self._look.icon("chevron-down", "quiet")
        arrow.paint(QPainter(self), place.x(), place.y(), side, side)
