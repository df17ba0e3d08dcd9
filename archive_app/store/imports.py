"""Imports: the files that wait to be read, and what became of those that were.

A run is one import. What it was given waits in the queue, first as it was given, then as the files that were found in
it; each file leaves the queue in the transaction that stores what became of it, so that an interrupted run goes on
where it stopped, and stays one run.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from archive_app.model.jobs import DuplicatePolicy, FileReport, FileStatus, ImportRun
from archive_app.store.database import Database, now

Place = tuple[bytes, str]
"""Where a document is: a path as the file system spells it, and the name inside the container there, or ""."""

Refused = tuple[bytes, FileReport]
"""A file or folder that could not be listed, by its path, and why."""


@dataclass(frozen=True, slots=True)
class QueuedFile:
    """A file (or a source yet to be listed) that an import has not read; `path` as the file system spells it."""

    position: int
    run: int
    path: bytes
    member: str = ""


class Imports:
    """The import queue and the import history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- what is yet to be read

    def begin(self, sources: Sequence[bytes], duplicates: DuplicatePolicy = DuplicatePolicy.SKIP) -> int:
        """Start a run with these files and folders in the queue, where they wait to be listed; returns its id.

        What waits already waits for this run instead.
        """
        with self._database.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO import_run (started, duplicates) VALUES (?, ?)", (now(), duplicates)
            )
            run = int(cursor.lastrowid or 0)
            _queue(connection, run, [(path, "") for path in sources], listed=False)
            _finish_runs(connection)
        return run

    def retry(self, run: int, places: Sequence[Place]) -> None:
        """Have files of a run read once more; what was noted of them stays until they are."""
        if not places:
            return
        with self._database.writing() as connection:
            connection.execute("UPDATE import_run SET finished = NULL WHERE id = ?", (run,))
            # What could not be read may have become a folder, or be gone.
            _queue(connection, run, [place for place in places if not place[1]], listed=False)
            _queue(connection, run, [place for place in places if place[1]], listed=True)
            _finish_runs(connection)

    def unfinished(self) -> list[int]:
        """The runs of which something waits, in order."""
        return [row[0] for row in self._database.rows("SELECT DISTINCT run_id FROM import_queue ORDER BY run_id")]

    def unlisted(self, run: int) -> list[QueuedFile]:
        """The sources of a run that wait to be listed, in order."""
        return self._waiting("run_id = ? AND NOT listed", (run,))

    def listed(
        self,
        sources: Sequence[QueuedFile],
        files: Sequence[bytes],
        refused: Sequence[Refused],
        passed_over: Counter[str],
    ) -> bool:
        """Put what was found in the sources of a run in their place.

        Nothing is changed, and False returned, where one of the sources was given up or waits for another run by now.
        """
        run = sources[0].run
        with self._database.writing() as connection:
            positions = json.dumps([source.position for source in sources])
            taken = connection.execute(
                "SELECT count(*) FROM import_queue WHERE position IN (SELECT value FROM json_each(?))", (positions,)
            ).fetchone()
            if taken[0] < len(sources):
                return False
            connection.execute(
                "DELETE FROM import_queue WHERE position IN (SELECT value FROM json_each(?))", (positions,)
            )
            # A folder that could not be listed before and now was is not among the files.
            gone = {source.path for source in sources}.difference(files)
            connection.executemany(
                "DELETE FROM import_file WHERE run_id = ? AND path = ? AND member = ''", [(run, path) for path in gone]
            )
            _queue(connection, run, [(path, "") for path in files], listed=True)
            for path, report in refused:
                _note(connection, QueuedFile(0, run, path), report, None)
            _add_passed_over(connection, run, passed_over)
            _finish_runs(connection)
        return True

    def unfold(self, file: QueuedFile, members: Sequence[str]) -> list[QueuedFile] | None:
        """Put the members of a container at the end of the queue in its place, and return them.

        Members that the run has read already, before it was read once more, are left out. Returns None, and changes
        nothing, where the container was given up.
        """
        with self._database.writing() as connection:
            if not self.take(file):
                return None
            done = (FileStatus.IMPORTED, FileStatus.DUPLICATE)
            connection.executemany(
                "INSERT OR REPLACE INTO import_queue (run_id, path, member) SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
                " (SELECT 1 FROM import_file WHERE run_id = ?1 AND path = ?2 AND member = ?3 AND status IN (?4, ?5))",
                [(file.run, file.path, member, *done) for member in members],
            )
            connection.execute(
                "DELETE FROM import_file WHERE run_id = ? AND path = ? AND member = ''", (file.run, file.path)
            )
            _finish_runs(connection)
            return self._waiting("run_id = ? AND path = ? AND member <> ''", (file.run, file.path))

    def queued(self, run: int) -> list[QueuedFile]:
        """The files of a run that wait to be read, in order."""
        return self._waiting("run_id = ? AND listed", (run,))

    def left(self, runs: Sequence[int]) -> int:
        """How many files of these runs wait; a source that was not listed counts as one."""
        [(left,)] = self._database.rows(
            "SELECT count(*) FROM import_queue WHERE run_id IN (SELECT value FROM json_each(?))", (json.dumps(runs),)
        )
        return int(left)

    def waiting(self) -> int:
        """How many files of all runs wait; a source that was not listed counts as one."""
        return int(self._database.rows("SELECT count(*) FROM import_queue")[0][0])

    def clear_queue(self, run: int | None = None) -> None:
        """Forget the files in the queue, or those of one run."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM import_queue WHERE ?1 IS NULL OR run_id = ?1", (run,))
            _finish_runs(connection)

    def _waiting(self, where: str, values: Sequence[object]) -> list[QueuedFile]:
        rows = self._database.rows(
            f"SELECT position, run_id, path, member FROM import_queue WHERE {where} ORDER BY position", values
        )
        return [QueuedFile(*row) for row in rows]

    # --- what became of them

    def take(self, file: QueuedFile) -> bool:
        """Take a file off the queue; False where it does not wait any more, because somebody gave it up."""
        with self._database.writing() as connection:
            return connection.execute("DELETE FROM import_queue WHERE position = ?", (file.position,)).rowcount > 0

    def record(self, file: QueuedFile, report: FileReport, replaced: int | None = None) -> None:
        """Note what became of a file that was taken; `replaced` is the article that made way for it."""
        with self._database.writing() as connection:
            _note(connection, file, report, replaced)
            _finish_runs(connection)

    def needs(self, run: int, path: bytes) -> bool:
        """Say whether a file, or a member of it, waits to be read for a run, or failed and can be tried again."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM import_queue WHERE path = ?2 UNION ALL"
                " SELECT 1 FROM import_file WHERE run_id = ?1 AND path = ?2 AND status = ?3 LIMIT 1",
                (run, path, FileStatus.FAILED),
            )
        )

    def needed(self, undone: int | None = None) -> set[bytes]:
        """The files that wait or failed, those that failed in a run that is being undone left out."""
        rows = self._database.rows(
            "SELECT path FROM import_queue UNION SELECT path FROM import_file WHERE status = ? AND run_id IS NOT ?",
            (FileStatus.FAILED, undone),
        )
        return {row[0] for row in rows}

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
        left = self.left([int(run or 0)])
        # What is to be tried again waits, and counts as nothing else.
        done = " AND (path, member) NOT IN (SELECT path, member FROM import_queue)" if left else ""
        counts = dict(
            self._database.rows(
                f"SELECT status, count(*) FROM import_file WHERE run_id = ?{done} GROUP BY status", (run,)
            )
        )
        [(present,)] = self._database.rows(
            "SELECT EXISTS (SELECT 1 FROM import_file JOIN article ON article.id = article_id "
            "WHERE run_id = ? AND status = ? AND trashed IS NULL)",
            (run, FileStatus.IMPORTED),
        )
        return ImportRun(
            id=int(run or 0),
            started=datetime.fromisoformat(str(started)),
            finished=datetime.fromisoformat(str(finished)) if finished else None,
            imported=counts.get(FileStatus.IMPORTED, 0),
            present=bool(present),
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


def _queue(connection: sqlite3.Connection, run: int, places: Sequence[Place], *, listed: bool) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO import_queue (run_id, path, member, listed) VALUES (?, ?, ?, ?)",
        [(run, path, member, listed) for path, member in places],
    )


def _add_passed_over(connection: sqlite3.Connection, run: int, found: Counter[str]) -> None:
    [before] = connection.execute("SELECT passed_over FROM import_run WHERE id = ?", (run,)).fetchone()
    both = Counter(json.loads(before)) + found
    connection.execute("UPDATE import_run SET passed_over = ? WHERE id = ?", (json.dumps(both), run))


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
