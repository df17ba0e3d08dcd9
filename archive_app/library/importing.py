"""The import: files into the archive and its index, resumable at any moment.

Listed files wait in the catalogue's import queue. Worker processes read them; this process stores what they found in
batches, each batch, what is reported of it and its removal from the queue in one transaction. A thread indexes what is
stored meanwhile, so that neither reading nor a cancel waits for the index.
"""

import contextlib
import os
import shutil
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from archive_app.errors import ArchiveError
from archive_app.library.filing import Read, file_outcome
from archive_app.library.indexing import Indexing
from archive_app.library.learning import Learning
from archive_app.library.listing import Listing, list_files, may_be_container
from archive_app.library.reading import Folded, Halt, NewArticle, Unfolded, Unreadable, read_file
from archive_app.library.same_article import KEYS_VERSION, keys_of
from archive_app.library.workers import SECONDS_A_CONTAINER, SECONDS_A_FILE, in_workers
from archive_app.model.article import Original
from archive_app.model.jobs import Cancel, DuplicatePolicy, FileReport, FileStatus, ImportReport, Progress, Stage
from archive_app.store.catalogue import Catalogue
from archive_app.store.imports import QueuedFile
from archive_app.store.originals import Originals

# A batch is stored when it is this large or this old; what is stored is safe and can be searched soon after.
_BATCH = 64
_BATCH_SECONDS = 1.0

_REPORT_SECONDS = 0.1


class Import:
    """One import into the archive in `folder`. The caller holds the writer lock."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, indexing: Indexing, report: Callable[[Progress], None], cancel: Cancel
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._originals = Originals(folder / "originals")
        self._report = report
        self._cancel = cancel
        self._reported = 0.0
        self._started = time.monotonic()
        self._progress = Progress(stage=Stage.LISTING)
        self._files: list[tuple[int, FileReport]] = []
        self._counts: Counter[FileStatus] = Counter()
        self._passed_over: Counter[str] = Counter()
        self._batch: list[tuple[QueuedFile, Read]] = []
        self._total = 0
        self._folded: set[int] = set()  # the positions of containers that are being listed
        self._skipped: list[str] = []
        self._stored = time.monotonic()
        self._stopped: str | None = None
        self._learning = Learning(indexing, cancel)

    def run(
        self,
        sources: Sequence[Path | Original],
        duplicates: DuplicatePolicy = DuplicatePolicy.SKIP,
        jobs: int | None = None,
    ) -> ImportReport:
        """Import files, folders and originals; with no sources, what earlier imports left in the queue."""
        if not sources:
            return self._read(self._catalogue.imports.queued(), jobs)
        listing = self._list([source if isinstance(source, Path) else self._keep(source) for source in sources])
        if self._cancel():
            return self._read([], jobs)
        run = self._catalogue.imports.begin(listing.files, listing.failed, duplicates, listing.passed_over)
        return self._read(self._catalogue.imports.queued(run), jobs)

    def retry(self, run: int, jobs: int | None = None) -> ImportReport:
        """Read the files of a run that failed once more, as part of the same run."""
        # What came without a file has none that could be read again.
        failed = [place for place in self._catalogue.imports.failed(run) if not self._is_kept(place[0])]
        listing = self._list([_path(path) for path, member in failed if not member])
        if self._cancel():
            return self._read([], jobs)
        listed = [(path, "") for path in listing.files]
        again = {*listed, *((os.fsencode(report.path), "") for report in listing.failed)}
        with self._catalogue.transaction():
            # A folder that could not be listed and now was is not among the files.
            self._catalogue.imports.forget(run, [place for place in failed if not place[1] and place not in again])
            members = [place for place in failed if place[1]]
            self._catalogue.imports.add_files(run, [*listed, *members], listing.failed)
        return self._read(self._catalogue.imports.queued(run), jobs)

    def _list(self, paths: Sequence[Path]) -> Listing:
        listing = list_files(paths, self._tell_listed, self._cancel)
        self._passed_over = listing.passed_over
        for report in listing.failed:
            self._count(0, report)
        return listing

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

    def _read(self, queue: Sequence[QueuedFile], jobs: int | None) -> ImportReport:
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
        files = tuple(report for _, report in sorted(self._files, key=lambda entry: entry[0]))
        stopped = self._stopped or self._learning.stopped
        return ImportReport(files, left=self._total - len(files), stopped=stopped, passed_over=dict(self._passed_over))

    def _add_missing_keys(self) -> None:
        """Give articles that an older version imported the keys by which they are known to be the same."""
        while not self._cancel() and (ids := self._catalogue.duplicates.without_keys(KEYS_VERSION, _BATCH)):
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
            for finished in answers:
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
                            self._batch.append((file, outcome))
                if len(self._batch) >= _BATCH or time.monotonic() - self._stored > _BATCH_SECONDS:
                    self._store(policies)
                self._tell()
        self._store(policies)

    def _unfold(self, file: QueuedFile, found: Unfolded) -> list[QueuedFile]:
        """Queue the members of a container in its place; a damaged one stays in the report with its reason."""
        damage = None
        try:
            with self._catalogue.transaction():
                members = self._catalogue.imports.unfold(file, found.members)
                if found.reason is not None:
                    damage = file_outcome(self._catalogue, file, Unreadable(found.reason), DuplicatePolicy.SKIP)
        except ArchiveError as error:
            self._stopped = str(error)
            return []
        self._total += len(members)
        if damage is not None:
            self._count(file.position, damage)
        else:
            self._total -= 1
        self._progress = replace(self._progress, total=self._total)
        return members

    def _must_stop(self) -> bool:
        return (self._stopped or self._learning.stopped) is not None

    def _store(self, policies: dict[int, DuplicatePolicy]) -> None:
        """Store what was read, count it, and let the index learn it."""
        batch, self._batch = self._batch, []
        self._stored = time.monotonic()
        if not batch:
            return
        try:
            with self._catalogue.transaction():
                reports = [file_outcome(self._catalogue, file, outcome, policies[file.run]) for file, outcome in batch]
        except ArchiveError as error:
            self._stopped = str(error)
            return
        for (file, outcome), report in zip(batch, reports, strict=True):
            self._count(file.position, report)
            self._forget_kept(file.path)
            if isinstance(outcome, NewArticle) and report.status is FileStatus.DUPLICATE:
                self._skipped.append(outcome.sha256)
        self._tell(force=True)
        self._learning.learn()

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

    def _forget_kept(self, file: bytes) -> None:
        """Remove a file that was kept only for the import, once nothing in it waits to be read."""
        if self._is_kept(file) and not self._catalogue.imports.is_queued(file):
            with contextlib.suppress(OSError):
                shutil.rmtree(_path(file).parent)

    def _is_kept(self, file: bytes) -> bool:
        return _path(file).is_relative_to(self._folder / "incoming")

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


def _path(file: bytes) -> Path:
    return Path(os.fsdecode(file))
