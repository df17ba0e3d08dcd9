"""The index's folder: its version file, which says whose it is, and its open segments."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

import contextlib
import json
import shutil
import uuid
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from archive_app.search.codec.container import Container
from archive_app.search.codec.manifest import sync_folder, write_durably
from archive_app.search.codec.segment_data import SegmentData

FORMAT = 8
"""Raised with every change of fields, analysis or files; an index of another format is not opened but rebuilt."""

_VERSION_FILE = "version.json"
_MOST_BYTES = 1 << 12


class MappedStorage(FileStorage):
    """Gives out segments as memory maps; each is opened once, however many readers come and go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder
        self._segments: dict[str, SegmentData] = {}

    def segment(self, name: str) -> SegmentData:
        """Return an open segment."""
        if name not in self._segments:
            self._segments[name] = open_segment(self.path, name)
        return self._segments[name]

    def release(self, keep: frozenset[str] = frozenset()) -> None:
        """Let go of the segments that are not to be kept; the last reader of each closes it."""
        self._segments = {name: data for name, data in self._segments.items() if name in keep}


def open_segment(folder: Path, name: str) -> SegmentData:
    """Return a segment of a folder, opened anew."""
    return SegmentData(Container(folder / f"{name}.seg"))


def prepare(folder: Path) -> None:
    """Make the folder if need be and empty it."""
    if folder.is_symlink():
        # What it leads to is not ours to empty.
        folder.unlink()
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
    content = json.dumps({"format": FORMAT, "made": uuid.uuid4().hex})
    write_durably(folder / _VERSION_FILE, content.encode())
    sync_folder(folder)


def mark_as_damaged(folder: Path) -> None:
    """Have every process take the index for none at all, so that the next one that can write builds it again."""
    with contextlib.suppress(OSError):
        (folder / _VERSION_FILE).unlink()


def version(folder: Path) -> bytes | None:
    """Return what tells this index from any made before or later in the folder; None if it is not of this format."""
    if folder.is_symlink():
        return None
    try:
        with (folder / _VERSION_FILE).open("rb") as file:
            content = file.read(_MOST_BYTES)
        found: Any = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(found, dict) and found.get("format") == FORMAT else None
