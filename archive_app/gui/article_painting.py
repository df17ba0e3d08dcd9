"""What is painted behind an article's text: card, chips, bars, and the light behind hits."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextDocument

from archive_app.gui.appearance import Appearance
from archive_app.gui.article_document import Places
from archive_app.gui.article_text import ChipStyle
from archive_app.gui.lit_text import HIT_RADIUS, lit_rects

_CHIP_COLOURS = {
    ChipStyle.FILLED: ("accent", "accent_tint"),
    ChipStyle.OUTLINED: ("control_line", "pane"),
    ChipStyle.ATTENTION: ("attention_tint", "attention_tint"),
    ChipStyle.QUIET: ("control_line", "window"),
}


class BehindText:
    """Paints in a document's coordinates."""

    def __init__(self, painter: QPainter, document: QTextDocument, appearance: Appearance) -> None:
        self._painter = painter
        self._document = document
        self._look = appearance

    def paint_hits(self, hits: Iterable[tuple[int, int, bool]]) -> None:
        """The light behind hits: start, end, and whether it is the current one."""
        theme = self._look.theme
        for start, end, current in hits:
            self._painter.setPen(QPen(theme.color("attention"), 1.2) if current else Qt.PenStyle.NoPen)
            self._painter.setBrush(theme.color("current_hit" if current else "hit"))
            for rect in self._rects(start, end):
                self._painter.drawRoundedRect(rect, HIT_RADIUS, HIT_RADIUS)

    def _block_rect(self, block: QTextBlock) -> QRectF:
        return self._document.documentLayout().blockBoundingRect(block)

    def _rects(self, start: int, end: int) -> list[QRectF]:
        """The rectangles behind the characters [start, end), all of one block, in the document's coordinates."""
        block = self._document.findBlock(start)
        layout = block.layout()
        origin = self._block_rect(block).topLeft()
        return [rect.translated(origin) for rect in lit_rects(layout, start - block.position(), end - block.position())]

    def paint_card(self, places: Places, width: int) -> None:
        """The ground of the takeaways, as wide as the column in a view of this width.

        What the article states stands on a card; what the app suggests has only a dashed line around it.
        """
        card = places.card or places.suggested
        if card is None:
            return
        theme, pad = self._look.theme, self._look.pixels(16)
        first, last = (self._document.findBlock(position) for position in card)
        form = self._document.rootFrame().frameFormat()
        left, right = form.leftMargin(), width - form.rightMargin()
        top = self._block_rect(first).top() - pad
        bottom = self._block_rect(last).bottom() + pad
        stated = places.card is not None
        dashed = QPen(theme.color("control_line"), 1, Qt.PenStyle.DashLine)
        self._painter.setPen(QPen(theme.color("line"), 1) if stated else dashed)
        self._painter.setBrush(theme.color("card") if stated else Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(
            QRectF(left + 0.5, round(top) + 0.5, right - left - 1, round(bottom - top)), 12, 12
        )

    def paint_chips(self, places: Places) -> None:
        """The shapes of the chips."""
        theme, look = self._look.theme, self._look
        for start, end, chip in places.chips:
            line, ground = _CHIP_COLOURS[chip.style]
            pen = QPen(theme.color(line), 1)
            if chip.style is ChipStyle.QUIET:
                pen.setStyle(Qt.PenStyle.DashLine)
            self._painter.setPen(pen)
            self._painter.setBrush(theme.color(ground))
            for rect in self._rects(start, end):
                shape = rect.adjusted(1.5, -look.pixels(3.5), 0, look.pixels(3.5))
                shape = QRectF(
                    round(shape.left()) + 0.5, round(shape.top()) + 0.5, round(shape.width()), round(shape.height())
                )
                self._painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)

    def paint_doubts(self, places: Places) -> None:
        """A ring around each question mark."""
        self._painter.setPen(QPen(self._look.theme.color("control_line"), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        side = self._look.pixels(15)
        for start, end in places.doubts:
            block = self._document.findBlock(start)
            line = block.layout().lineForTextPosition(start - block.position())
            middle = self._block_rect(block).top() + line.y() + line.ascent() - self._look.pixels(4)
            for rect in self._rects(start, end):
                left = rect.center().x() - side / 2
                self._painter.drawEllipse(QRectF(round(left) + 0.5, round(middle - side / 2) + 0.5, side, side))

    def paint_quotes(self, places: Places) -> None:
        """A bar beside each quotation."""
        theme = self._look.theme
        for position in places.quotes:
            block = self._document.findBlock(position)
            rect = self._block_rect(block)
            x = rect.left()
            if block.textDirection() == Qt.LayoutDirection.RightToLeft:
                x = rect.left() + rect.width() + 2 * self._look.pixels(20) - 3
            self._painter.fillRect(QRectF(x, rect.top() + 3, 3, rect.height() - 6), theme.color("control_line"))
