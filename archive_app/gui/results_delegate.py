"""Paints a hit: title, outlets and date, and the passage that shows why it was found."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archive_app.gui.appearance import Appearance, line_height
from archive_app.gui.lit_text import LitText, format_range
from archive_app.gui.results import HitRole, field_label, meta_line
from archive_app.gui.unexpected import guarded
from archive_app.model.search import Hit, Scope, Snippet

_SIDE, _EDGE = 16, 11
_GAP = 3
_SNIPPET_LINES, _TAKEAWAY_LINES = 2, 3


class ResultsDelegate(QStyledItemDelegate):
    """Rows of one height for all hits of a query: `has_snippets` and `scope` say which parts they have."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.scope = Scope.ARTICLES
        self.has_snippets = True

    def row_height(self) -> int:
        """The height that every row has now."""
        look = self._appearance
        meta = line_height(look.font(12))
        body = line_height(look.font(13))
        if self.scope is Scope.TAKEAWAYS:
            content = _TAKEAWAY_LINES * body + _GAP + meta
        else:
            content = line_height(look.font(14, semibold=True)) + _GAP + meta
            if self.has_snippets:
                content += _GAP + _SNIPPET_LINES * body
        return round(content + 2 * _EDGE) + 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
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
            room = rect.adjusted(_SIDE, _EDGE, -_SIDE, -_EDGE)
            if self.scope is Scope.TAKEAWAYS:
                self._paint_takeaway(painter, room, hit)
            else:
                self._paint_article(painter, room, hit)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        theme = self._appearance.theme
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

    def _paint_article(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        look = self._appearance
        y = room.top()
        title = LitText(hit.title, look.font(14, semibold=True), room.width(), spans=hit.title_highlights)
        y += self._paint_text(painter, title, room.left(), y, "text") + _GAP
        y += self._paint_meta(painter, room, y, hit) + _GAP
        snippet = best_snippet(hit)
        if snippet is not None and self.has_snippets:
            self._paint_snippet(painter, room, y, snippet)

    def _paint_takeaway(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        snippet = hit.snippets[0] if hit.snippets else Snippet("takeaway", hit.title)
        font = self._appearance.font(13)
        text = LitText(snippet.text, font, room.width(), lines=_TAKEAWAY_LINES, spans=snippet.highlights)
        self._paint_text(painter, text, room.left(), room.top(), "text")
        self._paint_meta(painter, room, room.top() + _TAKEAWAY_LINES * line_height(font) + _GAP, hit)

    def _paint_meta(self, painter: QPainter, room: QRectF, y: float, hit: Hit) -> float:
        meta = LitText(meta_line(hit, self.scope), self._appearance.font(12), room.width())
        return self._paint_text(painter, meta, room.left(), y, "quiet")

    def _paint_snippet(self, painter: QPainter, room: QRectF, y: float, snippet: Snippet) -> None:
        look = self._appearance
        font = look.font(13)
        label_font = QFont(look.font(12, semibold=True))
        label = field_label(snippet.field)
        # The label stands in the text's first line, and the text flows around it.
        prefix = label + "\u2002"
        text = LitText(
            prefix + snippet.text,
            font,
            room.width(),
            lines=_SNIPPET_LINES,
            spans=[(start + len(prefix), end + len(prefix)) for start, end in snippet.highlights],
            direction_of=snippet.text,
            formats=[format_range(0, len(label), look.theme.color("accent"), label_font)],
        )
        self._paint_text(painter, text, room.left(), y, "text")

    def _paint_text(self, painter: QPainter, text: LitText, x: float, y: float, role: str) -> float:
        theme = self._appearance.theme
        text.paint(painter, QPointF(x, y), theme.color(role), theme.color("hit"), theme.color("hit_text"))
        return text.height


def best_snippet(hit: Hit) -> Snippet | None:
    """The passage to show: the first that does not only repeat the title."""
    return next((snippet for snippet in hit.snippets if snippet.text != hit.title), None)
