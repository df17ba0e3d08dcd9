"""Opening the catalogue's file, and SQLite's errors as sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive_app.errors import ArchiveError, ArchiveReadOnlyError
from archive_app.store import schema

# Writers of other processes hold the lock for one batch only, well under a second; more means that one is stuck.
_BUSY_TIMEOUT_SECONDS = 30.0


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open a catalogue in autocommit mode, made and migrated as needed unless `read_only`."""
    where = path.absolute().as_uri()
    if read_only:
        # In a folder that cannot be written, SQLite cannot make the shared-memory file that WAL needs; where no other
        # process has left one, nobody is writing and the file may be read as it stands.
        waiting = path.with_name(path.name + "-wal")
        where += "?mode=ro" if waiting.exists() and waiting.stat().st_size else "?immutable=1"
    connection = sqlite3.connect(
        where, uri=True, timeout=_BUSY_TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # The catalogue may be somebody else's, and its schema must not do more than ours.
        connection.execute("PRAGMA trusted_schema = OFF")
        if read_only:
            schema.refuse_newer(connection)
            schema.refuse_older(connection)
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            # An article is reported as imported after its commit, so a commit must survive a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise ArchiveError(
                "The disk is full, so the archive could not be changed. Free some space and try again; nothing is lost."
            ) from error
        if code == sqlite3.SQLITE_READONLY:
            raise ArchiveReadOnlyError(
                f"The archive in {path.parent} is read-only, so nothing can be added or changed. "
                "Make the folder writable or choose another archive."
            ) from error
        if code == sqlite3.SQLITE_BUSY:
            raise ArchiveError(
                "Another program has been writing to this archive for a long time. Wait for it to finish and try again."
            ) from error
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise ArchiveError(
                f"The catalogue {path} is damaged ({error}). Restore it from a backup; "
                "the originals beside it are untouched."
            ) from error
        if code == sqlite3.SQLITE_CANTOPEN:
            raise ArchiveError(
                f"The catalogue {path} cannot be opened. Check that the folder exists and that you may read it."
            ) from error
        raise ArchiveError(f"The catalogue {path} could not be used: {error}.") from error
