"""The import: files into the archive and its index, resumable at any moment.

Listed files wait in the catalogue's import queue. Worker processes read them; this process stores what they found in
batches, each batch and its removal from the queue in one transaction. A thread indexes what is stored meanwhile, so
that neither reading nor a cancel waits for the index.
"""

import contextlib
import logging
import multiprocessing
import os
import shutil
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from archive_app.errors import ArchiveError
from archive_app.library.indexing import Indexing
from archive_app.library.listing import list_files, printable
from archive_app.library.reading import Halt, Outcome, Unreadable, prepare_worker, read_file
from archive_app.model.article import Original
from archive_app.model.jobs import Cancel, FileReport, FileStatus, ImportReport, Progress, Stage
from archive_app.store.catalogue import Catalogue, Known, NewArticle, QueuedFile

_log = logging.getLogger(__name__)

# The slowest real page measured takes about 3 s on a loaded core.
SECONDS_A_FILE = 30

# A batch is stored when it is this large or this old; what is stored is safe and can be searched soon after.
_BATCH = 64
_BATCH_SECONDS = 1.0

_REPORT_SECONDS = 0.1
_FILES_AHEAD = 8  # per worker: enough that none waits while this process stores a batch


def default_jobs() -> int:
    """One worker a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Import:
    """One import into the archive in `folder`. The caller holds the writer lock."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, indexing: Indexing, report: Callable[[Progress], None], cancel: Cancel
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._indexing = indexing
        self._report = report
        self._cancel = cancel
        self._reported = 0.0
        self._started = time.monotonic()
        self._progress = Progress(stage=Stage.LISTING)
        self._files: list[tuple[int, FileReport]] = []
        self._counts: Counter[FileStatus] = Counter()
        self._passed_over: Counter[str] = Counter()
        self._batch: list[tuple[QueuedFile, Outcome]] = []
        self._stored = time.monotonic()
        self._stopped: str | None = None
        self._indexer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="indexing")
        self._learning: Future[None] | None = None
        self._reading = True

    def run(self, sources: Sequence[Path | Original], jobs: int | None = None) -> ImportReport:
        """Import files, folders and originals; with no sources, what an earlier import left in the queue."""
        with self._indexer:
            queue = self._enqueue(sources) if sources else self._catalogue.queued()
            self._started = time.monotonic()
            total = len(self._files) + len(queue)
            self._progress = replace(self._progress, stage=Stage.READING, done=len(self._files), total=total)
            if queue and not self._cancel():
                self._read(queue, max(1, min(jobs or default_jobs(), len(queue))))
            self._finish_index()
        files = tuple(report for _, report in sorted(self._files, key=lambda entry: entry[0]))
        return ImportReport(files, left=total - len(files), stopped=self._stopped, passed_over=dict(self._passed_over))

    def _enqueue(self, sources: Sequence[Path | Original]) -> list[QueuedFile]:
        paths = [source if isinstance(source, Path) else self._keep(source) for source in sources]
        listing = list_files(paths, self._tell_listed, self._cancel)
        self._passed_over = listing.passed_over
        for report in listing.failed:
            self._count(0, report)
        if self._cancel():
            return []
        return self._catalogue.queued(after=self._catalogue.enqueue(listing.files))

    def _keep(self, original: Original) -> Path:
        """Write an original that came without a file into the archive until it is imported."""
        path = self._folder / "incoming" / uuid.uuid4().hex / Path(original.name).name
        try:
            path.parent.mkdir(parents=True)
            path.write_bytes(original.data)
        except OSError as error:
            raise ArchiveError(
                f"“{original.name}” could not be kept in the archive ({error.strerror}). "
                "Make room on the disk, then try again."
            ) from error
        return path

    def _read(self, queue: Sequence[QueuedFile], jobs: int) -> None:
        waiting = iter(queue)
        running: dict[Future[Outcome], QueuedFile] = {}
        pool = ProcessPool(max_workers=jobs, context=multiprocessing.get_context("spawn"), initializer=prepare_worker)
        try:
            while not self._cancel() and self._stopped is None:
                while len(running) < jobs * _FILES_AHEAD and (file := next(waiting, None)) is not None:
                    future = pool.schedule(read_file, args=[self._folder, file.path], timeout=SECONDS_A_FILE)
                    running[future] = file
                if not running:
                    break
                done, _ = wait(running, timeout=_REPORT_SECONDS, return_when=FIRST_COMPLETED)
                for finished in done:
                    self._take(running.pop(finished), _outcome(finished))
                if len(self._batch) >= _BATCH or time.monotonic() - self._stored > _BATCH_SECONDS:
                    self._store()
                self._tell()
        finally:
            pool.stop()
            pool.join()
        self._store()

    def _take(self, file: QueuedFile, outcome: Outcome) -> None:
        if isinstance(outcome, Halt):
            self._stopped = outcome.reason
        else:
            self._batch.append((file, outcome))

    def _store(self) -> None:
        """Store what was read, count it, and let the index learn it."""
        batch, self._batch = self._batch, []
        self._stored = time.monotonic()
        if not batch:
            return
        new = [outcome for _, outcome in batch if isinstance(outcome, NewArticle)]
        try:
            answers = iter(self._catalogue.add(new, done=[file.position for file, _ in batch]))
        except ArchiveError as error:
            self._stopped = str(error)
            return
        for file, outcome in batch:
            path = Path(os.fsdecode(file.path))
            self._count(file.position, _file_report(path, outcome, answers))
            self._forget_kept(path)
        self._tell(force=True)
        self._learn()

    def _learn(self) -> None:
        """Have the thread index what is stored, unless it is still at what was stored before."""
        if self._learning is not None:
            if not self._learning.done():
                return
            self._note_failure(self._learning)
        self._learning = self._indexer.submit(
            self._indexing.learn_pending, lambda _: None, lambda: self._cancel() or not self._reading
        )

    def _finish_index(self) -> None:
        """Index the rest, after a cancel too: it is little, and it is what the person kept."""
        self._reading = False
        self._tell_indexing(Progress(stage=Stage.INDEXING))
        self._indexer.shutdown(wait=True)
        if self._learning is not None:
            self._note_failure(self._learning)
        if self._stopped is None:
            try:
                self._indexing.learn_pending(self._tell_indexing, lambda: False)
            except ArchiveError as error:
                self._stopped = str(error)

    def _note_failure(self, learning: Future[None]) -> None:
        """A failure of the index, such as a full disk, stops the import; a bug of ours is raised."""
        try:
            learning.result()
        except ArchiveError as error:
            self._stopped = str(error)

    def _count(self, position: int, report: FileReport) -> None:
        self._files.append((position, report))
        self._counts[report.status] += 1
        self._progress = replace(
            self._progress,
            done=len(self._files),
            imported=self._counts[FileStatus.IMPORTED],
            duplicates=self._counts[FileStatus.DUPLICATE],
            failed=self._counts[FileStatus.FAILED],
            current=report.path,
        )

    def _forget_kept(self, path: Path) -> None:
        if path.is_relative_to(self._folder / "incoming"):
            with contextlib.suppress(OSError):
                shutil.rmtree(path.parent)

    def _tell(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if force or now - self._reported >= _REPORT_SECONDS:
            self._reported = now
            self._report(replace(self._progress, elapsed=now - self._started))

    def _tell_listed(self, files: int) -> None:
        self._progress = replace(self._progress, total=files)
        self._tell()

    def _tell_indexing(self, indexing: Progress) -> None:
        counted = self._progress
        self._report(replace(indexing, imported=counted.imported, duplicates=counted.duplicates, failed=counted.failed))


def _outcome(future: Future[Outcome]) -> Outcome:
    """What a worker answered, or why it could not."""
    try:
        return future.result()
    except TimeoutError:
        return Unreadable(
            f"Reading this file took longer than {SECONDS_A_FILE} seconds. Save a simpler copy of the page."
        )
    except (ProcessExpired, CancelledError) as error:
        _log.warning("a worker ended: %s", error)
        return Unreadable("Reading this file crashed the reader. Save the page again in another format, such as text.")


def _file_report(path: Path, outcome: Outcome, answers: Iterator[tuple[Known, bool]]) -> FileReport:
    name = printable(path)
    if isinstance(outcome, Unreadable | Halt):
        return FileReport(name, FileStatus.FAILED, reason=outcome.reason)
    known, new = next(answers) if isinstance(outcome, NewArticle) else (outcome, False)
    if new:
        return FileReport(name, FileStatus.IMPORTED, known.id)
    return FileReport(
        name, FileStatus.DUPLICATE, known.id, f"Already in the archive as “{known.title}” (article {known.id})."
    )
