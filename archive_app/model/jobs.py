"""Long work: what it reports while it runs, how it is stopped, and what it leaves to read afterwards."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

_KINDS_NAMED = 8  # a sentence that can still be read


class Cancel(Protocol):
    """Asked often by long work; once it is true the work keeps what is done and returns."""

    def __call__(self) -> bool:
        """Say whether to stop."""
        ...


class CancelToken:
    """A cancel switch that can be thrown from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._event.set()

    def __call__(self) -> bool:
        """Say whether `cancel` was called."""
        return self._event.is_set()


class Stage(StrEnum):
    """What a job is doing."""

    WAITING = "waiting"
    LISTING = "listing"
    READING = "reading"
    INDEXING = "indexing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is. `elapsed` is in seconds; `total` counts the files (or articles) of the stage."""

    stage: Stage
    done: int = 0
    total: int = 0
    imported: int = 0
    duplicates: int = 0
    failed: int = 0
    elapsed: float = 0.0
    current: str = ""

    @property
    def rate(self) -> float:
        """Items a second since the stage began; 0 until it can be told."""
        return self.done / self.elapsed if self.elapsed > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at the present rate, or None until it can be told."""
        return (self.total - self.done) / self.rate if self.rate > 0 else None


class FileStatus(StrEnum):
    """What became of a file given for import."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class DuplicatePolicy(StrEnum):
    """What an import does with an article that is there in another file; the same bytes are never kept twice."""

    SKIP = "skip"
    KEEP_BOTH = "keep"
    REPLACE = "replace"
    """The new one stays and the old one goes to the trash."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `id` is the article it is (or already was), `reason` a sentence.

    `member` is the document's name inside the container at `path`. `encoding` and `confidence` are the article's.
    `similar_to` is an article with nearly the same text, or the same address.
    """

    path: str
    status: FileStatus
    id: int | None = None
    reason: str | None = None
    member: str = ""
    encoding: str | None = None
    confidence: float | None = None
    similar_to: int | None = None

    @property
    def place(self) -> str:
        """Where the document is, for people: "backup.zip » folder/page.html" where it is in a container."""
        return f"{self.path} » {self.member}" if self.member else self.path


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file that an import reached.

    `left` counts the files it did not reach because it was cancelled or had to stop; `stopped` is the sentence that
    says why it had to, such as a full disk. `passed_over` counts the files in folders that it left alone, by kind: a
    suffix such as `.png`, or words such as `hidden` that can stand after a number.
    """

    files: tuple[FileReport, ...] = ()
    left: int = 0
    stopped: str | None = None
    passed_over: Mapping[str, int] = field(default_factory=dict)

    def count(self, status: FileStatus) -> int:
        """The number of files with a status."""
        return sum(file.status is status for file in self.files)

    @property
    def imported(self) -> int:
        """The number of files that became articles."""
        return self.count(FileStatus.IMPORTED)

    @property
    def duplicates(self) -> int:
        """The number of files whose bytes the archive already had."""
        return self.count(FileStatus.DUPLICATE)

    @property
    def failed(self) -> int:
        """The number of files that could not be imported."""
        return self.count(FileStatus.FAILED)

    @property
    def passed_over_sentence(self) -> str:
        """How many files were passed over and of which kinds; empty where none were."""
        return passed_over_sentence(self.passed_over)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One import as the archive remembers it; times in UTC.

    `finished` is None while `left` files wait to be read. `present` says that any of the `imported` articles is neither
    in the trash nor deleted. `passed_over` is as in `ImportReport`.
    """

    id: int
    started: datetime
    finished: datetime | None
    imported: int
    present: bool
    duplicates: int
    failed: int
    left: int
    policy: DuplicatePolicy
    passed_over: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReparseReport:
    """What reading originals anew changed.

    `changed` and `unchanged` count articles, `failures` says of each article that could not be read anew why not: it
    stays as it was. `left` counts the articles that were not reached.
    """

    changed: int = 0
    unchanged: int = 0
    failures: Mapping[int, str] = field(default_factory=dict)
    left: int = 0
    stopped: str | None = None

    @property
    def failed(self) -> int:
        """The number of articles that could not be read anew."""
        return len(self.failures)


def passed_over_sentence(passed_over: Mapping[str, int]) -> str:
    """How many files were passed over and of which kinds, the most frequent ones first; empty where none were."""
    total = sum(passed_over.values())
    if not total:
        return ""
    frequent = sorted(passed_over.items(), key=lambda kind: -kind[1])
    parts = [f"{count:,} {kind}" for kind, count in frequent[:_KINDS_NAMED]]
    if rest := sum(count for _, count in frequent[_KINDS_NAMED:]):
        parts.append(f"{rest:,} of other kinds")
    return f"{total:,} {'file was' if total == 1 else 'files were'} passed over: {', '.join(parts)}."
