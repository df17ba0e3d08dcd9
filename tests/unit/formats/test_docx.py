from datetime import date

import pytest

from archive_app.errors import UnreadableFileError
from archive_app.formats.docx import DocxFormat
from archive_app.formats.registry import read_article
from archive_app.model.article import Block, BlockKind, Original, Part
from tests.made_documents import TEXT, TITLE, WORD, docx, word_paragraph, zipped

STYLES = (
    "<w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>"
    "<w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>"
    "<w:style w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='berschrift2'/></w:style>"
    "<w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>"
    "<w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>"
)
BODY = (
    word_paragraph(TITLE, style="Titel")
    + word_paragraph(TEXT[0])
    + word_paragraph("What comes next", style="Own")
    + word_paragraph("Paint the railing", about="<w:numPr><w:numId w:val='1'/></w:numPr>")
    + word_paragraph(TEXT[1], style="Zitat")
    + word_paragraph(TEXT[2], style="Loop")
)
PROPERTIES = (
    "<dc:title>An older file</dc:title><dc:creator>Anna Example</dc:creator>"
    "<dcterms:created>2024-03-04T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>"
)


def read(data: bytes):
    return read_article(Original("bridge.docx", data))


def lines(data: bytes) -> list[str]:
    return [line.text for line in DocxFormat().read(Original("bridge.docx", data)).lines]


def test_headings_lists_and_quotes_are_told_by_their_styles():
    article = read(docx(BODY, styles=STYLES, properties=PROPERTIES))
    assert (article.format, article.title) == ("docx", TITLE)
    assert article.blocks == (
        Block(BlockKind.PARAGRAPH, TEXT[0]),
        Block(BlockKind.HEADING, "What comes next"),
        Block(BlockKind.LIST_ITEM, "Paint the railing"),
        Block(BlockKind.QUOTE, TEXT[1]),
        Block(BlockKind.PARAGRAPH, TEXT[2]),
    )


def test_properties_are_stated_but_not_sure():
    facts = DocxFormat().read(Original("a.docx", docx(word_paragraph(TEXT[0]), properties=PROPERTIES))).facts
    assert (facts.title, facts.byline, facts.published) == ("An older file", "Anna Example", date(2024, 3, 4))
    assert facts.language == "en"
    assert {part for part, value in facts.provenance.items() if not value.sure} == {
        Part.TITLE,
        Part.BYLINE,
        Part.PUBLISHED,
    }


def test_deleted_text_and_field_codes_do_not_show():
    paragraph = (
        "<w:p><w:r><w:t>The bridge</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        "<w:r><w:tab/><w:t>stands</w:t><w:br/><w:t>again.</w:t></w:r></w:p>"
    )
    assert lines(docx(paragraph)) == ["The bridge stands", "again."]


def test_a_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    paragraph = (
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(docx(paragraph)) == ["In a box"]


def test_the_strict_variant_is_read_alike():
    strict = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document xmlns:w='{WORD}'><w:body>{BODY}</w:body></w:document>".replace(
                WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"
            ),
        }
    )
    assert TEXT[0] in lines(strict)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(BODY)[:-40], "damaged"),
        (docx("<w:p>"), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "with a password"),
        (docx(word_paragraph(" ")), "no readable text"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(data, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(data)


def with_entities(definitions: str, used: str) -> bytes:
    document = (
        f"<!DOCTYPE w [{definitions}]><w:document xmlns:w='{WORD}'><w:body>{word_paragraph(TEXT[0])}"
        f"<w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def test_entities_of_other_files_are_not_loaded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    assert lines(with_entities(f"<!ENTITY file SYSTEM '{secret.as_uri()}'>", "&file;")) == [TEXT[0]]


def test_entities_that_multiply_are_refused():
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(with_entities(f"<!ENTITY l0 'ha'>{laughs}", "&l11;"))
