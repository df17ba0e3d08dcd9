"""Shows an article's document: its column, and everything that is painted behind the text.

Opens no link and loads nothing by itself: chips and "show more" are announced, and no article text becomes a link.
"""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.article_document import CHIP, DOUBT, MORE, PART_CHARACTERS, ArticleDocument, Places
from archive_app.gui.article_painting import BehindText
from archive_app.gui.article_text import LitArticle, doubts
from archive_app.gui.unexpected import guarded
from archive_app.model.article import Part

_COLUMN = 640


class ArticleView(QTextBrowser):
    """The text of one article with its hits lit; `hits_changed` says that their number or the current one changed."""

    hits_changed = Signal()
    outlet_chosen = Signal(str)
    doubt_chosen = Signal(object)
    search_wanted = Signal(str)
    left = Signal()
    column_moved = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._lit: LitArticle | None = None
        self._document: QTextDocument | None = None
        self._places = Places()
        self._hits: list[tuple[int, int]] = []
        self._found: list[tuple[int, int]] | None = None
        self._characters = PART_CHARACTERS
        self.current_hit = -1
        self.suggestions = True
        self.setAccessibleName("Article")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)
        appearance.changed.connect(self._rewrite)

    @property
    def hit_count(self) -> int:
        """How many hits the whole article has, shown or not."""
        hidden = 0 if self._found is not None or self._lit is None else self._places.hidden_hits(self._lit)
        return len(self._active) + hidden

    @property
    def current_hit_place(self) -> tuple[int, int]:
        """Where the current hit is in the document, (0, 0) where there is none."""
        return self._active[self.current_hit] if 0 <= self.current_hit < len(self._active) else (0, 0)

    @property
    def _active(self) -> list[tuple[int, int]]:
        """What is lit: what was found in the article, or else the search's hits."""
        return self._hits if self._found is None else self._found

    def show_article(self, lit: LitArticle, *, takeaway: int | None = None) -> None:
        """Show an article from its top, or from its first hit or the given takeaway where that is further down."""
        self._characters = PART_CHARACTERS
        self._found = None
        self._write(lit)
        self.current_hit = 0 if self._hits else -1
        self.verticalScrollBar().setValue(0)
        if takeaway is not None and takeaway < len(self._places.takeaways):
            self._go_to_takeaway(takeaway)
        elif self._hits:
            self._bring_into_view(self._hits[0])
        self.hits_changed.emit()

    def relight(self, lit: LitArticle) -> None:
        """Light the hits of another query in the same article, where it is; at its first hit where none is in view."""
        self._lit = lit
        self._hits = self._places.hits(lit)
        if self._found is None:
            first, last = self._numbers_in_view()
            self.current_hit = first if first < last else min(len(self._hits), 1) - 1
            if self._hits and first == last:
                self._bring_into_view(self._hits[0])
        self.viewport().update()
        self.hits_changed.emit()

    def show_suggestions(self, *, shown: bool) -> None:
        """Show the takeaways that the app suggests where an article states none, or leave them out."""
        if shown != self.suggestions:
            self.suggestions = shown
            self._rewrite()

    def light_found(self, spans: list[tuple[int, int]] | None) -> None:
        """Light places of the document instead of the search's hits; None goes back to those."""
        self._found = spans
        self.current_hit = 0 if self._active else -1
        if self._active:
            self._bring_into_view(self._active[0])
        self.viewport().update()
        self.hits_changed.emit()

    def step_hit(self, steps: int) -> None:
        """Go to another hit, from the last one on to the first; show more of the article where it is further down."""
        if not self.hit_count:
            return
        wanted = (self.current_hit + steps) % self.hit_count
        if wanted >= len(self._active):
            self._show_all()
        self.current_hit = wanted
        self._bring_into_view(self._active[wanted])
        self.viewport().update()
        self.hits_changed.emit()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Nothing is ever loaded: a picture is one transparent pixel."""
        image = QImage(1, 1, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        return image

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text: the colours of this window belong in no one's document."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText().replace("\N{NO-BREAK SPACE}", " "))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, select, search for what is selected, and what can be done with the article."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = " ".join(self.textCursor().selectedText().split())
        copy = menu.addAction("&Copy")
        copy.setEnabled(bool(selected))
        copy.triggered.connect(self.copy)
        menu.addAction("Select &all").triggered.connect(self.selectAll)
        if selected:
            shown = selected if len(selected) <= 30 else selected[:29] + "…"
            menu.addSeparator()
            menu.addAction(f"&Search for “{shown.replace('&', '&&')}”").triggered.connect(
                lambda: self.search_wanted.emit(selected)
            )
        menu.addSeparator()
        menu.addActions(self.actions())
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle and no wider than reads well, and the first line in view where it was."""
        top = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        self._set_column()
        super().resizeEvent(event)
        if top > 0 and event.oldSize().width() != event.size().width():
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(top, self.document().characterCount() - 1))
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.cursorRect(cursor).top())

    @guarded(default=None)
    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, chips, quote bars and hits, and the text over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        behind = BehindText(painter, self.document(), self._look)
        behind.paint_card(self._places, self.viewport().width())
        behind.paint_chips(self._places)
        behind.paint_doubts(self._places)
        behind.paint_quotes(self._places)
        behind.paint_hits(self._hits_in_view())
        painter.end()
        super().paintEvent(event)

    def _write(self, lit: LitArticle) -> None:
        self._lit = lit
        self.setAccessibleDescription(" ".join(doubts(lit.article)))
        document = QTextDocument(self)
        document.setDefaultFont(self._look.reading_font())
        self._places = ArticleDocument(document, self._look, lit, suggestions=self.suggestions).write(self._characters)
        self._hits = self._places.hits(lit)
        before, self._document = self._document, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self._set_column()

    def _rewrite(self) -> None:
        """Write the article again in the colours and sizes of now."""
        if self._lit is None:
            return
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._write(self._lit)
        bar.setValue(round(share * bar.maximum()))
        self.viewport().update()

    def _show_all(self) -> None:
        if self._lit is None:
            return
        self._characters = sum(len(block.text) for block in self._lit.article.blocks) + 1
        position = self.verticalScrollBar().value()
        self._write(self._lit)
        self.verticalScrollBar().setValue(position)
        self.hits_changed.emit()

    def _set_column(self) -> None:
        width = self.viewport().width()
        column = self._look.pixels(_COLUMN)
        side = max(28 if width < column else 44, (width - column) // 2)
        root = self.document().rootFrame()
        form = root.frameFormat()
        if (form.leftMargin(), form.topMargin()) != (side, 24):
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(24)
            form.setBottomMargin(96)
            root.setFrameFormat(form)
            self.column_moved.emit(side)

    def _follow(self, url: QUrl) -> None:
        link = url.toString()
        if link.startswith(CHIP):
            outlet = self._places.chips[int(link.removeprefix(CHIP))][2].outlet
            if outlet is not None:
                self.outlet_chosen.emit(outlet)
        elif link.startswith(DOUBT):
            self.doubt_chosen.emit(Part(link.removeprefix(DOUBT)))
        elif link == MORE:
            self._show_all()

    def _go_to_takeaway(self, number: int) -> None:
        block = self.document().findBlock(self._places.takeaways[number])
        start, end = block.position(), block.position() + block.length()
        first = bisect_left(self._hits, (start, 0))
        if first < len(self._hits) and self._hits[first][0] < end:
            self.current_hit = first
        self._bring_into_view((start, end - 1))

    def _bring_into_view(self, place: tuple[int, int]) -> None:
        """Scroll, only where a place is not comfortably in view, so that it stands in the upper third."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(place[0])
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        if rect.top() < 8 or rect.bottom() > height - 40:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - height // 3)

    def _hits_in_view(self) -> list[tuple[int, int, bool]]:
        """Start, end, and whether it is the current one: ten thousand hits paint as fast as the ten in view."""
        return [(*self._active[number], number == self.current_hit) for number in range(*self._numbers_in_view())]

    def _numbers_in_view(self) -> tuple[int, int]:
        """The number of the first hit in view, and the one after the last."""
        view = self.viewport().rect()
        hits = self._active
        first = bisect_right(hits, self.cursorForPosition(view.topLeft()).position(), key=lambda hit: hit[1])
        last = bisect_right(hits, self.cursorForPosition(view.bottomRight()).position(), key=lambda hit: hit[0])
        return first, max(first, last)
