"""Searching and reading: sidebar, results and article, how they answer the search box, and the pages in their place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from archive_app.errors import ArchiveAppError
from archive_app.gui.annotation_desk import AnnotationDesk
from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.article_text import LitArticle
from archive_app.gui.completing import Completing
from archive_app.gui.empty_states import NoResults
from archive_app.gui.filtering import Filtering
from archive_app.gui.inspector import Inspector
from archive_app.gui.reading_pane import ReadingPane
from archive_app.gui.results_pane import ResultsPane
from archive_app.gui.search_help import SearchHelp
from archive_app.gui.sidebar import Sidebar
from archive_app.gui.sidebar_lines import Page
from archive_app.gui.sidebar_place import SidebarPlace
from archive_app.gui.top_bar import TopBar
from archive_app.model.article import Part
from archive_app.model.saved_searches import SavedSearch
from archive_app.model.search import Hit, Query, Scope, SearchResults, Sort

if TYPE_CHECKING:
    from archive_app.library import Archive

_RESULTS = 408


class Browser(QWidget):
    """Asks the session what the search box says and shows the answers."""

    searched = Signal(str)
    inspector_shown = Signal(bool)

    def __init__(
        self, session: ArchiveSession, top_bar: TopBar, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._look = appearance
        self._top_bar = top_bar
        self._box = top_bar.search_box
        self._query = Query("")
        self._open_first = False
        self._go_down = False
        self._wanted: int | None = None
        self._next_row: int | None = None
        self.sidebar = Sidebar(appearance, self)
        self.results = ResultsPane(appearance)
        self.reading = ReadingPane(appearance)
        self.inspector = Inspector(session, appearance)
        self._side = QStackedWidget()
        self._side.addWidget(self.reading)
        self._side.addWidget(self.inspector)
        self._filtering = Filtering(self._box.text, self.sidebar, self.results.histogram, self.reading, self)
        self._no_results = NoResults(appearance)
        self.results.set_empty_widget(self._no_results)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(5)
        self.splitter.addWidget(self.results)
        self.splitter.addWidget(self._side)
        self.splitter.setStretchFactor(1, 1)
        layout = QHBoxLayout(self)
        self.place = SidebarPlace(self.sidebar, self, layout, appearance)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.splitter)
        self._pages: dict[Page, QWidget] = {Page.ARTICLES: self.splitter}
        layout.addWidget(self._stack)
        self.annotating = AnnotationDesk(session, self.reading, self.chosen_articles, self)
        self._completing = Completing(session, top_bar, self)
        self.search_help = SearchHelp(session, appearance, self._box)
        self._connect_search()
        self._connect_reading()
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.splitter.setSizes([appearance.pixels(_RESULTS), 10_000])

    # --- pages

    def add_page(self, page: Page, widget: QWidget) -> None:
        """Add what stands in the place of list and article when its line in the sidebar is chosen."""
        self._pages[page] = widget
        self._stack.addWidget(widget)

    def show_page(self, page: Page) -> None:
        """Show a page, and give it the keyboard unless it is list and article."""
        if self._stack.currentWidget() is self._pages[page]:
            return
        self._stack.setCurrentWidget(self._pages[page])
        self.sidebar.mark_page(page)
        if page is not Page.ARTICLES:
            self._pages[page].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- searching

    @property
    def query(self) -> Query:
        """The current search."""
        return self._query

    def search(self, text: str, *, prefix: bool = False) -> None:
        """Put a text in the box and search it at once."""
        self._box.setText(text)
        self._search_now(prefix=prefix)

    def more_like_this(self) -> None:
        """Search for what shares telling words with the open article."""
        if self._wanted is not None:
            self.search(f"like:{self._wanted}")

    def start_over(self, *, keep_search: bool) -> None:
        """Show another archive: nothing is selected, and the box is asked again, or emptied: its words were others'."""
        if not keep_search:
            self._box.clear()
        self._wanted = None
        self.results.clear()
        self.reading.clear()
        self.sidebar.start_over()
        self._search_now(prefix=True)

    def focus_search(self) -> None:
        """Go to the search box, with its text selected, to be typed over."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def choose_scope(self, scope: Scope) -> None:
        """Search articles or takeaways."""
        self._top_bar.set_scope(scope)
        self._search_now(prefix=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sidebar's room to the list and the article where the window is narrow."""
        super().resizeEvent(event)
        self.place.fit()

    def _connect_search(self) -> None:
        searching = self._session.searching
        searching.first_visible_row = self.results.first_visible_row
        searching.found.connect(self._found)
        searching.refreshed.connect(self._refreshed)
        searching.page_found.connect(self.results.model.add_page)
        searching.counted.connect(self.sidebar.show_answer)
        searching.counted.connect(self.results.histogram.show_answer)
        searching.failed.connect(self._search_failed)
        self.results.page_wanted.connect(searching.ask_page)
        self.results.sort_chosen.connect(lambda _sort: self._search_now(prefix=self._query.prefix))
        self.results.left.connect(self.focus_search)
        self.results.typed.connect(self._typed_in_list)
        self._box.textEdited.connect(self._typed)
        self._box.returnPressed.connect(self._entered)
        self._box.down.connect(self._down)
        self._box.escaped.connect(self.results.focus_rows)
        self._box.help_wanted.connect(self.search_help.explain)
        self.search_help.example_chosen.connect(self._search_from_offer)
        self._box.offers.search_chosen.connect(self.search)
        self._top_bar.scope_chosen.connect(self.choose_scope)
        self._no_results.search_wanted.connect(self._search_from_offer)
        self._no_results.scope_wanted.connect(self.choose_scope)
        self._filtering.changed.connect(self._filter)
        self.sidebar.cleared.connect(self._clear_filters)
        self.sidebar.saved_chosen.connect(self.search_saved)
        self.sidebar.page_chosen.connect(self.show_page)
        self.sidebar.view.escaped.connect(self.focus_search)
        self.place.left.connect(self.focus_search)
        self.place.fitted.connect(lambda _shown, roomy: self._top_bar.show_brand(roomy))

    def _connect_reading(self) -> None:
        self.results.opened.connect(self._open)
        self.results.entered.connect(self._focus_article)
        self._session.article_ready.connect(self._show_article)
        self._session.relit.connect(self.reading.relight)
        self.reading.view.left.connect(self.results.focus_rows)
        self.reading.view.search_wanted.connect(self.search)
        self.reading.view.doubt_chosen.connect(self._check_doubt)
        self.reading.annotations.chips.chosen.connect(lambda tag: self._filter(f'tag:"{tag}"'))
        self.results.view.star_wanted.connect(self.annotating.star_one)
        self.reading.shown.connect(lambda shown: self.inspect(on=shown and self.inspecting))
        self.inspector.closed.connect(lambda: self.inspect(on=False))
        self.inspector.left.connect(self.results.focus_rows)
        self.inspector.corrected.connect(self._corrected)

    def _make_query(self, *, prefix: bool) -> Query:
        text = self._box.text()
        sort = self.results.sort
        if not text.strip() and sort is Sort.RELEVANCE:
            # Nothing is more relevant than another to no words.
            sort = Sort.NEWEST
        return Query(text, scope=self._top_bar.scope, sort=sort, prefix=prefix)

    def _down(self) -> None:
        """Go into the rows, where what was typed has not been answered yet as soon as it is."""
        self._go_down = self._session.searching.pending
        if not self._go_down:
            self.results.focus_rows()

    def _typed(self) -> None:
        self._open_first = self._go_down = False
        self.show_page(Page.ARTICLES)
        self._query = self._make_query(prefix=True)
        self._session.searching.type(self._query)

    def _search_now(self, *, prefix: bool) -> None:
        self.show_page(Page.ARTICLES)
        self._query = self._make_query(prefix=prefix)
        self._session.searching.search(self._query)

    def _entered(self) -> None:
        """Enter: the last word is finished, and the best hit is opened."""
        self._open_first = True
        self._search_now(prefix=False)
        self.searched.emit(self._query.text)

    def _typed_in_list(self, letters: str) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._box.end(False)
        if letters:
            self._box.insert(letters)
        else:
            self._box.backspace()
        self._typed()

    def _search_from_offer(self, text: str) -> None:
        self.search(text)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self, text: str) -> None:
        self.search(text)
        self.searched.emit(text)
        self.place.give_way()

    def _clear_filters(self) -> None:
        """All articles: the way back to them from another page, and then without what they are filtered by."""
        if self._stack.currentWidget() is self.splitter:
            self._filtering.clear()
        else:
            self.show_page(Page.ARTICLES)
            self.place.give_way()

    def search_saved(self, saved: SavedSearch) -> None:
        """Do a saved search."""
        self._top_bar.set_scope(saved.scope)
        self._filter(saved.text)

    def _found(self, results: SearchResults) -> None:
        if not results.total:
            self._no_results.explain(results, importing=self._session.importing.running)
        self.results.show_results(results)
        self.sidebar.show_answer(results)
        read_before = self._wanted
        if self._open_first and results.total:
            self.results.select_row(0)
        if self._wanted is not None and self._wanted == read_before:
            self._session.relight(self._wanted, self._query)
        if self._go_down and results.total:
            self.results.focus_rows()
            if self._open_first:
                # Enter came after Down, as it would have in the list.
                self.results.entered.emit()
        self._open_first = self._go_down = False
        self._next_row = None

    def _refreshed(self, results: SearchResults) -> None:
        if not results.total:
            self._no_results.explain(results, importing=self._session.importing.running)
        self.results.refresh_results(results)
        self._take_next(results.total)

    def _search_failed(self, error: ArchiveAppError) -> None:
        self.results.clear()
        self._no_results.explain_failure(str(error))

    # --- reading

    def open_article(self, article: int) -> None:
        """Open an article that need not be among the results; its row is selected where it is."""
        self.show_page(Page.ARTICLES)
        self._wanted = article
        self._session.read(article, self._query)
        self.results.mark(article)

    @property
    def inspecting(self) -> bool:
        """Whether the inspector stands in the place of the article."""
        return self._side.currentWidget() is self.inspector

    def inspect(self, *, on: bool) -> None:
        """Show the inspector in the place of the article, or the article again."""
        article = self.reading.article
        on = on and article is not None
        if on == self.inspecting:
            return
        self._side.setCurrentWidget(self.inspector if on else self.reading)
        if on and article is not None:
            self.inspector.show_article(article.id)
        self.place.make_room(inspecting=on)
        self.inspector_shown.emit(on)
        if article is not None:
            self._focus_article()

    def _focus_article(self) -> None:
        view = self.inspector.original if self.inspecting else self.reading.view
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_article(self, lit: LitArticle, takeaway: int | None) -> None:
        self.reading.show_article(lit, takeaway)
        if self.inspecting and lit.article.id != self.inspector.article_id:
            self.inspector.show_article(lit.article.id)

    def _corrected(self, article: int) -> None:
        """Show a correction in the article and in the list too."""
        if article == self._wanted:
            self._session.read(article, self._query)
        self._session.refresh()

    def _check_doubt(self, part: Part) -> None:
        """A value that may be wrong is looked at in the inspector, and corrected there."""
        self.inspect(on=True)
        self.inspector.form.fields[part].focus_editor()

    def chosen_articles(self) -> Callable[["Archive"], Sequence[int]] | None:
        """What asks the archive for the ids of the selected hits' articles, or of the one that is being read."""
        if self._stack.currentWidget() is not self.splitter:
            return None
        rows, model, read = self.results.selected_rows(), self.results.model, self.reading.article
        if read is not None and (self.reading.view.hasFocus() or not rows):
            return lambda _archive: (read.id,)
        if not rows or model.query is None:
            return None
        known = [hit.id for row in rows if (hit := model.hit(row)) is not None]
        others = [row for row in rows if model.hit(row) is None]
        query = model.query
        return lambda archive: [*known, *ids_of_rows(archive, query, others)]

    def let_go(self, articles: Sequence[int]) -> None:
        """Articles were taken away: once the list is without them, the hit in the place of the first is opened."""
        if self._wanted in articles:
            self._next_row = min(self.results.model.rows_of(articles), default=0)

    def _take_next(self, total: int) -> None:
        row, self._next_row = self._next_row, None
        if row is None:
            return
        if total:
            self.results.select_row(min(row, total - 1))
        else:
            self._wanted = None
            self.reading.clear()

    def _open(self, hit: Hit) -> None:
        self._wanted = hit.id
        self._session.read(hit.id, self._query, hit.takeaway)

    # --- looks

    def _restyle(self) -> None:
        self.results.setMinimumWidth(self._look.pixels(280))
        self.reading.setMinimumWidth(self._look.pixels(320))
        self.place.fit()


def ids_of_rows(archive: "Archive", query: Query, rows: Sequence[int]) -> list[int]:
    """The articles in these rows of the answer to a query, for rows whose pages were not fetched."""
    if not rows:
        return []
    hits = archive.search(replace(query, offset=rows[0], limit=rows[-1] - rows[0] + 1)).hits
    return [hits[row - rows[0]].id for row in rows if row - rows[0] < len(hits)]
