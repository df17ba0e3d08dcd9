"""Plain text files."""

from dataclasses import replace

from archive_app.formats.decoding import decode
from archive_app.formats.limits import check_length
from archive_app.model.article import Original, ParsedArticle
from archive_app.parsing.plain_text import read_text


class TextFormat:
    """Plain text; it takes whatever no other format wants, so it stands last in the registry."""

    name = "text"
    suffixes = frozenset({".txt", ".text"})

    def sniff(self, original: Original) -> bool:
        """Say yes to any bytes: that they are text was made sure before."""
        return bool(original.data)

    def read(self, original: Original) -> ParsedArticle | None:
        """Decode and parse a text."""
        decoded = decode(original.data)
        check_length(original.name, decoded.text)
        article = read_text(decoded.text)
        return article and replace(article, encoding=decoded.encoding)
