"""Imports: the files that wait to be read, and what became of those that were.

A run is one import. Its files wait in the queue; each leaves it in the transaction that stores what became of it, so
that an interrupted run goes on where it stopped, and stays one run.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive_app.model.jobs import DuplicatePolicy, FileReport, FileStatus, ImportRun
from archive_app.store.database import Database, now

Place = tuple[bytes, str]
"""Where a document is: a path as the file system spells it, and the name inside the container there, or ""."""


@dataclass(frozen=True, slots=True)
class QueuedFile:
    """A file that an import has listed and not yet read; `path` as the file system spells it."""

    position: int
    run: int
    path: bytes
    member: str = ""


class Imports:
    """The import queue and the import history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- files yet to be read

    def begin(
        self,
        paths: Sequence[bytes],
        failed: Sequence[FileReport] = (),
        duplicates: DuplicatePolicy = DuplicatePolicy.SKIP,
        passed_over: Mapping[str, int] | None = None,
    ) -> int:
        """Start a run with these files in the queue; a file that waits already waits for this run instead.

        `failed` are those that could not even be listed. Returns the run's id.
        """
        with self._database.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO import_run (started, duplicates, passed_over) VALUES (?, ?, ?)",
                (now(), duplicates, json.dumps(dict(passed_over or {}))),
            )
            run = int(cursor.lastrowid or 0)
            _add(connection, run, [(path, "") for path in paths], failed)
        return run

    def add_files(self, run: int, files: Sequence[Place], failed: Sequence[FileReport] = ()) -> None:
        """Add files to the end of a run's queue; what was noted of them before stays until they are read."""
        with self._database.writing() as connection:
            connection.execute("UPDATE import_run SET finished = NULL WHERE id = ?", (run,))
            _add(connection, run, files, failed)

    def unfold(self, file: QueuedFile, members: Sequence[str]) -> list[QueuedFile]:
        """Put the members of a container at the end of the queue in its place, and return them.

        Members that the run imported already, before it was read once more, are left out.
        """
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO import_queue (run_id, path, member) SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
                " (SELECT 1 FROM import_file WHERE run_id = ?1 AND path = ?2 AND member = ?3 AND status = ?4)",
                [(file.run, file.path, member, FileStatus.IMPORTED) for member in members],
            )
            connection.execute("DELETE FROM import_queue WHERE position = ?", (file.position,))
            connection.execute(
                "DELETE FROM import_file WHERE run_id = ? AND path = ? AND member = ''", (file.run, file.path)
            )
            _finish_runs(connection)
        rows = self._database.rows(
            "SELECT position, run_id, path, member FROM import_queue WHERE run_id = ? AND path = ? AND member <> ''"
            " ORDER BY position",
            (file.run, file.path),
        )
        return [QueuedFile(*row) for row in rows]

    def is_queued(self, path: bytes) -> bool:
        """Say whether a file, or a member of it, waits to be read."""
        return bool(self._database.rows("SELECT 1 FROM import_queue WHERE path = ? LIMIT 1", (path,)))

    def queued(self, run: int | None = None) -> list[QueuedFile]:
        """The files in the queue, or those of one run, in order."""
        rows = self._database.rows(
            "SELECT position, run_id, path, member FROM import_queue WHERE ?1 IS NULL OR run_id = ?1 ORDER BY position",
            (run,),
        )
        return [QueuedFile(*row) for row in rows]

    def clear_queue(self, run: int | None = None) -> None:
        """Forget the files in the queue, or those of one run."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM import_queue WHERE ?1 IS NULL OR run_id = ?1", (run,))
            _finish_runs(connection)

    # --- what became of them

    def record(self, file: QueuedFile, report: FileReport, replaced: int | None = None) -> None:
        """Note what became of a file and take it off the queue; `replaced` is the article that made way for it."""
        with self._database.writing() as connection:
            _note(connection, file, report, replaced)
            connection.execute("DELETE FROM import_queue WHERE position = ?", (file.position,))
            _finish_runs(connection)

    def forget(self, run: int, places: Iterable[Place]) -> None:
        """Drop what was noted of files, such as of a folder that could not be listed and now was."""
        with self._database.writing() as connection:
            connection.executemany(
                "DELETE FROM import_file WHERE run_id = ? AND path = ? AND member = ?",
                [(run, path, member) for path, member in places],
            )

    def runs(self, limit: int) -> tuple[ImportRun, ...]:
        """The latest runs, the last one first."""
        with self._database.reading():
            rows = self._database.rows(
                "SELECT id, started, finished, duplicates, passed_over FROM import_run ORDER BY id DESC LIMIT ?",
                (limit,),
            )
            return tuple(self._run(row) for row in rows)

    def _run(self, row: Sequence[str | int | None]) -> ImportRun:
        run, started, finished, duplicates, passed_over = row
        counts = dict(
            self._database.rows("SELECT status, count(*) FROM import_file WHERE run_id = ? GROUP BY status", (run,))
        )
        [(left,)] = self._database.rows("SELECT count(*) FROM import_queue WHERE run_id = ?", (run,))
        return ImportRun(
            id=int(run or 0),
            started=datetime.fromisoformat(str(started)),
            finished=datetime.fromisoformat(str(finished)) if finished else None,
            imported=counts.get(FileStatus.IMPORTED, 0),
            duplicates=counts.get(FileStatus.DUPLICATE, 0),
            failed=counts.get(FileStatus.FAILED, 0),
            left=left,
            policy=DuplicatePolicy(str(duplicates)),
            passed_over=json.loads(str(passed_over)),
        )

    def policies(self) -> dict[int, DuplicatePolicy]:
        """What each unfinished run does with duplicates."""
        rows = self._database.rows("SELECT id, duplicates FROM import_run WHERE finished IS NULL")
        return {run: DuplicatePolicy(policy) for run, policy in rows}

    def files(self, run: int) -> tuple[FileReport, ...]:
        """What became of the files of a run, in the order they were listed in."""
        rows = self._database.rows(
            "SELECT path, status, article_id, reason, member, encoding, confidence, similar_to FROM import_file"
            " WHERE run_id = ? ORDER BY position, path, member",
            (run,),
        )
        return tuple(FileReport(row[0].decode("utf-8", "replace"), FileStatus(row[1]), *row[2:]) for row in rows)

    def failed(self, run: int) -> list[Place]:
        """The files of a run that could not be imported, in order."""
        return self._database.rows(
            "SELECT path, member FROM import_file WHERE run_id = ? AND status = ? ORDER BY position, path, member",
            (run, FileStatus.FAILED),
        )

    def times(self, folder: bytes) -> dict[bytes, float]:
        """When the files below a folder were last read, each as the start of its last run in seconds since 1970."""
        prefix = folder.rstrip(b"/") + b"/"
        rows = self._database.rows(
            "SELECT path, max(unixepoch(started)) FROM import_file JOIN import_run ON import_run.id = run_id"
            " WHERE substr(path, 1, ?2) = ?1 GROUP BY path",
            (prefix, len(prefix)),
        )
        return {path: float(started) for path, started in rows}

    def made(self, run: int) -> list[tuple[int, int | None]]:
        """The articles that a run made, each with the one that it put into the trash for it, if any."""
        return self._database.rows(
            "SELECT article_id, replaced FROM import_file WHERE run_id = ? AND status = ? ORDER BY position",
            (run, FileStatus.IMPORTED),
        )


def _add(connection: sqlite3.Connection, run: int, files: Sequence[Place], failed: Sequence[FileReport]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO import_queue (run_id, path, member) VALUES (?, ?, ?)",
        [(run, path, member) for path, member in files],
    )
    for report in failed:
        _note(connection, QueuedFile(0, run, os.fsencode(report.path)), report, None)
    _finish_runs(connection)


def _note(connection: sqlite3.Connection, file: QueuedFile, report: FileReport, replaced: int | None) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO import_file (run_id, path, member, position, status, reason, article_id, encoding,"
        " confidence, similar_to, replaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(file.run, file.path, file.member, file.position, report.status, report.reason, report.id),
            *(report.encoding, report.confidence, report.similar_to, replaced),
        ),
    )


def _finish_runs(connection: sqlite3.Connection) -> None:
    """Note the end of every run none of whose files waits any more."""
    connection.execute(
        "UPDATE import_run SET finished = ? WHERE finished IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM import_queue WHERE run_id = import_run.id)",
        (now(),),
    )
