"""The possible duplicates: pairs of articles that may be the same one, compared, and what a person makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveCounts, ArchiveSession
from archive_app.gui.comparing import Comparison, compare
from archive_app.gui.comparison_view import ComparisonView
from archive_app.gui.dates import counted
from archive_app.gui.empty_states import NoDuplicates
from archive_app.gui.list_page import ListPage
from archive_app.gui.parts import button, label, select_row
from archive_app.gui.plain_table import Column, PlainTable, TableModel
from archive_app.gui.trash_desk import TrashDesk
from archive_app.model.duplicates import DuplicatePair

if TYPE_CHECKING:
    from archive_app.library import Archive

_EXPLANATION = (
    "These articles are nearly the same, or were saved from the same address. Lit words stand in one of the two only."
)
# More than these are never judged at one go; the next ones move up.
_MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class ListedPair:
    """A pair with its articles' titles."""

    pair: DuplicatePair
    left: str
    right: str


class DuplicatesPage(ListPage):
    """The list of pairs, and the chosen one compared."""

    article_wanted = Signal(int)

    def __init__(self, session: ArchiveSession, desk: TrashDesk, appearance: Appearance) -> None:
        super().__init__(session)
        self._desk = desk
        self.model = TableModel[ListedPair](
            [
                Column("Article", lambda listed: listed.left),
                Column("May be the same as", lambda listed: listed.right),
                Column("Why", lambda listed: listed.pair.reason, 220),
            ],
            self,
        )
        self.table = PlainTable("Possible duplicates", self.model, appearance, one_row=True)
        self.comparison = ComparisonView(appearance)
        self._both = button("Keep both")
        self._both.setToolTip("They are not the same article, and will not be listed again")
        self._skip = button("Decide later")
        self._count = label(look="quiet")
        self._lay_out(
            "Possible duplicates",
            _EXPLANATION,
            self._make_splitter(),
            (self._both, self._skip, self._count),
            NoDuplicates(appearance),
        )
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._compare())
        self.table.opened.connect(lambda _row: self.comparison.left.text.setFocus())
        self.comparison.open_wanted.connect(self.article_wanted)
        self.comparison.keep_wanted.connect(self._keep)
        self._both.clicked.connect(self._keep_both)
        self._skip.clicked.connect(self._go_on)

    @property
    def chosen(self) -> DuplicatePair | None:
        """The pair that is compared."""
        row = self.table.currentIndex().row()
        return self.model.rows[row].pair if 0 <= row < len(self.model.rows) else None

    def reload(self) -> None:
        """Ask which pairs there are now."""
        self._session.ask(_listed, self._show, "duplicates")

    def _make_splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.table)
        splitter.addWidget(self.comparison)
        splitter.setSizes([3_000, 7_000])
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 7)
        return splitter

    def _counted(self, counts: ArchiveCounts) -> None:
        self._count.setText(_more(counts.duplicates - _MOST_LISTED))
        super()._counted(counts)

    def _show(self, listed: Sequence[ListedPair]) -> None:
        if tuple(listed) != tuple(self.model.rows):
            row, chosen = self.table.currentIndex().row(), self.chosen
            self.model.set_rows(listed)
            if listed:
                pairs = [each.pair for each in listed]
                row = pairs.index(chosen) if chosen in pairs else min(max(row, 0), len(listed) - 1)
                select_row(self.table, row)
        self._show_list(empty=not listed)
        able = not self._session.read_only
        self.comparison.allow_keeping(allowed=able)
        self._both.setEnabled(able)
        self._skip.setEnabled(len(listed) > 1)

    def _compare(self) -> None:
        pair = self.chosen
        shown = self.comparison.comparison
        if pair is None:
            self.comparison.show_comparison(None)
        elif shown is None or shown.pair != pair:
            self._session.ask(
                lambda archive: compare(archive, pair), self._take, "compare", lambda _error: self.reload()
            )

    def _take(self, comparison: Comparison) -> None:
        if comparison.pair == self.chosen:
            self.comparison.show_comparison(comparison)

    # --- decided

    def _keep(self, article: int) -> None:
        shown = self.comparison.comparison
        if shown is not None:
            pair = shown.pair
            self._desk.keep_only(article, pair.high if article == pair.low else pair.low)

    def _keep_both(self) -> None:
        if (pair := self.chosen) is not None:
            self._desk.keep_both(pair.low, pair.high)

    def _go_on(self) -> None:
        """Leave the pair as it is, and go to the next one, after the last to the first."""
        select_row(self.table, (self.table.currentIndex().row() + 1) % len(self.model.rows))


def _listed(archive: "Archive") -> Sequence[ListedPair]:
    pairs = archive.possible_duplicates()[:_MOST_LISTED]
    ids = {article for pair in pairs for article in (pair.low, pair.high)}
    titles = {article.id: article.title for article in archive.articles(sorted(ids))}
    # One of them may have gone to the trash since.
    known = (pair for pair in pairs if pair.low in titles and pair.high in titles)
    return tuple(ListedPair(pair, titles[pair.low], titles[pair.high]) for pair in known)


def _more(number: int) -> str:
    return f"{counted(number, 'more pair')} will follow." if number > 0 else ""
