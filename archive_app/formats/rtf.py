"""Rich Text Format documents (.rtf), as WordPad, TextEdit and word processors write them."""

from archive_app.errors import UnreadableFileError
from archive_app.formats.limits import check_length
from archive_app.formats.rtf_reader import TooDeepError, read_rtf
from archive_app.formats.stated import file_facts, without_second_title
from archive_app.model.article import Original, Part
from archive_app.parsing.document import TextDocument

_START = b"{\\rtf"


class RtfFormat:
    """A document in RTF."""

    name = "rtf"
    suffixes = frozenset({".rtf"})

    def sniff(self, original: Original) -> bool:
        """Say yes to the group that every RTF document is."""
        return original.data[:100].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_START)

    def read(self, original: Original) -> TextDocument:
        """Read the text, without notes, headers and footers."""
        try:
            text = read_rtf(original.data)
        except TooDeepError as error:
            raise UnreadableFileError(
                f"“{original.name}” is an RTF document with groups in more than a thousand groups, which no program "
                "writes. Save the article again as text."
            ) from error
        check_length(original.name, sum(len(line.text) for line in text.lines))
        facts = file_facts(
            "document properties",
            title=text.info.get("title"),
            byline=text.info.get("author"),
            published=text.info.get("creatim"),
            # Whoever made the file, and when, need not be the author and the day of the article.
            unsure={Part.TITLE, Part.BYLINE, Part.PUBLISHED},
        )
        encoding = text.encoding.replace("cp125", "windows-125").replace("mac-roman", "macintosh")
        return TextDocument(tuple(text.lines), encoding, without_second_title(facts, text.lines))
