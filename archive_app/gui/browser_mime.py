"""What browsers say of a drag or copy beside its text: links, the fragment's structure, the page it comes from.

Reads MIME data only. Addresses are facts here: none is ever opened.
"""

import re
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData, QUrl

# A selection is judged by its beginning; no one selects longer without a paragraph in it.
_LOOKED_AT = 100_000

_STRUCTURE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "pre", "article", "table"})
_UNREAD = frozenset({"script", "style", "title"})

# Where Chromium and Firefox name the page of a selection; on Windows both within the clipboard's "HTML Format".
_CHROMIUM_SOURCE = "chromium/x-source-url"
_FIREFOX_SOURCE = "text/x-moz-url-priv"
_WINDOWS_HTML = 'application/x-qt-windows-mime;value="HTML Format"'
_SOURCE_IN_HEADER = re.compile(rb"^SourceURL:(\S{1,4000})\s*$", re.MULTILINE)

_FIREFOX_LINK = "text/x-moz-url"


class Fragment(HTMLParser):
    """What a piece of HTML holds: structure that plain text would lose, text, and text that is not a link's."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.structured = False
        self.text = False
        self.text_beside_links = False
        self._links = 0
        self._unread = 0
        self.feed(markup[:_LOOKED_AT])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        """Note what a tag opens."""
        self.structured |= tag in _STRUCTURE
        self._links += tag == "a"
        self._unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        """Note what a tag closes."""
        self._links = max(0, self._links - (tag == "a"))
        self._unread = max(0, self._unread - (tag in _UNREAD))

    def handle_data(self, data: str) -> None:
        """Note text that stands by itself."""
        if data.strip() and not self._unread:
            self.text = True
            self.text_beside_links |= not self._links


def links(data: QMimeData) -> tuple[str, ...]:
    """The web addresses that were dragged or copied as links, without those that only a text mentions."""
    found = [url.toString() for url in data.urls() if url.scheme() in {"http", "https"}]
    if not found and data.hasFormat(_FIREFOX_LINK):
        # The address and the link's title, a line each.
        found = _web_addresses(_utf_16(data, _FIREFOX_LINK).partition("\n")[0])
    words = data.text().split()
    if not found and all(word.startswith(("http://", "https://")) for word in words):
        found = _web_addresses(" ".join(words))
    return tuple(dict.fromkeys(found))


def page_address(data: QMimeData) -> str | None:
    """The web address of the page that a selection was taken from, where the browser tells it."""
    told = [_utf_16(data, _FIREFOX_SOURCE), bytes(data.data(_CHROMIUM_SOURCE).data()).decode("utf-8", "replace")]
    if header := _SOURCE_IN_HEADER.search(bytes(data.data(_WINDOWS_HTML).data())[:8_000]):
        told.append(header.group(1).decode("utf-8", "replace"))
    return next((address for text in told for address in _web_addresses(text)), None)


def _utf_16(data: QMimeData, name: str) -> str:
    return bytes(data.data(name).data()).decode("utf-16-le", "replace").strip("\x00\ufeff")


def _web_addresses(text: str) -> list[str]:
    """The usable ones of some addresses, as they may be written in a comment of a page."""
    urls = (QUrl(word) for word in text.strip("\x00").split())
    return [
        bytes(url.toEncoded().data()).decode("ascii")
        for url in urls
        if url.isValid() and url.scheme() in {"http", "https"} and url.host()
    ]
