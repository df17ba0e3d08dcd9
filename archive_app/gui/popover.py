"""A panel over the window, below the widget that it belongs to. It goes when something else is turned to."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.unexpected import guarded

# The shadow's room on every side, and how far the panel stands from what it belongs to.
_SHADOW, _GAP = 12, 4
_RADIUS = 10

_TURNING = {QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn}
_CHANGING = {QEvent.Type.Resize, QEvent.Type.WindowDeactivate}


class Popover(QWidget):
    """Lies over the window rather than in one of its own, so that opening it takes the keyboard from nothing.

    What is in it says by `wanted_size` how large it would like to be.
    """

    def __init__(self, appearance: Appearance, anchor: QWidget, name: str) -> None:
        super().__init__(anchor)
        self._look = appearance
        self._anchor = anchor
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        self.hide()

    def wanted_size(self, room: QSize) -> QSize:
        """The size of the panel where there is so much room."""
        return room.boundedTo(self.sizeHint())

    def open(self) -> None:
        """Show it, or fit it to what is in it now."""
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        below = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + _GAP))
        room = QSize(window.width() - 2 * _SHADOW, window.height() - below.y() - _SHADOW)
        size = self.wanted_size(room)
        x = below.x()
        if self._anchor.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x += self._anchor.width() - size.width()
        x = max(min(x, window.width() - size.width() - _SHADOW), _SHADOW)
        panel = QRect(QPoint(x, below.y()), size)
        self.setGeometry(panel.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW))
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Go, and give the keyboard back where it is here."""
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            back = self._before if self._before is not None and self._before.isVisible() else self._anchor
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch what else happens."""
        super().showEvent(event)
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Watch no longer."""
        super().hideEvent(event)
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turning elsewhere by mouse or keyboard ends it, and so does another size of the window."""
        kind = event.type()
        if kind in _TURNING:
            if isinstance(watched, QWidget) and not self._belongs(watched):
                self.leave()
        elif kind in _CHANGING and watched is self.parentWidget():
            self.leave()
        return False

    @guarded(default=None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A soft shadow, and the panel on it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        panel = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        shade = theme.color("shade")
        shade.setAlphaF(0.009)
        painter.setBrush(shade)
        for spread in range(1, _SHADOW):
            painter.drawRoundedRect(
                panel.adjusted(-spread, -spread / 2, spread, spread), _RADIUS + spread, _RADIUS + spread
            )
        painter.setPen(QPen(theme.color("control_line"), 1))
        painter.setBrush(theme.color("pane"))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _belongs(self, widget: QWidget) -> bool:
        return any(own is widget or own.isAncestorOf(widget) for own in (self, self._anchor))
