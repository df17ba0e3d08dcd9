"""Word documents (.docx): paragraphs, headings, lists and quotes of the main text, and the document's properties."""

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

_NAMESPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMES = {
    "w": _NAMESPACE.decode(),
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}
_W = f"{{{_NAMES['w']}}}"
_DOCUMENT = "word/document.xml"
# Deleted and moved text, field codes and text boxes, whose paragraphs come by themselves.
_NOT_SHOWN = frozenset({"del", "moveFrom", "instrText", "pPr", "rPr", "txbxContent", "Fallback"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
# Style names are English in the file in whatever language Word runs.
_STYLE_KINDS = (
    ("heading", BlockKind.HEADING),
    ("title", BlockKind.HEADING),
    ("quote", BlockKind.QUOTE),
    ("intense quote", BlockKind.QUOTE),
    ("list bullet", BlockKind.LIST_ITEM),
    ("list number", BlockKind.LIST_ITEM),
)
# Names that programs fill in where nobody gave one.
_NOBODY = frozenset({"python-docx", "microsoft office user", "user", "windows user", "unknown author", "owner"})
_MOST_STYLES_DEEP = 20


class DocxFormat:
    """A document of Word since 2007 and of the programs that write its format."""

    name = "docx"
    suffixes = frozenset({".docx"})

    def sniff(self, original: Original) -> bool:
        """Say yes to a ZIP file with a Word document in it, in whatever order its parts stand."""
        is_office = starts_with_entry(original, b"word/", b"[Content_Types].xml", b"_rels/", b"docProps/")
        return is_office and _DOCUMENT.encode() in original.data

    def read(self, original: Original) -> TextDocument:
        """Read the main text, without headers, footers, notes and comments."""
        with Package(original, "a Word document") as package:
            root = _word_xml(package, _DOCUMENT)
            if root is None:
                raise package.damaged()
            lines = tuple(_lines(root, _style_kinds(package)))
            facts = _facts(package)
        check_length(original.name, sum(len(line.text) for line in lines))
        return TextDocument(lines, "utf-8", without_second_title(facts, lines))


def _word_xml(package: Package, name: str) -> etree._Element | None:
    # The strict variant of the format differs in the names of its name spaces.
    return read_xml(package.read(name).replace(_STRICT_NAMESPACE, _NAMESPACE))


def _lines(root: etree._Element, styles: Mapping[str, BlockKind]) -> Iterator[Line]:
    for paragraph in root.iter(f"{_W}p"):
        if any(local_name(around) in {"Fallback", "del"} for around in paragraph.iterancestors()):
            continue  # The other writing of a text box, or a deleted table row.
        kind = _kind(paragraph, styles)
        for part in "".join(_pieces(paragraph)).split("\n"):
            if text := one_line(part):
                yield Line(text, kind, after_gap=True)


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _NOT_SHOWN:
            yield from _pieces(child)  # No deeper than the 256 levels that the parser allows.


def _kind(paragraph: etree._Element, styles: Mapping[str, BlockKind]) -> BlockKind:
    about = paragraph.find("w:pPr", _NAMES)
    if about is None:
        return BlockKind.PARAGRAPH
    level = about.find("w:outlineLvl", _NAMES)
    if level is not None and level.get(f"{_W}val", "9") < "9":
        return BlockKind.HEADING
    style = about.find("w:pStyle", _NAMES)
    kind = styles.get(style.get(f"{_W}val", "")) if style is not None else None
    if kind is BlockKind.HEADING:
        return kind  # Numbered headings are headings.
    number = about.find("w:numPr/w:numId", _NAMES)
    if number is not None:
        return BlockKind.PARAGRAPH if number.get(f"{_W}val") == "0" else BlockKind.LIST_ITEM
    return kind or BlockKind.PARAGRAPH


def _style_kinds(package: Package) -> dict[str, BlockKind]:
    """Return what paragraphs of each style are, by the style's id; a style is what the one it is based on is."""
    root = _word_xml(package, "word/styles.xml") if "word/styles.xml" in package else None
    styles = {} if root is None else {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    kinds: dict[str, BlockKind] = {}
    for identity in styles:
        ancestor: str | None = identity
        for _ in range(_MOST_STYLES_DEEP):
            style = styles.get(ancestor or "")
            if style is None:
                break
            kind = _style_kind(style)
            if kind:
                kinds[identity] = kind
                break
            ancestor = _value(style, "w:basedOn")
    return kinds


def _style_kind(style: etree._Element) -> BlockKind | None:
    name = (_value(style, "w:name") or "").lower()
    if (_value(style, "w:pPr/w:outlineLvl") or "9") < "9":
        return BlockKind.HEADING
    if style.find("w:pPr/w:numPr", _NAMES) is not None:
        return BlockKind.LIST_ITEM
    return next((kind for start, kind in _STYLE_KINDS if name.startswith(start)), None)


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path, _NAMES)
    return None if found is None else found.get(f"{_W}val")


def _facts(package: Package) -> StatedFacts:
    root = read_xml(package.read("docProps/core.xml")) if "docProps/core.xml" in package else None
    if root is None:
        return file_facts("document properties")
    author = text_of(root, "dc:creator", _NAMES) or ""
    return file_facts(
        "document properties",
        title=text_of(root, "dc:title", _NAMES),
        byline="" if author.strip().lower() in _NOBODY else author,
        published=text_of(root, "dcterms:created", _NAMES),
        language=text_of(root, "dc:language", _NAMES),
        # Whoever made the file, and when, need not be the author and the day of the article.
        unsure={Part.TITLE, Part.BYLINE, Part.PUBLISHED},
    )
