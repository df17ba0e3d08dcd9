"""What the index still has to learn, and which index is in use."""

import sqlite3
from collections.abc import Iterable, Sequence

from archive_app.store.database import Database


class PendingIndex:
    """The list of changes that the index has not learned."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def first(self, limit: int) -> list[tuple[int, int]]:
        """The oldest changes the index has not learned, as (change, article id)."""
        rows = self._database.rows("SELECT change, article_id FROM pending_index ORDER BY change LIMIT ?", (limit,))
        return [(row[0], row[1]) for row in rows]

    def count(self) -> int:
        """The number of articles with a change the index has not learned."""
        return int(self._database.rows("SELECT count(*) FROM pending_index")[0][0])

    def ids(self) -> set[int]:
        """The ids of all articles with a change the index has not learned."""
        return {row[0] for row in self._database.rows("SELECT article_id FROM pending_index")}

    def mark(self, ids: Sequence[int]) -> None:
        """Have the index learn articles anew (or forget them, where they are gone or in the trash)."""
        with self._database.writing() as connection:
            mark_pending(connection, ids)

    def mark_indexed(self, changes: Sequence[int]) -> None:
        """Say that the index has learned these changes and has them safely on disk."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM pending_index WHERE change = ?", [(change,) for change in changes])

    def index_number(self) -> int | None:
        """The number of the index in use, or None before the first."""
        rows = self._database.rows("SELECT value FROM setting WHERE name = 'index_number'")
        return int(rows[0][0]) if rows else None

    def use_index(self, number: int) -> None:
        """Put another index to use, for every process from its next search on."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES ('index_number', ?)", (str(number),))


def mark_pending(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """List changed articles inside the transaction that changes them."""
    # A new change number each time, so that `mark_indexed` of an older one leaves it pending.
    connection.executemany("INSERT OR REPLACE INTO pending_index (article_id) VALUES (?)", [(one,) for one in ids])
