"""Where the sidebar stands: beside list and article where there is room, else over them while it is looked at."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.sidebar import Sidebar

_WIDTH = 224
# Below this width the list and the article need the sidebar's room.
_BESIDE_FROM = 1040
# The inspector has two columns of its own.
_BESIDE_FROM_INSPECTING = 1500


class SidebarPlace(QObject):
    """The left margin of a widget's layout, or its left edge. `left` says that the keyboard has to go elsewhere.

    `fitted` says after each change whether the sidebar is there, and whether there is room beside it.
    """

    fitted = Signal(bool, bool)
    left = Signal()

    def __init__(self, sidebar: Sidebar, widget: QWidget, layout: QHBoxLayout, appearance: Appearance) -> None:
        super().__init__(widget)
        self._sidebar = sidebar
        self._widget = widget
        self._layout = layout
        self._look = appearance
        self._laid_over = False
        self._inspecting = False
        self.wanted = True
        sidebar.view.left.connect(self._lose_keyboard)

    def want(self, *, wanted: bool) -> None:
        """Show the sidebar where there is room for it, or nowhere."""
        self.wanted = wanted
        self.fit()

    def toggle(self) -> None:
        """Show or hide the sidebar; where the window is narrow it lies over the list until something is chosen."""
        had_keyboard = self._sidebar.view.hasFocus()
        if self._roomy:
            self.wanted = not self.wanted
        else:
            self._laid_over = not self._laid_over
        self.fit()
        if self._laid_over:
            self._sidebar.raise_()
            self._sidebar.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keyboard:
            self.left.emit()

    def make_room(self, *, inspecting: bool) -> None:
        """Say whether the inspector is there."""
        self._inspecting = inspecting
        self.fit()

    def give_way(self) -> None:
        """Something was chosen: a sidebar that lies over it goes."""
        if self._laid_over:
            self.left.emit()

    def fit(self) -> None:
        """Take the room that there is."""
        self._sidebar.setFixedWidth(self._look.pixels(_WIDTH))
        self._laid_over = self._laid_over and not self._roomy
        beside = self.wanted and self._roomy
        self._layout.setContentsMargins(self._sidebar.width() if beside else 0, 0, 0, 0)
        self._sidebar.setGeometry(0, 0, self._sidebar.width(), self._widget.height())
        self._sidebar.setVisible(beside or self._laid_over)
        self.fitted.emit(beside or self._laid_over, self._roomy)

    @property
    def _roomy(self) -> bool:
        least = _BESIDE_FROM_INSPECTING if self._inspecting else _BESIDE_FROM
        return self._widget.width() >= self._look.pixels(least)

    def _lose_keyboard(self) -> None:
        """A sidebar that lies over the list goes when something else gets the keyboard."""
        if self._laid_over:
            self._laid_over = False
            self.fit()
