"""The top bar: the app's name, the search box, articles or takeaways, and the way to import."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.search_box import SearchBox
from archive_app.model.search import Scope

_SIDEBAR = 224


class TopBar(QWidget):
    """The widest thing in it is the search box."""

    scope_chosen = Signal(object)
    import_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = appearance
        self._brand = QLabel("Archive Browser", objectName="brand")
        self.search_box = SearchBox(appearance)
        self._scopes = QButtonGroup(self)
        scopes = QHBoxLayout()
        scopes.setSpacing(0)
        for scope, label, name in (
            (Scope.ARTICLES, "Articles", "segmentLeft"),
            (Scope.TAKEAWAYS, "Takeaways", "segmentRight"),
        ):
            button = QPushButton(label, checkable=True, objectName=name)
            button.setAccessibleName(f"Search {label.lower()}")
            button.setProperty("scope", scope.value)
            button.setChecked(scope is Scope.ARTICLES)
            self._scopes.addButton(button)
            scopes.addWidget(button)
        self._scopes.buttonClicked.connect(lambda _button: self.scope_chosen.emit(self.scope))
        self._import = QPushButton("Import…")
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
        return Scope(self._scopes.checkedButton().property("scope"))

    def set_scope(self, scope: Scope) -> None:
        """Choose what is searched, without announcing it."""
        for button in self._scopes.buttons():
            button.setChecked(button.property("scope") == scope.value)

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
