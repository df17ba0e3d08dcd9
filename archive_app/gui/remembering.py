"""How the window was left, kept in the settings, and put back when it is opened again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

from archive_app.model.search import Scope, Sort
from archive_app.settings import Settings

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

_DEFAULT_SIZE = QSize(1360, 860)
# What a window's frame may take of the screen; how much it takes is known only once the window is shown.
_FRAME = QSize(16, 40)


def remember(window: "MainWindow", kept: Settings) -> None:
    """Note in the settings how the window is now."""
    look, browser = window.appearance, window.browser
    kept.geometry = bytes(window.saveGeometry().toBase64().data()).decode()
    kept.splitter = browser.splitter.sizes()
    kept.theme, kept.zoom = look.mode.value, look.zoom
    kept.reading_font = "serif" if look.serif else "sans"
    kept.sidebar = browser.place.wanted
    kept.folded_sections = browser.sidebar.folded
    kept.suggestions = browser.reading.view.suggestions
    kept.sort, kept.scope = browser.results.sort.value, window.top_bar.scope.value
    kept.last_query = window.top_bar.search_box.text()


def restore(window: "MainWindow", kept: Settings) -> None:
    """Make the window what the settings say; what they say nothing of, or nonsense, is as in a new one."""
    window.resize(_DEFAULT_SIZE.boundedTo(window.screen().availableSize() - _FRAME))
    if kept.geometry:
        window.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode()))
    browser, top_bar = window.browser, window.top_bar
    if len(kept.splitter) == 2 and all(size > 0 for size in kept.splitter):
        browser.splitter.setSizes(kept.splitter)
    browser.results.set_sort(Sort(kept.sort) if kept.sort in set(Sort) else Sort.RELEVANCE)
    top_bar.set_scope(Scope(kept.scope) if kept.scope in set(Scope) else Scope.ARTICLES)
    top_bar.search_box.setText(kept.last_query)
    top_bar.search_box.set_recents(kept.recent_searches)
    browser.place.want(wanted=kept.sidebar)
    browser.sidebar.fold(kept.folded_sections)
    window.show_suggestions(shown=kept.suggestions)
