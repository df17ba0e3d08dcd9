"""The invitation over the whole window while something is dragged over it."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.unexpected import guarded

# While something is dragged, none of these reaches a window.
_WITHOUT_DRAG = frozenset(
    {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.KeyPress}
)


class DropOverlay(QWidget):
    """Covers its parent, lets the mouse through, and says what a drop would do.

    It goes when mouse or keyboard are used otherwise: nothing tells that the program died that the drag came from.
    """

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._look = appearance
        self._title = ""
        self._note = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("Drop here to import")
        parent.installEventFilter(self)
        self.hide()

    def invite(self, title: str, note: str) -> None:
        """Show the invitation."""
        self._title, self._note = title, note
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()
        self.update()
        if application := QCoreApplication.instance():
            application.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """What happens elsewhere does not matter any more."""
        if application := QCoreApplication.instance():
            application.removeEventFilter(self)
        super().hideEvent(event)

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the parent while it is resized, and see that the drag is over."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        elif event.type() in _WITHOUT_DRAG:
            self.hide()
        return False

    @guarded(default=None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A veil, a dashed frame, and two lines."""
        look, theme = self._look, self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.color("window"))
        veil.setAlphaF(0.97)
        painter.fillRect(self.rect(), veil)
        frame = QRectF(self.rect()).adjusted(20, 20, -20, -20)
        tint = QColor(theme.color("accent_tint"))
        tint.setAlphaF(0.55)
        painter.setBrush(tint)
        painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 12, 12)
        middle = frame.center().y()
        side = look.pixels(48)
        icon = look.icon("import", "accent")
        icon.paint(painter, round(frame.center().x() - side / 2), round(middle - side - 22), side, side)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setFont(look.font(18, semibold=True))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(frame.left(), middle - 8, frame.width(), 60), centre, self._title)
        painter.setFont(look.font(13))
        painter.setPen(theme.color("quiet"))
        painter.drawText(QRectF(frame.left(), middle + look.pixels(24), frame.width(), 40), centre, self._note)
