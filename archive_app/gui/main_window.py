"""The main window: brings its parts together, opens archives, takes drops, and remembers how it was left."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from archive_app import paths, settings
from archive_app.errors import ArchiveAppError
from archive_app.gui.about import AboutWindow, ShortcutsWindow
from archive_app.gui.actions import Actions
from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveSession, ArchiveState
from archive_app.gui.browser import Browser
from archive_app.gui.drop_overlay import DropOverlay
from archive_app.gui.duplicates_page import DuplicatesPage
from archive_app.gui.empty_states import Welcome
from archive_app.gui.handed_over import handed_over
from archive_app.gui.import_bar import ImportBar
from archive_app.gui.import_desk import ImportDesk
from archive_app.gui.import_history import ImportHistory
from archive_app.gui.menus import fill_menus
from archive_app.gui.notice_bar import NoticeBar
from archive_app.gui.remembering import remember, restore
from archive_app.gui.saved_desk import SavedDesk
from archive_app.gui.sidebar_lines import Page
from archive_app.gui.single_instance import InstanceServer, hand_over
from archive_app.gui.tidying import Tidying
from archive_app.gui.top_bar import TopBar
from archive_app.gui.trash_desk import TrashDesk
from archive_app.gui.trash_page import TrashPage
from archive_app.gui.unexpected import guarded
from archive_app.gui.watched_window import WatchedWindow
from archive_app.gui.watching import Watching
from archive_app.model.article import Original


class MainWindow(QMainWindow):
    """One window on one archive at a time.

    `settings_file` is where what it remembers is written when it closes; None remembers nothing.
    """

    archive_opened = Signal()

    def __init__(self, appearance: Appearance, remembered: settings.Settings, settings_file: Path | None) -> None:
        super().__init__()
        self.appearance = appearance
        self._settings = remembered
        self._settings_file = settings_file
        self.session = ArchiveSession(self)
        self.instance = InstanceServer(self)
        self.top_bar = TopBar(appearance)
        self.notice = NoticeBar(appearance)
        self.browser = Browser(self.session, self.top_bar, appearance)
        self.import_bar = ImportBar(appearance)
        self.imports = ImportDesk(self.session, self.import_bar, self.notice, remembered, self)
        self.history = ImportHistory(self.session, appearance, self)
        self.watching = Watching(
            self.session, settings_file.with_name(paths.WATCHED_FOLDERS) if settings_file else None, self
        )
        self.tidying = Tidying(self.session, self)
        self.watched_window = WatchedWindow(self.watching, appearance, self)
        self.trash = TrashDesk(self.session, self.notice, self)
        self.saved = SavedDesk(self.session, self.notice, self)
        self.trash_page = TrashPage(self.session, self.trash, appearance)
        self.browser.add_page(Page.TRASH, self.trash_page)
        self.duplicates_page = DuplicatesPage(self.session, self.trash, appearance)
        self.browser.add_page(Page.DUPLICATES, self.duplicates_page)
        self.welcome = Welcome(appearance)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self.welcome)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.top_bar, self.notice, self._stack, self.import_bar):
            layout.addWidget(widget, 1 if widget is self._stack else 0)
        self.setCentralWidget(middle)
        self._overlay = DropOverlay(appearance, self)
        self._menus = Actions(self, self.menuBar())
        fill_menus(self, self._menus)
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 420)
        self._connect()
        restore(self, remembered)
        self._show_recent()

    # --- archives

    def open_archive(self, folder: Path, *, create: bool = True) -> None:
        """Open an archive here, unless another window has it: then that one is raised.

        Where there is none it is made, unless `create` is false.
        """
        if folder != self.session.folder and hand_over(folder, []):
            self.notice.tell(f"The archive in {folder} is open in another window, which was brought to the front.")
            return
        self.show_archive(folder, create=create)
        self.instance.listen(folder)

    def show_archive(self, folder: Path, *, create: bool = True) -> None:
        """Open an archive here, whoever else has it open, and without listening for later starts."""
        self.instance.close()
        self.notice.hide()
        self.imports.forget_report()
        self.trash.forget()
        self.saved.forget()
        self.watching.leave()
        self.tidying.stop()
        self.browser.reading.annotations.note.save()
        self.session.open(folder, create=create)
        self.browser.start_over(keep_search=str(folder) == self._settings.last_archive)

    def open_recent(self, folder: Path) -> None:
        """Open an archive that was open before; where it is gone it is not made anew."""
        if folder.is_dir():
            self.open_archive(folder, create=False)
        else:
            self.tell_gone(folder)

    def tell_gone(self, folder: Path) -> None:
        """Say that an archive which was open before is not there any more."""

        def forget() -> None:
            self._settings.forget_archive(folder)
            self._show_recent()

        self.notice.tell(
            f"The archive in {folder} is not there any more. Connect the disk that it is on, or look for where it was "
            "moved to.",
            [("Remove from the list", forget), ("Open another archive…", self.choose_archive)],
        )

    def open_starter_archive(self) -> None:
        """Open the starter archive; the articles shipped with the app are imported where it is empty."""
        self.open_archive(paths.starter_archive())

    def choose_archive(self) -> None:
        """Ask for an archive's folder, or an empty one to make an archive in."""
        if folder := QFileDialog.getExistingDirectory(self, "Open archive", str(self.session.folder or "")):
            self.open_archive(Path(folder))

    def _opened(self, state: ArchiveState) -> None:
        folder = self.session.folder
        if folder is None:
            return
        self._settings.remember_archive(folder)
        self._show_recent()
        self.import_bar.show_archive(folder, read_only=state.read_only)
        self.setWindowTitle(
            "Archive Browser" if folder == paths.default_archive() else f"{folder.name} — Archive Browser"
        )
        self._menus.enable(
            **dict.fromkeys(
                ("import_files", "import_folder", "paste", "trash", "read_anew", "watched", "save_search"),
                not state.read_only,
            )
        )
        self.top_bar.allow_import(not state.read_only)
        self.browser.sidebar.allow_changes(allowed=not state.read_only)
        self.browser.inspector.allow_editing(allowed=not state.read_only)
        self.browser.reading.annotations.allow_editing(allowed=not state.read_only)
        self._invite_or_browse(state.articles + state.trashed)
        if state.unfinished and not state.read_only:
            self.imports.offer_unfinished(state.unfinished)
        elif not state.articles and not state.trashed and folder == paths.starter_archive():
            self.imports.start(paths.seed_files())
        elif state.outdated and not state.read_only:
            self.imports.offer_reading_anew(state.outdated)
        self.session.count()
        self.archive_opened.emit()

    def _invite_or_browse(self, articles: int) -> None:
        """Invite to import while there is nothing, not even in the trash."""
        empty = not articles and not self.session.importing.running
        self._show(self.welcome if empty else self.browser)

    def _show(self, face: QWidget) -> None:
        """Show the welcome or the browser; the keyboard is not left in what is hidden."""
        focused = QApplication.focusWidget()
        leaves = face is not self.welcome and focused is not None and self.welcome.isAncestorOf(focused)
        self._stack.setCurrentWidget(face)
        if leaves:
            self.browser.focus_search()

    def _failed(self, error: ArchiveAppError) -> None:
        self.notice.tell(str(error), [("Open another archive…", self.choose_archive)])

    # --- from outside

    def receive(self, files: Sequence[Path]) -> None:
        """Take over the files of a second start, and come to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.imports.start(files)

    @guarded(default=None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Invite what can be imported."""
        given = handed_over(event.mimeData())
        if given is not None:
            event.acceptProposedAction()
            self._overlay.invite(*given.invitation)

    @guarded(default=None)
    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing hovers any more."""
        self._overlay.hide()

    @guarded(default=None)
    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped. Always as a copy: a drop never takes files away from where they are."""
        self._overlay.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.imports.take(handed_over(event.mimeData()))

    # --- functions of the menus

    def copy(self) -> None:
        """Copy what is selected where the keyboard is, else in the article."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit):
            focused.copy()
        else:
            self.browser.reading.view.copy()

    def save_original(self) -> None:
        """Ask where to save the file that the shown article was imported from."""
        if (article := self.browser.reading.article) is None:
            return
        proposed = str(Path(self._settings.last_folder or Path.home()) / article.original_name)
        target, _ = QFileDialog.getSaveFileName(self, "Save original", proposed)
        if target:
            self.session.fetch_original(article, Path(target))

    def move_to_trash(self) -> None:
        """Move the selected articles to the trash, or the one that is being read."""
        if (chosen := self.browser.chosen_articles()) is not None:
            self.trash.trash_found(chosen)

    def save_search(self) -> None:
        """Keep the search in the box under a name."""
        if self.top_bar.search_box.text().strip():
            self.saved.save(self.browser.query)
        else:
            self.notice.tell("There is no search to save. Type one, or choose a filter.", about="saved searches")

    def show_suggestions(self, *, shown: bool) -> None:
        """Show the takeaways that the app suggests, or leave them out."""
        self.browser.reading.view.show_suggestions(shown=shown)
        self._menus.check("suggestions", on=shown)

    def _article_shown(self, shown: bool) -> None:
        self._menus.enable(save_original=shown, find=shown, inspector=shown, more_like=shown)
        writable = shown and not self.session.read_only
        beside = writable and not self.browser.inspecting
        self._menus.enable(star=writable, tags=beside, note=beside)

    def _inspector_shown(self, shown: bool) -> None:
        self._menus.check("inspector", on=shown)
        self._article_shown(self.browser.reading.article is not None)
        self.browser.inspector.meanings.setEnabled(shown and self.browser.inspector.can_edit)

    def show_shortcuts(self) -> None:
        """List every key."""
        ShortcutsWindow(self._menus.shortcuts(), self).show()

    def show_about(self) -> None:
        """Say what this is."""
        AboutWindow(self).show()

    def _leave_page(self) -> None:
        self.browser.show_page(Page.ARTICLES)
        self.browser.results.focus_rows()

    def _write_original(self, original: Original, target: Path) -> None:
        try:
            target.write_bytes(original.data)
        except OSError as error:
            sentence = f"{target} could not be written: {error.strerror}. Choose another place."
            self.notice.tell(sentence, about="save original")
        else:
            self.notice.settle("save original")

    # --- remembering

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what an import has done, close the archive, and remember how things were."""
        remember(self, self._settings)
        if self._settings_file is not None:
            settings.save(self._settings, self._settings_file)
        self.hide()
        self.instance.close()
        self.watching.close()
        self.tidying.stop()
        self.browser.reading.annotations.note.save()
        self.session.close()
        super().closeEvent(event)

    def _remember_search(self, text: str) -> None:
        self._settings.remember_search(text)
        self.top_bar.search_box.set_recents(self._settings.recent_searches)

    def _forget_searches(self) -> None:
        self._settings.recent_searches.clear()
        self.top_bar.search_box.set_recents(())

    def _forget_archives(self) -> None:
        self._settings.recent_archives.clear()
        self._show_recent()

    def _show_recent(self) -> None:
        self._menus.show_recent(self._settings.recent_archives, self.session.folder)

    def _connect(self) -> None:
        session, browser, look = self.session, self.browser, self.appearance
        session.opened.connect(self._opened)
        session.failed.connect(self._failed)
        session.counted.connect(lambda counts: self._invite_or_browse(counts.articles + counts.trashed))
        session.counted.connect(browser.sidebar.show_counts)
        session.counted.connect(lambda _counts: self.saved.refresh())
        self.saved.changed.connect(browser.sidebar.show_saved)
        browser.sidebar.save_wanted.connect(self.save_search)
        browser.sidebar.rename_wanted.connect(self.saved.rename)
        browser.sidebar.remove_wanted.connect(self.saved.delete)
        session.original_ready.connect(self._write_original)
        session.importing.started.connect(lambda: self._show(browser))
        self.import_bar.report_wanted.connect(self.history.show_latest)
        self.history.article_wanted.connect(browser.open_article)
        self.history.retry_wanted.connect(session.importing.retry)
        self.history.undo_wanted.connect(self.trash.undo_import)
        self.watching.found.connect(self.imports.take_found)
        self.watching.failed.connect(lambda sentence: self.notice.tell(sentence, about="watching"))
        self.imports.forget_wanted.connect(session.forget_unfinished_import)
        self.imports.article_wanted.connect(browser.open_article)
        self.trash.trashed.connect(browser.let_go)
        self.trash.undo_ready.connect(lambda ready: self._menus.enable(undo=ready))
        self.trash.undo_ready.connect(lambda _ready: self.history.reload())
        self.trash_page.left.connect(self._leave_page)
        self.duplicates_page.left.connect(self._leave_page)
        self.duplicates_page.article_wanted.connect(browser.open_article)
        browser.searched.connect(self._remember_search)
        browser.inspector_shown.connect(self._inspector_shown)
        browser.place.fitted.connect(lambda shown, _roomy: self._menus.check("sidebar", on=shown))
        browser.reading.shown.connect(self._article_shown)
        browser.reading.view.hits_changed.connect(
            lambda: self._menus.enable(
                **dict.fromkeys(("next_hit", "previous_hit"), browser.reading.view.hit_count > 0)
            )
        )
        browser.annotating.starred.connect(lambda starred: self._menus.check("star", on=starred))
        browser.annotating.failed.connect(lambda sentence: self.notice.tell(sentence, about="annotations"))
        browser.annotating.settled.connect(lambda: self.notice.settle("annotations"))
        browser.reading.save_wanted.connect(self.save_original)
        self.top_bar.search_box.offers.cleared.connect(self._forget_searches)
        self.top_bar.import_wanted.connect(self.imports.choose_files)
        self.welcome.files_wanted.connect(self.imports.choose_files)
        self.welcome.folder_wanted.connect(self.imports.choose_folder)
        self.welcome.starter_wanted.connect(self.open_starter_archive)
        self._menus.recent_chosen.connect(lambda folder: self.open_recent(Path(folder)))
        self._menus.recents_cleared.connect(self._forget_archives)
        self._menus.theme_chosen.connect(look.set_mode)
        self._menus.serif_chosen.connect(look.set_serif)
        self._menus.duplicates_chosen.connect(self.imports.set_duplicates)
        self.instance.received.connect(self.receive)
