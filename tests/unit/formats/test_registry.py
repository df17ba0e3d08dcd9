import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import UnreadableFileError
from archive_app.formats.registry import LARGEST_ORIGINAL, SUFFIXES, read_article
from archive_app.model.article import Original, ParsedArticle

PARAGRAPH = (
    "<p>" + "The town rebuilt its bridge after the flood, and it took two winters longer than planned. " * 3 + "</p>"
)


def read(name: str, data: bytes | str) -> ParsedArticle:
    return read_article(Original(name, data.encode() if isinstance(data, str) else data))


def outcome(name: str, data: bytes) -> ParsedArticle | str:
    try:
        return read(name, data)
    except UnreadableFileError as refusal:
        return str(refusal)


def test_a_folder_import_picks_up_every_format():
    assert set(SUFFIXES) == {
        *(".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".text", ".md", ".markdown", ".eml"),
        *(".pdf", ".epub", ".docx", ".odt", ".rtf"),
    }


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.html", f"<!DOCTYPE html><html><body>{PARAGRAPH}", "html"),
        ("a.txt", f"<!DOCTYPE html><html><body>{PARAGRAPH}", "html"),
        ("a", f"\n<!-- note -->\n<html><body>{PARAGRAPH}", "html"),
        (
            "a.xhtml",
            f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{PARAGRAPH}</body></html>",
            "html",
        ),
        ("a.html", PARAGRAPH, "html"),
        ("a.html", "Only words, and 3 < 5.", "text"),
        ("a.txt", "Only words.", "text"),
        ("a.md", "# Words\n\nMore words.", "markdown"),
        ("a.md", f"<html><body>{PARAGRAPH}", "html"),
        ("noname", "Only words.", "text"),
        (
            "a.htm",
            f"<html><!--\n Page saved with SingleFile \n url: https://example.org/a\n-->{PARAGRAPH}",
            "singlefile",
        ),
    ],
)
def test_the_content_decides_the_format_before_the_name(name: str, data: str, form: str):
    assert read(name, data).format == form


def test_a_browser_s_note_of_the_address_is_read():
    page = f"<!DOCTYPE html><!-- saved from url=(0028)https://example.org/flood --><html><body>{PARAGRAPH}"
    assert read("a.html", page).url == "https://example.org/flood"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a JPEG image"),
        (b"%PDF-1.7\n", "a damaged PDF document"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "a Word document that is damaged"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "an EPUB book that is damaged"),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "an old Office document"),
        (b"PK\x03\x04" + bytes(40), "a ZIP archive"),
        (b"\x7fELF" + bytes(50), "a program"),
        (b"MZ\x90\x00" + bytes(50), "a program"),
        (b"RIFF\x10\x00\x00\x00WEBP", "a WebP image"),
        (b"From: <Saved by Blink>\r\nSubject: x\r\n", "holds no web page"),
        (bytes(range(1, 32)) * 20, "not text"),
        (b"<html><body><div><br></div></body></html>", "no readable text"),
        (b"<html><head><script>var a = 1;</script></head></html>", "no readable text"),
        (b"***\n---\n", "no readable text"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_its_reason(data: bytes, said: str):
    with pytest.raises(UnreadableFileError) as refusal:
        read("file.html", data)
    sentence = str(refusal.value)
    assert said in sentence
    assert sentence.startswith("“file.html” ")
    assert sentence.endswith(".")


def test_a_file_beyond_the_size_limit_is_refused():
    with pytest.raises(UnreadableFileError, match="too large"):
        read("big.html", bytes(LARGEST_ORIGINAL + 1))


HOSTILE = {
    "attributes": "<html><body><p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">x{PARAGRAPH}",
    "depth": "<html><body>" + "<div>" * 5_000 + PARAGRAPH,
    "extreme depth": "<html><body>" + "<div>" * 60_000 + PARAGRAPH,
    "unclosed items": "<html><body><ul>" + "<li>item " * 200_000,
    "nested labels": "<html><body>" + "<div><h2>Key points</h2>" * 3_000 + PARAGRAPH,
    "nested lists": "<html><body><h1>x</h1>" + "<ul><li>" * 3_000 + PARAGRAPH,
    "nested tables": "<html><body>" + "<table>" * 3_000 + PARAGRAPH,
    "tables in cells": "<html><body>" + "<table><tr><td>" * 2_000 + PARAGRAPH,
    "deep JSON-LD": f"<script type='application/ld+json'>{'[' * 100_000}</script>{PARAGRAPH}",
    "open scripts": f"<html><body>{PARAGRAPH}" + "<script>" * 100_000,
    "angle brackets": f"<html>{PARAGRAPH}" + "<" * 500_000,
    "open quotes": f"<html>{PARAGRAPH}" + "<a href='" * 100_000,
    "endless word": "The bridge\n\n" + "[" * 40_000 + "x" * 40_000 + "@" * 40_000 + " The town rebuilt its bridge.",
    "endless dashes": "The bridge\n\n" + "-=" * 40_000 + " The town rebuilt its bridge.",
    "inlined image": f"<html><body><img src='data:image/png;base64,{'A' * 20_000_000}'>{PARAGRAPH}",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_ends_in_an_article_within_seconds(kind: str):
    before = time.process_time()
    article = read("hostile.html", HOSTILE[kind])
    # About ten times what it takes; without the guards each of these needs minutes.
    assert time.process_time() - before < 20
    assert article.blocks


@pytest.mark.parametrize("data", [b"word " * 10_000_000, ("<html><body>" + PARAGRAPH * 200_000).encode()])
def test_a_file_of_fifty_megabytes_of_words_is_refused_at_once(data: bytes):
    before = time.process_time()
    with pytest.raises(UnreadableFileError, match="too long"):
        read("long.html", data)
    assert time.process_time() - before < 20


@given(st.binary(max_size=400), st.sampled_from(["a.html", "a.txt", "a.md", "a"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_end_in_an_article_or_a_refusal(data: bytes, name: str):
    result = outcome(name, data)
    if isinstance(result, ParsedArticle):
        assert result.title
        assert result.format
        assert result.encoding
    else:
        assert result.endswith(".")


@given(st.integers(min_value=0, max_value=2_000), st.binary(min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_a_damaged_page_ends_in_an_article_or_a_refusal(place: int, junk: bytes):
    page = f"<html><head><title>x</title></head><body><h1>Flood</h1>{PARAGRAPH * 8}</body></html>".encode()
    result = outcome("a.html", page[:place] + junk + page[place + len(junk) :])
    assert "text" in result if isinstance(result, str) else result.title
