"""The import: files into the archive and its index, resumable at any moment.

What is to be imported waits in the catalogue's import queue, first as it was given, then as the files found in it.
Worker processes read them; this process stores what they found in batches, each batch, what is reported of it and its
removal from the queue in one transaction. A thread indexes what is stored meanwhile, so that neither reading nor a
cancel waits for the index.
"""

import contextlib
import logging
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive_app.errors import ArchiveError
from archive_app.library.faults import described, fault_reason
from archive_app.library.filing import Read, file_outcome
from archive_app.library.incoming import Incoming
from archive_app.library.indexing import Indexing
from archive_app.library.learning import Learning
from archive_app.library.listing import list_files, may_be_container, printable
from archive_app.library.reading import Folded, Halt, NewArticle, Outcome, Unfolded, Unreadable, read_file
from archive_app.library.same_article import KEYS_VERSION, keys_of
from archive_app.library.workers import SECONDS_A_CONTAINER, SECONDS_A_FILE, in_batches, in_workers
from archive_app.model.jobs import Cancel, DuplicatePolicy, FileReport, FileStatus, ImportReport, Progress, Stage
from archive_app.store.catalogue import Catalogue
from archive_app.store.imports import QueuedFile
from archive_app.store.originals import Originals

_log = logging.getLogger(__name__)

_KEYS_AT_ONCE = 64
_REPORT_SECONDS = 0.1


class Import:
    """Reads what waits to be imported into the archive in `folder`. The caller holds the writer lock."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, indexing: Indexing, report: Callable[[Progress], None], cancel: Cancel
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._originals = Originals(folder / "originals")
        self._incoming = Incoming(folder, catalogue)
        self._report = report
        self._cancel = cancel
        self._reported = 0.0
        self._started = time.monotonic()
        self._progress = Progress(stage=Stage.LISTING)
        self._files: list[tuple[int, FileReport]] = []
        self._counts: Counter[FileStatus] = Counter()
        self._passed_over: Counter[str] = Counter()
        self._total = 0
        self._folded: set[int] = set()  # the positions of containers that are being listed
        self._skipped: list[str] = []
        self._stopped: str | None = None
        self._learning = Learning(indexing, cancel)

    def run(self, run: int | None = None, jobs: int | None = None) -> ImportReport:
        """Import what waits of one run, or of all."""
        runs = self._catalogue.imports.unfinished() if run is None else [run]
        self._incoming.sweep()
        for each in runs:
            self._list(each)
        queue = [file for each in runs for file in self._catalogue.imports.queued(each)]
        self._read(queue, jobs)
        return ImportReport(
            files=tuple(report for _, report in sorted(self._files, key=lambda entry: entry[0])),
            left=self._catalogue.imports.left(runs),
            stopped=self._stopped or self._learning.stopped,
            passed_over=dict(self._passed_over),
        )

    def _list(self, run: int) -> None:
        """Put the files in what a run was given in its place in the queue."""
        while not self._cancel() and (sources := self._catalogue.imports.unlisted(run)):
            listing = list_files([_path(source.path) for source in sources], self._tell_listed, self._cancel)
            if self._cancel():
                return
            if not self._catalogue.imports.listed(sources, listing.files, listing.refused, listing.passed_over):
                continue
            self._passed_over += listing.passed_over
            for _, report in listing.refused:
                self._count(0, report)

    def _read(self, queue: Sequence[QueuedFile], jobs: int | None) -> None:
        self._started = time.monotonic()
        self._total = len(self._files) + len(queue)
        self._progress = replace(self._progress, stage=Stage.READING, done=len(self._files), total=self._total)
        with self._learning:
            if queue and not self._cancel():
                self._add_missing_keys()
                self._work(deque(queue), jobs)
                self._forget_skipped()
            self._tell_indexing(Progress(stage=Stage.INDEXING))
            self._learning.finish(self._tell_indexing)

    def _add_missing_keys(self) -> None:
        """Give articles that an older version imported the keys by which they are known to be the same."""
        while not self._cancel() and (ids := self._catalogue.duplicates.without_keys(KEYS_VERSION, _KEYS_AT_ONCE)):
            with self._catalogue.transaction():
                for article in self._catalogue.articles.get(ids, trashed=True).values():
                    self._catalogue.duplicates.set_keys(article.id, keys_of(article))
            self._tell()

    def _work(self, queue: deque[QueuedFile], jobs: int | None) -> None:
        policies = self._catalogue.imports.policies()
        answers = in_workers(
            read_file,
            queue,
            lambda file: (self._folder, file.path, file.member, file.position in self._folded),
            jobs,
            lambda: self._cancel() or self._must_stop(),
            seconds=lambda file: SECONDS_A_CONTAINER if file.position in self._folded else SECONDS_A_FILE,
            may_grow=any(may_be_container(file.path) for file in queue),
        )
        with contextlib.closing(answers):
            for batch in in_batches(self._unfolding(answers, queue)):
                # As they were given, not as workers finished: of twins in a batch, the first is the article.
                self._store(sorted(batch, key=lambda read: read[0].position), policies)
                self._tell()

    def _unfolding(
        self, answers: Iterator[list[tuple[QueuedFile, Outcome]]], queue: deque[QueuedFile]
    ) -> Iterator[list[tuple[QueuedFile, Read]]]:
        """What was read; containers go back into the queue, first to be listed, then as their members."""
        for finished in answers:
            read: list[tuple[QueuedFile, Read]] = []
            for file, outcome in finished:
                match outcome:
                    case Halt():
                        self._stopped = outcome.reason
                    case Folded():
                        self._folded.add(file.position)
                        queue.appendleft(file)
                    case Unfolded():
                        queue.extend(self._unfold(file, outcome))
                    case _:
                        read.append((file, outcome))
            yield read

    def _unfold(self, file: QueuedFile, found: Unfolded) -> list[QueuedFile]:
        """Queue the members of a container in its place; a damaged one stays in the report with its reason."""
        damage = None
        try:
            with self._catalogue.transaction():
                members = self._catalogue.imports.unfold(file, found.members)
                if members is not None and found.reason is not None:
                    path = printable(_path(file.path))
                    damage = FileReport(path, FileStatus.FAILED, reason=found.reason)
                    self._catalogue.imports.record(file, damage)
        except ArchiveError as error:
            self._stopped = str(error)
            return []
        self._total += len(members or ()) - (damage is None)
        if damage is not None:
            self._count(file.position, damage)
        self._progress = replace(self._progress, total=self._total)
        return members or []

    def _must_stop(self) -> bool:
        return (self._stopped or self._learning.stopped) is not None

    def _store(self, batch: Sequence[tuple[QueuedFile, Read]], policies: dict[int, DuplicatePolicy]) -> None:
        """Store what was read, count it, and let the index learn it."""
        if not batch:
            return

        def store(file: QueuedFile, outcome: Read) -> FileReport | None:
            return file_outcome(self._catalogue, file, outcome, policies[file.run])

        try:
            try:
                with self._catalogue.transaction():
                    reports = [store(file, outcome) for file, outcome in batch]
            except ArchiveError:
                raise
            except Exception as error:  # noqa: BLE001 - what the catalogue cannot hold must cost one file, not all
                _log.warning("storing a batch failed: %s", described(error))
                reports = [_alone(store, file, outcome) for file, outcome in batch]
        except ArchiveError as error:
            self._stopped = str(error)
            return
        for (file, outcome), report in zip(batch, reports, strict=True):
            self._stored(file, outcome, report)
        self._tell(force=True)
        self._learning.learn()

    def _stored(self, file: QueuedFile, outcome: Read, report: FileReport | None) -> None:
        kept = report is not None and report.status is FileStatus.IMPORTED
        if isinstance(outcome, NewArticle) and not kept:
            self._skipped.append(outcome.sha256)
        if report is None:
            self._total -= 1
            self._progress = replace(self._progress, total=self._total)
            return
        self._count(file.position, report)
        if report.status is not FileStatus.FAILED:
            self._incoming.release(file.run, file.path)

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

    def _forget_skipped(self) -> None:
        """Remove the originals of what was read and not kept, once no worker can be relying on them."""
        for sha256 in self._skipped:
            if self._catalogue.articles.find(sha256) is None:
                with contextlib.suppress(OSError):
                    self._originals.remove(sha256)

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


def _alone(
    store: Callable[[QueuedFile, Read], FileReport | None], file: QueuedFile, outcome: Read
) -> FileReport | None:
    """Store what was read of one file; where that fails for a fault of ours, the fault is what was read."""
    try:
        return store(file, outcome)
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return store(file, Unreadable(fault_reason(error)))


def _path(file: bytes) -> Path:
    return Path(os.fsdecode(file))
