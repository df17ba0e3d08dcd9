"""The table of contents: which segments the last commit left, and which of their records are deleted.

One file names the segments of all indexes, so one rename publishes a commit for all of them.
"""

import contextlib
import json
import os
import re
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.builder import MAX_DOCUMENTS, Built
from archive_app.search.codec.container import DamageError

_NAME = "contents.json"
_NEW = "contents.new"

# What a segment is called, so that the table can name no file of another folder.
_SEGMENT = re.compile("[a-z]+_[0-9a-f]{32}")
_MOST_BYTES = 1 << 26
_MOST = 1 << 63


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment as the table of contents has it. `deletions` is the number of the commit that last deleted in it."""

    name: str
    documents: int
    size: int
    least_id: int
    greatest_id: int
    deleted: int = 0
    deletions: int = 0

    @classmethod
    def of(cls, built: Built) -> "Entry":
        """Return the entry of a new segment."""
        return cls(built.name, built.documents, built.size, built.least_id, built.greatest_id)

    @property
    def live(self) -> int:
        """How many records are not deleted."""
        return self.documents - self.deleted

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the segment's files."""
        return (f"{self.name}.seg", *([self._deletions_name] if self.deletions else []))

    @property
    def _deletions_name(self) -> str:
        return f"{self.name}.{self.deletions}.del"

    def deleted_records(self, folder: Path) -> npt.NDArray[np.bool_] | None:
        """Return which records are deleted, or None if none is."""
        if not self.deletions:
            return None
        content = _read(folder / self._deletions_name)
        bits = np.frombuffer(content[4:], np.uint8)
        if zlib.crc32(content[4:]) != int.from_bytes(content[:4], "little") or len(bits) != -(-self.documents // 8):
            raise DamageError(f"{self._deletions_name} is damaged")
        deleted = np.unpackbits(bits, count=self.documents).astype(np.bool_)
        if np.count_nonzero(deleted) != self.deleted:
            raise DamageError(f"{self._deletions_name} belongs to another commit")
        return deleted

    def deleting(self, folder: Path, deleted: npt.NDArray[np.bool_], generation: int) -> "Entry":
        """Write which records are deleted from a commit on and return the segment's new entry."""
        entry = replace(self, deleted=int(np.count_nonzero(deleted)), deletions=generation)
        bits = np.packbits(deleted).tobytes()
        write_durably(folder / entry._deletions_name, zlib.crc32(bits).to_bytes(4, "little") + bits)
        return entry


@dataclass(frozen=True, slots=True)
class Contents:
    """What one commit left: its number, and the segments of each index."""

    generation: int
    indexes: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    @property
    def files(self) -> frozenset[str]:
        """The names of all files of all segments."""
        return frozenset(name for entries in self.indexes.values() for entry in entries for name in entry.files)

    @property
    def segments(self) -> frozenset[str]:
        """The names of all segments."""
        return frozenset(entry.name for entries in self.indexes.values() for entry in entries)


def write(folder: Path, contents: Contents) -> None:
    """Publish a commit; it is on disk when this returns. Files it names must be on disk already."""
    indexes = {
        index: [{name: getattr(entry, name) for name in Entry.__slots__} for entry in entries]
        for index, entries in contents.indexes.items()
    }
    text = json.dumps({"generation": contents.generation, "indexes": indexes}).encode()
    write_durably(folder / _NEW, b"%08x\n" % zlib.crc32(text) + text)
    (folder / _NEW).replace(folder / _NAME)
    sync_folder(folder)


def read(folder: Path) -> Contents:
    """Return the last commit.

    Raises:
        DamageError: The table of contents is not what was written.
        FileNotFoundError: There is none.
    """
    check, _, text = _read(folder / _NAME).partition(b"\n")
    if check != b"%08x" % zlib.crc32(text):
        raise DamageError("the table of contents is damaged")
    try:
        found: dict[str, Any] = json.loads(text)
        indexes = {str(index): tuple(map(_entry, entries)) for index, entries in found["indexes"].items()}
        return Contents(_number(found["generation"]), indexes)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamageError("the table of contents makes no sense") from error


def _entry(given: dict[str, Any]) -> Entry:
    """Return an entry as it was read; raises ValueError or TypeError if it cannot be."""
    entry = Entry(**given)
    for name in Entry.__slots__:
        if name != "name":
            _number(getattr(entry, name))
    if not _SEGMENT.fullmatch(entry.name) or not entry.deleted <= entry.documents <= MAX_DOCUMENTS:
        raise ValueError(given)
    return entry


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _MOST:
        raise ValueError(value)
    return value


def _read(path: Path) -> bytes:
    """Return the content of a small file."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise DamageError(f"{path.name} is far too large")
    return content


def state(folder: Path) -> tuple[int, int, int]:
    """Return what changes with every commit, at the price of one call of the system."""
    found = (folder / _NAME).stat()
    return found.st_mtime_ns, found.st_ino, found.st_size


def remove_unnamed(folder: Path, contents: Contents) -> None:
    """Remove the segments' files that no commit names: what was merged, deleted anew, or never committed."""
    named = contents.files
    for path in folder.iterdir():
        if path.suffix in {".seg", ".del"} and path.name not in named:
            # What another process has open cannot be removed on Windows; a later commit does.
            with contextlib.suppress(PermissionError):
                path.unlink(missing_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and have it on disk; a link of this name is replaced, not followed."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's list of files on disk; Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
