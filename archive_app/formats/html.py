"""Web pages as browsers save them."""

import re
from pathlib import PurePath

from archive_app.formats.decoding import decode, sniffable_head
from archive_app.formats.limits import check_length
from archive_app.model.article import Original
from archive_app.parsing.document import PageDocument
from archive_app.parsing.facts import StatedFacts
from archive_app.parsing.markup import lighten
from archive_app.parsing.urls import web_address

_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[a-z][a-z0-9]{0,10})(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE)
_PROLOGUE = re.compile(r"(?:\s+|<\?xml[^>]{0,300}\?>|<!--(?:(?!-->).){0,2000}-->){0,20}", re.DOTALL)
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,5}\)(\S{1,2000})\s{0,9}-->", re.IGNORECASE)
_TOP = 20_000


class HtmlFormat:
    """A page of HTML or XHTML."""

    name = "html"
    suffixes = _SUFFIXES

    def sniff(self, original: Original) -> bool:
        """Say yes to what begins as a page does, and to any tags at all in a file that is named as a page."""
        head = sniffable_head(original.data)
        prologue = _PROLOGUE.match(head)
        start = head[prologue.end() if prologue else 0 :]
        if _PAGE.match(start):
            return True
        suffix = PurePath(original.name).suffix.lower()
        if suffix in _SUFFIXES:
            return _TAG.search(sniffable_head(original.data, 200_000)) is not None
        return suffix not in _TEXT_SUFFIXES and _TAG.match(start) is not None

    def read(self, original: Original) -> PageDocument:
        """Decode a page, with the address that a browser noted in it."""
        return read_saved_page(original, _SAVED_FROM)


def read_saved_page(original: Original, address: re.Pattern[str]) -> PageDocument:
    """Decode a page; the first group of `address` is where the page says at its top that it was saved from."""
    decoded = decode(original.data)
    saved = address.search(decoded.text[:_TOP])
    light = lighten(decoded.text)
    check_length(original.name, len(light.markup))
    url = web_address(saved.group(1)) if saved else None
    return PageDocument(light, decoded.encoding, StatedFacts(url=url))
