"""Plain text painted in a few lines, with its hits lit: what the result list is made of.

Text is laid out as it is: no markup, no line breaks of its own, right-to-left where its first strong letter says so.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from archive_app.gui.text_spans import qt_length, qt_spans, runs_right_to_left, showable
from archive_app.model.search import Span

HIT_RADIUS = 3.0


class LitText:
    """A text laid out in at most some lines of a width; what does not fit ends in an ellipsis."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        lines: int = 1,
        spans: Sequence[Span] = (),
        direction_of: str = "",
        formats: Sequence[QTextLayout.FormatRange] = (),
    ) -> None:
        """Lay the text out. It runs in the direction of `direction_of` where that is given, else in its own."""
        text = showable(text)
        self.is_right_to_left = runs_right_to_left(direction_of or text)
        self._font = font
        self._formats = list(formats)
        self.width = width
        layout = self._laid_out(text, lines)
        last = layout.lineAt(layout.lineCount() - 1) if layout.lineCount() else None
        if last is not None and last.textStart() + last.textLength() < qt_length(text):
            text = _elided(text, last.textStart(), font, width)
            layout = self._laid_out(text, lines)
        self._layout = layout
        self._spans = qt_spans(text, spans)

    @property
    def height(self) -> float:
        """The height of the lines that the text came to."""
        return float(self._layout.boundingRect().height())

    @property
    def line_count(self) -> int:
        """How many lines the text came to."""
        return self._layout.lineCount()

    def paint(self, painter: QPainter, at: QPointF, color: QColor, hit: QColor, hit_text: QColor) -> None:
        """Draw the text with its upper left corner at a point."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hit)
        ranges = []
        for start, end in self._spans:
            for rect in lit_rects(self._layout, start, end):
                painter.drawRoundedRect(rect.translated(at), HIT_RADIUS, HIT_RADIUS)
            ranges.append(format_range(start, end - start, hit_text))
        painter.setPen(color)
        self._layout.draw(painter, at, ranges)

    def _laid_out(self, text: str, lines: int) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if self.is_right_to_left else Qt.LayoutDirection.LeftToRight
        )
        if self.is_right_to_left:
            # Qt leaves such lines at the left, however their text runs.
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats)
        layout.beginLayout()
        y = 0.0
        for _ in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout


def format_range(start: int, length: int, color: QColor, font: QFont | None = None) -> QTextLayout.FormatRange:
    """A stretch of a layout in a colour, and in a font where one is given."""
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setForeground(color)
    if font is not None:
        look.setFont(font)
    made.format = look
    return made


def lit_rects(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    """The rectangles, one a line, behind the characters [start, end) of a layout, in its own coordinates."""
    rects = []
    # A long paragraph has hundreds of lines, and a hit is in one or two of them.
    from_line, to_line = (layout.lineForTextPosition(position) for position in (start, end))
    first_number = from_line.lineNumber() if from_line.isValid() else layout.lineCount()
    last_number = to_line.lineNumber() if to_line.isValid() else layout.lineCount() - 1
    for number in range(first_number, last_number + 1):
        line: QTextLine = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = sorted((_x(line, first), _x(line, last)))
        rects.append(QRectF(left - 1.5, line.y() + 0.5, right - left + 3, line.height() - 1))
    return rects


def _x(line: QTextLine, position: int) -> float:
    # PySide6 answers (x, position) where its annotations, like Qt, say x.
    answer: object = line.cursorToX(position)
    return float(answer[0]) if isinstance(answer, tuple) else 0.0


def _elided(text: str, last_start: int, font: QFont, width: float) -> str:
    """The text with its last line cut to a width; `last_start` is in Qt's units."""
    head = text.encode("utf-16-le", "surrogatepass")[: last_start * 2].decode("utf-16-le", "replace")
    tail = text[len(head) :]
    # More than this never fits, and measuring a very long tail is slow.
    kept = QFontMetricsF(font).elidedText(tail[:400] + " …", Qt.TextElideMode.ElideRight, width).rstrip("…")
    whole_words = kept.rpartition(" ")[0]
    return head + (whole_words if len(whole_words) > len(kept) // 2 else kept).rstrip(" ,;:–—-") + "…"
