"""Plain text files."""

from archive_app.formats.decoding import decode
from archive_app.formats.limits import check_length
from archive_app.model.article import Original
from archive_app.parsing.document import TextDocument
from archive_app.parsing.lines import read_lines


class TextFormat:
    """Plain text; it takes whatever no other format wants, so it stands last in the registry."""

    name = "text"
    suffixes = frozenset({".txt", ".text"})

    def sniff(self, original: Original) -> bool:
        """Say yes to any bytes: that they are text was made sure before."""
        return bool(original.data)

    def read(self, original: Original) -> TextDocument:
        """Decode a text."""
        decoded = decode(original.data)
        check_length(original.name, len(decoded.text))
        return TextDocument(tuple(read_lines(decoded.text)), decoded.encoding)
