"""The query language in a short table below the search box, with examples of this archive to be clicked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.dates import counted
from archive_app.gui.parts import button, label
from archive_app.gui.popover import Popover
from archive_app.gui.search_examples import FORMS, Example, examples

_WIDTH = 620
_PAD = 6
# Headings begin where the words on the buttons under them do.
_BUTTON_PADDING = 7
_LONGEST = 34


class SearchHelp(Popover):
    """Has the keyboard while it is open: Tab and the arrows go from example to example."""

    example_chosen = Signal(str)

    def __init__(self, session: ArchiveSession, appearance: Appearance, box: QWidget) -> None:
        super().__init__(appearance, box, "Search help")
        self._session = session
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.addWidget(self._scroll)
        self._table = QWidget()
        self._links: list[QPushButton] = []
        self.show_examples(FORMS)

    def explain(self) -> None:
        """Open, with examples of the archive's own words as soon as they are there."""
        self.open()
        self._go_in()
        self._session.ask(examples, self.show_examples, kind="examples", failure=lambda _error: None)

    def show_examples(self, found: Sequence[Example]) -> None:
        """Show these rows, with the keyboard on the first example where it was in here."""
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and (focused is self or self.isAncestorOf(focused))
        if had_keyboard:
            # The table that goes must not give it to something else.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._links.clear()
        self._table = QWidget()
        self._table.setObjectName("searchHelp")
        grid = QGridLayout(self._table)
        grid.setContentsMargins(8, 6, 8, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        typed = label("You type", "fieldName")
        typed.setIndent(_BUTTON_PADDING)
        grid.addWidget(typed, 0, 0)
        grid.addWidget(label("You get", "fieldName"), 0, 1)
        for row, example in enumerate(found, 1):
            self._add_row(grid, row, example)
        note = label("Everything can be combined, also in brackets.", "quiet", wraps=True)
        grid.addWidget(note, len(found) + 1, 0, 1, 3)
        self._scroll.setWidget(self._table)
        if self.isVisible():
            self.open()
            if had_keyboard:
                self._go_in()

    def wanted_size(self, room: QSize) -> QSize:
        """As wide as a table reads well, and as high as its rows need."""
        width = min(self._look.pixels(_WIDTH), room.width())
        table = self._table.layout()
        height = table.totalHeightForWidth(width - 2 * _PAD) if table is not None else 0
        return QSize(width, height + 2 * _PAD).boundedTo(room)

    def _go_in(self) -> None:
        """Give the keyboard to the first example, or to the panel where there is none."""
        first = self._links[0] if self._links else self
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_row(self, grid: QGridLayout, row: int, example: Example) -> None:
        grid.addWidget(label(example.meaning, wraps=True), row, 1)
        if not example.query:
            grid.addWidget(label(example.form, "form"), row, 0)
            return
        shown = example.query if len(example.query) <= _LONGEST else example.query[: _LONGEST - 1] + "…"
        link = button(shown, "link")
        link.setAccessibleName(f"{example.query}: {example.meaning}, {counted(example.articles, 'article')}")
        self._links.append(link)
        link.clicked.connect(partial(self._choose, example.query))
        grid.addWidget(link, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(f"{example.articles:,}", "quiet"), row, 2, Qt.AlignmentFlag.AlignRight)

    def _choose(self, query: str, _checked: bool = False) -> None:
        self.leave()
        self.example_chosen.emit(query)
