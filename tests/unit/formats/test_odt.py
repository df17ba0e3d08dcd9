from datetime import date

import pytest

from archive_app.errors import UnreadableFileError
from archive_app.formats.odt import OdtFormat
from archive_app.formats.registry import read_article
from archive_app.model.article import Block, BlockKind, Original
from tests.made_documents import TEXT, TITLE, odt

STYLES = "<style:style style:name='P1' style:parent-style-name='Quotations'/>"
BODY = (
    "<text:tracked-changes><text:p>A deleted sentence.</text:p></text:tracked-changes>"
    f"<text:p text:style-name='Title'>{TITLE}</text:p><text:p>The bridge<text:s/><text:span>is new.</text:span>"
    "<text:note><text:p>A note.</text:p></text:note></text:p><text:h>What comes next</text:h>"
    "<text:list><text:list-item><text:p>Paint the railing</text:p></text:list-item></text:list>"
    f"<text:p text:style-name='P1'>{TEXT[1]}</text:p><text:section><text:p>{TEXT[2]}</text:p></text:section>"
)


def read(data: bytes):
    return read_article(Original("bridge.odt", data))


def test_headings_lists_and_quotes_are_read():
    article = read(odt(BODY, styles=STYLES))
    assert (article.format, article.title) == ("odt", TITLE)
    assert article.blocks == (
        Block(BlockKind.PARAGRAPH, "The bridge is new."),
        Block(BlockKind.HEADING, "What comes next"),
        Block(BlockKind.LIST_ITEM, "Paint the railing"),
        Block(BlockKind.QUOTE, TEXT[1]),
        Block(BlockKind.PARAGRAPH, TEXT[2]),
    )


def test_properties_are_stated():
    meta = (
        "<dc:title>The bridge</dc:title><meta:initial-creator>Anna Example</meta:initial-creator>"
        "<dc:creator>Ben Example</dc:creator><meta:creation-date>2024-03-04T10:00:00</meta:creation-date>"
    )
    facts = OdtFormat().read(Original("a.odt", odt(f"<text:p>{TEXT[0]}</text:p>", meta=meta))).facts
    assert (facts.title, facts.byline, facts.published) == ("The bridge", "Anna Example", date(2024, 3, 4))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (odt(BODY, manifest="<encryption-data/>"), "encrypted"),
        (odt(BODY)[:200], "damaged"),
        (odt("<text:p>"), "damaged"),
        (odt(BODY).replace(b"opendocument.text", b"opendocument.chart"), "no text"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(data, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(data)
