"""Web pages saved as one MHTML file, as Chrome, Edge and others do: a MIME message of the page's files."""

import re
from pathlib import PurePath

from archive_app.errors import UnreadableFileError
from archive_app.formats.decoding import decode
from archive_app.formats.limits import check_length
from archive_app.formats.mime import MimePart, read_headers, text_parts
from archive_app.formats.stated import file_facts
from archive_app.model.article import Original
from archive_app.parsing.document import PageDocument
from archive_app.parsing.markup import lighten

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SAVED = re.compile(r"^<?saved by\b", re.IGNORECASE)
_SENT = ("To", "Received", "Delivered-To", "Message-ID", "Return-Path")


class MhtmlFormat:
    """A page and the files it shows, in one message."""

    name = "mhtml"
    suffixes = frozenset({".mhtml", ".mht"})

    def sniff(self, original: Original) -> bool:
        """Say yes to the headers that browsers write; other messages of related parts are mails if they were sent."""
        head = read_headers(original.data[:20_000])
        if _SAVED.match(head.header("From").strip('"')) or head.header("Snapshot-Content-Location"):
            return True
        is_page = head.content_type in _PAGE_TYPES | {"multipart/related"} and "Content-Type" in head.headers
        is_named_so = PurePath(original.name).suffix.lower() in self.suffixes
        was_sent = any(name in head.headers for name in _SENT)
        return is_page and (is_named_so or (head.content_type == "multipart/related" and not was_sent))

    def read(self, original: Original) -> PageDocument:
        """Decode the page itself, with the address that was noted for it."""
        message = read_headers(original.data)
        page = _root(message)
        if page is None:
            raise UnreadableFileError(
                f"“{original.name}” holds no web page: the file is damaged or was cut short. Save the page again."
            )
        decoded = decode(page.data, page.charset)
        light = lighten(decoded.text)
        check_length(original.name, len(light.markup))
        location = message.header("Snapshot-Content-Location") or page.header("Content-Location")
        return PageDocument(light, decoded.encoding, file_facts("MHTML header", url=location))


def _root(message: MimePart) -> MimePart | None:
    """Return the part that is the page: the one that the message names as its start, else the first page in it."""
    start = str(message.headers.get_param("start", "") or "").strip("<>")
    first = None
    for part in text_parts(message):
        # A part whose headers are lost is told by its tags.
        is_page = part.content_type in _PAGE_TYPES or ("Content-Type" not in part.headers and b"<" in part.body[:200])
        if is_page and start and part.header("Content-ID").strip("<>") == start:
            return part
        if is_page and first is None:
            first = part
            if not start:
                break
    return first
