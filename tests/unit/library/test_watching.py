"""Watched folders tell of new files once they are complete, and of nothing else."""

import os
import queue
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from archive_app.library import Archive
from archive_app.library.watched_folders import WatchedFolders
from archive_app.library.watching import Watcher

_SETTLED = 0.5
_PATIENCE = 20.0
_QUIET = 3.0  # long enough for a folder to be looked at and a file to settle


class Told:
    """What a watcher told, as it comes."""

    def __init__(self) -> None:
        self.batches: queue.SimpleQueue[Sequence[Path]] = queue.SimpleQueue()
        self.failures: queue.SimpleQueue[str] = queue.SimpleQueue()

    def next(self) -> list[str]:
        return sorted(path.name for path in self.batches.get(timeout=_PATIENCE))

    def nothing_more(self) -> bool:
        try:
            self.batches.get(timeout=_QUIET)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def watched(tmp_path: Path) -> WatchedFolders:
    return WatchedFolders(tmp_path / "config" / "watched.json")


@pytest.fixture
def folder(tmp_path: Path, archive: Archive, watched: WatchedFolders) -> Path:
    path = tmp_path / "watched"
    path.mkdir()
    watched.add(archive.folder, path)
    return path


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def watch(archive: Archive, watched: WatchedFolders, told: Told) -> Iterator[Callable[[], Watcher]]:
    watchers: list[Watcher] = []

    def start() -> Watcher:
        folders = partial(watched.of, archive.folder)
        watcher = Watcher(
            archive, folders, told.batches.put, told.failures.put, settled_seconds=_SETTLED, lasting_seconds=1.0
        )
        watchers.append(watcher)
        watcher.start()
        return watcher

    yield start
    for watcher in watchers:
        watcher.stop()


def write(path: Path, number: int = 0) -> Path:
    path.write_text(f"Headline {number}\n\nWhat happened to number {number} at the coast.\n")
    return path


def test_what_came_while_nobody_watched_is_told_and_what_was_imported_is_not(
    archive: Archive, folder: Path, told: Told, watch: Callable[[], Watcher]
):
    archive.import_paths([write(folder / "old.txt")])
    shutil.copy(folder / "old.txt", folder / "copy.txt")
    (folder / "failed.txt").write_bytes(b"\x00" * 9)
    archive.import_paths([folder / "failed.txt"])
    write(folder / "new.txt", 1)
    (folder / "deeper").mkdir()
    write(folder / "deeper" / "page.html", 2)
    watch()
    assert told.next() == ["new.txt", "page.html"]
    assert told.nothing_more()


def test_a_file_is_told_when_it_is_complete(folder: Path, told: Told, watch: Callable[[], Watcher]):
    write(folder / "first.txt")
    watch()
    assert told.next() == ["first.txt"]
    with (folder / "slow.txt").open("w") as file:
        started = time.monotonic()
        while time.monotonic() - started < 4 * _SETTLED:
            file.write("Written slowly, word by word, as a copy from a slow disk would be.\n")
            file.flush()
            assert told.batches.empty(), "the file still grows"
            threading.Event().wait(_SETTLED / 5)
    assert told.next() == ["slow.txt"]


def test_unfinished_downloads_are_told_when_they_get_their_name(folder: Path, told: Told, watch: Callable[[], Watcher]):
    write(folder / "first.txt")
    watch()
    assert told.next() == ["first.txt"]
    (folder / "page.html").touch()
    unfinished = [write(folder / name, 3) for name in ("page.html.part", "Unconfirmed 1.crdownload", ".hidden.txt")]
    (folder / "page_files").mkdir()
    write(folder / "page_files" / "frame.html", 4)
    assert told.nothing_more()
    unfinished[0].replace(folder / "page.html")
    assert told.next() == ["page.html"]


def test_a_folder_that_is_moved_in_is_looked_through(
    folder: Path, tmp_path: Path, told: Told, watch: Callable[[], Watcher]
):
    write(folder / "first.txt")
    watch()
    assert told.next() == ["first.txt"]
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere" / "a.txt", 5)
    (tmp_path / "elsewhere").rename(folder / "moved")
    assert told.next() == ["a.txt"]


def test_a_folder_may_be_removed_and_come_back_and_be_added_later(
    archive: Archive, watched: WatchedFolders, folder: Path, told: Told, watch: Callable[[], Watcher]
):
    write(folder / "first.txt")
    watch()
    assert told.next() == ["first.txt"]
    shutil.rmtree(folder)
    later = folder.parent / "later"
    later.mkdir()
    write(later / "second.txt", 6)
    watched.add(archive.folder, later)
    assert told.next() == ["second.txt"]
    folder.mkdir()
    write(folder / "third.txt", 7)
    assert told.next() == ["third.txt"]


def test_where_the_system_tells_nothing_the_folder_is_looked_at_again_and_again(
    folder: Path, told: Told, watch: Callable[[], Watcher], monkeypatch: pytest.MonkeyPatch
):
    def refuse(_: BaseObserver) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("archive_app.library.watching.Observer.start", refuse)
    write(folder / "first.txt")
    watch()
    assert told.next() == ["first.txt"]
    write(folder / "second.txt", 8)
    assert told.next() == ["second.txt"]


def test_what_fails_is_told_once_and_goes_on_when_it_works_again(
    archive: Archive, folder: Path, told: Told, watch: Callable[[], Watcher]
):
    write(folder / "first.txt")
    watch()
    assert told.next() == ["first.txt"]
    catalogue = archive.folder / "catalogue.sqlite3"
    with sqlite3.connect(catalogue) as connection:
        connection.execute("ALTER TABLE article RENAME TO away")
    write(folder / "second.txt", 1)
    assert "no such table" in told.failures.get(timeout=_PATIENCE)
    assert told.nothing_more()
    assert told.failures.empty()
    with sqlite3.connect(catalogue) as connection:
        connection.execute("ALTER TABLE away RENAME TO article")
    connection.close()
    assert told.next() == ["second.txt"]


def test_the_archive_is_not_watched_though_it_comes_to_be_in_a_watched_folder(
    watched: WatchedFolders, tmp_path: Path, told: Told
):
    inside = tmp_path / "watched" / "archive"
    with Archive.open(inside) as archive:
        write(tmp_path / "watched" / "first.txt")
        write(inside / "second.txt", 1)
        watcher = Watcher(
            archive, lambda: [tmp_path / "watched"], told.batches.put, told.failures.put, settled_seconds=_SETTLED
        )
        watcher.start()
        assert told.next() == ["first.txt"]
        write(inside / "third.txt", 2)
        assert told.nothing_more()
        watcher.stop()
