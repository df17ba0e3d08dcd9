import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.search.analysis import tokens
from archive_app.search.highlight import Highlighter
from archive_app.search.parser import read

WORDS = [
    "ship",
    "ships",
    "Shipping",
    "café",
    "cafe\u0301",
    "U.S.",
    "Navy’s",
    "AI-model",
    "中华人民",
    "华",
    "कि",
    "\n",
    ". ",
    "ﬁn",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
QUERIES = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from([*WORDS, "sh*", "s?ip", '"ai model"', "-", "OR", "title:ship"]), max_size=4).map(" ".join),
)


def lit(query: str, text: str, *, prefix: bool = False) -> list[str]:
    highlighter = Highlighter(read(query, prefix=prefix).tree)
    return [text[start:end] for start, end in highlighter.spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "pieces"),
    [
        ("ship", "The SHIPS and a ship's shipping", ["SHIPS", "ship", "shipping"]),
        ('"ship"', "The SHIPS and a ship's shipping", ["ship"]),
        ("us navy", "The U.S. Navy, navies", ["U.S.", "Navy", "navies"]),
        ('"us navy"', "The US and its Navy. The US\u00a0Navy", ["US\u00a0Navy"]),
        ('"us navy"', "the US\nNavy", []),
        ("AI-related", "AI-related, related to AI", ["AI-related"]),
        ("sh*", "a ship, he shed", ["ship", "shed"]),
        ("s?ip", "ship skip slips", ["ship", "skip"]),
        ("cafe", "Le cafe\u0301 CAFÉ", ["cafe\u0301", "CAFÉ"]),
        ("华", "中华人民", ["华"]),
        ("华人民", "中华人民", ["华人民"]),
        ("ship -navy", "ship navy", ["ship"]),
        ("ship OR (navy AND sea)", "sea ship navy", ["sea", "ship", "navy"]),
        ("the state of the moon", "The moon and the state of things", ["moon", "state"]),
        ("the of", "the moon of it", ["the", "of"]),
        ('"the" moon', "the moon", ["the", "moon"]),
        ('"state of the moon"', "the state of the moon", ["state of the moon"]),
        ("lang:en date:2024", "en 2024", []),
        ("", "ship", []),
    ],
)
def test_what_was_looked_for_is_lit(query, text, pieces):
    assert lit(query, text) == pieces


def test_an_unfinished_word_lights_the_words_it_begins():
    assert lit("us nav", "US Navy", prefix=True) == ["US", "Navy"]
    assert lit("us nav", "US Navy") == ["US"]


@settings(max_examples=100, deadline=None)
@given(query=QUERIES, text=TEXTS, prefix=st.booleans())
def test_highlights_are_in_order_and_within_the_text(query, text, prefix):
    last = 0
    for start, end in Highlighter(read(query, prefix=prefix).tree).spans(text):
        assert last <= start < end <= len(text)
        last = end


@settings(max_examples=100, deadline=None)
@given(query=QUERIES, text=TEXTS)
def test_every_lit_piece_holds_a_word_and_is_lit_by_itself(query, text):
    highlighter = Highlighter(read(query).tree)
    for start, end in highlighter.spans(text):
        piece = text[start:end]
        assert list(tokens(piece))
        assert highlighter.spans(piece)[0][0] == 0


@settings(max_examples=50, deadline=None)
@given(text=TEXTS)
def test_every_word_of_a_text_is_lit_by_itself(text):
    for _, offset, token in tokens(text):
        start, end = offset + token.start, offset + token.end
        spans = Highlighter(read(f'"{text[start:end]}"').tree).spans(text)
        assert any(begin <= start < stop for begin, stop in spans)
