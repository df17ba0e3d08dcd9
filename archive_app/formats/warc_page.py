"""One web page as a WARC record holds it: the record's headers, the answer's headers, and the page."""

import io
import re
import zlib

from fastwarc.stream_io import BrotliReader
from fastwarc.warc import WarcRecord

from archive_app.errors import UnreadableFileError
from archive_app.formats.decoding import decode
from archive_app.formats.limits import LARGEST_ORIGINAL, check_length, check_size
from archive_app.formats.stated import file_facts
from archive_app.model.article import Original
from archive_app.parsing.document import PageDocument
from archive_app.parsing.markup import lighten

WARC_START = b"WARC/1."
LONGEST_HEADERS = 64 * 1024
_LENGTH = re.compile(rb"^Content-Length:\s{0,9}(\d{1,18})\s{0,9}$", re.IGNORECASE | re.MULTILINE)


class WarcPageFormat:
    """A record of a web page, as the WARC container hands it out."""

    name = "warc"
    suffixes = frozenset[str]()

    def sniff(self, original: Original) -> bool:
        """Say yes to the version that every record begins with."""
        return original.data.startswith(WARC_START)

    def read(self, original: Original) -> PageDocument:
        """Decode the page. The record's date is when it was fetched, which says nothing about the article."""
        if not is_whole(original.data):
            raise _damaged(original.name)
        try:
            record = WarcRecord.from_bytes(original.data)
            record.parse_http(auto_decode="transfer", quirks_mode=True)
            data = _decoded(record.reader.read(LARGEST_ORIGINAL + 1), record)
        except (OSError, ValueError) as error:
            raise _damaged(original.name) from error
        check_size(original.name, data)
        decoded = decode(data, record.http_charset)
        light = lighten(decoded.text)
        check_length(original.name, len(light.markup))
        return PageDocument(light, decoded.encoding, file_facts("WARC record", url=target_of(record)))


def _decoded(data: bytes, record: WarcRecord) -> bytes:
    """Undo the content codings, as far as an article may be long; FastWARC undoes gzip without any bound."""
    codings = (record.http_headers.get("Content-Encoding") or "").lower() if record.is_http_parsed else ""
    for coding in reversed(codings.split(",")):
        try:
            match coding.strip():
                case "gzip" | "x-gzip":
                    data = zlib.decompressobj(wbits=31).decompress(data, LARGEST_ORIGINAL + 1)
                case "deflate":
                    data = zlib.decompressobj().decompress(data, LARGEST_ORIGINAL + 1)
                case "br":
                    data = BrotliReader(io.BytesIO(data)).read(LARGEST_ORIGINAL + 1)
        except (zlib.error, OSError):
            return data  # Many programs keep the page decoded and the header as it was.
    return data


def record_length(data: bytes) -> int | None:
    """Return how many bytes the record that begins here says it has, or None where its headers are damaged."""
    head, mark, _ = data[:LONGEST_HEADERS].partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return len(head) + len(mark) + int(length.group(1)) if mark and length else None


def is_whole(data: bytes) -> bool:
    """Say whether a record is there in its full length; FastWARC sets memory aside for whatever length it reads."""
    length = record_length(data)
    return length is not None and length <= len(data)


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"“{name}” is a web archive record that is damaged or cut short. Fetch the page again.")


def target_of(record: WarcRecord) -> str:
    """Return the address that a record is about; some programs put it in angle brackets."""
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")
