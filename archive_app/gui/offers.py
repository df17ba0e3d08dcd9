"""A list of what may be chosen, in a popover: each line with a quiet word on what it is, and how often it is there.

The keyboard stays where it was; who has it moves the choice by `step`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from archive_app.gui.appearance import Appearance, line_height
from archive_app.gui.dates import counted
from archive_app.gui.unexpected import guarded

_OfferRole = Qt.ItemDataRole.UserRole + 1
_PAD, _GAP = 10, 10
_CHECK = 24


@dataclass(frozen=True, slots=True)
class Offer:
    """A line: what it is called, a quiet word on it, how many there are of it.

    `checked` is None for what cannot be checked. What stands `apart` has a line above it.
    """

    label: str
    note: str = ""
    count: int | None = None
    checked: Qt.CheckState | None = None
    apart: bool = False
    noun: str = "article"

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        state = {Qt.CheckState.Checked: "chosen", Qt.CheckState.PartiallyChecked: "chosen for some"}
        said = [self.label, self.note, "" if self.count is None else counted(self.count, self.noun)]
        said += [state[self.checked]] if self.checked in state else []
        return ", ".join(filter(None, said))


class OffersModel(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of lines."""
        return 0 if parent.isValid() else len(self.offers)

    @guarded(default=None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, its label, its check mark, or the line read out."""
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        values = {
            _OfferRole: offer,
            Qt.ItemDataRole.DisplayRole: offer.label,
            Qt.ItemDataRole.CheckStateRole: offer.checked,
            Qt.ItemDataRole.AccessibleTextRole: offer.spoken,
        }
        return values.get(role)


class OffersView(QListView):
    """The list; a click chooses."""

    chosen = Signal(int)

    def __init__(self, appearance: Appearance, name: str, announced_by: QWidget) -> None:
        super().__init__()
        self._look = appearance
        self._announced_by = announced_by
        self._model = OffersModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_OffersDelegate(appearance, self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def show_offers(self, offers: Sequence[Offer], row: int = -1) -> None:
        """Show other lines, one of them chosen, or none."""
        self._model.set_offers(offers)
        self.choose(row)

    @property
    def row(self) -> int:
        """The line that the keys have gone to, -1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Go to a line, and say it to those who do not see it; -1 goes to none."""
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self.setCurrentIndex(index)
        if index.isValid() and QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self._announced_by, self._model.offers[row].spoken)
            QAccessible.updateAccessibility(said)

    def wanted_height(self) -> int:
        """The height that shows every line."""
        return sum(self.sizeHintForRow(row) for row in range(self._model.rowCount()))

    def wanted_width(self) -> int:
        """The width that shows every line as a whole."""
        return self.sizeHintForColumn(0)


class _OffersDelegate(QStyledItemDelegate):
    """Paints a line."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What stands apart has room for its line."""
        offer: Offer = index.data(_OfferRole)
        look = self._look
        width = 2 * _PAD + QFontMetricsF(look.font(13)).horizontalAdvance(offer.label)
        for text in (offer.note, "" if offer.count is None else f"{offer.count:,}"):
            width += (QFontMetricsF(look.font(12)).horizontalAdvance(text) + 2 * _GAP) if text else 0
        if offer.checked is not None:
            width += look.pixels(_CHECK)
        return QSize(round(width), round(line_height(look.font(13)) + look.pixels(11) + (9 if offer.apart else 0)))

    @guarded(default=None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        theme = self._look.theme
        offer: Offer = index.data(_OfferRole)
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if offer.apart:
            painter.fillRect(QRectF(rect.left(), rect.top() + 4, rect.width(), 1), theme.color("line"))
            rect.setTop(rect.top() + 9)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_tint" if chosen else "hover"))
            painter.drawRoundedRect(rect, 6, 6)
        self._paint_words(painter, option, rect.adjusted(_PAD, 0, -_PAD, 0), offer)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRectF, offer: Offer) -> None:
        """Label, note and number; in a window that runs from the right, from the right."""
        look, theme = self._look, self._look.theme
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

        def place(part: QRectF) -> QRect:
            return QStyle.visualRect(option.direction, option.rect, part.toRect())

        if offer.checked is not None:
            self._paint_check(painter, place(QRectF(room.left(), room.top(), look.pixels(14), room.height())), offer)
            room.setLeft(room.left() + look.pixels(_CHECK))
        small = QFontMetricsF(look.font(12))
        painter.setFont(look.font(12))
        painter.setPen(theme.color("quiet"))
        if offer.count is not None:
            number = f"{offer.count:,}"
            painter.drawText(place(room), right, number)
            room.setRight(room.right() - small.horizontalAdvance(number) - _GAP)
        metrics = QFontMetricsF(look.font(13))
        note = small.horizontalAdvance(offer.note) + _GAP if offer.note else 0
        width = min(metrics.horizontalAdvance(offer.label) + 1, room.width() - note)
        label = metrics.elidedText(offer.label, Qt.TextElideMode.ElideRight, width)
        if offer.note:
            beside = room.adjusted(width + _GAP, 0, 0, 0)
            painter.drawText(place(beside), left, offer.note)
        painter.setFont(look.font(13))
        painter.setPen(theme.color("text"))
        painter.drawText(place(QRectF(room.left(), room.top(), width, room.height())), left, label)

    def _paint_check(self, painter: QPainter, rect: QRect, offer: Offer) -> None:
        """A check mark; a dash where only some have it."""
        if offer.checked is Qt.CheckState.Checked:
            self._look.icon("check", "accent").paint(painter, rect)
        elif offer.checked is Qt.CheckState.PartiallyChecked:
            middle = rect.center().y()
            painter.fillRect(QRect(rect.left() + 2, middle, rect.width() - 4, 2), self._look.theme.color("accent"))
