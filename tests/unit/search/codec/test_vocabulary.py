from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.search.analysis import tokens
from archive_app.search.codec.vocabulary import Vocabulary
from archive_app.search.languages import term_of

PIECES = [
    "U.S.",
    "the",
    "China’s",
    "it's",
    "'quoted'",
    "don't",
    "a.b",
    "x-ray",
    "中文字",
    "café",
    "e\u0301t",
    "3.14",
    "\n",
    "“so”",
    "…",
]
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "ru", "zh", "vi"])
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, " "]), max_size=30).map("".join))


def expected(text: str, language: str | None) -> list[tuple[bytes, int]]:
    return [(str(term_of(token, language)).encode(), position) for position, _, token in tokens(text)]


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(st.tuples(TEXTS, LANGUAGES), min_size=1, max_size=4))
def test_many_texts_are_read_as_one_is(texts):
    vocabulary = Vocabulary()
    for _ in range(2):  # the second time from memory
        read = vocabulary.read([text for text, _ in texts], [language for _, language in texts])
        assert read.texts.tolist() == sorted(read.texts.tolist())
        for number, (text, language) in enumerate(texts):
            of_text = read.texts == number
            words = [vocabulary.words[word] for word in read.numbers[of_text].tolist()]
            assert list(zip(words, read.positions[of_text].tolist(), strict=True)) == expected(text, language)
            assert read.lengths[number] == len(words)


def test_a_long_piece_is_read_each_time_and_not_remembered():
    vocabulary = Vocabulary()
    text = "中" * 500
    assert [len(vocabulary.read([text], [None]).numbers) for _ in range(2)] == [500, 500]
