"""OpenDocument texts (.odt): paragraphs, headings, lists and quotes of the text, and the document's properties."""

from collections.abc import Iterator, Mapping

from lxml import etree

from archive_app.formats.limits import check_length
from archive_app.formats.packages import Package, local_name, read_xml, starts_with_entry, text_of
from archive_app.formats.stated import file_facts, without_second_title
from archive_app.model.article import BlockKind, Original, Part
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.document import TextDocument
from archive_app.parsing.facts import StatedFacts
from archive_app.parsing.lines import Line

_MIME_TYPE = b"application/vnd.oasis.opendocument.text"
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TEXT, _STYLE = f"{{{_NAMES['text']}}}", f"{{{_NAMES['style']}}}"
# Notes, comments, kept changes and lists of contents are not the text.
_NOT_SHOWN = frozenset(
    {"note", "annotation", "tracked-changes", "table-of-content", "illustration-index", "bibliography", "ruby-text"}
)
_BREAKS = {"line-break": "\n", "tab": " ", "s": " "}
_STYLE_KINDS = {
    "Title": BlockKind.HEADING,
    "Subtitle": BlockKind.HEADING,
    "Quotations": BlockKind.QUOTE,
}


class OdtFormat:
    """A text of LibreOffice and of other programs that write OpenDocument."""

    name = "odt"
    suffixes = frozenset({".odt"})

    def sniff(self, original: Original) -> bool:
        """Say yes to the media type that stands first in the file."""
        return starts_with_entry(original, b"mimetype" + _MIME_TYPE)

    def read(self, original: Original) -> TextDocument:
        """Read the text, without notes and comments."""
        with Package(original, "an OpenDocument text") as package:
            manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
            if b"encryption-data" in manifest:
                raise package.locked()
            root = package.xml("content.xml")
            body = root.find("office:body/office:text", _NAMES)
            if body is None:
                raise package.damaged()
            lines = tuple(_lines(body, _style_parents(root)))
            facts = _facts(package)
        check_length(original.name, sum(len(line.text) for line in lines))
        return TextDocument(lines, "utf-8", without_second_title(facts, lines))


def _lines(
    element: etree._Element, parents: Mapping[str, str], kind: BlockKind = BlockKind.PARAGRAPH
) -> Iterator[Line]:
    for child in element:
        name = local_name(child)
        if name in {"p", "h"}:
            own = BlockKind.HEADING if name == "h" else _kind(child, parents, kind)
            for part in "".join(_pieces(child)).split("\n"):
                if text := one_line(part):
                    yield Line(text, own, after_gap=True)
        elif name not in _NOT_SHOWN:
            # No deeper than the 256 levels that the parser allows.
            yield from _lines(child, parents, BlockKind.LIST_ITEM if name == "list-item" else kind)


def _kind(paragraph: etree._Element, parents: Mapping[str, str], around: BlockKind) -> BlockKind:
    style = paragraph.get(f"{_TEXT}style-name", "")
    return _STYLE_KINDS.get(style) or _STYLE_KINDS.get(parents.get(style, "")) or around


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _NOT_SHOWN:
            yield from _pieces(child)
        yield child.tail or ""


def _style_parents(root: etree._Element) -> dict[str, str]:
    """Return the named style behind each of the styles that the program made up for single paragraphs."""
    return {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iterfind("office:automatic-styles/style:style", _NAMES)
    }


def _facts(package: Package) -> StatedFacts:
    root = read_xml(package.read("meta.xml")) if "meta.xml" in package else None
    about = None if root is None else root.find("office:meta", _NAMES)
    if about is None:
        return file_facts("document properties")
    return file_facts(
        "document properties",
        title=text_of(about, "dc:title", _NAMES),
        byline=text_of(about, "meta:initial-creator", _NAMES) or text_of(about, "dc:creator", _NAMES),
        published=text_of(about, "meta:creation-date", _NAMES),
        language=text_of(about, "dc:language", _NAMES),
        # Whoever made the file, and when, need not be the author and the day of the article.
        unsure={Part.TITLE, Part.BYLINE, Part.PUBLISHED},
    )
