"""One connection to a catalogue's file, which any thread may use; a lock makes each transaction one step.

Other processes read at any time (WAL) and write one after the other. SQLite's errors leave here as `ArchiveError`
sentences.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive_app.store.connection import connect, sentences


class Database:
    """An open catalogue file."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._lock = threading.RLock()
        with sentences(path):
            self._connection = connect(path, read_only=read_only)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg] # columns differ
        """What a statement that only reads answers."""
        with self._lock, sentences(self._path), closing(self._connection.execute(statement, values)) as cursor:
            return cursor.fetchall()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads that see the same moment."""
        with self._lock, sentences(self._path):
            if self._in_transaction():
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or none. One inside another is part of it."""
        with self._lock, sentences(self._path):
            if self._in_transaction():
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled the transaction back already.
                if self._in_transaction():
                    self._connection.execute("ROLLBACK")
                raise

    def _in_transaction(self) -> bool:
        return self._connection.in_transaction


def now() -> str:
    """The time as the catalogue writes it: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
