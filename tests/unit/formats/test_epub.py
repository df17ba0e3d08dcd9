from datetime import date

import pytest

from archive_app.errors import UnreadableFileError
from archive_app.formats.registry import read_article
from archive_app.model.article import BlockKind, Original
from tests.made_documents import TEXT, TITLE, epub, page

METADATA = (
    f"<dc:title>{TITLE}</dc:title><dc:creator>Anna Example</dc:creator><dc:date>2024-03-04</dc:date>"
    "<dc:source>https://example.org/bridge</dc:source><dc:language>en</dc:language>"
)
COVER = "<html><body><img src='cover.png'/></body></html>"


def read(data: bytes):
    return read_article(Original("bridge.epub", data))


def test_a_book_of_one_article_is_read_with_what_the_package_says():
    article = read(epub({"cover.xhtml": COVER, "a%20b.xhtml": "", "text.xhtml": page()}, metadata=METADATA))
    assert (article.format, article.title, article.byline) == ("epub", TITLE, "Anna Example")
    assert article.published == date(2024, 3, 4)
    assert article.url == "https://example.org/bridge"
    assert article.body_text == "\n".join(TEXT)


def test_headings_and_entities_of_xhtml_are_read():
    chapter = (
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><h1>One&nbsp;bridge</h1>"
        "<p>Caf&eacute; talk about it goes on.</p><h2>Next</h2><p>More of it follows here.</p></body></html>"
    )
    blocks = read(epub({"text.xhtml": chapter})).blocks
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert blocks[0].text == "Café talk about it goes on."


def test_a_chapter_of_any_length_is_read_to_its_end():
    chapter = "<html><body>" + "".join(f"<p>The <i>{n}th</i> <b>paragraph</b>.</p>" for n in range(12_000)) + "</body>"
    blocks = read(epub({"text.xhtml": chapter})).blocks
    assert [block.text for block in blocks] == [f"The {n}th paragraph." for n in range(12_000)]


def test_a_book_that_would_unpack_to_hundreds_of_times_its_size_is_refused():
    chapters = {f"{n}.xhtml": "<html><body>" + " " * 9_000_000 for n in range(2)}
    with pytest.raises(UnreadableFileError, match="made to do harm"):
        read(epub(chapters))


def test_scrambled_fonts_do_not_hide_the_text():
    encryption = (
        "<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'><e:EncryptedData>"
        "<e:EncryptionMethod Algorithm='{}'/></e:EncryptedData></encryption>"
    )
    fonts = encryption.format("http://www.idpf.org/2008/embedding")
    assert read(epub({"text.xhtml": page()}, extra={"META-INF/encryption.xml": fonts})).title == TITLE
    locked = encryption.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc")
    with pytest.raises(UnreadableFileError, match="copy protection"):
        read(epub({"text.xhtml": page()}, extra={"META-INF/encryption.xml": locked}))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (epub({"text.xhtml": page()})[:300], "damaged"),
        (epub({"text.xhtml": page()}, extra={"META-INF/container.xml": "<container/>"}), "damaged"),
        (epub({"text.xhtml": page()}, extra={"OEBPS/content.opf": "<package"}), "damaged"),
        (epub({"cover.xhtml": COVER}), "no readable text"),
        (epub({"../../../../../etc/hostname": ""}), "no readable text"),
    ],
)
def test_a_book_that_cannot_be_read_says_why(data, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(data)
