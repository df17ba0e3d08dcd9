"""The result list's model: as many rows as there are hits, pages of them fetched when they come into view."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from archive_app.gui.dates import short_date
from archive_app.gui.searching import PAGE
from archive_app.gui.text_spans import isolated, runs_right_to_left
from archive_app.gui.unexpected import guarded
from archive_app.model.article import CreditRole
from archive_app.model.search import Hit, Query, Scope, SearchResults, Snippet

HitRole = Qt.ItemDataRole.UserRole + 1

Place = tuple[int, int | None]
"""An article, and the number of one of its takeaways or None for the article as a whole."""

_FIELDS = {"title": "Title", "takeaway": "Takeaway", "text": "Text", "credit": "Credit", "byline": "Byline"}


class ResultsModel(QAbstractTableModel):
    """One column of hits. A row whose page has not come yet has no hit; asking for it emits `page_wanted`."""

    page_wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results: SearchResults | None = None
        self._hits: dict[int, Hit] = {}

    @property
    def query(self) -> Query | None:
        """The query that the rows answer, or None before the first answer."""
        return self._results.query if self._results else None

    @property
    def total(self) -> int:
        """The number of hits, fetched or not."""
        return self._results.total if self._results else 0

    def set_results(self, results: SearchResults | None) -> None:
        """Show the answer to a query; None empties the list."""
        self.beginResetModel()
        self._results = results
        self._hits = {}
        if results is not None:
            self._keep(results)
        self.endResetModel()

    def update_results(self, results: SearchResults) -> None:
        """Show a page of the same query asked again: rows that look the same are left alone, other pages forgotten."""
        before, more = self._hits, results.total - self.total
        if more < 0 or not self.total:
            self.set_results(results)
            return
        if more:
            self.beginInsertRows(QModelIndex(), self.total, results.total - 1)
        self._results, self._hits = results, {}
        self._keep(results)
        if more:
            self.endInsertRows()
        changed = [row for row in before.keys() | self._hits.keys() if _looks(before, row) != _looks(self._hits, row)]
        if changed:
            self.dataChanged.emit(self.index(min(changed), 0), self.index(max(changed), 0))

    def add_page(self, results: SearchResults) -> None:
        """Fill in a further page of the same query."""
        first, count = self._keep(results)
        last = min(first + count, self.total) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def hit(self, row: int) -> Hit | None:
        """The hit of a row, if its page has come."""
        return self._hits.get(row)

    def rows_of(self, articles: Collection[int]) -> list[int]:
        """The rows of these articles among the fetched ones."""
        return [row for row, hit in self._hits.items() if hit.id in articles]

    def row_of(self, place: Place) -> int | None:
        """The first row among the fetched ones that leads to a place, or None."""
        return min((row for row, hit in self._hits.items() if leads_to(hit, place)), default=None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of hits."""
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """One column."""
        return 0 if parent.isValid() else 1

    @guarded(default=None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The hit, its title, or the row read out."""
        if not index.isValid():
            return None
        hit = self._hits.get(index.row())
        if hit is None:
            if role == HitRole:
                self.page_wanted.emit(index.row() // PAGE)
            return None
        if role == HitRole:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit)
        return None

    def _keep(self, results: SearchResults) -> tuple[int, int]:
        first = results.query.offset
        self._hits.update(enumerate(results.hits, first))
        return first, len(results.hits)


def leads_to(hit: Hit, place: Place) -> bool:
    """Whether a hit opens a place; an article and any of its takeaways lead to each other."""
    article, takeaway = place
    return hit.id == article and (takeaway is None or hit.takeaway is None or hit.takeaway == takeaway)


def without_score(hit: Hit) -> Hit:
    """What is drawn of a hit: its score is not, and changes whenever the archive grows."""
    return replace(hit, score=0.0)


def _looks(hits: Mapping[int, Hit], row: int) -> Hit | None:
    hit = hits.get(row)
    return without_score(hit) if hit is not None else None


def outlets_line(hit: Hit) -> str:
    """The outlets a hit is credited to; the publisher or site where it credits none."""
    for role in (CreditRole.CREDITED, CreditRole.PUBLISHER):
        if named := [credit.outlet for credit in hit.credits if credit.role is role]:
            return ", ".join(dict.fromkeys(named))
    return hit.site_name or ""


def meta_line(hit: Hit, scope: Scope) -> str:
    """The quiet line of a row: outlets, date, a takeaway's article; else the file's name."""
    title = hit.title if scope is Scope.TAKEAWAYS else ""
    date = short_date(hit.published) if hit.published else ""
    parts = [part for part in (outlets_line(hit), date, title) if part]
    if any(map(runs_right_to_left, parts)):
        parts = [isolated(part) for part in parts]
    return " · ".join(parts or [hit.original_name])


def field_label(field: str) -> str:
    """A snippet's field in the window's words."""
    return _FIELDS.get(field, field.capitalize())


def around_first_hit(snippet: Snippet, room: int) -> Snippet:
    """The passage from a little before its first hit, where that stands further in than there is room for."""
    if not snippet.highlights or snippet.highlights[0][1] <= room:
        return snippet
    # As much before the hit as leaves no line empty after it.
    hit = snippet.highlights[0][0]
    wanted = max(min(hit - room // 3, len(snippet.text) - room), 0)
    start = snippet.text.find(" ", wanted, hit) + 1 or wanted
    moved = tuple((first - start + 1, last - start + 1) for first, last in snippet.highlights)
    return replace(snippet, text="…" + snippet.text[start:], highlights=moved) if start else snippet


def spoken(hit: Hit) -> str:
    """A row as a screen reader says it."""
    said = [hit.title, outlets_line(hit), short_date(hit.published) if hit.published else "no date"]
    said += ["Starred"] if hit.starred else []
    said += [f"{field_label(snippet.field)}: {snippet.text}" for snippet in hit.snippets[:1]]
    return ". ".join(part for part in said if part)
