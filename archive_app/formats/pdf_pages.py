"""Find the text of a PDF's pages and its information with PDFium, which this module alone knows."""

from collections.abc import Iterator
from ctypes import byref

import pypdfium2
from pypdfium2 import raw

from archive_app.errors import UnreadableFileError
from archive_app.formats.limits import check_length
from archive_app.formats.pdf_layout import PrintedLine
from archive_app.model.article import Original

_MOST_PAGES = 1_000  # They take about 20 s.
# PDFium's mark for a hyphen at a line's end, and the soft hyphen.
_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_LINE_ENDS = frozenset({0x0A, 0x0D})


def read_pages(original: Original) -> tuple[list[list[PrintedLine]], dict[str, str]]:
    """Return the lines of each page, and what the document says of itself by PDF's names for it.

    Raises:
        UnreadableFileError: The document is damaged, locked, or longer than an article can be.
    """
    document = _opened(original)
    try:
        return list(_pages(original.name, document)), _information(document)
    finally:
        document.close()


def _opened(original: Original) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(original.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise UnreadableFileError(
                f"“{original.name}” is locked with a password. Open it in a PDF reader, print it to a new PDF, "
                "and import that."
            ) from error
        raise UnreadableFileError(f"“{original.name}” is a damaged PDF document. Download or save it again.") from error


def _pages(name: str, document: pypdfium2.PdfDocument) -> Iterator[list[PrintedLine]]:
    if len(document) > _MOST_PAGES:
        raise UnreadableFileError(
            f"“{name}” has {len(document)} pages, and the most is {_MOST_PAGES}. Split it into parts and import those."
        )
    length = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # A damaged page costs only itself.
        lines = list(_lines(text.raw, text.count_chars(), page.get_height()))
        text.close()
        page.close()
        length += sum(len(line.text) for line in lines)
        check_length(name, length)
        yield lines


def _lines(page: object, count: int, height: float) -> Iterator[PrintedLine]:
    """Gather the characters of a page into lines by where they stand.

    PDFium's own line ends are not enough: it sees none where a line ends with a space.
    """
    box = raw.FS_RECTF()
    line: PrintedLine | None = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in _LINE_ENDS or not raw.FPDFText_GetLooseCharBox(page, index, byref(box)):
            continue
        character = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else ""
        if character.isspace():
            if line is not None:
                line.text += " "
            continue
        if not 0 <= (box.top + box.bottom) / 2 <= height:
            continue  # Not on the page: programs leave lines of the page before there.
        if line is None or not line.takes(box.left, box.bottom, box.top):
            if line is not None:
                yield line
            line = PrintedLine("", box.left, box.right, box.bottom, box.top)
        line.add(character, box.left, box.right, box.bottom, box.top)
    if line is not None:
        yield line


def _information(document: pypdfium2.PdfDocument) -> dict[str, str]:
    try:
        return dict(document.get_metadata_dict())
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return {}
