"""A segment's file: named arrays one after the other, and a checksum for each 64 KiB of them.

A block is checked the first time anything in it is read, so damage is found before it can change an answer, and opening
a file of any size costs the same. Knows nothing of what the arrays mean.
"""

import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

BLOCK = 1 << 16
"""Bytes that share one checksum: small enough to be checked in 30 microseconds when first read."""

_MAGIC = b"ArchSeg1"
_TRAILER = struct.Struct("<QII8s")  # where the header begins, its length, its CRC-32
_ALIGNMENT = 8
_KINDS = frozenset({"|u1", "<u2", "<u4", "<i8"})
_MAX_HEADER = 1 << 20


class DamageError(Exception):
    """A file of the index is not what was written."""


def narrow(values: Array) -> Array:
    """Return whole numbers in the fewest bytes that hold all of them: one, two or four."""
    most = int(values.max(initial=0))
    return values.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


class ContainerWriter:
    """Writes the arrays of one file; the file counts once `finish` has returned."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("x+b")
        self._end = 0
        self._sections: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, values: Array) -> None:
        """Write a whole array."""
        self.reserve(name, values.dtype, len(values))
        self.write(name, 0, values)

    def reserve(self, name: str, dtype: npt.DTypeLike, count: int) -> None:
        """Keep room for an array of `count` values that is written piece by piece."""
        kind = np.dtype(dtype).newbyteorder("<")
        start = -(-self._end // _ALIGNMENT) * _ALIGNMENT
        self._sections[name] = (kind.str, start, count)
        self._end = start + kind.itemsize * count

    def write(self, name: str, at: int, values: Array) -> None:
        """Write a piece of an array from its value number `at` on."""
        kind, start, count = self._sections[name]
        if at + len(values) > count:
            raise ValueError(f"{name} has room for {count} values")
        dtype = np.dtype(kind)
        self._file.seek(start + at * dtype.itemsize)
        self._file.write(np.ascontiguousarray(values, dtype).data.cast("B") if len(values) else b"")

    def finish(self, facts: dict[str, Any]) -> int:
        """Write checksums and header, and return the file's size once all of it is on disk."""
        self._file.truncate(self._end)
        self._file.seek(0)
        checks = [zlib.crc32(block) for block in iter(lambda: self._file.read(BLOCK), b"")]
        table = np.array(checks, "<u4").tobytes()
        description = {"facts": facts, "sections": self._sections, "size": self._end, "table_check": zlib.crc32(table)}
        header = json.dumps(description).encode()
        self._file.seek(self._end)
        self._file.write(table + header)
        self._file.write(_TRAILER.pack(self._end + len(table), len(header), zlib.crc32(header), _MAGIC))
        size = self._file.tell()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return size

    def discard(self) -> None:
        """Give the file up."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class Container:
    """An open file; its arrays are views of a memory map and can only be read.

    Checksums tell damage, not intent: the file may come from a stranger, so nothing it says is used before it is known
    to be possible.

    Raises:
        DamageError: Here and in all methods: the file is not one that was written here, or no longer.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _TRAILER.size:
                raise DamageError(f"{path.name} is cut short")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.name = path.name
        start, length, check, magic = _TRAILER.unpack(self._map[-_TRAILER.size :])
        if magic != _MAGIC or length > _MAX_HEADER or start + length + _TRAILER.size != size:
            raise DamageError(f"{path.name} is no segment or is cut short")
        header = self._map[start : start + length]
        if zlib.crc32(header) != check:
            raise DamageError(f"the header of {path.name} is damaged")
        try:
            description = json.loads(header)
            self.facts: dict[str, Any] = dict(description["facts"])
            self._size = _whole_number(description["size"], start)
            self._sections = {name: self._section(*given) for name, given in description["sections"].items()}
            table_check = description["table_check"]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise DamageError(f"the header of {path.name} makes no sense") from error
        table = self._map[self._size : start]
        if zlib.crc32(table) != table_check or len(table) != -(-self._size // BLOCK) * 4:
            raise DamageError(f"the checksums of {path.name} are damaged")
        self._checks = np.frombuffer(table, "<u4")
        self._checked = bytearray(len(self._checks))

    def _section(self, kind: str, begin: object, count: object) -> tuple[np.dtype[Any], int, int]:
        """Return what the header says of an array; raises ValueError if that cannot be."""
        if kind not in _KINDS:
            raise ValueError(kind)
        dtype = np.dtype(kind)
        first = _whole_number(begin, self._size)
        return dtype, first, _whole_number(count, (self._size - first) // dtype.itemsize)

    def count(self, name: str) -> int:
        """Return how many values an array has."""
        return self._described(name)[2]

    def kind(self, name: str) -> np.dtype[Any]:
        """Return the type of an array's values."""
        return self._described(name)[0]

    def whole(self, name: str) -> Array:
        """Return an array."""
        return self.piece(name, 0, self.count(name))

    def piece(self, name: str, start: int, stop: int) -> Array:
        """Return a part of an array."""
        dtype, begin, count = self._described(name)
        if not 0 <= start <= stop <= count:
            raise DamageError(f"{name} of {self.name} has {count} values, not {start} to {stop}")
        first = begin + start * dtype.itemsize
        last = begin + stop * dtype.itemsize
        if first != last:
            self._check(first // BLOCK, (last - 1) // BLOCK)
        return np.frombuffer(self._map, dtype, stop - start, first)

    def chosen(self, name: str, places: npt.NDArray[np.int64]) -> Array:
        """Return some values of an array."""
        dtype, begin, count = self._described(name)
        if not len(places):
            return np.zeros(0, dtype)
        least, most = int(places.min()), int(places.max())
        if least < 0 or most >= count:
            raise DamageError(f"{name} of {self.name} has {count} values, not {least} to {most}")
        for block in np.flatnonzero(np.bincount((begin + places * dtype.itemsize) // BLOCK)).tolist():
            self._check(block, block)
        return np.frombuffer(self._map, dtype, count, begin)[places]

    def verify(self) -> None:
        """Check every block, also those that were found whole before."""
        self._checked = bytearray(len(self._checks))
        if self._checked:
            self._check(0, len(self._checks) - 1)

    def _described(self, name: str) -> tuple[np.dtype[Any], int, int]:
        try:
            return self._sections[name]
        except KeyError:
            raise DamageError(f"{self.name} has no {name}") from None

    def _check(self, first: int, last: int) -> None:
        at = self._checked.find(0, first, last + 1)
        while at >= 0:
            block = self._map[at * BLOCK : min((at + 1) * BLOCK, self._size)]
            if zlib.crc32(block) != self._checks[at]:
                raise DamageError(f"block {at} of {self.name} is damaged")
            self._checked[at] = 1
            at = self._checked.find(0, at + 1, last + 1)


def _whole_number(value: object, most: int) -> int:
    """Return a number from 0 to `most`; raises ValueError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(value)
    return value
