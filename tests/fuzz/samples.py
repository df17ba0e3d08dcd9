"""One small sound file of each format and container, to be damaged."""

from collections.abc import Iterator
from pathlib import Path

from tests.made_containers import omnivore, wacz, wallabag, wallabag_entry, warc, warc_record, web_page
from tests.made_documents import TEXT, docx, epub, mail, mhtml, odt, page, pdf, printed, word_paragraph, zipped

_TESTS = Path(__file__).parents[1]
_LONG = tuple(text * 2 for text in TEXT)
_RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset128 Mincho;}}{\stylesheet{\s1 heading 1;}}"
    r"{\info{\title A}{\creatim\yr2024\mo3\dy4}}\pard\s1 One\par\pard\ls1"
    r" {\listtext\'b7}Two \u8364?\par {\f1\'8b\'b4}\par}"
)
_RECORDS = (
    warc_record("https://example.org/a", web_page("One"), digest="sha1:A"),
    warc_record("https://example.org/b", b"5\r\n<p>x \r\n0\r\n\r\n", http="Transfer-Encoding: chunked\r\n"),
)


def samples() -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes."""
    for file in sorted((_TESTS / "data").rglob("article.*")):
        yield file.name, file.read_bytes()
    yield "page.mhtml", mhtml(page().encode())
    yield "page.mhtml", mhtml(page().encode(), encoding="base64")
    yield "letter.eml", mail("\r\n\r\n".join(TEXT), html=page())
    yield (
        "letter.docx",
        docx(word_paragraph("One", style="T") + word_paragraph(TEXT[0]), styles="<w:style w:styleId='T'/>"),
    )
    yield (
        "letter.odt",
        odt(f"<text:h>One</text:h><text:list><text:list-item><text:p>{TEXT[0]}</text:p></text:list-item></text:list>"),
    )
    yield "book.epub", epub({"1.xhtml": page()}, metadata="<dc:title>One</dc:title>")
    yield "week.epub", epub({"1.xhtml": page("One", _LONG), "2.xhtml": page("Two", _LONG)})
    yield "letter.rtf", _RTF.encode()
    yield "paper.pdf", pdf([[(72, 800, 20, "One"), *printed(TEXT)], printed(TEXT)], information="/Title (One)")
    yield "crawl.warc", warc(_RECORDS)
    yield "crawl.warc.gz", warc(_RECORDS, compressed=True)
    yield "crawl.wacz", wacz(_RECORDS, listed=["https://example.org/a"])
    yield "export.json", wallabag([wallabag_entry("One", f"<p>{TEXT[0]}</p>"), wallabag_entry("Two", "<p>x</p>")])
    yield "export.zip", omnivore({"one": page(), "two": "<p>x</p>"})
    yield "backup.zip", zipped({"a.html": page(), "b.txt": TEXT[0], "c.rtf": _RTF, "d.docx": docx(word_paragraph("x"))})
