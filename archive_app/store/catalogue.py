"""The catalogue: the SQLite record of every article, of what was imported, and of what the index still has to learn.

Each topic is an object of its own; all share one connection, so that `transaction` makes one step of what several do.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from archive_app.store.annotating import Annotating
from archive_app.store.articles import Articles
from archive_app.store.corrections import Corrections
from archive_app.store.database import Database
from archive_app.store.duplicates import Duplicates
from archive_app.store.imports import Imports
from archive_app.store.pending import PendingIndex
from archive_app.store.saved_searches import SavedSearches


class Catalogue:
    """An open catalogue."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._database = Database(path, read_only=read_only)
        self.annotations = Annotating(self._database)
        self.articles = Articles(self._database, self.annotations)
        self.corrections = Corrections(self._database)
        self.duplicates = Duplicates(self._database)
        self.imports = Imports(self._database)
        self.pending = PendingIndex(self._database)
        self.saved_searches = SavedSearches(self._database)

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one step of all changes inside: all of them or none."""
        with self._database.writing():
            yield

    # --- the catalogue as a whole

    def counts(self) -> dict[str, int]:
        """The number of articles, of their takeaways and outlets, to index, in the trash, and of queued files."""
        trash = "SELECT id FROM article WHERE trashed IS NOT NULL"
        of_articles = f"WHERE article_id NOT IN ({trash})"
        statements = {
            "article": f"SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM ({trash}))",
            "takeaway": f"SELECT count(*) FROM takeaway {of_articles}",
            "outlet": "SELECT count(DISTINCT coalesce(canonical, name)) FROM credit"
            f" JOIN outlet ON outlet.id = outlet_id {of_articles}",
            "pending_index": "SELECT count(*) FROM pending_index",
            "import_queue": "SELECT count(*) FROM import_queue",
            "trash": f"SELECT count(*) FROM ({trash})",
        }
        with self._database.reading():
            return {name: self._database.rows(statement)[0][0] for name, statement in statements.items()}

    def problems(self) -> list[str]:
        """What SQLite's own check finds wrong with the file, as it says it."""
        found = [str(row[0]) for row in self._database.rows("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found
