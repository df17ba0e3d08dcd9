import fnmatch
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.search.codec.term_table import TermTable, is_near

WORDS = st.lists(st.text(alphabet="abné中z", min_size=1, max_size=6), max_size=200, unique=True)


def table(words: list[str]) -> tuple[TermTable, list[str]]:
    words = sorted(words)
    return TermTable(*TermTable.pack([word.encode() for word in words])), words


@settings(max_examples=100, deadline=None)
@given(words=WORDS, asked=st.text(alphabet="abné中z", max_size=4))
def test_terms_are_found_by_themselves_and_by_their_beginnings(words, asked):
    terms, words = table(words)
    assert [terms[number].decode() for number in range(len(terms))] == words == [term.decode() for term in terms.all()]
    assert terms.find(asked.encode()) == (words.index(asked) if asked in words else None)
    assert [words[number] for number in terms.beginning(asked.encode())] == [w for w in words if w.startswith(asked)]


@settings(max_examples=100, deadline=None)
@given(words=WORDS, pattern=st.text(alphabet="abné中*?", min_size=1, max_size=5))
def test_terms_are_found_by_patterns(words, pattern):
    terms, words = table(words)
    fits = re.compile(fnmatch.translate(pattern)).fullmatch
    assert [words[number] for number in terms.like(pattern).tolist()] == [word for word in words if fits(word)]


def distance(one: str, other: str) -> int:
    """The optimal string alignment distance, by its definition."""
    rows = [[max(i, j) if not min(i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            choices = [rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] != other[j - 1])]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                choices.append(rows[i - 2][j - 2] + 1)
            rows[i][j] = min(choices)
    return rows[-1][-1]


@settings(max_examples=100, deadline=None)
@given(words=WORDS, word=st.text(alphabet="abné中z", min_size=1, max_size=7), edits=st.sampled_from([1, 2]))
def test_terms_are_found_by_their_edit_distance(words, word, edits):
    terms, words = table(words)
    near = [other for other in words if other[0] == word[0] and distance(word, other) <= edits]
    assert [words[number] for number in terms.near(word, edits).tolist()] == near
    assert [other for other in words if is_near(other, word, edits)] == near


@pytest.mark.parametrize(
    "ask", [lambda t: t.find(b"a"), lambda t: list(t.beginning(b"a")), lambda t: t.like("a*").tolist()]
)
def test_an_empty_table_has_nothing(ask):
    assert not ask(table([])[0])
