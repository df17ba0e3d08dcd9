"""Choose the format of a file by its content and read it; the one way from bytes to an article."""

from dataclasses import replace

from archive_app.errors import UnreadableFileError
from archive_app.formats.decoding import sniffable_head
from archive_app.formats.docx import DocxFormat
from archive_app.formats.eml import EmlFormat
from archive_app.formats.epub import EpubFormat
from archive_app.formats.format import Format
from archive_app.formats.html import HtmlFormat
from archive_app.formats.limits import LARGEST_ORIGINAL, check_size
from archive_app.formats.markdown import MarkdownFormat
from archive_app.formats.mhtml import MhtmlFormat
from archive_app.formats.odt import OdtFormat
from archive_app.formats.pdf import PdfFormat
from archive_app.formats.rtf import RtfFormat
from archive_app.formats.saved_entry import SavedEntryFormat
from archive_app.formats.signatures import is_binary, named_kind
from archive_app.formats.singlefile import SingleFileFormat
from archive_app.formats.text import TextFormat
from archive_app.formats.warc_page import WarcPageFormat
from archive_app.model.article import Original, ParsedArticle
from archive_app.parsing.document import Document, parse

__all__ = ["FORMATS", "LARGEST_ORIGINAL", "SUFFIXES", "read_article", "read_document"]

# Formats that their own marks tell; whatever else their files hold, these are asked first.
_MARKED: tuple[Format, ...] = (
    PdfFormat(),
    EpubFormat(),
    DocxFormat(),
    OdtFormat(),
    RtfFormat(),
    WarcPageFormat(),
    SavedEntryFormat("wallabag"),
    SavedEntryFormat("omnivore"),
    MhtmlFormat(),
    EmlFormat(),
)
_TEXTUAL: tuple[Format, ...] = (SingleFileFormat(), HtmlFormat(), MarkdownFormat(), TextFormat())

FORMATS: tuple[Format, ...] = (*_MARKED, *_TEXTUAL)
"""All formats; the first that recognises a file reads it."""

SUFFIXES: frozenset[str] = frozenset().union(*(form.suffixes for form in FORMATS))
"""The file name endings of single documents, in lower case with their dot; those of containers join in `containers`."""


def read_article(original: Original) -> ParsedArticle:
    """Read the article in a file.

    Raises:
        UnreadableFileError: The file is empty, too large, no text, or holds no words.
    """
    form = _format_of(original)
    article = parse(form.read(original))
    if article is None:
        raise UnreadableFileError(
            f"“{original.name}” holds no readable text. "
            "Open it in a browser, and if the article shows there, save it once more as text."
        )
    return replace(article, format=form.name)


def read_document(original: Original) -> Document:
    """Read a file as what an article is parsed from.

    Raises:
        UnreadableFileError: The file is empty, too large, or no text.
    """
    return _format_of(original).read(original)


def _format_of(original: Original) -> Format:
    name, data = original.name, original.data
    check_size(name, data)
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xfe\xff"):
        raise UnreadableFileError(f"“{name}” is empty. Save or copy the article again.")
    return next((form for form in _MARKED if form.sniff(original)), None) or _textual(original)


def _textual(original: Original) -> Format:
    """Return the format of a file that can only be text; raises UnreadableFileError where it is not even that."""
    name, data = original.name, original.data
    kind = named_kind(data)
    if kind:
        raise UnreadableFileError(
            f"“{name}” is {kind}, not a text or web page. Save the article as a web page or as text, and import that."
        )
    if is_binary(sniffable_head(data, 100_000)):
        raise UnreadableFileError(
            f"“{name}” holds data that is not text. Save the article as a web page or as text, and import that."
        )
    return next(form for form in _TEXTUAL if form.sniff(original))
