from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import UnreadableFileError
from archive_app.formats.registry import read_article
from archive_app.formats.rtf import RtfFormat
from archive_app.formats.rtf_reader import TooDeepError, read_rtf
from archive_app.model.article import Block, BlockKind, Original
from tests.made_documents import TEXT, TITLE

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Mincho;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Quote;}}"
    r"{\info{\title An older file}{\author Anna Example}{\creatim\yr2024\mo3\dy4\hr10}}"
)


def document(body: str) -> bytes:
    return (HEAD + body + "}").encode("cp1252")


def lines(body: str) -> list[str]:
    return [line.text for line in read_rtf(document(body)).lines]


def test_headings_lists_and_quotes_are_read():
    body = (
        rf"\pard\s1 {TITLE}\par\pard {TEXT[0]}\par\pard\ls1{{\listtext\'b7\tab}}Paint the railing\par"
        rf"\pard\s2 {TEXT[1]}\par\pard\outlinelevel1 Next\par\pard {TEXT[2]}\par"
    )
    article = read_article(Original("bridge.rtf", document(body)))
    assert (article.format, article.title, article.encoding) == ("rtf", TITLE, "windows-1252")
    assert article.blocks == (
        Block(BlockKind.PARAGRAPH, TEXT[0]),
        Block(BlockKind.LIST_ITEM, "Paint the railing"),
        Block(BlockKind.QUOTE, TEXT[1]),
        Block(BlockKind.HEADING, "Next"),
        Block(BlockKind.PARAGRAPH, TEXT[2]),
    )


def test_information_is_stated():
    facts = RtfFormat().read(Original("a.rtf", document(rf"{TEXT[0]}\par"))).facts
    assert (facts.title, facts.byline, facts.published) == ("An older file", "Anna Example", date(2024, 3, 4))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Caf\'e9 \u8220?quoted\u8221?\par", "Café “quoted”"),
        (r"{\uc2 \u8364\'80\'80 100}\par", "€ 100"),
        (r"\u-10179?\u-8704?\par", "😀"),
        (r"{\f1\'cc\'ee\'f1\'f2}\par", "Мост"),
        (r"{\f2\'8b\'b4}\par", "橋"),
        (r"one\~two\_three \emdash  four\{\}\\\par", "one two-three — four{}\\"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}}\par", "the link"),
        (r"seen {\v hidden }seen\par", "seen seen"),
        (r"before{\*\unknown not this}{\pict 89504e47}{\footnote a note} after\par", "before after"),
        (r"a{\pict\bin5 }}}}}}b\par", "ab"),
    ],
)
def test_characters_and_groups_are_read_as_the_specification_says(body, text):
    assert lines(body) == [text]


@pytest.mark.parametrize("page", ["1", "0", "-5", "99999999"])
def test_a_code_page_that_there_is_not_changes_nothing(page):
    assert lines(rf"\ansicpg{page} Caf\'e9\par") == ["Café"]


def test_groups_beyond_reason_are_refused():
    with pytest.raises(TooDeepError):
        read_rtf(b"{\\rtf1 " + b"{" * 10_000)
    with pytest.raises(UnreadableFileError, match="groups in more than a thousand groups"):
        read_article(Original("a.rtf", b"{\\rtf1 " + b"{" * 10_000))


@given(
    st.lists(
        st.sampled_from(
            [r"\par", "{", "}", r"\u-1?", r"\bin9", r"\'e9", "text ", r"\uc9", r"\*", "\\", r"\f1", r"\pard"]
        )
    )
)
@settings(max_examples=100, deadline=None)
def test_any_order_of_tokens_is_read(tokens):
    assert all(line.text for line in read_rtf(document("".join(tokens))).lines)
