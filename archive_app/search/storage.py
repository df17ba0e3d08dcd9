"""The index's folder: files that are on disk when a commit returns, and a version file that says whose they are.

Whoosh unpickles what it finds in a folder, so a folder without our version file is never opened.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

import json
import os
import shutil
import uuid
from pathlib import Path
from typing import Any
from weakref import WeakSet

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

FORMAT = 2
"""Raised with every change of fields or analysis; an index of another format is not opened but rebuilt."""

_VERSION_FILE = "version.json"


class DurableStorage(FileStorage):
    """Files of an index of which each commit is on disk before it counts; Whoosh itself leaves that to chance."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._opened: WeakSet[StructFile] = WeakSet()

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file of the index for reading."""
        file: StructFile = super().open_file(name, **options)
        self._opened.add(file)
        return file

    def release(self) -> None:
        """Close every file that is still open; Whoosh leaves some open when it trips over damage."""
        for file in self._opened:
            if not file.is_closed:
                file.close()

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its final name, which is how Whoosh publishes a commit, after all it refers to is on disk."""
        folder = Path(self.folder)
        for path in folder.iterdir():
            if path.is_file():
                _sync(path)
        super().rename_file(oldname, newname, safe=safe)
        _sync(folder)


def prepare(folder: Path) -> None:
    """Make the folder if need be and empty it."""
    folder.mkdir(parents=True, exist_ok=True)
    # The version file goes first: a folder half emptied must not pass for an index.
    (folder / _VERSION_FILE).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def mark_as_ours(folder: Path) -> None:
    """Write the version file, last of all, so that it stands only beside a whole index."""
    path = folder / _VERSION_FILE
    path.write_text(json.dumps({"format": FORMAT, "made": uuid.uuid4().hex}), encoding="utf-8")
    _sync(path)
    _sync(folder)


def version(folder: Path) -> bytes | None:
    """Return what tells this index from any made before or later in the folder; None if it is not of this format."""
    try:
        content = (folder / _VERSION_FILE).read_bytes()
        found: Any = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(found, dict) and found.get("format") == FORMAT else None


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
