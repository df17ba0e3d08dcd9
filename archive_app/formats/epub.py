"""EPUB books: the documents in their reading order, and what the package says about the book.

A book in which several documents have a text of their own holds several articles, and is a container
(`epub_container`); one that was made of a single article is read here.
"""

import posixpath
from urllib.parse import unquote

from archive_app.formats.decoding import decode
from archive_app.formats.limits import check_length
from archive_app.formats.packages import Package, local_name, read_xml, starts_with_entry, text_of
from archive_app.formats.stated import file_facts
from archive_app.model.article import Original
from archive_app.parsing.document import TextDocument
from archive_app.parsing.facts import StatedFacts
from archive_app.parsing.lines import Line
from archive_app.parsing.markup import lighten
from archive_app.parsing.page_lines import markup_lines

_MARK = b"mimetypeapplication/epub+zip"
EPUB_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Fonts are commonly scrambled by these; the text stays readable.
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DC = {"dc": "http://purl.org/dc/elements/1.1/"}
_MOST_DOCUMENTS = 2_000


class EpubFormat:
    """An electronic book."""

    name = "epub"
    suffixes = frozenset({".epub"})

    def sniff(self, original: Original) -> bool:
        """Say yes to the media type that stands first in the file, or to the file that leads to the contents."""
        return starts_with_entry(original, _MARK) or (
            starts_with_entry(original, EPUB_CONTAINER.encode(), b"OEBPS/") and EPUB_CONTAINER.encode() in original.data
        )

    def read(self, original: Original) -> TextDocument:
        """Read the book's documents as one text."""
        lines: list[Line] = []
        length = 0
        with Package(original, "an EPUB book") as package:
            book = Book(package)
            for name in book.documents:
                found = document_lines(package.read(name))
                lines.extend(found)
                length += sum(len(line.text) for line in found)
                check_length(original.name, length)
            return TextDocument(tuple(lines), "utf-8", book.facts())


class Book:
    """The package file of a book: which documents it has, in reading order, and what it says about them."""

    def __init__(self, package: Package) -> None:
        """Find the package file and read it; raises UnreadableFileError where it is missing, damaged or locked."""
        if _ENCRYPTION in package and not _only_fonts_scrambled(package):
            raise package.locked()
        root_file = next(package.xml(EPUB_CONTAINER).iter("{*}rootfile"), None)
        if root_file is None:
            raise package.damaged()
        path = root_file.get("full-path", "")
        self._root = package.xml(path)
        folder = posixpath.dirname(path)
        manifest = {
            item.get("id", ""): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
            for item in self._root.iter("{*}item")
            if item.get("media-type") in {"application/xhtml+xml", "text/html"}
            and "nav" not in item.get("properties", "")
        }
        spine = (manifest.get(reference.get("idref", "")) for reference in self._root.iter("{*}itemref"))
        found = dict.fromkeys(name for name in spine if name and name in package)
        self.documents = tuple(found)[:_MOST_DOCUMENTS]

    def facts(self) -> StatedFacts:
        """What the book says of itself."""
        about = next((element for element in self._root if local_name(element) == "metadata"), None)
        if about is None:
            return file_facts("EPUB metadata")
        return file_facts(
            "EPUB metadata",
            title=text_of(about, "dc:title", _DC),
            byline=text_of(about, "dc:creator", _DC),
            published=text_of(about, "dc:date", _DC),
            site_name=text_of(about, "dc:publisher", _DC),
            url=text_of(about, "dc:source", _DC),
            language=text_of(about, "dc:language", _DC),
        )


def document_lines(data: bytes) -> list[Line]:
    """Return the visible lines of one of a book's documents."""
    return markup_lines(lighten(decode(data).text).markup)


def _only_fonts_scrambled(package: Package) -> bool:
    root = read_xml(package.read(_ENCRYPTION))
    methods = [] if root is None else [method.get("Algorithm") for method in root.iter("{*}EncryptionMethod")]
    return all(method in _FONT_SCRAMBLING for method in methods)
