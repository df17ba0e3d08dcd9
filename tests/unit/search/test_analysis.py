import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.search.analysis import MAX_WORD, tokens
from archive_app.search.folding import fold, spelling
from archive_app.search.languages import MARK

# All scripts that are treated in a way of their own stand in it, with marks and joiners.
TEXTS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("abAB'’sS.é\u0301\u00ad\u200d\n _-中华の한ㄱᄒ\u1161ｶﾞกัकि\u0640ةأ٣²½ßŒİﬁ"),
    ),
    max_size=40,
)


def printed(text: str) -> list[str]:
    return [token.printed for _, _, token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("DeepSeek’s rise", ["deepseek", "rise"]),
        ("DeepSeek's RISE", ["deepseek", "rise"]),
        ("l'avenir don’t", ["l", "avenir", "don", "t"]),
        ("snake_case e-mail", ["snake", "case", "e", "mail"]),
        ("U.S. U.S.A e.g. a.b", ["us", "usa", "eg", "a", "b"]),
        ("Łódź Straße ﬁn Ⅷ", ["lodz", "strasse", "fin", "viii"]),
        ("co\u00adopera\u00adtion", ["cooperation"]),
        ("हिन्दी", ["हिन्दी"]),
        ("٣٤ ３４", ["34", "34"]),
        ("中华人", ["中华", "华人", "人"]),
        ("A股x", ["a", "股", "x"]),
        ("ᄒ\u1161\u11ab국", ["한국", "국"]),
        ("ｶﾞｯ", ["ガッ", "ッ"]),
    ],
)
def test_words_are_cut_and_folded(text, words):
    assert printed(text) == words


def test_lines_are_far_apart():
    (one, _, _), (two, _, _) = tokens("one\ntwo")
    assert two - one > 50


def test_only_the_beginning_of_an_endless_word_counts():
    assert printed("x" * 100_000) == ["x" * MAX_WORD]


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_tokens_stand_in_order_where_they_say(text):
    last = 0
    for _, offset, token in tokens(text):
        start, head, end = offset + token.start, offset + token.head, offset + token.end
        assert last <= start < head <= end <= len(text)
        assert token.printed
        assert MARK not in token.printed + token.written
        last = start


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_composed_and_decomposed_texts_have_the_same_words(text):
    assert printed(unicodedata.normalize("NFD", text)) == printed(unicodedata.normalize("NFC", text))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CAFÉ cafe\u0301 cafe", ["café", "café", "cafe"]),
        ("Straße ÉCOLE", ["straße", "école"]),
        ("Ёлка ΟΔΌΣ", ["ёлка", "οδός"]),
        ("مُدَرِّسَة مدرســة", ["مدرسة", "مدرسة"]),
        ("שָׁלוֹם", ["שלום"]),
    ],
)
def test_the_written_word_keeps_its_accents_but_not_what_readers_leave_out(text, written):
    assert [token.written for _, _, token in tokens(text)] == written


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_a_written_word_folds_to_the_printed_one(text):
    assert fold(spelling(text)) == fold(text)
