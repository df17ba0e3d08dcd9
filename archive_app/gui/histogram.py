"""The histogram over the results: how many were published when, and the choice of a time by mouse or keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from archive_app.gui.appearance import Appearance, line_height
from archive_app.gui.dates import counted
from archive_app.gui.parts import ENTER
from archive_app.gui.time_bars import Bar, bars, chosen, span_name, span_text
from archive_app.gui.unexpected import guarded
from archive_app.model.search import Scope, SearchResults

_SIDE = 16
_BARS = 30
_LEAST_BAR, _WIDEST_BAR = 2.0, 20
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class Histogram(QWidget):
    """Hidden where there are fewer than two bars. `days_chosen` says a time as the query language does, "" for any.

    A drag over the bars chooses a time; on the keyboard arrows go from bar to bar, with Shift over several, and Enter
    chooses them. A double click or Esc takes the choice away.
    """

    days_chosen = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._bars: Sequence[Bar] = ()
        self._noun = "article"
        self._undated = 0
        self._filtered = False
        self._chosen = range(0)
        # The bars from the one where a choice began to the one where it is now, while a person is at it.
        self._pending: tuple[int, int] | None = None
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time of publication")
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_answer(self, results: SearchResults) -> None:
        """Show the months of an answer that has facets."""
        months = results.facets.get("month", {})
        shown = bars(months)
        if [bar.first for bar in shown] != [bar.first for bar in self._bars]:
            self._pending = None
        self._bars = shown
        self._noun = "takeaway" if results.query.scope is Scope.TAKEAWAYS else "article"
        self._filtered = results.days is not None
        # Days that are asked for leave those without a date out.
        self._undated = 0 if self._filtered else results.total - sum(months.values())
        self._chosen = chosen(self._bars, results.days)
        self._cursor = min(self._cursor, max(len(self._bars) - 1, 0))
        self.setVisible(bool(self._bars))
        self._tell()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._bars = ()
        self.hide()

    @property
    def caption(self) -> str:
        """What stands under the bars: the time that is chosen, or how many have no date."""
        if self._pending is not None or self._filtered:
            span = self._span()
            return span_name(self._bars[span[0]], self._bars[span[-1]]) if span else "No time in view"
        return f"{self._undated:,} undated" if self._undated else ""

    def bar_at(self, x: float) -> int:
        """The number of the bar nearest to a place."""
        return self._mirrored(min(max(int((x - _SIDE) / self._step), 0), len(self._bars) - 1))

    def bar_rect(self, number: int) -> QRectF:
        """Where a bar can be pointed at: its column, from top to bottom."""
        return QRectF(_SIDE + self._mirrored(number) * self._step, 0, self._step, self._look.pixels(_BARS) + 6)

    def _mirrored(self, number: int) -> int:
        """The column of a bar, or the bar of a column, counted from the left; time runs as the window does."""
        return len(self._bars) - 1 - number if self.isRightToLeft() else number

    @property
    def _step(self) -> float:
        return max(self.width() - 2 * _SIDE, 1) / max(len(self._bars), 1)

    def _span(self) -> range:
        """The bars that are chosen, or would be."""
        if self._pending is None:
            return self._chosen
        return range(min(self._pending), max(self._pending) + 1)

    # --- choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at a bar."""
        if event.button() is Qt.MouseButton.LeftButton and self._bars:
            self._reach(self.bar_at(event.position().x()), from_here=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag over bars."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._pending is not None:
            self._reach(self.bar_at(event.position().x()), from_here=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was dragged over."""
        if event.button() is Qt.MouseButton.LeftButton and self._pending is not None:
            self._choose()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Any time will do."""
        self._take_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar, over several with Shift, and choose."""
        key = Qt.Key(event.key())
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _STEPS:
            step = -_STEPS[key] if self.isRightToLeft() else _STEPS[key]
            self._reach(min(max(self._cursor + step, 0), len(self._bars) - 1), from_here=not extends)
        elif key in _ENDS:
            self._reach(range(len(self._bars))[_ENDS[key]], from_here=not extends)
        elif key in {*ENTER, Qt.Key.Key_Space}:
            self._pending = self._pending or (self._cursor, self._cursor)
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell where the keyboard is."""
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A choice that was not made is given up."""
        super().focusOutEvent(event)
        self._pending = None
        self.update()

    def _reach(self, bar: int, *, from_here: bool) -> None:
        start = bar if from_here else self._pending[0] if self._pending else self._cursor
        self._cursor = bar
        self._pending = (start, bar)
        self._tell()
        self.update()

    def _choose(self) -> None:
        span = self._span()
        self._pending = None
        self._chosen, self._filtered = span, True
        self.days_chosen.emit(span_text(self._bars[span[0]], self._bars[span[-1]]))

    def _step_back(self) -> None:
        """Give up what was not chosen yet, else what was, else leave."""
        if self._pending is not None:
            self._pending = None
            self._tell()
            self.update()
        elif self._filtered:
            self._take_away()
        else:
            self.left.emit()

    def _take_away(self) -> None:
        self._pending = None
        if self._filtered:
            self.days_chosen.emit("")

    # --- telling

    def about(self, number: int) -> str:
        """A bar in words: March 2024: 12 articles."""
        bar = self._bars[number]
        return f"{bar.name}: {counted(bar.count, self._noun)}"

    def _tell(self) -> None:
        if not self._bars:
            return
        told = [self.about(self._cursor), self.caption and f"{self.caption}{' chosen' if self._filtered else ''}"]
        self.setAccessibleDescription(". ".join(filter(None, told)))

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        """Say of the bar under the mouse what it stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._bars:
            hint = "Double-click to show any time" if self._filtered else "Drag to choose a time"
            QToolTip.showText(event.globalPos(), f"{self.about(self.bar_at(event.pos().x()))}\n{hint}", self)
            return True
        return super().event(event)

    # --- painting

    @guarded(default=None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars, pale outside of the chosen time, and under them where they begin and end."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        span, tallest = self._span(), max(bar.count for bar in self._bars)
        foot, height = self._look.pixels(_BARS) + 4.0, float(self._look.pixels(_BARS))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, bar in enumerate(self._bars):
            if bar.count:
                column = self.bar_rect(number)
                wide = min(column.width() - min(2.0, column.width() / 4), self._look.pixels(_WIDEST_BAR))
                tall = max(height * bar.count / tallest, _LEAST_BAR)
                painter.setBrush(theme.color("accent" if number in span else "bar"))
                painter.drawRoundedRect(QRectF(column.center().x() - wide / 2, foot - tall, wide, tall), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(self.bar_rect(self._cursor).adjusted(-1, 1, -1, -1), 3, 3)
        self._paint_caption(painter, foot)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5))

    def _paint_caption(self, painter: QPainter, top: float) -> None:
        theme, flags = self._look.theme, Qt.AlignmentFlag
        room = QRectF(_SIDE, top, self.width() - 2 * _SIDE, self.height() - top - 1)
        painter.setFont(self._look.font(11))
        painter.setPen(theme.color("quiet"))
        metrics = QFontMetricsF(painter.font())
        beside = (room.width() - metrics.horizontalAdvance(self.caption)) / 2 - 8
        left, right = (self._bars[self._mirrored(end)].name for end in (0, len(self._bars) - 1))
        ends = {flags.AlignLeft: left, flags.AlignRight: right}
        if all(metrics.horizontalAdvance(name) <= beside for name in ends.values()):
            for side, name in ends.items():
                painter.drawText(room, side | flags.AlignVCenter, name)
        painter.setPen(theme.color("accent" if self._pending is not None or self._filtered else "quiet"))
        painter.drawText(room, flags.AlignHCenter | flags.AlignVCenter, self.caption)

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.pixels(_BARS) + 4 + round(line_height(self._look.font(11))) + 5)
        self.update()
