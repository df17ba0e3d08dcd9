"""The search box: the widest thing in the window, with its shortcut while it is empty, what it offers, and its help."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QToolButton, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import icon_button
from archive_app.gui.search_offers import SearchOffers
from archive_app.gui.text_spans import qt_spans
from archive_app.gui.unexpected import guarded
from archive_app.model.search import Completion


class SearchBox(QLineEdit):
    """A line to type in. `down` and `escaped` ask to leave it."""

    down = Signal()
    help_wanted = Signal()
    escaped = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName("Search")
        self.setAccessibleDescription("Type words, phrases in quotes, or filters such as credit:reuters")
        self.setPlaceholderText("Search articles and takeaways")
        self.setAcceptDrops(False)
        self._appearance = appearance
        self._recents: list[str] = []
        self.offers = SearchOffers(appearance, self)
        self._shortcut = QKeySequence("Ctrl+L").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self._icon = QAction(self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self._button("Clear the search", self._clear_all)
        self._history = self._button("Recent searches", self.show_recents)
        self._help = self._button("Search help", self.help_wanted.emit)
        self.textChanged.connect(self._place_buttons)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def set_recents(self, searches: Sequence[str]) -> None:
        """The searches to offer, the latest first."""
        self._recents = list(searches)
        self._place_buttons()

    def show_recents(self) -> None:
        """Offer the recent searches below the box."""
        if self._recents:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.offers.offer_searches(self._recents)

    def complete(self, completion: Completion) -> None:
        """Put a completion in the place of what it completes, as if it had been typed."""
        text = self.text()
        ((start, end),) = qt_spans(text, [(completion.start, completion.end)])
        self.setSelection(start, end - start)
        before_space = text[completion.end :].startswith(" ")
        self.insert(completion.text.rstrip() if before_space else completion.text)
        if before_space:
            self.cursorForward(False)
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose what is offered, or leave the box downwards or by Esc; everything else is typing."""
        if self.offers.takes(event):
            return
        if event.key() == Qt.Key.Key_Down and (
            event.modifiers() & Qt.KeyboardModifier.AltModifier or (self._recents and not self.text())
        ):
            self.show_recents()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self._clear_all()
            else:
                self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab takes the first of what is offered."""
        return (following and self.offers.take_first()) or super().focusNextPrevChild(following)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the right edge."""
        super().resizeEvent(event)
        self._place_buttons()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by a key or a shortcut, the text is selected, to be typed over."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()

    @guarded(default=None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the shortcut that leads to it while it is empty."""
        super().paintEvent(event)
        if self.text() or self.hasFocus():
            return
        painter = QPainter(self)
        painter.setFont(self._appearance.font(12))
        painter.setPen(self._appearance.theme.color("quiet"))
        margins = self.textMargins()
        room = self.rect().adjusted(margins.left() + 8, 0, -margins.right() - 8, 0)
        words = self.fontMetrics().horizontalAdvance(self.placeholderText() + self._shortcut) + self.height()
        if words < room.width() and self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._shortcut)

    def _clear_all(self) -> None:
        self.clear()
        self.textEdited.emit("")
        self.setFocus()

    def _button(self, name: str, slot: Callable[[], None]) -> QToolButton:
        made = icon_button(name, "inBox")
        made.setParent(self)
        made.setCursor(Qt.CursorShape.ArrowCursor)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(slot)
        return made

    def _place_buttons(self) -> None:
        size, taken = self.height() - 10, 5
        # In a narrow box the words come first; Down and Shift+F1 do what the buttons do.
        roomy = self.width() >= 9 * size
        shown = {
            self._help: roomy or not self.text(),
            self._history: roomy and bool(self._recents),
            self._clear: bool(self.text()),
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
            if is_shown:
                taken += size
                place = QRect(self.width() - taken, 5, size, size)
                button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(taken if from_right else 2, 0, 2 if from_right else taken, 0)

    def _restyle(self) -> None:
        look = self._appearance
        self._icon.setIcon(look.icon("search"))
        for button, icon in ((self._clear, "clear"), (self._history, "history"), (self._help, "help")):
            button.setIcon(look.icon(icon))
            button.setIconSize(look.icon_size())
        self.setMinimumHeight(look.pixels(36))
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the buttons out again where the font changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_buttons()
