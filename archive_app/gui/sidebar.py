"""The sidebar: the pages of the window and the outlets, each with its number of articles."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance, line_height
from archive_app.gui.archive_session import ArchiveCounts
from archive_app.gui.dates import counted
from archive_app.gui.parts import grounded
from archive_app.gui.unexpected import guarded

_SHOWN_OUTLETS = 12
_BORROWED = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
}
_EntryRole = Qt.ItemDataRole.UserRole + 1


class Page(StrEnum):
    """What stands beside the sidebar."""

    ARTICLES = "articles"
    DUPLICATES = "duplicates"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar: a page, on that of the articles all of them or those of an outlet.

    A heading cannot be chosen; `expands` shows all outlets. `noun` is what is counted.
    """

    label: str
    count: int | None = None
    outlet: str | None = None
    heading: bool = False
    expands: bool = False
    page: Page = Page.ARTICLES
    noun: str = "article"


class SidebarModel(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def set_entries(self, entries: list[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of lines."""
        return 0 if parent.isValid() else len(self.entries)

    @guarded(default=None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, its label, or the line read out."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == _EntryRole:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.label if entry.count is None else f"{entry.label}, {counted(entry.count, entry.noun)}"
        return None

    @guarded(default=Qt.ItemFlag.NoItemFlags)
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A heading can be read but not chosen."""
        if not index.isValid() or self.entries[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _SidebarDelegate(QStyledItemDelegate):
    """Paints a line: its label, and its number at the right edge."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A heading has room above it."""
        entry: Entry = index.data(_EntryRole)
        return QSize(100, round(line_height(self._look.font(13)) + (20 if entry.heading else 10)))

    @guarded(default=None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        look, theme = self._look, self._look.theme
        entry: Entry = index.data(_EntryRole)
        rect, state = QRectF(option.rect), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shape = rect.adjusted(8, 0.5, -8, -0.5)
        if selected or (state & QStyle.StateFlag.State_MouseOver and not entry.heading):
            painter.setBrush(theme.color("accent_tint" if selected else "line"))
            painter.drawRoundedRect(shape, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), 5, 5)
        room = rect.adjusted(16, 0, -16, 0)
        if entry.count is not None:
            count = f"{entry.count:,}"
            font = look.font(13)
            painter.setFont(font)
            painter.setPen(theme.color("quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            room.setRight(room.right() - QFontMetricsF(font).horizontalAdvance(count) - 8)
        self._paint_label(painter, room, entry, selected=selected)
        painter.restore()

    def _paint_label(self, painter: QPainter, room: QRectF, entry: Entry, *, selected: bool) -> None:
        look = self._look
        if entry.heading:
            font = look.font(11, semibold=True)
            room.setTop(room.top() + 8)
        else:
            font = look.font(13, semibold=selected)
        quiet = entry.heading or entry.expands
        painter.setFont(font)
        painter.setPen(look.theme.color("quiet" if quiet else "text"))
        label = QFontMetricsF(font).elidedText(entry.label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


class SidebarView(QListView):
    """The list; `left` says that another part of the window got the keyboard."""

    escaped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks to leave."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Menus and other windows only borrow the keyboard."""
        super().focusOutEvent(event)
        if event.reason() not in _BORROWED:
            self.left.emit()


class Sidebar(QWidget):
    """All articles, the other pages, and the outlets that articles name.

    Choosing a line announces its outlet, or None for all articles, or its page.
    """

    chosen = Signal(object)
    page_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "sidebar")
        self._look = appearance
        self._counts = ArchiveCounts(0, (), 0, 0)
        self._outlet: str | None = None
        self._page = Page.ARTICLES
        self._all_shown = False
        self._model = SidebarModel(self)
        self.view = SidebarView()
        self.view.setAccessibleName("Filters")
        self.view.setModel(self._model)
        self.view.setItemDelegate(_SidebarDelegate(appearance, self))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 1, 8)
        layout.addWidget(self.view)
        appearance.changed.connect(self._restyle)

    def show_counts(self, counts: ArchiveCounts) -> None:
        """Show these numbers."""
        if counts != self._counts:
            self._counts = counts
            self._fill()

    def mark(self, outlet: str | None) -> None:
        """Mark the outlet that the search is filtered by; None marks all articles."""
        self._outlet = outlet
        self._mark_row()

    def mark_page(self, page: Page) -> None:
        """Mark the page that is shown."""
        self._page = page
        self._mark_row()

    def _fill(self) -> None:
        counts, outlets = self._counts, self._counts.outlets
        entries = [Entry("All articles", counts.articles)]
        if counts.duplicates:
            entries.append(Entry("Possible duplicates", counts.duplicates, page=Page.DUPLICATES, noun="pair"))
        entries.append(Entry("Trash", counts.trashed or None, page=Page.TRASH))
        if outlets:
            entries.append(Entry("Outlets", heading=True))
            shown = outlets if self._all_shown else outlets[:_SHOWN_OUTLETS]
            entries += [Entry(outlet.outlet, outlet.articles, outlet.outlet) for outlet in shown]
            if len(shown) < len(outlets):
                entries.append(Entry(f"All {len(outlets):,} outlets…", expands=True))
        self._model.set_entries(entries)
        self._mark_row()

    def _mark_row(self) -> None:
        wanted = self._outlet.casefold() if self._outlet else None
        for row, entry in enumerate(self._model.entries):
            if entry.heading or entry.expands or entry.page is not self._page:
                continue
            if self._page is not Page.ARTICLES or (entry.outlet.casefold() if entry.outlet else None) == wanted:
                self.view.setCurrentIndex(self._model.index(row))
                return
        self.view.clearSelection()

    def _choose(self, index: QModelIndex) -> None:
        entry: Entry = index.data(_EntryRole)
        if entry.expands:
            self._all_shown = True
            self._fill()
        elif entry.page is not Page.ARTICLES:
            self.page_chosen.emit(entry.page)
        elif not entry.heading:
            self.chosen.emit(entry.outlet)

    def _restyle(self) -> None:
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()
