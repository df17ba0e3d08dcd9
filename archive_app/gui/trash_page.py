"""The trash: the articles that were taken away, each with the day on which it goes for good."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveCounts, ArchiveSession
from archive_app.gui.dates import counted, short_date
from archive_app.gui.empty_states import EmptyTrash
from archive_app.gui.parts import button, grounded, label, select_row
from archive_app.gui.plain_table import Column, PlainTable, TableModel
from archive_app.gui.trash_desk import TrashDesk
from archive_app.model.archive import DAYS_IN_TRASH, TrashedArticle

if TYPE_CHECKING:
    from archive_app.library import Archive

_EXPLANATION = (
    f"Articles here are not searched. Each is deleted for good {DAYS_IN_TRASH} days after it was moved here, "
    "unless you restore it."
)


class TrashPage(QWidget):
    """The list, and what can be done with what is selected in it."""

    left = Signal()

    def __init__(self, session: ArchiveSession, desk: TrashDesk, appearance: Appearance) -> None:
        super().__init__()
        grounded(self, "page")
        self._session = session
        self._desk = desk
        self.model = TableModel[TrashedArticle](
            [
                Column("Title", lambda article: article.title),
                Column("File", lambda article: article.original_name, 220),
                Column("Moved here", _moved, 130),
                Column("Deleted on", _deleted, 130),
            ],
            self,
        )
        self.table = PlainTable("Articles in the trash", self.model, appearance)
        self.table.delete_wanted.connect(self._delete)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self._restore_button = button("Restore", "primary")
        self._restore_button.clicked.connect(self._restore)
        self._delete_button = button("Delete for good…")
        self._delete_button.clicked.connect(self._delete)
        self._empty_button = button("Empty trash…")
        self._empty_button.clicked.connect(self._empty)
        self._count = label(look="quiet")
        self._stack = QStackedLayout()
        self._stack.addWidget(self._make_list())
        self._stack.addWidget(EmptyTrash(appearance))
        self.setLayout(self._stack)
        self.setFocusProxy(self.table)
        session.counted.connect(self._counted)
        self._enable()

    def reload(self) -> None:
        """Ask what is in the trash now."""
        self._session.ask(_trashed, self._show, "trash")

    def showEvent(self, event: QShowEvent) -> None:
        """What was trashed meanwhile is there too."""
        super().showEvent(event)
        self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the articles."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make_list(self) -> QWidget:
        page = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._restore_button)
        buttons.addWidget(self._delete_button)
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self._empty_button)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(28, 20, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label("Trash", "heading"))
        layout.addWidget(label(_EXPLANATION, "body", wraps=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        return page

    def _counted(self, _counts: ArchiveCounts) -> None:
        if self.isVisible():
            self.reload()

    def _show(self, articles: Sequence[TrashedArticle]) -> None:
        if tuple(articles) != tuple(self.model.rows):
            row = self.table.currentIndex().row()
            self.model.set_rows(articles)
            if articles:
                select_row(self.table, min(max(row, 0), len(articles) - 1))
        self._stack.setCurrentIndex(0 if articles else 1)
        self._enable()

    def _selected(self) -> list[TrashedArticle]:
        return [self.model.rows[row] for row in self.table.selected()]

    def _enable(self) -> None:
        selected = len(self.table.selected())
        self._restore_button.setEnabled(bool(selected))
        self._delete_button.setEnabled(bool(selected))
        self._count.setText(f"{counted(selected, 'article')} selected" if selected > 1 else "")

    def _restore(self) -> None:
        self._desk.restore([article.id for article in self._selected()])

    def _delete(self) -> None:
        if selected := self._selected():
            self._desk.delete([article.id for article in selected], selected[0].title if len(selected) == 1 else "")

    def _empty(self) -> None:
        self._desk.delete([article.id for article in self.model.rows])


def _trashed(archive: "Archive") -> Sequence[TrashedArticle]:
    return archive.trashed()


def _moved(article: TrashedArticle) -> str:
    return short_date(article.trashed.astimezone().date())


def _deleted(article: TrashedArticle) -> str:
    return short_date((article.trashed + timedelta(days=DAYS_IN_TRASH)).astimezone().date())
