"""Web pages saved by the SingleFile browser extension, which notes the page's address in a comment at the top."""

import re

from archive_app.formats.decoding import sniffable_head
from archive_app.formats.html import read_saved_page
from archive_app.model.article import Original
from archive_app.parsing.document import PageDocument

# "Page saved with SingleFile", then "url: ..." and "saved date: ..." on lines of their own. The saved date is when the
# page was kept, not when it was published, so nothing is made of it.
_COMMENT = re.compile(r"<!--\s{0,20}Page saved with SingleFile\b")
_ADDRESS = re.compile(_COMMENT.pattern + r"(?:(?!-->).){0,4000}?\n\s{0,9}url:\s{0,9}(\S{1,2000})", re.DOTALL)


class SingleFileFormat:
    """A page of HTML that SingleFile made, with images and styles inside."""

    name = "singlefile"
    suffixes = frozenset({".html", ".htm"})

    def sniff(self, original: Original) -> bool:
        """Say yes to SingleFile's comment near the top of the file."""
        return _COMMENT.search(sniffable_head(original.data, 20_000)) is not None

    def read(self, original: Original) -> PageDocument:
        """Decode a page, with the address from the comment."""
        return read_saved_page(original, _ADDRESS)
