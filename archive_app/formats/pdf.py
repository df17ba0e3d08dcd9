"""PDF documents that hold text: what stands where on their pages, and the document's information.

`pdf_pages` finds the characters, `pdf_layout` makes paragraphs of them. Pictures of text are not read.
"""

import re
from collections.abc import Sequence

from archive_app.errors import UnreadableFileError
from archive_app.formats.pdf_layout import paragraphs, without_page_furniture
from archive_app.formats.stated import file_facts, without_second_title
from archive_app.model.article import Original, Part
from archive_app.parsing.document import TextDocument
from archive_app.parsing.facts import StatedFacts
from archive_app.parsing.lines import Line

_START = b"%PDF-"
# Titles that programs make up from file names.
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|untitled.*|unbenannt.*|sans titre.*|document\d*|.{0,200}\.\w{2,4}|[\d\W_]*)",
    re.IGNORECASE | re.DOTALL,
)


class PdfFormat:
    """A PDF with text in it."""

    name = "pdf"
    suffixes = frozenset({".pdf"})

    def sniff(self, original: Original) -> bool:
        """Say yes to a PDF's first bytes, which may stand a little way into the file."""
        return _START in original.data[:1_024] and b"<" not in original.data[:5]

    def read(self, original: Original) -> TextDocument:
        """Read the text of all pages as paragraphs, headings and list items."""
        # PDFium takes longer to load than the app's other parts, and few archives need it.
        from archive_app.formats.pdf_pages import read_pages  # noqa: PLC0415 - for the reason above

        pages, about = read_pages(original)
        printed, address = without_page_furniture(pages)
        lines = paragraphs(printed)
        if not lines:
            raise UnreadableFileError(
                f"“{original.name}” is a PDF without text: its pages are pictures, as a scanner makes them. "
                "Have a program recognise the text (OCR), and import what it makes."
            )
        return TextDocument(tuple(lines), "utf-8", _facts(about, lines, address))


def _facts(about: dict[str, str], lines: Sequence[Line], address: str | None) -> StatedFacts:
    title = about.get("Title", "").strip()
    facts = file_facts(
        "PDF document information",
        title=None if _NO_TITLE.fullmatch(title) else title,
        byline=about.get("Author"),
        url=address,
        unsure={Part.TITLE, Part.BYLINE},
    )
    return without_second_title(facts, lines)
