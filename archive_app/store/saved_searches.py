"""The searches that a person keeps under names."""

from archive_app.model.saved_searches import SavedSearch, name_key
from archive_app.model.search import Scope
from archive_app.store.database import Database


class SavedSearches:
    """What the table `saved_search` holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[SavedSearch, ...]:
        """All of them, by name."""
        rows = self._database.rows("SELECT id, name, query, scope FROM saved_search ORDER BY key")
        return tuple(SavedSearch(number, name, text, Scope(scope)) for number, name, text, scope in rows)

    def named(self, name: str) -> SavedSearch | None:
        """The one of this name, however cased."""
        return next((search for search in self.all() if name_key(search.name) == name_key(name)), None)

    def add(self, name: str, text: str, scope: Scope) -> int:
        """Keep a search under a name that none has; returns its id."""
        with self._database.writing() as connection:
            row = connection.execute(
                "INSERT INTO saved_search (name, key, query, scope) VALUES (?, ?, ?, ?) RETURNING id",
                (name, name_key(name), text, scope.value),
            ).fetchone()
            return int(row[0])

    def rename(self, search: int, name: str) -> None:
        """Give one a name that no other one has."""
        with self._database.writing() as connection:
            connection.execute("UPDATE saved_search SET name = ?, key = ? WHERE id = ?", (name, name_key(name), search))

    def remove(self, search: int) -> None:
        """Keep one no longer."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM saved_search WHERE id = ?", (search,))
