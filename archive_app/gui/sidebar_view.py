"""The sidebar's list: how a line is painted, and the keys that choose, fold and leave."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from archive_app.gui.appearance import Appearance, line_height
from archive_app.gui.parts import ENTER
from archive_app.gui.sidebar_lines import Line, Page, Section
from archive_app.gui.sidebar_model import LineRole, SidebarModel
from archive_app.gui.unexpected import guarded

_BORROWED = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
_CHOOSING = {*ENTER, Qt.Key.Key_Space}
_EDGE = 16


class SidebarDelegate(QStyledItemDelegate):
    """Paints a line: a check where it is chosen, its label, and its number or its heading's fold at the right edge."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A heading has room above it."""
        line: Line = index.data(LineRole)
        return QSize(100, round(line_height(self._look.font(13)) + (20 if line.heading else 10)))

    @guarded(default=None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        line: Line = index.data(LineRole)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            rect.setTop(rect.top() + 9)
        self._paint_ground(painter, rect.adjusted(8, 0.5, -8, -0.5), option, line)
        room = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        if line.heading:
            self._paint_icon(painter, room, "chevron-right" if line.folded else "chevron-down", at_end=True)
        elif line.chosen and not isinstance(line.target, Page):
            self._paint_icon(painter, room, "check", at_end=False)
        if line.count is not None:
            self._paint_count(painter, room, f"{line.count:,}")
        self._paint_label(painter, room, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, shape: QRectF, option: QStyleOptionViewItem, line: Line) -> None:
        theme, state = self._look.theme, option.state
        painter.setPen(Qt.PenStyle.NoPen)
        if line.chosen or (state & QStyle.StateFlag.State_MouseOver and not line.disabled):
            painter.setBrush(theme.color("accent_tint" if line.chosen else "line"))
            painter.drawRoundedRect(shape, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), 5, 5)

    def _paint_icon(self, painter: QPainter, room: QRectF, name: str, *, at_end: bool) -> None:
        """Paint an icon at one end of the room, and take its place from it."""
        size = self._look.icon_size(13)
        top = round(room.center().y() - size.height() / 2)
        left = round(room.right()) - size.width() if at_end else round(room.left())
        self._look.icon(name, "quiet" if at_end else "accent").paint(painter, QRect(QPoint(left, top), size))
        if at_end:
            room.setRight(left - 4)
        else:
            room.setLeft(left + size.width() + 5)

    def _paint_count(self, painter: QPainter, room: QRectF, count: str) -> None:
        font = self._look.font(13)
        painter.setFont(font)
        painter.setPen(self._look.theme.color("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room.setRight(room.right() - QFontMetricsF(font).horizontalAdvance(count) - 8)

    def _paint_label(self, painter: QPainter, room: QRectF, line: Line) -> None:
        look = self._look
        font = look.font(11, semibold=True) if line.heading else look.font(13, semibold=line.chosen)
        painter.setFont(font)
        painter.setPen(look.theme.color("quiet" if line.quiet else "text"))
        label = QFontMetricsF(font).elidedText(line.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


class SidebarView(QListView):
    """The list. `chosen` and `fold_wanted` name a line, `left` says that another part of the window got the keyboard.

    `menu_wanted`, `rename_wanted` and `remove_wanted` are for lines that a person made.
    """

    chosen = Signal(object)
    fold_wanted = Signal(object, bool)
    menu_wanted = Signal(object, QPoint)
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)
    escaped = Signal()
    left = Signal()

    def __init__(self, model: SidebarModel, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName("Filters")
        self.setModel(model)
        self.setItemDelegate(SidebarDelegate(appearance, self))
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(LineRole)))

    def show_lines(self, lines: list[Line]) -> None:
        """Show other lines; the keyboard's line and the scrolling stay where they are still there."""
        before, scrolled = self.currentIndex(), self.verticalScrollBar().value()
        row, line = before.row(), before.data(LineRole)
        self._model.set_lines(lines)
        self.doItemsLayout()
        if line is not None and not self.currentIndex().isValid():
            index = self._model.index_of(line.target)
            self.setCurrentIndex(index if index.isValid() else self._model.index(min(row, len(lines) - 1)))
        self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar choose, arrows to the sides fold, Esc asks to leave."""
        line: Line | None = self.currentIndex().data(LineRole)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif line is not None and key in _CHOOSING:
            self.chosen.emit(line)
        elif line is not None and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._fold(key == Qt.Key.Key_Left)
        elif line is not None and key == Qt.Key.Key_F2:
            self.rename_wanted.emit(line)
        elif line is not None and key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(line)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the line under the mouse, or of the keyboard's line."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            place = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(index.data(LineRole), place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard always has a line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Menus and other windows only borrow the keyboard."""
        super().focusOutEvent(event)
        if event.reason() not in _BORROWED:
            self.left.emit()

    def _fold(self, folded: bool) -> None:
        """Fold or unfold the section of the keyboard's line, which goes to its heading."""
        above = reversed(self._model.lines[: self.currentIndex().row() + 1])
        heading = next((line for line in above if isinstance(line.target, Section)), None)
        if heading is not None:
            if folded:
                self.setCurrentIndex(self._model.index_of(heading.target))
            self.fold_wanted.emit(heading.target, folded)
