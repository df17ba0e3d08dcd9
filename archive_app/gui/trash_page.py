"""The trash: the articles that were taken away, each with the day on which it goes for good."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.dates import counted, short_date
from archive_app.gui.empty_states import EmptyTrash
from archive_app.gui.list_page import ListPage
from archive_app.gui.parts import button, label, select_row
from archive_app.gui.plain_table import Column, PlainTable, TableModel
from archive_app.gui.trash_desk import TrashDesk
from archive_app.model.archive import DAYS_IN_TRASH, TrashedArticle

if TYPE_CHECKING:
    from archive_app.library import Archive

_EXPLANATION = (
    f"Articles here are not searched. Each is deleted for good {DAYS_IN_TRASH} days after it was moved here, "
    "unless you restore it."
)


class TrashPage(ListPage):
    """The list, and what can be done with what is selected in it."""

    def __init__(self, session: ArchiveSession, desk: TrashDesk, appearance: Appearance) -> None:
        super().__init__(session)
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
        buttons = (self._restore_button, self._delete_button, self._count, self._empty_button)
        self._lay_out("Trash", _EXPLANATION, self.table, buttons, EmptyTrash(appearance))
        self.setFocusProxy(self.table)
        self._enable()

    def reload(self) -> None:
        """Ask what is in the trash now."""
        self._session.ask(_trashed, self._show, "trash")

    def _show(self, articles: Sequence[TrashedArticle]) -> None:
        if tuple(articles) != tuple(self.model.rows):
            row = self.table.currentIndex().row()
            self.model.set_rows(articles)
            if articles:
                select_row(self.table, min(max(row, 0), len(articles) - 1))
        self._show_list(empty=not articles)
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
