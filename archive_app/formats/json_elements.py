"""Read the elements of a JSON list one by one, so that an export of many gigabytes need not fit in memory."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from archive_app.formats.limits import LARGEST_ORIGINAL

_CHUNK = 1 << 16  # Most entries are smaller.
_BETWEEN = re.compile(rb"[\s,]*")
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[")
_DECODER = json.JSONDecoder()


class JsonDamagedError(ValueError):
    """The file is no list of JSON, was cut short, or has an element larger than an article can be."""


def is_list(file: BinaryIO) -> bool:
    """Say whether a file begins as a JSON list."""
    file.seek(0)
    return _START.match(file.read(1_000)) is not None


def elements(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield where each element of the file's list begins, and its bytes as they stand there.

    Raises:
        JsonDamagedError: The rest of the file cannot be read.
    """
    file.seek(0)
    start = _START.match(file.read(1_000))
    if start is None:
        raise JsonDamagedError
    offset = start.end()
    while True:
        element = _read(file, offset)
        if element is None:
            return
        begin, data = element
        yield begin, data
        offset = begin + len(data)


def element_at(file: BinaryIO, offset: int) -> bytes:
    """Return the bytes of the element that begins at an offset."""
    element = _read(file, offset)
    if element is None:
        raise JsonDamagedError
    return element[1]


def _read(file: BinaryIO, offset: int) -> tuple[int, bytes] | None:
    """Read the next element at or after an offset; None stands for the end of the list.

    JSON's own marks are ASCII, so the decoder finds an element's end in bytes taken as Latin-1, whatever the text is.
    """
    file.seek(offset)
    data = b""
    wanted = _CHUNK
    while True:
        more = file.read(wanted)
        data += more
        between = _BETWEEN.match(data)
        begin = between.end() if between else 0
        if data[begin : begin + 1] == b"]":
            return None
        try:
            _, end = _DECODER.raw_decode(data[begin:].decode("latin-1"))
        except (ValueError, RecursionError) as error:
            # A plain ValueError is a number of more digits than Python reads.
            is_cut = isinstance(error, json.JSONDecodeError)
            if not is_cut or not more or len(data) > LARGEST_ORIGINAL:
                raise JsonDamagedError from error
            wanted = len(data)  # Doubling keeps the whole effort in proportion to the length.
        else:
            return offset + begin, data[begin : begin + end]
