"""What the window says where there is nothing to show, and what to do about it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import button, emptied, grounded, label
from archive_app.gui.query_text import relaxations
from archive_app.model.search import Scope, SearchResults


class _EmptyState(QWidget):
    """An icon, a heading, a sentence, and buttons."""

    def __init__(self, appearance: Appearance, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, name)
        self._look = appearance
        self._icon_name = icon
        self._icon = label(centred=True)
        self._heading = label(look="heading", wraps=True, centred=True)
        self._body = label(look="body", wraps=True, centred=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._column.addWidget(self._icon)
        self._column.addSpacing(4)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 28, 28, 28)
        layout.addStretch(2)
        layout.addLayout(self._column)
        layout.addStretch(3)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        icon = self._look.icon(self._icon_name, "control_line")
        self._icon.setPixmap(icon.pixmap(self._look.icon_size(48), self.devicePixelRatioF()))


class NothingSelected(_EmptyState):
    """In the reading pane, before an article is chosen."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "emptyArticle", "article", parent)
        self._heading.setText("Nothing selected")
        self._body.setText(
            "Choose an article in the list to read it here.\nDown goes from the search box into the list."
        )


class EmptyTrash(_EmptyState):
    """In the trash's place while nothing is in it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "page", "trash", parent)
        self._heading.setText("The trash is empty")
        self._body.setText("Delete moves the selected articles here. From here they can be restored.")


class NoDuplicates(_EmptyState):
    """In the duplicates' place while there are none to be judged."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "page", "check", parent)
        self._heading.setText("No possible duplicates")
        self._body.setText("Articles that are nearly the same as another are listed here when they are imported.")


class Welcome(_EmptyState):
    """In place of everything, while the archive is empty."""

    files_wanted = Signal()
    folder_wanted = Signal()
    starter_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "welcome", "import", parent)
        self._heading.setText("Drop files here")
        self._body.setText(
            "Saved pages and texts become articles that you can search and read: their takeaways,\n"
            "the outlets they credit, the text. Everything stays on this computer."
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for text, signal, look in (
            ("Import files…", self.files_wanted, "primary"),
            ("Import folder…", self.folder_wanted, ""),
        ):
            way = button(text, look)
            way.clicked.connect(signal)
            row.addWidget(way)
        row.addStretch(1)
        starter = button("Look around in the starter archive", "link")
        starter.clicked.connect(self.starter_wanted)
        self._column.addSpacing(8)
        self._column.addLayout(row)
        self._column.addWidget(starter, 0, Qt.AlignmentFlag.AlignHCenter)


class NoResults(_EmptyState):
    """In the rows' place: what was searched, another spelling, and what could be relaxed."""

    search_wanted = Signal(str)
    scope_wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "emptyResults", "search", parent)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(2)
        self._column.addSpacing(6)
        self._column.addLayout(self._offers)

    def explain(self, results: SearchResults, *, importing: bool) -> None:
        """Say why there are no rows for an answer without hits; while articles come in, that there soon may be some."""
        emptied(self._offers)
        text = results.query.text.strip()
        things = "takeaways" if results.query.scope is Scope.TAKEAWAYS else "articles"
        if not text:
            self._heading.setText("Importing…" if importing else f"No {things} yet")
            coming = f"{things.capitalize()} appear here as files are read."
            self._body.setText(coming if importing else "Drop files on the window to import them.")
            return
        self._heading.setText("Nothing found yet" if importing else "Nothing found")
        so_far = " so far.\nWhat is imported now appears here where it matches" if importing else ""
        self._body.setText(f"No {things} match {_shortened(text)}{so_far}.")
        if results.suggestion and results.suggestion != text:
            suggestion = results.suggestion
            self._offer(f"Did you mean “{suggestion}”?", lambda: self.search_wanted.emit(suggestion))
        for relaxation in relaxations(text, has_longer=results.has_longer):
            self._offer(relaxation.label, partial(self.search_wanted.emit, relaxation.text))
        if results.query.scope is Scope.TAKEAWAYS:
            self._offer("Search whole articles", lambda: self.scope_wanted.emit(Scope.ARTICLES))
        self._offer("Clear the search", lambda: self.search_wanted.emit(""))

    def explain_failure(self, sentence: str) -> None:
        """Say that the search itself failed."""
        emptied(self._offers)
        self._heading.setText("The search failed")
        self._body.setText(sentence)

    def _offer(self, text: str, action: Callable[[], None]) -> None:
        offer = button(text, "link")
        offer.clicked.connect(lambda _checked=False: action())
        self._offers.addWidget(offer, 0, Qt.AlignmentFlag.AlignHCenter)


def _shortened(text: str) -> str:
    return f"“{text if len(text) <= 80 else text[:79] + '…'}”"
