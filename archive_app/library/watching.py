"""Watched folders: tells of new files in them once they are complete, and of those that came while nobody watched.

A file is complete when its size and time have not changed for two seconds. Names that no import would pick up, such as
those that browsers give to unfinished downloads, are left alone until the file gets its own name. What the archive
holds already, in the trash too, and what it could not import before and has not changed since, is not told again.
Whatever fails is tried again; no failure ends the watching.
"""

import hashlib
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from archive_app.formats.companions import may_belong_to_page
from archive_app.formats.registry import LARGEST_ORIGINAL
from archive_app.library.archive_reading import ReadableArchive
from archive_app.library.listing import is_article_name, may_be_container

_log = logging.getLogger(__name__)

SETTLED_SECONDS = 2.0

_TICK_SECONDS = 0.25
_FOLDERS_SECONDS = 2.0  # how soon a folder is noticed that comes back, is removed, or is watched from now on
_POLLING_SECONDS = 5.0  # where the system does not tell of changes, as in some network folders
_LASTING_SECONDS = 10.0  # how long something fails before somebody is told

_MOST_TOLD = 10_000  # remembered states of files; one that is forgotten may be told once more


@dataclass(frozen=True, slots=True)
class _State:
    """What tells one writing of a file from another."""

    size: int
    modified: int


class Watcher:
    """Watches folders for an archive, from `start` to `stop`.

    `folders` is asked every two seconds which these are, so that more can be named and others given up. `found` is
    called with the files that are new and complete; whoever gets them imports them. `failed` is called with a sentence
    where the watching fails for a while, once until it works again. All three are called in the watcher's thread.
    """

    def __init__(
        self,
        archive: ReadableArchive,
        folders: Callable[[], Sequence[Path]],
        found: Callable[[Sequence[Path]], None],
        failed: Callable[[str], None],
        *,
        settled_seconds: float = SETTLED_SECONDS,
        lasting_seconds: float = _LASTING_SECONDS,
    ) -> None:
        self._archive = archive
        self._folders = folders
        self._found = found
        self._failed = failed
        self._settled = settled_seconds
        self._lasting = lasting_seconds
        self._followed = float("-inf")
        self._failing: float | None = None  # since when
        self._told_failure = False
        self._events: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._candidates: dict[Path, tuple[_State, float]] = {}
        self._told: dict[Path, _State] = {}
        self._watched: dict[Path, tuple[int, BaseObserver]] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watching", daemon=True)

    def start(self) -> None:
        """Begin to watch; what came since the last time is told first."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer; nothing is told once this returns."""
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(_TICK_SECONDS if self._failing is None else _FOLDERS_SECONDS):
            try:
                self._look()
            except Exception as error:  # noqa: BLE001 - a thread that ends would leave everybody believing that it watches
                self._note_failure(error)
            else:
                self._failing, self._told_failure = None, False
        for folder in list(self._watched):
            self._unfollow(folder)

    def _look(self) -> None:
        if self._failing is not None or time.monotonic() - self._followed >= _FOLDERS_SECONDS:
            self._follow_folders()
            self._followed = time.monotonic()
        self._take_events()
        if complete := self._complete():
            self._tell(complete)

    def _note_failure(self, error: Exception) -> None:
        now = time.monotonic()
        if self._failing is None:
            self._failing = now
            _log.warning("watching failed (%s); it is tried again", type(error).__name__)
        if now - self._failing >= self._lasting and not self._told_failure:
            self._told_failure = True
            self._failed(f"New files in watched folders cannot be told: {error} This is tried again all the time.")

    # --- folders

    def _follow_folders(self) -> None:
        """Follow the folders that are there and named; let go of those that are not."""
        wanted = {folder: number for folder in self._folders() if (number := _inode(folder))}
        for folder, (number, _) in list(self._watched.items()):
            if wanted.get(folder) != number:
                self._unfollow(folder)
        for folder, number in wanted.items():
            if folder not in self._watched:
                self._watched[folder] = (number, _observer(folder, _Handler(self._events)))
                self._look_through(folder)

    def _unfollow(self, folder: Path) -> None:
        _, observer = self._watched.pop(folder)
        observer.stop()
        observer.join()

    def _look_through(self, folder: Path) -> None:
        """Take what is in a folder for new, but for what an import has read since it was last changed."""
        times = self._archive.import_times(folder)
        for path in self._files_below(folder, folder):
            state = _state(path)
            # Imports note whole seconds.
            if state is not None and state.modified // 10**9 > _seconds(times, path):
                self._candidates[path] = (state, time.monotonic())

    # --- files

    def _take_events(self) -> None:
        while not self._events.empty():
            path = self._events.get()
            folder = next((folder for folder in self._watched if path.is_relative_to(folder)), None)
            if folder is None:
                continue
            for file in self._files_below(path, folder) if _inode(path) else (path,):
                state = _state(file)
                if self._may_be_article(file, folder) and state is not None and self._told.get(file) != state:
                    self._candidates[file] = (state, time.monotonic())

    def _files_below(self, path: Path, folder: Path) -> Iterator[Path]:
        for inner, folders, files in os.walk(path):
            folders[:] = [name for name in folders if _may_hold_articles(name)]
            yield from (file for name in files if self._may_be_article(file := Path(inner, name), folder))

    def _may_be_article(self, path: Path, folder: Path) -> bool:
        """Say whether an import would pick the file up; those of the archive itself are none."""
        return (
            is_article_name(path.name)
            and all(map(_may_hold_articles, path.relative_to(folder).parts[:-1]))
            and not path.is_relative_to(self._archive.folder)
        )

    def _complete(self) -> list[Path]:
        """The candidates that have not changed for long enough; those that changed wait anew."""
        now = time.monotonic()
        complete: list[Path] = []
        for path, (state, since) in list(self._candidates.items()):
            present = _state(path)
            if present is None:
                del self._candidates[path]
            elif present != state:
                self._candidates[path] = (present, now)
            # A browser makes an empty file first, to keep the name.
            elif present.size and now - since >= self._settled:
                complete.append(path)
        return complete

    def _tell(self, complete: Sequence[Path]) -> None:
        new = [path for path in complete if self._is_new(path)]
        if new:
            _log.info("%d new files in watched folders", len(new))
            self._found(new)
        # What could not be told stays a candidate.
        for path in complete:
            self._told[path], _ = self._candidates.pop(path)
        while len(self._told) > _MOST_TOLD:
            del self._told[next(iter(self._told))]

    def _is_new(self, path: Path) -> bool:
        """Say whether the archive lacks a file; of a container the import tells what it lacks."""
        if may_be_container(os.fsencode(path)):
            return True
        sha256 = _sha256(path)
        return sha256 is not None and not self._archive.holds(sha256)


class _Handler(FileSystemEventHandler):
    """Hands on where something appeared or changed."""

    def __init__(self, events: "queue.SimpleQueue[Path]") -> None:
        self._events = events

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take the new name of what was moved, else the name itself."""
        if event.event_type in {"created", "modified", "moved", "closed"}:
            self._events.put(Path(os.fsdecode(event.dest_path or event.src_path)))


def _observer(folder: Path, handler: FileSystemEventHandler) -> BaseObserver:
    """Watch by the system's means, or by looking again and again where those are not to be had or used up."""
    observer: BaseObserver = Observer()
    try:
        observer.schedule(handler, str(folder), recursive=True)
        observer.start()
    except OSError as error:
        _log.warning("the system does not tell of changes (%s); looking every few seconds instead", error.strerror)
        observer = PollingObserver(timeout=_POLLING_SECONDS)
        observer.schedule(handler, str(folder), recursive=True)
        observer.start()
    return observer


def _may_hold_articles(folder: str) -> bool:
    """Leave out hidden folders and the pictures and frames of saved pages, whose page may come after them."""
    return not folder.startswith(".") and not may_belong_to_page(folder)


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _State(status.st_size, status.st_mtime_ns)


def _inode(folder: Path) -> int | None:
    """What tells one folder of a name from another; None where there is no folder, or none that may be seen."""
    try:
        return folder.stat().st_ino if folder.is_dir() else None
    except OSError:
        return None


def _seconds(times: Mapping[bytes, float], path: Path) -> float:
    return times.get(os.fsencode(path), float("-inf"))


def _sha256(path: Path) -> str | None:
    """The SHA-256 of a file, None where it cannot be read or an import would refuse it for its size."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST_ORIGINAL:
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
