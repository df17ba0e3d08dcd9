"""WARC web archives (.warc, .warc.gz) and their WACZ packages: each page that was fetched is an article.

Pages are the responses with the status 200 that are HTML; what was fetched again unchanged is taken once. In a WACZ
package the list of pages, where it has one, says which of them a person asked for.
"""

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from archive_app.errors import UnreadableFileError
from archive_app.formats.container import MOST_MEMBERS, too_many
from archive_app.formats.limits import LARGEST_ORIGINAL
from archive_app.formats.warc_page import LONGEST_HEADERS, WARC_START, record_length, target_of
from archive_app.formats.zip_files import names_in, open_zip, read_entry
from archive_app.model.article import Original

_GZIP_START = b"\x1f\x8b"
_HEAD = 4_096
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PLACE = re.compile(r" \(at (?:(?P<part>[^()\s]{1,300}):)?(?P<offset>\d{1,18})\)$")
_WACZ_PARTS = re.compile(r"archive/[^/]{1,200}\.warc(?:\.gz)?")
_LISTS_OF_PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")


class WarcContainer:
    """A web archive in one file."""

    name = "a WARC web archive"
    suffixes = frozenset({".warc", ".warc.gz"})

    def sniff(self, file: BinaryIO, name: str) -> bool:  # noqa: ARG002 - the name says nothing that the content does not
        """Say yes to a WARC record at the start, be it compressed or not."""
        file.seek(0)
        head = file.read(_HEAD)
        if head.startswith(_GZIP_START):
            try:
                head = zlib.decompressobj(wbits=31).decompress(head, len(WARC_START))
            except zlib.error:
                return False
        return head.startswith(WARC_START)

    def open(self, file: BinaryIO, name: str) -> "WarcPages":
        """Open the archive."""
        return WarcPages(file, name)


class WarcPages:
    """The pages in an open web archive, told by their addresses and places."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def locators(self) -> Iterator[str]:
        """Yield the pages' addresses and places."""
        for address, offset in pages_in(self._file, self._name):
            yield f"{address} (at {offset})"

    def extract(self, locator: str) -> Original:
        """Return a page's record, uncompressed and otherwise as it stands in the archive."""
        place = _PLACE.search(locator)
        return record_at(self._file, int(place["offset"]) if place else 0, locator, self._name)


class WaczContainer:
    """A package of web archives."""

    name = "a WACZ web archive"
    suffixes = frozenset({".wacz"})

    def sniff(self, file: BinaryIO, name: str) -> bool:  # noqa: ARG002 - the name says nothing that the content does not
        """Say yes to a ZIP file with web archives where packages have them."""
        return any(map(_WACZ_PARTS.fullmatch, names_in(file)))

    def open(self, file: BinaryIO, name: str) -> "WaczPages":
        """Open the package."""
        return WaczPages(file, open_zip(file, name), name)


class WaczPages:
    """The pages in an open package, told by their addresses, their web archive and their place in it."""

    def __init__(self, file: BinaryIO, package: zipfile.ZipFile, name: str) -> None:
        self._file = file
        self._package = package
        self._name = name

    def locators(self) -> Iterator[str]:
        """Yield the pages that the package lists, or all where it lists none that it has."""
        listed = self._listed()
        found = False
        for address, place in self._pages():
            if _without_fragment(address) in listed:
                found = True
                yield f"{address} (at {place})"
        if not found:
            for address, place in self._pages():
                yield f"{address} (at {place})"

    def extract(self, locator: str) -> Original:
        """Return a page's record, uncompressed and otherwise as it stands in its web archive."""
        place = _PLACE.search(locator)
        entry = self._package.NameToInfo.get(f"archive/{place['part']}") if place else None
        if place is None or entry is None:
            raise UnreadableFileError(f"“{self._name}” no longer holds “{locator}”. Import the package again.")
        return record_at(self._part(entry), int(place["offset"]), locator, self._name)

    def _pages(self) -> Iterator[tuple[str, str]]:
        for entry in self._package.infolist():
            if _WACZ_PARTS.fullmatch(entry.filename):
                part = entry.filename.removeprefix("archive/")
                for address, offset in pages_in(self._part(entry), self._name):
                    yield address, f"{part}:{offset}"

    def _part(self, entry: zipfile.ZipInfo) -> BinaryIO:
        if entry.compress_type != zipfile.ZIP_STORED:
            raise UnreadableFileError(
                f"“{self._name}” is a WACZ package whose web archives are compressed twice. Unpack it as a ZIP "
                "archive, and import the .warc files."
            )
        return io.BufferedReader(_Window.of(self._file, entry))

    def _listed(self) -> set[str]:
        listed: set[str] = set()
        for name in _LISTS_OF_PAGES:
            entry = self._package.NameToInfo.get(name)
            for line in read_entry(self._package, entry, name).splitlines() if entry else ():
                try:
                    page = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(page, dict) and isinstance(page.get("url"), str):
                    listed.add(_without_fragment(page["url"]))
        return listed


class _Window(io.RawIOBase):
    """A part of a file as a file; reading stored ZIP entries through `zipfile` cannot skip what it does not need."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self._file = file
        self._start = start
        self._length = length
        self._position = 0

    @classmethod
    def of(cls, file: BinaryIO, entry: zipfile.ZipInfo) -> "_Window":
        """The bytes of a stored entry, behind its local header, name and extra field."""
        file.seek(entry.header_offset + 26)
        lengths = file.read(4)
        start = entry.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        return cls(file, start, entry.file_size)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._length - self._position)
        self._file.seek(self._start + self._position)
        data = self._file.read(left if size < 0 else min(size, left))
        self._position += len(data)
        return data

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # the standard library's stubs are wider
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def pages_in(file: BinaryIO, name: str) -> Iterator[tuple[str, int]]:
    """Yield the address of each page in a web archive and where its record begins."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    seen: set[tuple[str, str | None]] = set()
    last = -1
    try:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, quirks_mode=True):
            offset = record.stream_pos
            # Where records are not compressed one by one, there is no place to begin at.
            if offset <= last or offset >= size:
                raise _compressed_as_a_whole(name)
            last = offset
            key = (target_of(record), record.headers.get("WARC-Payload-Digest"))
            if not _is_page(record) or (key[1] and key in seen):
                continue
            seen.add(key)
            if len(seen) > MOST_MEMBERS:
                raise too_many(name)
            yield key[0], offset
    except (OSError, ValueError) as error:
        raise UnreadableFileError(
            f"“{name}” is a WARC web archive that is damaged or cut short. The pages before the damage were taken."
        ) from error


def _without_fragment(address: str) -> str:
    return address.partition("#")[0]


def _is_page(record: WarcRecord) -> bool:
    if not record.is_http_parsed:
        return False
    return record.http_headers.status_code == 200 and str(record.http_content_type).lower() in _PAGE_TYPES


def record_at(file: BinaryIO, offset: int, locator: str, name: str) -> Original:
    """Return the record that begins at an offset, uncompressed."""
    file.seek(offset)
    is_compressed = file.read(2) == _GZIP_START
    file.seek(offset)
    try:
        if is_compressed:
            with gzip.GzipFile(fileobj=file) as unpacked:
                data = _record(unpacked.read)
        else:
            data = _record(file.read)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFileError(f"“{locator}” is damaged in the web archive. Fetch the page again.") from error
    if not data.startswith(WARC_START):
        raise _compressed_as_a_whole(name)
    if len(data) > LARGEST_ORIGINAL:
        raise UnreadableFileError(
            f"“{locator}” has more than {LARGEST_ORIGINAL // 1_048_576} MB, which no article needs. Leave it out."
        )
    path = re.split(r"[ ?#]", locator, maxsplit=1)[0]
    return Original(f"{(path.rstrip('/').rpartition('/')[2] or 'page')[:100]}.warc", data)


def _record(read: Callable[[int], bytes]) -> bytes:
    """Read one record: its headers, and the length they tell, as far as the file goes and a record may be long."""
    data = read(LONGEST_HEADERS)
    length = record_length(data)
    if length is None:
        return b""
    wanted = min(length, LARGEST_ORIGINAL + 1)
    return data[:wanted] + (read(wanted - len(data)) if wanted > len(data) else b"")


def _compressed_as_a_whole(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” is compressed as a whole, so no page in it can be reached. Unpack it with gunzip, and import that."
    )
