import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.formats.decoding import decode

GERMAN = "Für große Züge gibt es längere Gleise, „sagt“ man – überall. "
RUSSIAN = "Учёные установили датчики, которые измеряют температуру почвы. "
JAPANESE = "山あいの小さな駅に売店が戻ってきた。列車は一日に八本しか止まらない。"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (GERMAN.encode(), GERMAN, "utf-8"),
        (codecs.BOM_UTF8 + GERMAN.encode(), GERMAN, "utf-8"),
        (codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), RUSSIAN, "utf-16-le"),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), RUSSIAN, "utf-16-be"),
        (GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le"),
        (GERMAN.encode("utf-16-be"), GERMAN, "utf-16-be"),
        (JAPANESE.encode("iso2022_jp"), JAPANESE, "iso-2022-jp"),
        (GERMAN.encode("cp1252") * 3, GERMAN * 3, "windows-1252"),
        (RUSSIAN.encode("cp1251") * 3, RUSSIAN * 3, "windows-1251"),
        (JAPANESE.encode("cp932") * 3, JAPANESE * 3, "shift_jis"),
        (b"plain", "plain", "utf-8"),
        (b"", "", "utf-8"),
    ],
)
def test_text_is_decoded_by_the_evidence_in_its_bytes(data: bytes, text: str, encoding: str):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("label", "codec", "encoding"),
    [
        ("iso-8859-1", "cp1252", "windows-1252"),
        ("ISO-8859-2", "iso8859-2", "iso-8859-2"),
        ("gb2312", "gb18030", "gb18030"),
        ("windows-1250", "cp1250", "windows-1250"),
    ],
)
def test_a_declared_charset_counts_under_the_names_that_browsers_know(label: str, codec: str, encoding: str):
    page = f"<html><head>{' ' * 2000}<meta charset='{label}'></head><body>grün, später, Öl</body>"
    decoded = decode(page.encode(codec))
    assert "grün, später, Öl" in decoded.text
    assert decoded.encoding == encoding


def test_utf_8_wins_over_a_wrong_declaration():
    decoded = decode("<meta charset=gb2312><p>宇航员</p>".encode())
    assert ("宇航员" in decoded.text, decoded.encoding) == (True, "utf-8")


def test_a_page_declared_as_utf_8_by_mistake_is_read_by_its_language():
    decoded = decode(f"<html lang='ru'><meta charset=utf-8><p>{RUSSIAN}</p>".encode("cp1251"))
    assert (RUSSIAN in decoded.text, decoded.encoding) == (True, "windows-1251")


def test_a_cut_or_slightly_damaged_utf_8_file_stays_utf_8():
    assert decode((RUSSIAN * 5).encode()[:-1]).encoding == "utf-8"
    assert decode((RUSSIAN * 5).encode() + b"\xff" + RUSSIAN.encode()).encoding == "utf-8"


def test_what_no_article_needs_is_dropped():
    assert decode(b"a\x00\x01b\r\nc\rd\x0ce").text == "ab\nc\nd\ne"


@given(st.binary(max_size=500))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_decoded_to_text_that_can_be_stored(data: bytes):
    decoded = decode(data)
    decoded.text.encode("utf-8")
    assert "\x00" not in decoded.text
    assert "\r" not in decoded.text
    assert decoded.encoding == decoded.encoding.lower() != ""


@given(
    st.text(
        st.characters(min_codepoint=0x20, exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1, max_size=200
    )
)
@settings(max_examples=100, deadline=None)
def test_marked_utf_16_and_utf_8_say_the_same(text: str):
    expected = decode(codecs.BOM_UTF8 + text.encode()).text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")).text == expected
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")).text == expected
