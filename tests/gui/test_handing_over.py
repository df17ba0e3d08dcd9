"""What is taken of a drop or the clipboard: files, a browser's fragment with its page's address, text, and no links."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QUrl

from archive_app.formats.registry import read_article
from archive_app.gui.handed_over import HandedOver, handed_over
from archive_app.model.article import Original

_PAGE = "https://example.org/news/ferry?id=1"
_PARAGRAPHS = "<h1>A ferry for the isles</h1><p>The board approved a second line.</p><p>Sailings begin in May.</p>"
_PLAIN = "A ferry for the isles\n\nThe board approved a second line.\n\nSailings begin in May."


def _given(
    html: str = "", text: str = "", urls: tuple[str, ...] = (), raw: dict[str, bytes] | None = None
) -> HandedOver | None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    for name, value in (raw or {}).items():
        data.setData(name, value)
    return handed_over(data)


def _only_original(given: HandedOver | None) -> Original:
    assert given is not None
    assert given.links == 0
    [source] = given.sources
    assert isinstance(source, Original)
    return source


def test_a_fragment_is_preferred_to_its_plain_text_where_it_has_structure():
    original = _only_original(_given(_PARAGRAPHS, _PLAIN))
    assert original.name.endswith(".html")
    article = read_article(original)
    assert article.title == "A ferry for the isles"
    assert not article.title_derived
    assert [block.text for block in article.blocks] == ["The board approved a second line.", "Sailings begin in May."]


@pytest.mark.parametrize(
    "colours", ["<span style='color:red'>A ferry</span>", "<div><b>A ferry</b></div>", "<meta charset='utf-8'>A ferry"]
)
def test_html_that_says_no_more_than_its_plain_text_is_kept_as_text(colours: str):
    original = _only_original(_given(colours, "A ferry"))
    assert original.name.endswith(".txt")
    assert original.data == b"\xef\xbb\xbfA ferry"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("chromium/x-source-url", _PAGE.encode()),
        ("text/x-moz-url-priv", _PAGE.encode("utf-16-le")),
        (
            'application/x-qt-windows-mime;value="HTML Format"',
            f"Version:0.9\r\nStartHTML:0000000105\r\nSourceURL:{_PAGE}\r\n<html><p>text</p></html>".encode(),
        ),
    ],
)
@pytest.mark.parametrize("html", [_PARAGRAPHS, "<span>The board approved a second line of ferries.</span>"])
def test_the_page_that_a_browser_names_becomes_the_articles_address(name: str, told: bytes, html: str):
    article = read_article(_only_original(_given(html, _PLAIN, raw={name: told})))
    assert article.url == _PAGE


@pytest.mark.parametrize("told", [b"", b"file:///etc/passwd", b"javascript:alert(1)", b"about:blank", b"\xff\xfe\x00"])
def test_what_is_no_web_address_is_not_noted_as_one(told: bytes):
    original = _only_original(_given(_PARAGRAPHS, _PLAIN, raw={"chromium/x-source-url": told}))
    assert b"saved from" not in original.data


def test_an_address_cannot_end_the_comment_that_it_is_noted_in():
    told = b"https://example.org/-->x<script>"
    original = _only_original(_given(_PARAGRAPHS, _PLAIN, raw={"chromium/x-source-url": told}))
    assert original.data.index(b"-->") < original.data.index(b"\n")
    assert b"<script>" not in original.data


@pytest.mark.parametrize(
    "link",
    [
        {"urls": (_PAGE,)},
        {"urls": (_PAGE,), "html": f"<a href='{_PAGE}'><h3>A ferry</h3><p>for the isles</p></a>", "text": _PAGE},
        {"urls": ("https://example.org/a.png",), "html": "<img src='https://example.org/a.png'>"},
        {"raw": {"text/x-moz-url": f"{_PAGE}\nA ferry for the isles".encode("utf-16-le")}},
        {"text": _PAGE},
    ],
)
def test_a_bare_link_is_answered_with_what_to_save_instead(link: dict[str, Any]):
    given = _given(**link)
    assert given == HandedOver(links=1)
    assert "That is a link" in given.about_links
    assert "works offline" in given.about_links
    assert "Save Page As" in given.about_links


def test_two_links_are_called_links():
    given = _given(text=f"{_PAGE}\nhttps://example.org/other\n")
    assert given == HandedOver(links=2)
    assert "Those are links" in given.about_links


def test_links_beside_files_are_counted_and_told(tmp_path: Path):
    file = tmp_path / "page.html"
    given = _given(urls=(QUrl.fromLocalFile(str(file)).toString(), _PAGE, "https://example.org/other"))
    assert given is not None
    assert given.sources == (file,)
    assert given.about_links.startswith("2 links were left out; the rest is imported.")
    assert "2 links" in given.invitation[1]


def test_a_selection_that_mentions_links_is_no_link():
    html = f"<p>The board, <a href='{_PAGE}'>as reported</a>, approved a line.</p>"
    original = _only_original(_given(html, f"The board, as reported, approved a line. {_PAGE}"))
    assert b"as reported" in original.data


@pytest.mark.parametrize(
    "nothing",
    [{"text": " \n "}, {"html": "<img src='x.png'>"}, {"html": "<style>p{}</style><p> </p>", "text": "\n"}, {}],
)
def test_what_holds_no_text_is_nothing_to_import(nothing: dict[str, Any]):
    assert _given(**nothing) is None


def test_a_very_long_text_of_links_and_words_is_judged_at_once():
    original = _only_original(_given(text="http://" * 50_000 + " a word"))
    assert original.name.endswith(".txt")
