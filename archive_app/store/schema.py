"""The catalogue's tables and the steps from one schema version to the next.

The version is SQLite's `user_version`. A step is never changed once released: a new one is added after it.
"""

import sqlite3

from archive_app.errors import ArchiveError, ArchiveReadOnlyError

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
    """
    ALTER TABLE article ADD COLUMN confidence REAL NOT NULL DEFAULT 1;
    ALTER TABLE article ADD COLUMN parser_version INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE article ADD COLUMN trashed TEXT;                -- UTC, ISO 8601, where it is in the trash
    ALTER TABLE article ADD COLUMN url_key TEXT;                -- what is alike in all addresses of one article
    ALTER TABLE article ADD COLUMN text_key BLOB;               -- what is alike in all files with the same text
    ALTER TABLE article ADD COLUMN keys_version INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX article_trashed ON article (trashed) WHERE trashed IS NOT NULL;
    CREATE INDEX article_url_key ON article (url_key) WHERE url_key IS NOT NULL;
    CREATE INDEX article_text_key ON article (text_key) WHERE text_key IS NOT NULL;
    CREATE INDEX article_keys_version ON article (keys_version);
    CREATE INDEX article_parser_version ON article (parser_version);
    ALTER TABLE body ADD COLUMN provenance TEXT NOT NULL DEFAULT '{}';    -- JSON: {part: [origin, sure, rule]}
    ALTER TABLE outlet ADD COLUMN canonical TEXT;               -- the name all its aliases share, where it is known
    CREATE TABLE similarity_band (              -- articles with a band in common have much text in common
        band INTEGER NOT NULL,
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        PRIMARY KEY (band, article_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX similarity_band_article ON similarity_band (article_id);
    CREATE TABLE duplicate_pair (               -- articles that may be the same one
        low INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        high INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        kind TEXT NOT NULL,
        similarity REAL NOT NULL,               -- of their texts, from 0 to 1
        dismissed TEXT,                         -- UTC, where a person said that they are not
        PRIMARY KEY (low, high),
        CHECK (low < high)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duplicate_pair_high ON duplicate_pair (high);
    CREATE INDEX duplicate_pair_open ON duplicate_pair (similarity) WHERE dismissed IS NULL;
    CREATE TABLE correction (                   -- parts given by a person, whose value stands in the article's tables
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        part TEXT NOT NULL,
        parsed TEXT NOT NULL,                   -- JSON: the fields of the part as parsed, and their provenance
        made TEXT NOT NULL,                     -- UTC
        PRIMARY KEY (article_id, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import_run (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started TEXT NOT NULL,                  -- UTC
        finished TEXT,                          -- UTC, once none of its files waits
        duplicates TEXT NOT NULL,               -- what it does with an article that is already there
        passed_over TEXT NOT NULL DEFAULT '{}'  -- JSON: {kind of file: number}
    ) STRICT;
    CREATE INDEX import_run_unfinished ON import_run (id) WHERE finished IS NULL;
    CREATE TABLE import_file (                  -- what became of each file of a run
        run_id INTEGER NOT NULL REFERENCES import_run,
        path BLOB NOT NULL,
        member TEXT NOT NULL DEFAULT '',        -- its name inside the container at `path`
        position INTEGER NOT NULL,
        status TEXT NOT NULL,
        reason TEXT,
        article_id INTEGER,                     -- may be gone from article
        encoding TEXT,
        confidence REAL,
        similar_to INTEGER,                     -- an article with nearly the same text or the same address
        replaced INTEGER,                       -- the article that went to the trash for this one
        PRIMARY KEY (run_id, path, member)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO import_run (started, duplicates)
        SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), 'skip' WHERE EXISTS (SELECT 1 FROM import_queue);
    CREATE TABLE waiting_file (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id INTEGER NOT NULL REFERENCES import_run,
        path BLOB NOT NULL,
        member TEXT NOT NULL DEFAULT '',
        listed INTEGER NOT NULL DEFAULT 1,      -- 0: a file or folder as it was given, yet to be listed
        UNIQUE (path, member)
    ) STRICT;
    INSERT INTO waiting_file (position, run_id, path)
        SELECT position, (SELECT max(id) FROM import_run), path FROM import_queue ORDER BY position;
    DROP TABLE import_queue;
    ALTER TABLE waiting_file RENAME TO import_queue;
    CREATE INDEX import_queue_run ON import_queue (run_id);
    CREATE TABLE annotation (                   -- what a person added to an article
        article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        starred INTEGER NOT NULL DEFAULT 0,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,                     -- as it was first written
        key TEXT NOT NULL UNIQUE                -- what is alike in all ways to write it
    ) STRICT;
    CREATE TABLE article_tag (
        article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        tag_id INTEGER NOT NULL REFERENCES tag,
        PRIMARY KEY (article_id, tag_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX article_tag_tag ON article_tag (tag_id, article_id);
    """,
    """
    CREATE TABLE saved_search (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        key TEXT NOT NULL UNIQUE,               -- what is alike in all ways to write the name
        query TEXT NOT NULL,
        scope TEXT NOT NULL
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


def refuse_older(connection: sqlite3.Connection) -> None:
    """Raise ArchiveError where the catalogue would have to be migrated and cannot be written."""
    if version(connection) < VERSION:
        raise ArchiveReadOnlyError(
            "This archive was made by an older version of the app. It has to be brought up to date and is read-only: "
            "make its folder writable and open it once. Nothing was changed."
        )


def refuse_newer(connection: sqlite3.Connection) -> None:
    """Raise ArchiveError where a newer version of the app made the catalogue."""
    if version(connection) > VERSION:
        raise ArchiveError(
            "This archive was made by a newer version of the app. Install that version to open it; nothing was changed."
        )


def _statements(script: str) -> list[str]:
    """Split a step at its semicolons; steps hold no other semicolons; `executescript` would commit."""
    return [statement for statement in script.split(";") if statement.strip()]
