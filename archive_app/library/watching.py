"""Watched folders: tells of new files in them once they are complete, and of those that came while nobody watched.

A file is complete when its size and time have not changed for two seconds. Names that no import would pick up, such as
those that browsers give to unfinished downloads, are left alone until the file gets its own name. What the archive
holds already, in the trash too, and what it could not import before and has not changed since, is not told again.
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

from archive_app.formats.registry import LARGEST_ORIGINAL
from archive_app.library.archive_reading import ReadableArchive
from archive_app.library.listing import is_article_name, may_be_container

_log = logging.getLogger(__name__)

SETTLED_SECONDS = 2.0

_TICK_SECONDS = 0.25
_FOLDERS_SECONDS = 2.0  # how soon a folder is noticed that comes back, is removed, or is watched from now on
_POLLING_SECONDS = 5.0  # where the system does not tell of changes, as in some network folders
_PARTS_OF_PAGES = ("_files", "-Dateien")


@dataclass(frozen=True, slots=True)
class _State:
    """What tells one writing of a file from another."""

    size: int
    modified: int


class Watcher:
    """Watches the folders that an archive names, from `start` to `stop`.

    `found` is called in the watcher's thread with the files that are new and complete; whoever gets them imports them.
    """

    def __init__(
        self,
        archive: ReadableArchive,
        found: Callable[[Sequence[Path]], None],
        *,
        settled_seconds: float = SETTLED_SECONDS,
    ) -> None:
        self._archive = archive
        self._found = found
        self._settled = settled_seconds
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
        checked = float("-inf")
        try:
            while not self._end.wait(_TICK_SECONDS):
                if time.monotonic() - checked >= _FOLDERS_SECONDS:
                    self._follow_folders()
                    checked = time.monotonic()
                self._take_events()
                if complete := self._complete():
                    self._tell(complete)
        finally:
            for folder in list(self._watched):
                self._unfollow(folder)

    # --- folders

    def _follow_folders(self) -> None:
        """Follow the folders that are there and named; let go of those that are not."""
        wanted = {folder: number for folder in self._archive.watched_folders() if (number := _inode(folder))}
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
        for path in _files_below(folder, folder):
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
            for file in _files_below(path, folder) if path.is_dir() else (path,):
                state = _state(file)
                if _may_be_article(file, folder) and state is not None and self._told.get(file) != state:
                    self._candidates[file] = (state, time.monotonic())

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
                del self._candidates[path]
                self._told[path] = present
                complete.append(path)
        return complete

    def _tell(self, complete: Sequence[Path]) -> None:
        new = [path for path in complete if self._is_new(path)]
        if new:
            _log.info("%d new files in watched folders", len(new))
            self._found(new)

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


def _files_below(path: Path, folder: Path) -> Iterator[Path]:
    for inner, folders, files in os.walk(path):
        folders[:] = [name for name in folders if _may_hold_articles(name)]
        yield from (file for name in files if _may_be_article(file := Path(inner, name), folder))


def _may_be_article(path: Path, folder: Path) -> bool:
    return is_article_name(path.name) and all(map(_may_hold_articles, path.relative_to(folder).parts[:-1]))


def _may_hold_articles(folder: str) -> bool:
    """Leave out hidden folders and the pictures and frames of saved pages, whose page may come after them."""
    return not folder.startswith(".") and not folder.endswith(_PARTS_OF_PAGES)


def _state(path: Path) -> _State | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _State(status.st_size, status.st_mtime_ns)


def _inode(folder: Path) -> int | None:
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
