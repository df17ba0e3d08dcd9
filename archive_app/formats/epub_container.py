"""EPUB books of several articles, such as read-later programs make: each document with a text of its own is one."""

import posixpath
from collections.abc import Iterator
from typing import BinaryIO

from archive_app.errors import UnreadableFileError
from archive_app.formats.epub import EPUB_CONTAINER, Book, document_lines
from archive_app.formats.limits import LARGEST_ORIGINAL, check_size
from archive_app.formats.packages import Package
from archive_app.formats.zip_files import names_in
from archive_app.model.article import Original

# Title pages, covers and lists of contents hold less.
_SHORTEST_TEXT = 300


class EpubContainer:
    """A book in which several documents have a text of their own."""

    name = "an EPUB book of several articles"
    suffixes = frozenset({".epub"})

    def sniff(self, file: BinaryIO, name: str) -> bool:
        """Say yes to a book in which a second document has a text; reads no further than that."""
        if EPUB_CONTAINER not in names_in(file):
            return False
        try:
            with Package(_read(file, name), "an EPUB book") as package:
                texts = _with_text(package)
                return next(texts, None) is not None and next(texts, None) is not None
        except UnreadableFileError:
            return False  # The format says what is wrong with it.

    def open(self, file: BinaryIO, name: str) -> "EpubArticles":
        """Open the book."""
        return EpubArticles(Package(_read(file, name), "an EPUB book"))


class EpubArticles:
    """The documents of an open book that have a text, told by their file names."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def locators(self) -> Iterator[str]:
        """Yield the documents' file names in reading order."""
        yield from _with_text(self._package)

    def extract(self, locator: str) -> Original:
        """Return a document as it stands in the book."""
        return Original(posixpath.basename(locator), self._package.read(locator))


def _with_text(package: Package) -> Iterator[str]:
    for name in Book(package).documents:
        if sum(len(line.text) for line in document_lines(package.read(name))) >= _SHORTEST_TEXT:
            yield name


def _read(file: BinaryIO, name: str) -> Original:
    """Read a whole book; its parts are small beside what a container may have, and it is opened once."""
    file.seek(0)
    original = Original(name, file.read(LARGEST_ORIGINAL + 1))
    check_size(name, original.data)
    return original
