"""The reading pane: what can be done with the article, the hit counter, and the article."""

import re

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from archive_app.gui.annotation_bar import AnnotationBar
from archive_app.gui.appearance import Appearance
from archive_app.gui.article_text import LitArticle
from archive_app.gui.article_view import ArticleView
from archive_app.gui.empty_states import NothingSelected
from archive_app.gui.hit_bar import HitBar
from archive_app.gui.parts import grounded, panel, quiet_button
from archive_app.gui.text_spans import qt_spans
from archive_app.model.article import Article


class ReadingPane(QWidget):
    """Shows one article or says that none is chosen."""

    save_wanted = Signal()
    shown = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "reading")
        self._look = appearance
        self._lit: LitArticle | None = None
        self.view = ArticleView(appearance)
        self.hit_bar = HitBar(appearance)
        self.view.hits_changed.connect(self._count)
        self.view.column_moved.connect(self._align)
        self.view.verticalScrollBar().valueChanged.connect(self._draw_line)
        self.hit_bar.stepped.connect(self.view.step_hit)
        self.hit_bar.find_changed.connect(self._find)
        self.hit_bar.find_closed.connect(self._end_find)
        self._page = quiet_button("Open original page")
        self._page.clicked.connect(self._open_page)
        self._save = quiet_button("Save original as…")
        self._save.clicked.connect(lambda _checked=False: self.save_wanted.emit())
        self._header = panel("readingHeader")
        self.annotations = AnnotationBar(appearance)
        self.annotations.note.left.connect(self.view.setFocus)
        self._row = row = QHBoxLayout(self._header)
        row.setSpacing(4)
        for made in self.annotations.buttons:
            row.addWidget(made)
        row.addWidget(self._page)
        row.addWidget(self._save)
        row.addStretch(1)
        row.addWidget(self.hit_bar)
        article = QWidget()
        layout = QVBoxLayout(article)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self.annotations)
        layout.addWidget(self.view, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(NothingSelected(appearance))
        self._stack.addWidget(article)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._lit.article if self._lit else None

    def show_article(self, lit: LitArticle, takeaway: int | None = None) -> None:
        """Show an article, from its first hit or from a takeaway."""
        self._lit = lit
        self.hit_bar.close_find()
        self._page.setVisible(_is_web_page(lit.article.url))
        self._page.setToolTip(lit.article.url or "")
        self._stack.setCurrentIndex(1)
        self.annotations.show_article(lit.article.id, lit.article.annotations)
        self.view.show_article(lit, takeaway=takeaway)
        self.shown.emit(True)

    def relight(self, lit: LitArticle) -> None:
        """Light the hits of another query in the article that is shown."""
        if self._lit is not None and lit.article.id == self._lit.article.id:
            self._lit = lit
            self.view.relight(lit)

    def clear(self) -> None:
        """Show no article."""
        self._lit = None
        self.annotations.clear()
        self.hit_bar.close_find()
        self._stack.setCurrentIndex(0)
        self.shown.emit(False)

    def find_in_article(self) -> None:
        """Open the find box."""
        if self._lit is not None:
            self.hit_bar.open_find()

    def _find(self, words: str) -> None:
        text = self.view.document().toRawText()
        spans = [found.span() for found in re.finditer(re.escape(words), text, re.IGNORECASE)] if words else []
        self.view.light_found(qt_spans(text, spans))

    def _end_find(self, had_keyboard: bool) -> None:
        self.view.light_found(None)
        if had_keyboard:
            self.view.setFocus()

    def _count(self) -> None:
        self.hit_bar.show_count(self.view.current_hit, self.view.hit_count)

    def _open_page(self) -> None:
        if self._lit is not None and _is_web_page(self._lit.article.url):
            QDesktopServices.openUrl(QUrl(self._lit.article.url or ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the buttons their icons where there is no room for words."""
        super().resizeEvent(event)
        roomy = event.size().width() >= self._look.pixels(500)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if roomy else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in (self._page, self._save):
            button.setToolButtonStyle(style)

    def _align(self, side: int) -> None:
        """Let the header's buttons begin where the text does."""
        self._row.setContentsMargins(max(side - 8, 8), 5, 14, 5)
        column = self.view.viewport().geometry()
        self.annotations.align(column.left() + side, self.view.width() - column.right() - 1 + side)

    def _draw_line(self, scrolled: int) -> None:
        """A line under the header while there is text above."""
        if self._header.property("scrolled") != (scrolled > 0):
            self._header.setProperty("scrolled", scrolled > 0)
            self._header.style().polish(self._header)

    def _restyle(self) -> None:
        for button, icon in ((self._page, "external"), (self._save, "save")):
            button.setIcon(self._look.icon(icon))
            button.setIconSize(self._look.icon_size(14))
        self._header.setMinimumHeight(self._look.pixels(44))


def _is_web_page(url: str | None) -> bool:
    return url is not None and QUrl(url).isValid() and QUrl(url).scheme() in {"http", "https"}
