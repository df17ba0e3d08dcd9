"""The two windows of the Help menu: what the app is, and its keys."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from archive_app import __version__, paths
from archive_app.gui.parts import button, label

# What the parts of the window do with keys that no menu lists.
_KEYS_IN_PLACE = (
    ("From the search box into the results", "Down"),
    ("Search and open the best hit", "Enter in the search box"),
    ("Recent searches", "Alt+Down in the search box"),
    ("From the results to the article", "Enter"),
    ("From the results to the search box", "Esc, or type on"),
    ("From the article to the results", "Esc"),
    ("Clear the search", "Esc in the search box"),
    ("Choose a filter in the sidebar, or let go of it", "Space or Enter"),
    ("Fold or unfold a section of the sidebar", "Left, Right"),
    ("Rename or delete a saved search in the sidebar", "F2, Del"),
    ("Choose a time in the histogram", "Left and Right, with Shift for more, then Enter"),
    ("Take the chosen time away", "Esc in the histogram"),
)


class AboutWindow(QDialog):
    """Name, version, purpose, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Archive Browser")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 30, 40, 24)
        layout.setSpacing(8)
        picture = label(centred=True)
        picture.setPixmap(app_icon().pixmap(96, 96))
        layout.addWidget(picture)
        for look, text in (
            ("heading", "Archive Browser"),
            ("quiet", f"Version {__version__}"),
            ("body", "Search and read your saved articles, offline.\nNothing leaves this computer."),
            ("quiet", "Free software under the MIT licence. Made with Qt, Whoosh and SQLite."),
        ):
            layout.addWidget(label(text, look, centred=True))
        layout.addSpacing(8)
        layout.addWidget(_close_button(self), 0, Qt.AlignmentFlag.AlignCenter)


class ShortcutsWindow(QDialog):
    """Every function that has keys."""

    def __init__(self, shortcuts: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for row, (name, keys) in enumerate((*_KEYS_IN_PLACE, *shortcuts)):
            grid.addWidget(label(name, wraps=True), row, 0)
            grid.addWidget(label(keys, "quiet", wraps=True), row, 1)
        area = QScrollArea()
        area.setAccessibleName("Keyboard shortcuts")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(table)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.addWidget(label("Keyboard shortcuts", "heading"))
        layout.addWidget(area, 1)
        layout.addWidget(_close_button(self), 0, Qt.AlignmentFlag.AlignRight)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(QSize(68 * letter, 100 * letter).boundedTo(self.screen().availableSize() * 0.9))


def app_icon() -> QIcon:
    """The app's icon."""
    return QIcon(str(paths.resource("icons/archive-app.svg")))


def _close_button(window: QDialog) -> QPushButton:
    close = button("Close", "primary")
    close.setDefault(True)
    close.clicked.connect(window.close)
    return close
