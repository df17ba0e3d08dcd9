"""The menus: every function of the window, its name, its place and its key."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from archive_app.gui.theme import ThemeMode
from archive_app.model.jobs import DuplicatePolicy

Keys = str | QKeySequence.StandardKey | Sequence[str]

_THEMES = {ThemeMode.AUTO: "&As the system", ThemeMode.LIGHT: "&Light", ThemeMode.DARK: "&Dark"}
_DUPLICATES = {
    DuplicatePolicy.SKIP: "&Skip the new one",
    DuplicatePolicy.KEEP_BOTH: "&Keep both",
    DuplicatePolicy.REPLACE: "&Replace the old one",
}
_FONTS = {True: "&Serif", False: "S&ans"}


class Actions(QObject):
    """Makes actions with keys and keeps them by name, for menus and for the page of shortcuts."""

    recent_chosen = Signal(str)
    recents_cleared = Signal()
    theme_chosen = Signal(object)
    serif_chosen = Signal(bool)
    duplicates_chosen = Signal(object)

    def __init__(self, window: QWidget, menu_bar: QMenuBar) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self.file = menu_bar.addMenu("&File")
        self.edit = menu_bar.addMenu("&Edit")
        self.view = menu_bar.addMenu("&View")
        self.help = menu_bar.addMenu("&Help")
        self._recent = QMenu("Open r&ecent", window)
        self._themes = QActionGroup(self)
        self._fonts = QActionGroup(self)
        self._duplicates = QActionGroup(self)

    def add(self, menu: QMenu, name: str, text: str, slot: Callable[[], object], keys: Keys = ()) -> QAction:
        """Add an action to a menu; `name` is how `enable` finds it."""
        action = QAction(text, self._window)
        if isinstance(keys, QKeySequence.StandardKey):
            action.setShortcuts(QKeySequence.keyBindings(keys))
        else:
            action.setShortcuts([QKeySequence(key) for key in ([keys] if isinstance(keys, str) else keys)])
        action.triggered.connect(lambda _checked=False: slot())
        menu.addAction(action)
        self._actions[name] = action
        return action

    def enable(self, **states: bool) -> None:
        """Say which actions can run now."""
        for name, able in states.items():
            self._actions[name].setEnabled(able)

    def check(self, name: str, *, on: bool) -> None:
        """Put a check mark to an action, or take it away."""
        self._actions[name].setChecked(on)

    def add_recent_menu(self) -> None:
        """Add the recent archives to the File menu."""
        self.file.addMenu(self._recent)

    def show_recent(self, archives: Sequence[str], current: Path | None) -> None:
        """Offer these archives, but not the open one."""
        self._recent.clear()
        others = [archive for archive in archives if Path(archive) != current]
        for number, archive in enumerate(others, 1):
            key = f"&{number} " if number < 10 else ""
            self._recent.addAction(key + archive.replace("&", "&&")).triggered.connect(
                lambda _checked=False, folder=archive: self.recent_chosen.emit(folder)
            )
        if others:
            self._recent.addSeparator()
            self._recent.addAction("&Clear the list").triggered.connect(self.recents_cleared)
        self._recent.setEnabled(bool(others))

    def add_duplicates_menu(self, policy: DuplicatePolicy) -> None:
        """Add the choice of what imports do with articles that are there to the File menu."""
        menu = self.file.addMenu("&When an article is already there")
        for wanted, label in _DUPLICATES.items():
            action = self._choice(menu, self._duplicates, label, chosen=wanted is policy)
            action.triggered.connect(lambda _checked=False, value=wanted: self.duplicates_chosen.emit(value))

    def add_theme_menu(self, mode: ThemeMode) -> None:
        """Add the choice of theme to the View menu."""
        menu = self.view.addMenu("&Theme")
        for theme, label in _THEMES.items():
            action = self._choice(menu, self._themes, label, chosen=theme is mode)
            action.triggered.connect(lambda _checked=False, wanted=theme: self.theme_chosen.emit(wanted))

    def add_font_menu(self, *, serif: bool) -> None:
        """Add the choice of the reading font to the View menu."""
        menu = self.view.addMenu("Reading &font")
        for wanted, label in _FONTS.items():
            action = self._choice(menu, self._fonts, label, chosen=wanted is serif)
            action.triggered.connect(lambda _checked=False, value=wanted: self.serif_chosen.emit(value))

    def shortcuts(self) -> list[tuple[str, str]]:
        """Every action with a key: its name and its keys, in the menus' order."""
        listed = []
        for action in self._actions.values():
            keys = [
                key.toString(QKeySequence.SequenceFormat.NativeText)
                for key in action.shortcuts()
                if _on_every_keyboard(key)
            ]
            if keys:
                listed.append((action.text().replace("&", "").rstrip("…"), ", ".join(keys[:2])))
        return listed

    def _choice(self, menu: QMenu, group: QActionGroup, label: str, *, chosen: bool) -> QAction:
        action = QAction(label, self._window)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        menu.addAction(action)
        return action


def _on_every_keyboard(key: QKeySequence) -> bool:
    """Say whether a key is on every keyboard; Qt names others too, such as one that says "Open" and F14."""
    text = key.toString()
    return "+" in text or text == "Del" or (text.startswith("F") and text[1:].isdigit() and int(text[1:]) <= 12)


def limit_to(action: QAction, widget: QWidget) -> None:
    """Let an action's keys work only while a widget or one inside it has the keyboard."""
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    widget.addAction(action)
