"""The top bar: the app's name, the search box, articles or takeaways, and the way to import."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import button, grounded, label
from archive_app.gui.search_box import SearchBox
from archive_app.model.search import Scope

_SIDEBAR = 224


class TopBar(QWidget):
    """The widest thing in it is the search box."""

    scope_chosen = Signal(object)
    import_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "topBar")
        self._look = appearance
        self._brand = label("Archive Browser", "brand")
        self.search_box = SearchBox(appearance)
        self._scopes = QButtonGroup(self)
        scopes = QHBoxLayout()
        scopes.setSpacing(0)
        for scope, text, look in (
            (Scope.ARTICLES, "Articles", "segmentLeft"),
            (Scope.TAKEAWAYS, "Takeaways", "segmentRight"),
        ):
            segment = button(text, look)
            segment.setCheckable(True)
            segment.setAccessibleName(f"Search {text.lower()}")
            segment.setChecked(scope is Scope.ARTICLES)
            self._scopes.addButton(segment, list(Scope).index(scope))
            scopes.addWidget(segment)
        self._scopes.buttonClicked.connect(lambda _button: self.scope_chosen.emit(self.scope))
        self._import = button("Import…")
        self._import.clicked.connect(self.import_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 16, 9)
        layout.setSpacing(12)
        layout.addWidget(self._brand)
        layout.addWidget(self.search_box, 100)
        layout.addLayout(scopes)
        layout.addStretch(1)
        layout.addWidget(self._import)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def scope(self) -> Scope:
        """What is searched."""
        return list(Scope)[self._scopes.checkedId()]

    def set_scope(self, scope: Scope) -> None:
        """Choose what is searched, without announcing it."""
        self._scopes.button(list(Scope).index(scope)).setChecked(True)

    def allow_import(self, allowed: bool) -> None:
        """Say whether the archive can take articles."""
        self._import.setEnabled(allowed)

    def show_brand(self, shown: bool) -> None:
        """Show the name over the sidebar, or leave its room to the search box."""
        self._brand.setVisible(shown)

    def _restyle(self) -> None:
        # The search box begins where the sidebar ends.
        self._brand.setFixedWidth(self._look.pixels(_SIDEBAR) - 16)
        self.search_box.setMaximumWidth(self._look.pixels(720))
        self.setMinimumHeight(self._look.pixels(56))
        # The chosen segment is semibold, and must not change its width.
        metrics = QFontMetrics(self._look.font(13, semibold=True))
        for segment in self._scopes.buttons():
            segment.setMinimumWidth(metrics.horizontalAdvance(segment.text()) + 30)
