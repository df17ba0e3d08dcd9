"""The menus: which functions there are, where they stand, and their keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence

from archive_app import paths
from archive_app.gui.actions import Actions, limit_to
from archive_app.gui.sidebar_lines import Page
from archive_app.model.marking import Meaning
from archive_app.model.search import Scope

if TYPE_CHECKING:
    from archive_app.gui.main_window import MainWindow

_Key = QKeySequence.StandardKey

_MEANINGS = (
    (Meaning.TITLE, "The &title", "Alt+1"),
    (Meaning.BYLINE, "The &byline", "Alt+2"),
    (Meaning.PUBLISHED, "The &date", "Alt+3"),
    (Meaning.CREDITED, "The &credit", "Alt+4"),
    (Meaning.FURTHER_READING, "&Further reading", "Alt+5"),
    (Meaning.TAKEAWAY, "A ta&keaway", "Alt+6"),
    (Meaning.BODY, "Te&xt of the article", "Alt+7"),
    (Meaning.NOTHING, "&Not part of the article", "Alt+0"),
)


def fill_menus(window: "MainWindow", actions: Actions) -> None:
    """Give the window its menus."""
    _fill_file(window, actions)
    _fill_edit(window, actions)
    _fill_view(window, actions)
    add, menu = actions.add, actions.help
    add(menu, "search_help", "&Search help", window.browser.search_help.explain, _Key.WhatsThis)
    add(menu, "shortcuts", "&Keyboard shortcuts", window.show_shortcuts, _Key.HelpContents)
    add(menu, "log", "Show &log folder", _show_log_folder)
    menu.addSeparator()
    add(menu, "about", "&About Archive Browser", window.show_about)
    waiting = (
        "save_original",
        "find",
        "inspector",
        "more_like",
        "star",
        "tags",
        "note",
        "next_hit",
        "previous_hit",
        "undo",
    )
    actions.enable(**dict.fromkeys(waiting, False))


def _fill_file(window: "MainWindow", actions: Actions) -> None:
    add, menu = actions.add, actions.file
    add(menu, "import_files", "&Import files…", window.imports.choose_files, _Key.Open)
    add(menu, "import_folder", "Import &folder…", window.imports.choose_folder, "Ctrl+Shift+O")
    actions.add_duplicates_menu(window.imports.duplicates)
    add(menu, "watched", "Wat&ched folders…", window.watched_window.show_folders)
    add(menu, "history", "Import &history", window.history.show_latest, "Ctrl+Shift+R")
    add(menu, "read_anew", "Read all articles a&new", window.imports.read_anew)
    menu.addSeparator()
    add(menu, "open_archive", "Open &archive…", window.choose_archive)
    actions.add_recent_menu()
    add(menu, "starter", "Open &starter archive", window.open_starter_archive)
    menu.addSeparator()
    add(menu, "save_original", "Save &original as…", window.save_original, _Key.Save)
    menu.addSeparator()
    add(menu, "quit", "&Quit", window.close, "Ctrl+Q")


def _fill_edit(window: "MainWindow", actions: Actions) -> None:
    add, menu, browser = actions.add, actions.edit, window.browser
    add(menu, "copy", "&Copy", window.copy, _Key.Copy)
    add(menu, "paste", "&Paste as article", window.imports.paste, "Ctrl+Shift+V")
    menu.addSeparator()
    annotating = browser.annotating
    with_article = [
        add(menu, "more_like", "&More like this", browser.more_like_this, "Ctrl+M"),
        add(menu, "star", "Sta&r", annotating.star, "Ctrl+D"),
        add(menu, "tags", "Ta&gs…", annotating.pick_tags, "Ctrl+T"),
        add(menu, "note", "N&ote", annotating.open_note, "Ctrl+E"),
    ]
    with_article[1].setCheckable(True)
    for part in (browser.results.view, browser.reading.view):
        part.addActions(with_article)
    menu.addSeparator()
    trash = add(menu, "trash", "Move to &trash", window.move_to_trash, _Key.Delete)
    for part in (browser.results.view, browser.reading.view):
        limit_to(trash, part)
    add(menu, "undo", "&Undo move to trash", window.trash.undo, _Key.Undo)
    menu.addSeparator()
    add(menu, "search", "&Search", browser.focus_search, ("Ctrl+L", "Ctrl+K"))
    add(menu, "save_search", "S&ave this search…", window.save_search, "Ctrl+Shift+S")
    add(menu, "find", "&Find in article", browser.reading.find_in_article, _Key.Find)
    add(menu, "next_hit", "&Next hit", lambda: browser.reading.view.step_hit(1), "F3")
    add(menu, "previous_hit", "Pre&vious hit", lambda: browser.reading.view.step_hit(-1), "Shift+F3")
    menu.addSeparator()
    inspector = browser.inspector
    menu.addMenu(inspector.meanings)
    for meaning, text, key in _MEANINGS:
        action = add(inspector.meanings, f"is_{meaning.value}", text, partial(inspector.mark, meaning), key)
        limit_to(action, inspector)


def _fill_view(window: "MainWindow", actions: Actions) -> None:
    add, menu, look, browser = actions.add, actions.view, window.appearance, window.browser
    add(menu, "articles", "Search &articles", lambda: browser.choose_scope(Scope.ARTICLES), "Ctrl+1")
    add(menu, "takeaways", "Search ta&keaways", lambda: browser.choose_scope(Scope.TAKEAWAYS), "Ctrl+2")
    for name, text, rows, key in (
        ("next_result", "&Next result", 1, "Shift+Down"),
        ("previous_result", "&Previous result", -1, "Shift+Up"),
    ):
        action = add(menu, name, text, partial(browser.results.step, rows), key)
        limit_to(action, browser.reading)
    add(menu, "duplicates_page", "Possible &duplicates", partial(browser.show_page, Page.DUPLICATES))
    add(menu, "trash_page", "Tras&h", partial(browser.show_page, Page.TRASH))
    menu.addSeparator()
    actions.add_theme_menu(look.mode)
    actions.add_font_menu(serif=look.serif)
    add(menu, "larger", "&Larger text", lambda: look.step_zoom(1), ("Ctrl++", "Ctrl+="))
    add(menu, "smaller", "&Smaller text", lambda: look.step_zoom(-1), "Ctrl+-")
    add(menu, "normal", "Normal text si&ze", lambda: look.step_zoom(0), "Ctrl+0")
    menu.addSeparator()
    view = browser.reading.view
    suggestions = add(
        menu,
        "suggestions",
        "Show su&ggested takeaways",
        lambda: window.show_suggestions(shown=not view.suggestions),
    )
    suggestions.setCheckable(True)
    inspector = add(menu, "inspector", "Parse &inspector", lambda: browser.inspect(on=not browser.inspecting), "F8")
    inspector.setCheckable(True)
    add(menu, "sidebar", "Side&bar", browser.place.toggle, "F9").setCheckable(True)


def _show_log_folder() -> None:
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
