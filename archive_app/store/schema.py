"""The catalogue's tables and the steps from one schema version to the next.

The version is SQLite's `user_version`. A step is never changed once released: a new one is added after it.
"""

import sqlite3

from archive_app.errors import ArchiveError

_STEPS = (
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again after a deletion
        sha256 TEXT NOT NULL UNIQUE,
        original_name TEXT NOT NULL,
        imported TEXT NOT NULL,                 -- UTC, ISO 8601
        title TEXT NOT NULL,
        title_derived INTEGER NOT NULL,
        byline TEXT,
        published TEXT,                         -- ISO 8601 date
        site_name TEXT,
        url TEXT,
        language TEXT,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL
    ) STRICT;
    CREATE TABLE body (                         -- apart from article, so that lists need not read past it
        article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        blocks TEXT NOT NULL                    -- JSON: [[kind, text], ...]
    ) STRICT;
    CREATE TABLE takeaway (
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) STRICT;
    CREATE TABLE outlet (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE credit (
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        position INTEGER NOT NULL,
        outlet_id INTEGER NOT NULL REFERENCES outlet,
        role TEXT NOT NULL,
        PRIMARY KEY (article_id, position)
    ) STRICT;
    CREATE INDEX credit_outlet ON credit (outlet_id, article_id);
    CREATE TABLE pending_index (                -- articles whose index entry is not up to date
        change INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL UNIQUE      -- may be gone from article: then it leaves the index
    ) STRICT;
    CREATE TABLE import_queue (                 -- files that an import has listed and not yet read
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE               -- as the file system spells it, in bytes
    ) STRICT;
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
    """,
)

VERSION = len(_STEPS)


def version(connection: sqlite3.Connection) -> int:
    """The schema version of an open catalogue; 0 for a new file."""
    row = connection.execute("PRAGMA user_version").fetchone()
    return int(row[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the catalogue to the present schema, all steps in one transaction.

    Raises:
        ArchiveError: A newer version of the app made this catalogue.
    """
    refuse_newer(connection)
    if version(connection) == VERSION:
        return
    # Asked again inside the transaction: another process may have migrated while this one waited for the lock.
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version(connection), VERSION):
            for statement in _statements(_STEPS[number]):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def refuse_newer(connection: sqlite3.Connection) -> None:
    """Raise ArchiveError where a newer version of the app made the catalogue."""
    if version(connection) > VERSION:
        raise ArchiveError(
            "This archive was made by a newer version of the app. Install that version to open it; nothing was changed."
        )


def _statements(script: str) -> list[str]:
    """Split a step at its semicolons; steps hold no other semicolons; `executescript` would commit."""
    return [statement for statement in script.split(";") if statement.strip()]
