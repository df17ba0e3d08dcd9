"""Paints a hit: title, outlets and date, and the passage that shows why it was found."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archive_app.gui.appearance import Appearance, line_height
from archive_app.gui.lit_text import LitText, format_range
from archive_app.gui.results import HitRole, around_first_hit, field_label, meta_line, without_score
from archive_app.gui.text_spans import runs_right_to_left
from archive_app.gui.unexpected import guarded
from archive_app.model.search import Hit, Scope, Snippet

_SIDE, _EDGE = 16, 11
_GAP = 3
_STAR = 15
_REMEMBERED_ROWS = 200
# A title of one line leaves its second one to the passage.
_TITLE_LINES, _SNIPPET_LINES, _TAKEAWAY_LINES = 2, 2, 3


class ResultsDelegate(QStyledItemDelegate):
    """Rows of one height for all hits of a query: `has_snippets` and `scope` say which parts they have."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._laid_out: dict[tuple[object, ...], tuple[LitText, ...]] = {}
        self.scope = Scope.ARTICLES
        self.has_snippets = True
        appearance.changed.connect(self.forget)

    def forget(self) -> None:
        """Lay rows out anew: their looks changed."""
        self._laid_out.clear()

    def row_height(self) -> int:
        """The height that every row has now."""
        look = self._look
        meta = line_height(look.font(12))
        body = line_height(look.font(13))
        if self.scope is Scope.TAKEAWAYS:
            content = _TAKEAWAY_LINES * body + _GAP + meta
        else:
            content = _TITLE_LINES * line_height(look.font(14, semibold=True)) + _GAP + meta
            if self.has_snippets:
                content += _GAP + _SNIPPET_LINES * body
        return round(content + 2 * _EDGE) + 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The row's size; the view gives the width."""
        return QSize(200, self.row_height())

    @guarded(default=None)
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        hit = index.data(HitRole)
        if isinstance(hit, Hit):
            self._paint_lines(painter, rect.adjusted(_SIDE, _EDGE, -_SIDE, -_EDGE), hit)
            if hit.starred or state & QStyle.StateFlag.State_MouseOver:
                star = self._look.icon(*(("star-filled", "accent") if hit.starred else ("star", "quiet")))
                star.paint(painter, self.star_place(option.rect, hit).toRect())
        painter.restore()

    def star_place(self, row: QRect, hit: Hit) -> QRectF:
        """Where a hit's row has its star: behind the first line, at the right, or at the left of what runs to there."""
        side = self._look.pixels(_STAR)
        left = row.left() + _SIDE - 4 if runs_right_to_left(self._first_line(hit)) else row.right() - _SIDE - side + 4
        return QRectF(left, row.top() + _EDGE + 1, side, side)

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        theme = self._look.theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.color("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
        if selected:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("accent"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(4, 2, -2, -3), 5, 5)

    def _paint_lines(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        theme = self._look.theme
        quiet = 1
        y = room.top()
        lines = self._lines(hit, room.width())
        # Some scripts have higher lines than the row is made for.
        spare = room.height() - sum(text.height for text in lines)
        gap = min(_GAP, spare / max(len(lines) - 1, 1))
        for number, text in enumerate(lines):
            if self.scope is Scope.TAKEAWAYS and number == quiet:
                # Short takeaways leave their rows' last line where the long ones have it.
                y = room.bottom() - text.height
            color = theme.color("quiet" if number == quiet else "text")
            # Lines that run to the left end where those of full width do.
            x = room.right() - text.width if text.is_right_to_left else room.left()
            text.paint(painter, QPointF(x, y), color, theme.color("hit"), theme.color("hit_text"))
            y += text.height + gap

    def _lines(self, hit: Hit, width: float) -> tuple[LitText, ...]:
        """A row's texts, laid out once for as long as what they say, their width and looks stay."""
        key = (without_score(hit), self.scope, self.has_snippets, width)
        if key not in self._laid_out:
            if len(self._laid_out) > _REMEMBERED_ROWS:
                self._laid_out.clear()
            parts = self._takeaway(hit, width) if self.scope is Scope.TAKEAWAYS else self._article(hit, width)
            self._laid_out[key] = tuple(parts)
        return self._laid_out[key]

    def _article(self, hit: Hit, width: float) -> Iterator[LitText]:
        font = self._look.font(14, semibold=True)
        beside = width - self._look.pixels(_STAR)
        title = LitText(hit.title, font, beside, lines=_TITLE_LINES, spans=hit.title_highlights)
        yield title
        yield self._meta(hit, width)
        snippet = best_snippet(hit)
        if snippet is not None and self.has_snippets:
            yield self._snippet(snippet, width, _TITLE_LINES + _SNIPPET_LINES - title.line_count)

    def _takeaway(self, hit: Hit, width: float) -> Iterator[LitText]:
        snippet = _takeaway_of(hit)
        font = self._look.font(13)
        beside = width - self._look.pixels(_STAR)
        snippet = around_first_hit(snippet, _letters(font, beside, _TAKEAWAY_LINES))
        yield LitText(snippet.text, font, beside, lines=_TAKEAWAY_LINES, spans=snippet.highlights)
        yield self._meta(hit, width)

    def _meta(self, hit: Hit, width: float) -> LitText:
        return LitText(meta_line(hit, self.scope), self._look.font(12), width, direction_of=self._first_line(hit))

    def _first_line(self, hit: Hit) -> str:
        return _takeaway_of(hit).text if self.scope is Scope.TAKEAWAYS else hit.title

    def _snippet(self, snippet: Snippet, width: float, lines: int) -> LitText:
        label = field_label(snippet.field)
        # The label stands in the text's first line, and the text flows around it.
        prefix = label + "\N{EN SPACE}"
        font = self._look.font(13)
        snippet = around_first_hit(snippet, _letters(font, width, lines) - len(prefix))
        return LitText(
            prefix + snippet.text,
            font,
            width,
            lines=lines,
            spans=[(start + len(prefix), end + len(prefix)) for start, end in snippet.highlights],
            direction_of=snippet.text,
            formats=[format_range(0, len(label), self._look.theme.color("accent"), self._look.font(12, semibold=True))],
        )


def _letters(font: QFont, width: float, lines: int) -> int:
    """How many letters surely fit into lines of a width: words that wrap leave some of it empty."""
    return int(width / QFontMetricsF(font).averageCharWidth() * lines * 0.8)


def _takeaway_of(hit: Hit) -> Snippet:
    return hit.snippets[0] if hit.snippets else Snippet("takeaway", hit.title)


def best_snippet(hit: Hit) -> Snippet | None:
    """The passage to show: the first that does not only repeat the title."""
    return next((snippet for snippet in hit.snippets if snippet.text != hit.title), None)
