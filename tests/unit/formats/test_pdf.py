from collections.abc import Sequence

import pytest

from archive_app.errors import UnreadableFileError
from archive_app.formats.pdf import PdfFormat
from archive_app.formats.registry import read_article
from archive_app.model.article import Block, BlockKind, Original
from tests.made_documents import pdf, printed

# Wrapped as printed: the first line of each paragraph fills the column.
FIRST = (
    "The town rebuilt its bridge after the flood, and it took two winters longer",
    "than planned, because nobody had counted on the ice, which carried off the scaf-",
    "fold in a single night.",
)
SECOND = (
    "On Sunday the first bus crossed it, slowly, and its well-known driver rang the",
    "bell all the way; the people who had walked round by the mill for so long cheer-",
    "ed from both banks.",
)
HEADING = [(72, 780, 22, "The bridge stands again")]


def read(data: bytes):
    return read_article(Original("bridge.pdf", data))


def texts(data: bytes) -> list[str]:
    return [line.text for line in PdfFormat().read(Original("bridge.pdf", data)).lines]


def test_lines_become_headings_and_paragraphs():
    article = read(pdf([[*HEADING, *printed(FIRST, top=740), *printed(SECOND, top=680)]]))
    assert (article.format, article.title) == ("pdf", "The bridge stands again")
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH] * 2
    assert article.blocks[0].text.endswith("which carried off the scaffold in a single night.")
    assert "well-known driver" in article.blocks[1].text
    assert article.blocks[1].text.endswith("cheered from both banks.")


def test_a_word_that_is_written_with_a_hyphen_elsewhere_keeps_it():
    wrapped = ("The driver, who is well-", "known here, rang the bell; a well-known driver knows how to do it.")
    assert texts(pdf([printed(wrapped)]))[0].startswith("The driver, who is well-known here")


def test_an_indented_line_begins_a_paragraph():
    indented = [
        *printed(FIRST),
        *printed(SECOND[:1], top=760 - 3 * 13.2, left=86),
        *printed(SECOND[1:], top=760 - 4 * 13.2),
    ]
    assert len(texts(pdf([indented]))) == 2


def test_bullets_become_list_items():
    items = [*printed(("- Paint the railing", "- Mend the road"), top=700)]
    lines = PdfFormat().read(Original("a.pdf", pdf([[*printed(FIRST), *items]]))).lines
    assert [(line.kind, line.text) for line in lines[1:]] == [
        (BlockKind.LIST_ITEM, "Paint the railing"),
        (BlockKind.LIST_ITEM, "Mend the road"),
    ]


def test_a_paragraph_goes_on_over_columns_and_pages():
    left, right = printed(FIRST[:2]), printed(FIRST[2:], left=320)
    pages = [[*left, *right], printed(SECOND[:2]), printed(SECOND[2:])]
    assert len(texts(pdf(pages))) == 2


def test_headers_footers_and_page_numbers_are_dropped():
    def framed(text: Sequence[str], number: int) -> list[tuple[float, float, float, str]]:
        return [(72, 810, 9, "The Example Times"), *printed(text), (290, 30, 9, f"Page {number} of 3")]

    body = "\n".join(texts(pdf([framed(FIRST, 1), framed(SECOND, 2), framed(FIRST, 3)])))
    assert "Example Times" not in body
    assert "Page" not in body


def test_the_address_that_a_browser_printed_is_kept():
    page = [
        (20, 820, 8, "3/4/24, 10:00 AM"),
        (200, 820, 8, "The bridge"),
        *printed([*FIRST, *SECOND]),
        (20, 20, 8, "https://example.org/bridge"),
        (560, 20, 8, "1/1"),
    ]
    article = read(pdf([page]))
    assert article.url == "https://example.org/bridge"
    assert "10:00" not in article.body_text


def test_document_information_is_stated_where_the_text_has_no_headline():
    information = "/Title (The bridge of the town) /Author (Anna Example)"
    facts = PdfFormat().read(Original("a.pdf", pdf([printed(FIRST)], information=information))).facts
    assert (facts.title, facts.byline) == ("The bridge of the town", "Anna Example")
    for made_up in ("Microsoft Word - a.docx", "untitled", "scan.pdf", "12345"):
        made = pdf([printed(FIRST)], information=f"/Title ({made_up})")
        assert PdfFormat().read(Original("a.pdf", made)).facts.title is None


ENCRYPTED = (
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> "
    f"/ID [<{'43' * 16}> <{'43' * 16}>]"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([[]]), "without text: its pages are pictures"),
        (pdf([printed(FIRST)], trailer=ENCRYPTED), "locked with a password"),
        (b"%PDF-1.7\nnot really", "a damaged PDF"),
        (pdf([[] for _ in range(1_001)]), "1001 pages"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(data, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(data)


def test_pages_that_contain_themselves_end():
    looped = pdf([printed(FIRST)]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(UnreadableFileError):
        read(looped)


def test_blocks_are_whole_lines():
    article = read(pdf([[*HEADING, *printed(FIRST, top=740)]]))
    assert all(isinstance(block, Block) and "\n" not in block.text for block in article.blocks)
