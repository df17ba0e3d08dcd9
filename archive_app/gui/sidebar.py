"""The sidebar: the pages of the window, the facets of what was found, and the saved searches."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveCounts
from archive_app.gui.facet_names import ROLES
from archive_app.gui.parts import grounded
from archive_app.gui.sidebar_lines import Choice, Command, Extent, Line, Page, Section
from archive_app.gui.sidebar_model import SidebarModel
from archive_app.gui.sidebar_sections import SidebarState, lines
from archive_app.gui.sidebar_view import SidebarView
from archive_app.model.saved_searches import SavedSearch
from archive_app.model.search import SearchResults


class Sidebar(QWidget):
    """Tells what was chosen, and shows what it is told; it changes no search itself."""

    page_chosen = Signal(object)
    cleared = Signal()
    filter_chosen = Signal(object)
    saved_chosen = Signal(object)
    save_wanted = Signal()
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "sidebar")
        self._state = SidebarState()
        self.view = SidebarView(SidebarModel(self), appearance)
        self.view.chosen.connect(self._choose)
        self.view.fold_wanted.connect(self._fold)
        self.view.menu_wanted.connect(self._show_menu)
        self.view.rename_wanted.connect(lambda line: self._change(line, self.rename_wanted))
        self.view.remove_wanted.connect(lambda line: self._change(line, self.remove_wanted))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 1, 8)
        layout.addWidget(self.view)
        appearance.changed.connect(self._restyle)

    @property
    def folded(self) -> list[str]:
        """The sections that are folded, for the settings."""
        return sorted(self._state.folded)

    def fold(self, sections: Sequence[str]) -> None:
        """Fold these sections and no others."""
        self._state.folded = {section for section in Section if section.value in sections}
        self._fill()

    def start_over(self) -> None:
        """Forget the facets and saved searches of another archive."""
        self._state.facets, self._state.chosen, self._state.saved = {}, {}, ()
        self._fill()

    def show_counts(self, counts: ArchiveCounts) -> None:
        """Show these numbers of the archive."""
        self._state.counts = counts
        self._fill()

    def show_answer(self, results: SearchResults) -> None:
        """Show what a search chooses by, and its facets where it has some."""
        state = self._state
        state.query, state.chosen = results.query, results.chosen
        state.filtered = bool(results.chosen) or results.days is not None
        if results.facets:
            state.facets = results.facets
        self._fill()

    def show_saved(self, saved: Sequence[tuple[SavedSearch, int | None]]) -> None:
        """Show these saved searches, with their numbers where they are counted."""
        self._state.saved = saved
        self._fill()

    def mark_page(self, page: Page) -> None:
        """Mark the page that is shown."""
        self._state.page = page
        self._fill()

    def allow_changes(self, *, allowed: bool) -> None:
        """Say whether searches can be saved in the archive."""
        self._state.read_only = not allowed
        self._fill()

    def _fill(self) -> None:
        self.view.show_lines(lines(self._state))

    def _choose(self, line: Line) -> None:
        if line.disabled:
            return
        match line.target:
            case Page.ARTICLES:
                self.cleared.emit()
            case Page():
                self.page_chosen.emit(line.target)
            case Section():
                self._fold(line.target, not line.folded)
            case Extent(section=section, all=whole):
                (self._state.whole.add if whole else self._state.whole.discard)(section)
                self._fill()
            case Choice():
                self.filter_chosen.emit(line.target)
            case Command.ROLE:
                self._offer_roles()
            case Command.SAVE:
                self.save_wanted.emit()
            case SavedSearch():
                self.saved_chosen.emit(line.target)

    def _fold(self, section: Section, folded: bool) -> None:
        (self._state.folded.add if folded else self._state.folded.discard)(section)
        self._fill()

    def _offer_roles(self) -> None:
        menu = self._menu()
        group = QActionGroup(menu)
        for role, name in ROLES.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(role == self._state.role)
            action.setActionGroup(group)
            action.triggered.connect(lambda _checked=False, role=role: self._show_role(role))
        rect = self.view.visualRect(self.view.currentIndex())
        menu.popup(self.view.viewport().mapToGlobal(rect.bottomLeft() + QPoint(8, 0)))
        menu.setActiveAction(group.checkedAction())

    def _show_role(self, role: str) -> None:
        self._state.role = role
        self._fill()

    def _show_menu(self, line: Line, place: QPoint) -> None:
        if not isinstance(line.target, SavedSearch):
            return
        menu = self._menu()
        menu.addAction("&Search").triggered.connect(lambda: self.saved_chosen.emit(line.target))
        for text, signal in (("&Rename…", self.rename_wanted), ("&Delete", self.remove_wanted)):
            action = menu.addAction(text)
            action.setEnabled(not self._state.read_only)
            action.triggered.connect(lambda _checked=False, signal=signal: self._change(line, signal))
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _change(self, line: Line, signal: SignalInstance) -> None:
        if isinstance(line.target, SavedSearch) and not self._state.read_only:
            signal.emit(line.target)

    def _restyle(self) -> None:
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()
