"""An original's text, line by line, with what each line was taken for: a label in the margin, a colour behind it."""

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QPlainTextEdit, QToolTip, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.text_pieces import pieces
from archive_app.gui.text_spans import showable
from archive_app.gui.unexpected import guarded
from archive_app.model.article import BlockKind, Part
from archive_app.model.inspection import InspectedLine
from archive_app.model.marking import Stretch


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a line is labelled in the margin, how a sentence calls it, and the colour role behind it, if any."""

    label: str
    name: str
    ground: str = ""


_LOOKS = {
    Part.TITLE: LineLook("Title", "the title", "part_title"),
    Part.BYLINE: LineLook("Byline", "the byline", "part_fact"),
    Part.PUBLISHED: LineLook("Date", "the date", "part_fact"),
    Part.SITE_NAME: LineLook("Site", "the site", "part_fact"),
    Part.URL: LineLook("Address", "the address", "part_fact"),
    Part.LANGUAGE: LineLook("Language", "the language", "part_fact"),
    Part.TAKEAWAYS: LineLook("Takeaway", "a takeaway", "part_takeaway"),
    Part.CREDITS: LineLook("Credit", "the credit", "part_credit"),
    Part.BODY: LineLook("Text", "text of the article"),
}
_FURTHER_READING = LineLook("Read on", "further reading", "part_further")
_NO_PART = LineLook("—", "not part of the article")


class OriginalView(QPlainTextEdit):
    """Shows the lines and selects in them; `explained` tells what the line with the cursor was taken for, and why."""

    explained = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance, meanings: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._meanings = meanings
        self._lines: tuple[InspectedLine, ...] = ()
        self._closings: Set[int] = frozenset()
        self._right = False
        self._starts: list[int] = [0]
        self._margin = _Margin(self)
        self.setObjectName("original")
        self.setAccessibleName("Text of the original")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cursorPositionChanged.connect(self._explain)
        self.updateRequest.connect(self._scroll_margin)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_lines(
        self,
        lines: Sequence[InspectedLine],
        closings: Set[int],
        *,
        keep_place: bool,
        right: bool = False,
        unreadable: str = "",
    ) -> None:
        """Show an original, where the article begins in it or, where it is the one shown before, where it is.

        `closings` are the numbers of the lines that name outlets for further reading; `right` says that the text stands
        on the right, `unreadable` why there are no lines.
        """
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._right = right
        self._lines, self._closings = tuple(lines), closings
        self.setPlaceholderText(unreadable)
        place, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
        self._write()
        if keep_place:
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(scrolled)
        else:
            self.go_to_line(next((number for number, line in enumerate(lines) if line.part), 0))
        self._explain()

    def selected(self) -> list[Stretch]:
        """What is selected, line by line; the whole line with the cursor where nothing is."""
        cursor = self.textCursor()
        if not self._lines:
            return []
        if not cursor.hasSelection():
            number = self._line_number(cursor.blockNumber())
            return [Stretch(number, self._lines[number].text)]
        found: dict[int, str] = {}
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() < cursor.selectionEnd():
            part = QTextCursor(block)
            part.setPosition(max(block.position(), cursor.selectionStart()))
            part.setPosition(
                min(block.position() + block.length() - 1, cursor.selectionEnd()), QTextCursor.MoveMode.KeepAnchor
            )
            number = self._line_number(block.blockNumber())
            found[number] = found.get(number, "") + part.selectedText()
            block = block.next()
        return [Stretch(number, text) for number, text in found.items()]

    def look_of(self, number: int) -> LineLook:
        """How a line is labelled and coloured."""
        part = self._lines[number].part
        if part is None:
            return _NO_PART
        return _FURTHER_READING if number in self._closings else _LOOKS[part]

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the start of a line and show it."""
        cursor = self.textCursor()
        cursor.setPosition(self.document().findBlockByNumber(self._starts[number]).position())
        self.setTextCursor(cursor)
        self.centerCursor()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, and say what the selection is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("&Copy")
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        menu.addMenu(self._meanings)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Over a line, a tool tip says what it was taken for."""
        if isinstance(event, QHelpEvent) and self._lines:
            place = self.viewport().mapFrom(self, event.pos())
            number = self._line_number(self.cursorForPosition(place).blockNumber())
            QToolTip.showText(event.globalPos(), self._explanation(number), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), self.margin_width, inside.height()))

    @property
    def margin_width(self) -> int:
        """How wide the widest label is, with room around it."""
        metrics = QFontMetrics(self._look.font(11))
        widest = max(metrics.horizontalAdvance(look.label) for look in (*_LOOKS.values(), _FURTHER_READING))
        return widest + self._look.pixels(20)

    def paint_margin(self, event: QPaintEvent) -> None:
        """Write the labels beside the lines in view."""
        theme = self._look.theme
        painter = QPainter(self._margin)
        painter.fillRect(event.rect(), theme.color("window"))
        painter.setFont(self._look.font(11))
        current = self._line_number(self.textCursor().blockNumber())
        block = self.firstVisibleBlock()
        offset = self.contentOffset()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(offset)
            if place.top() > event.rect().bottom():
                break
            number = self._line_number(block.blockNumber())
            if self._lines:
                begins = block.blockNumber() == self._starts[number]
                self._paint_label(painter, self.look_of(number), place, block.layout().lineAt(0), begins=begins)
                if number == current:
                    painter.fillRect(QRectF(0, place.top(), 3, place.height()), theme.color("accent"))
            block = block.next()
        painter.end()

    def _paint_label(self, painter: QPainter, look: LineLook, place: QRectF, first: QTextLine, *, begins: bool) -> None:
        """The ground beside a block and, where a line of the original begins, its label on the base line."""
        theme, width = self._look.theme, self.margin_width
        if look.ground:
            painter.fillRect(QRectF(0, place.top(), width, place.height()), theme.color(look.ground))
        if not begins:
            return
        painter.fillRect(QRectF(0, place.top(), width, 1), theme.color("pane"))
        painter.setPen(theme.color("quiet" if look is _NO_PART else "text"))
        ascent = QFontMetrics(painter.font()).ascent()
        label = QRectF(
            0, place.top() + first.y() + first.ascent() - ascent, width - self._look.pixels(8), place.height()
        )
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, look.label)

    @guarded(default=None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, with a fine line between an original's lines."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(offset).top()
            if top > event.rect().bottom():
                break
            if block.blockNumber() == self._starts[self._line_number(block.blockNumber())]:
                painter.fillRect(QRectF(0, top, self.viewport().width(), 1), self._look.theme.color("pane"))
            block = block.next()
        painter.end()

    def _write(self) -> None:
        """Write the lines into the document; a line that is too long for Qt takes several blocks."""
        theme = self._look.theme
        self.clear()
        self._starts = []
        cursor = self.textCursor()
        cursor.beginEditBlock()
        blocks = 0
        for number, line in enumerate(self._lines):
            look = self.look_of(number)
            ground, ink = QTextBlockFormat(), QTextCharFormat()
            if look.ground:
                ground.setBackground(QBrush(theme.color(look.ground)))
            ink.setForeground(theme.color("quiet" if look is _NO_PART else "text"))
            if line.kind is BlockKind.HEADING:
                ink.setFontWeight(QFont.Weight.DemiBold)
            self._starts.append(blocks)
            shown = showable(line.text)
            for start, end in pieces(shown):
                if blocks:
                    cursor.insertBlock(ground, ink)
                else:
                    cursor.setBlockFormat(ground)
                cursor.insertText(shown[start:end], ink)
                blocks += 1
        cursor.endEditBlock()
        self._starts = self._starts or [0]

    def _line_number(self, block: int) -> int:
        """The number of the line that a block belongs to."""
        return max(bisect_right(self._starts, block) - 1, 0)

    def _explanation(self, number: int) -> str:
        line = self._lines[number]
        taken = f"Taken for {self.look_of(number).name}" if line.part else "Taken for no part of the article"
        return f"{taken}: {line.rule}" if line.rule else taken

    def _explain(self) -> None:
        if not self._lines:
            self.setAccessibleDescription(self.placeholderText())
            self.explained.emit("")
            return
        number = self._line_number(self.textCursor().blockNumber())
        told = f"Line {number + 1:,} of {len(self._lines):,}. {self._explanation(number)}"
        self.setAccessibleDescription(told)
        self._margin.update()
        self.explained.emit(told)

    def _scroll_margin(self, _rect: QRect, dy: int) -> None:
        if dy:
            self._margin.scroll(0, dy)
        self._margin.update()

    def _restyle(self) -> None:
        self.setViewportMargins(self.margin_width, 0, 0, 0)
        if self._lines:
            self.show_lines(self._lines, self._closings, keep_place=True, right=self._right)
        self._margin.update()


class _Margin(QWidget):
    """The strip of labels: the view paints it."""

    def __init__(self, view: OriginalView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        """As wide as the labels."""
        return QSize(self._view.margin_width, 0)

    @guarded(default=None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """The labels."""
        self._view.paint_margin(event)
