"""The catalogue: the SQLite record of every article, of what the index still has to learn, and of files yet to be read.

One connection, which any thread may use; a lock makes each method one step. Other processes read at any time (WAL) and
write one after the other. SQLite's errors leave here as `ArchiveError` sentences.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from archive_app.model.archive import OutletCount
from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole, ParsedArticle
from archive_app.store.connection import connect, sentences

_COLUMNS = (
    *("id", "sha256", "original_name", "imported", "title", "title_derived", "byline", "published"),
    *("site_name", "url", "language", "format", "encoding"),
)


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into the catalogue."""

    parsed: ParsedArticle
    sha256: str
    original_name: str


@dataclass(frozen=True, slots=True)
class Known:
    """The article that an original already is."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class QueuedFile:
    """A file that an import has listed and not yet read; `path` as the file system spells it."""

    position: int
    path: bytes


class Catalogue:
    """An open catalogue."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._path = path
        self._lock = threading.RLock()
        with sentences(path):
            self._connection = connect(path, read_only=read_only)

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    # --- articles

    def add(self, articles: Sequence[NewArticle], done: Sequence[int] = ()) -> list[tuple[Known, bool]]:
        """Record articles and drop `done` positions from the import queue, in one transaction.

        Returns:
            For each article, in order, what it is now in the catalogue and whether it is new: bytes that are
            already there are not added again.
        """
        with self._writing() as connection:
            answers = [self._add_one(connection, article) for article in articles]
            connection.executemany("DELETE FROM import_queue WHERE position = ?", [(position,) for position in done])
        return answers

    def _add_one(self, connection: sqlite3.Connection, new: NewArticle) -> tuple[Known, bool]:
        known = self.find(new.sha256)
        if known is not None:
            return known, False
        parsed = new.parsed
        cursor = connection.execute(
            "INSERT INTO article (sha256, original_name, imported, title, title_derived, byline, published, site_name,"
            " url, language, format, encoding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new.sha256,
                new.original_name,
                datetime.now(UTC).isoformat(timespec="seconds"),
                parsed.title,
                parsed.title_derived,
                parsed.byline,
                parsed.published.isoformat() if parsed.published else None,
                parsed.site_name,
                parsed.url,
                parsed.language,
                parsed.format,
                parsed.encoding,
            ),
        )
        article_id = cursor.lastrowid
        assert article_id is not None, "an INSERT sets lastrowid"  # noqa: S101 - narrows the type
        _insert_parts(connection, article_id, parsed)
        connection.execute("INSERT INTO pending_index (article_id) VALUES (?)", (article_id,))
        return Known(article_id, parsed.title), True

    def find(self, sha256: str) -> Known | None:
        """The article with these bytes, if there is one."""
        rows = self._rows("SELECT id, title FROM article WHERE sha256 = ?", (sha256,))
        return Known(*rows[0]) if rows else None

    def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """The articles with the given ids; ids that are not there are left out."""
        wanted = json.dumps(list(ids))
        picked = "(SELECT value FROM json_each(?))"
        with self._reading():
            rows = self._rows(f"SELECT {', '.join(_COLUMNS)} FROM article WHERE id IN {picked}", (wanted,))
            bodies = dict(self._rows(f"SELECT article_id, blocks FROM body WHERE article_id IN {picked}", (wanted,)))
            takeaways = self._rows(
                f"SELECT article_id, text FROM takeaway WHERE article_id IN {picked} ORDER BY article_id, position",
                (wanted,),
            )
            credits = self._rows(
                "SELECT article_id, name, role FROM credit JOIN outlet ON outlet.id = outlet_id"
                f" WHERE article_id IN {picked} ORDER BY article_id, position",
                (wanted,),
            )
        takeaways_of: dict[int, list[str]] = {}
        for article_id, text in takeaways:
            takeaways_of.setdefault(article_id, []).append(text)
        credits_of: dict[int, list[Credit]] = {}
        for article_id, name, role in credits:
            credits_of.setdefault(article_id, []).append(Credit(name, CreditRole(role)))
        return {
            row[0]: _article(row, bodies.get(row[0], "[]"), takeaways_of.get(row[0], []), credits_of.get(row[0], []))
            for row in rows
        }

    def ids(self) -> list[int]:
        """The id of every article, ascending."""
        return [row[0] for row in self._rows("SELECT id FROM article ORDER BY id")]

    def originals(self) -> dict[str, str]:
        """The name of every original by its SHA-256."""
        return dict(self._rows("SELECT sha256, original_name FROM article"))

    def outlets(self, limit: int | None = None) -> tuple[OutletCount, ...]:
        """Every outlet with its number of articles, most articles first."""
        rows = self._rows(
            "SELECT name, count(DISTINCT article_id) AS articles FROM credit JOIN outlet ON outlet.id = outlet_id"
            " GROUP BY outlet_id ORDER BY articles DESC, name COLLATE NOCASE LIMIT ?",
            (-1 if limit is None else limit,),
        )
        return tuple(OutletCount(*row) for row in rows)

    def counts(self) -> dict[str, int]:
        """The number of rows of each table."""
        tables = ("article", "takeaway", "outlet", "pending_index", "import_queue")
        return {table: self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def count_by(self, column: str) -> dict[str, int]:
        """The number of articles for each value of "format" or "language", most first; no value is "unknown"."""
        if column not in {"format", "language"}:
            raise ValueError(column)
        return dict(
            self._rows(
                f"SELECT coalesce({column}, 'unknown'), count(*) AS n FROM article GROUP BY 1 ORDER BY n DESC, 1"
            )
        )

    # --- what the index has to learn

    def pending(self, limit: int) -> list[tuple[int, int]]:
        """The oldest changes the index has not learned, as (change, article id)."""
        rows = self._rows("SELECT change, article_id FROM pending_index ORDER BY change LIMIT ?", (limit,))
        return [(row[0], row[1]) for row in rows]

    def pending_ids(self) -> set[int]:
        """The ids of all articles with a change the index has not learned."""
        return {row[0] for row in self._rows("SELECT article_id FROM pending_index")}

    def mark_pending(self, ids: Sequence[int]) -> None:
        """Have the index learn articles anew (or forget them, where they are gone)."""
        with self._writing() as connection:
            # A new change number each time, so that `mark_indexed` of an older one leaves it pending.
            connection.executemany("INSERT OR REPLACE INTO pending_index (article_id) VALUES (?)", [(i,) for i in ids])

    def mark_indexed(self, changes: Sequence[int]) -> None:
        """Say that the index has learned these changes and has them safely on disk."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM pending_index WHERE change = ?", [(change,) for change in changes])

    # --- which index is in use

    def index_number(self) -> int | None:
        """The number of the index in use, or None before the first."""
        rows = self._rows("SELECT value FROM setting WHERE name = 'index_number'")
        return int(rows[0][0]) if rows else None

    def use_index(self, number: int) -> None:
        """Put another index to use, for every process from its next search on."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES ('index_number', ?)", (str(number),))

    # --- files yet to be read

    def enqueue(self, paths: Sequence[bytes]) -> int:
        """Add files to the end of the import queue; a file that waits already moves to the end.

        Returns:
            A position before the first of them.
        """
        with self._writing() as connection:
            row = connection.execute(
                "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'import_queue'"
            ).fetchone()
            connection.executemany("INSERT OR REPLACE INTO import_queue (path) VALUES (?)", [(path,) for path in paths])
        return int(row[0]) if row else 0

    def queued(self, after: int = 0) -> list[QueuedFile]:
        """The files in the import queue behind a position, in order."""
        rows = self._rows("SELECT position, path FROM import_queue WHERE position > ? ORDER BY position", (after,))
        return [QueuedFile(*row) for row in rows]

    def clear_queue(self) -> None:
        """Forget the files in the import queue."""
        with self._writing() as connection:
            connection.execute("DELETE FROM import_queue")

    # --- health

    def problems(self) -> list[str]:
        """What SQLite's own check finds wrong with the file, as it says it."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check(20)")]
        return [] if found == ["ok"] else found

    # --- plumbing

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg] # columns differ
        with self._lock, sentences(self._path), closing(self._connection.execute(statement, values)) as cursor:
            return cursor.fetchall()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Several reads that see the same moment."""
        with self._lock, sentences(self._path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or none."""
        with self._lock, sentences(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled the transaction back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _insert_parts(connection: sqlite3.Connection, article_id: int, parsed: ParsedArticle) -> None:
    blocks = json.dumps(
        [(block.kind, block.text) for block in parsed.blocks], ensure_ascii=False, separators=(",", ":")
    )
    connection.execute("INSERT INTO body VALUES (?, ?)", (article_id, blocks))
    connection.executemany(
        "INSERT INTO takeaway VALUES (?, ?, ?)",
        [(article_id, position, text) for position, text in enumerate(parsed.takeaways)],
    )
    connection.executemany(
        "INSERT INTO outlet (name) VALUES (?) ON CONFLICT DO NOTHING", [(credit.outlet,) for credit in parsed.credits]
    )
    connection.executemany(
        "INSERT INTO credit SELECT ?, ?, id, ? FROM outlet WHERE name = ?",
        [(article_id, position, credit.role, credit.outlet) for position, credit in enumerate(parsed.credits)],
    )


def _article(row: Sequence[object], blocks: str, takeaways: Sequence[str], credits: Sequence[Credit]) -> Article:
    value: Mapping[str, object] = dict(zip(_COLUMNS, row, strict=True))
    published = value["published"]
    return Article(
        id=int(str(value["id"])),
        sha256=str(value["sha256"]),
        original_name=str(value["original_name"]),
        imported=datetime.fromisoformat(str(value["imported"])),
        title=str(value["title"]),
        title_derived=bool(value["title_derived"]),
        byline=_text(value["byline"]),
        published=date.fromisoformat(str(published)) if published else None,
        site_name=_text(value["site_name"]),
        url=_text(value["url"]),
        language=_text(value["language"]),
        format=str(value["format"]),
        encoding=str(value["encoding"]),
        takeaways=tuple(takeaways),
        credits=tuple(credits),
        blocks=tuple(Block(BlockKind(kind), text) for kind, text in json.loads(blocks)),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
