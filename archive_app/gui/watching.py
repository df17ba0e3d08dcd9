"""Watches folders for the open archive while the window is open, in a thread of its own."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession, ArchiveState

if TYPE_CHECKING:
    from archive_app.library import Archive
    from archive_app.library.watched_folders import WatchedFolders

_LOOK_SECONDS = 2.0  # how soon a folder that goes away or comes back is shown so


class Watching(QObject):
    """The folders that this user has watched for the open archive, each with whether it is there.

    `file` is where they are kept; None watches nothing. `found` carries the paths of files that are new and complete,
    `changed` says that the folders or their states did, `failed` and `refused` carry sentences: why new files cannot be
    told, and why a folder cannot be watched.
    """

    found = Signal(object)
    changed = Signal()
    failed = Signal(str)
    refused = Signal(str)
    _told = Signal(object, object)

    def __init__(self, session: ArchiveSession, file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._file = file
        self._watch: _Watch | None = None
        self._left: list[_Watch] = []
        self.folders: Mapping[Path, bool] = {}
        session.opened.connect(self._opened)
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def add(self, folder: Path) -> None:
        """Watch a folder from now on; what is in it already is imported too."""
        self._change(lambda watched, archive: watched.add(archive, folder))

    def remove(self, folders: Sequence[Path]) -> None:
        """Watch folders no longer; what was imported from them stays."""

        def remove(watched: "WatchedFolders", archive: Path) -> None:
            for folder in folders:
                watched.remove(archive, folder)

        self._change(remove)

    def leave(self) -> None:
        """Watch no longer for the archive that is open, without waiting for the end."""
        if self._watch is not None:
            self._watch.end()
            self._left.append(self._watch)
        self._left = [watch for watch in self._left if watch.is_alive()]
        self._watch = None
        self.folders = {}
        self.changed.emit()

    def close(self) -> None:
        """Leave, and wait for the end."""
        self.leave()
        for watch in self._left:
            watch.join()

    def _opened(self, state: ArchiveState) -> None:
        self.leave()
        if not state.read_only:
            self._change(lambda _watched, _archive: None)

    def _change(self, change: Callable[["WatchedFolders", Path], None]) -> None:
        """Change the list, and follow what it says then."""
        file = self._file
        if file is None:
            return

        def changed(archive: "Archive") -> tuple[Path, ...]:
            watched = _watched_folders(file)
            change(watched, archive.folder)
            return watched.of(archive.folder)

        self._session.ask(changed, self._follow, failure=lambda error: self.refused.emit(str(error)), keep=True)

    def _follow(self, folders: Sequence[Path]) -> None:
        if not folders:
            self.leave()
            return
        self.folders = {folder: self.folders.get(folder, True) for folder in folders}
        self.changed.emit()
        if self._watch is None and self._file is not None and self._session.folder is not None:
            self._watch = watch = _Watch(self._session.folder, self._file, self._told.emit)
            watch.start()

    def _deliver(self, watch: "_Watch", told: "_Told") -> None:
        if watch is not self._watch:
            return
        if isinstance(told, str):
            self.failed.emit(told)
        elif isinstance(told, Mapping):
            self.folders = told
            self.changed.emit()
        else:
            self.found.emit(told)


_Told = Sequence[Path] | Mapping[Path, bool] | str
"""New files, the folders with whether each is there, or why new files cannot be told."""


class _Watch(threading.Thread):
    """Watches for one archive, with the archive opened a second time; tells in this thread and in the watcher's."""

    def __init__(self, archive: Path, file: Path, tell: Callable[["_Watch", _Told], None]) -> None:
        super().__init__(name="watched folders", daemon=True)
        self._archive = archive
        self._file = file
        self._tell = tell
        self._end = threading.Event()

    def end(self) -> None:
        """Have it end soon."""
        self._end.set()

    def run(self) -> None:
        """Watch until the end."""
        from archive_app.library.archive_reading import ReadableArchive  # noqa: PLC0415 - not before the first frame
        from archive_app.library.watching import Watcher  # noqa: PLC0415 - as above

        watched = _watched_folders(self._file)
        told: Mapping[Path, bool] | None = None
        try:
            with ReadableArchive.open(self._archive, create=False) as archive:
                watcher = Watcher(
                    archive,
                    lambda: watched.of(self._archive),
                    lambda files: self._tell(self, files),
                    lambda sentence: self._tell(self, sentence),
                )
                watcher.start()
                while not self._end.wait(_LOOK_SECONDS if told is not None else 0):
                    states = {folder: folder.is_dir() for folder in watched.of(self._archive)}
                    if states != told:
                        told = states
                        self._tell(self, states)
                watcher.stop()
        except ArchiveAppError as error:
            self._tell(self, f"Folders cannot be watched: {error}")


def _watched_folders(file: Path) -> "WatchedFolders":
    from archive_app.library.watched_folders import WatchedFolders  # noqa: PLC0415 - not before the first frame

    return WatchedFolders(file)
