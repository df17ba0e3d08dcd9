"""Merging in an idle moment: nobody waits for it, and nothing is lost whatever happens meanwhile."""

import itertools

import pytest

from archive_app.model.search import Scope
from archive_app.search import SearchIndex
from archive_app.search.codec import manifest


@pytest.fixture
def untidy(library, make):
    """An index of five segments."""
    for first in range(1, 51, 10):
        library.add(*(make(f"harbour number{n}", id=n, takeaways=("Ships come",)) for n in range(first, first + 10)))
    return library


def segments(library) -> int:
    return len(manifest.read(library.folder).indexes["articles"])


def test_an_idle_moment_leaves_one_segment_of_few_and_then_nothing_to_do(untidy):
    assert untidy.index.could_be_tidier()
    untidy.index.tidy()
    assert segments(untidy) == 1
    assert not untidy.index.could_be_tidier()
    assert untidy.search("harbour").total == untidy.search("ships", scope=Scope.TAKEAWAYS).total == 50


@pytest.mark.parametrize("calls", [0, 1, 5, 20])
def test_a_cancel_stops_it_at_once_and_changes_no_answer(untidy, calls):
    asked = itertools.count()
    untidy.index.tidy(lambda: next(asked) >= calls)
    assert next(asked) <= calls + 2
    assert untidy.search("harbour").total == untidy.search("ships", scope=Scope.TAKEAWAYS).total == 50
    untidy.index.verify()


@pytest.mark.parametrize("moment", [1, 5, 20])
def test_what_another_writer_changes_meanwhile_counts(untidy, make, moment):
    """The writer commits in the midst of the merge, which it need not wait for."""
    asked = itertools.count()
    other = SearchIndex(untidy.folder)
    untidy.texts |= {99: make("lighthouse", id=99), 7: make("harbour anew", id=7)}

    def write() -> bool:
        if next(asked) == moment:
            other.apply([untidy.texts[99], untidy.texts[7]], [3, 4])
        return False

    untidy.index.tidy(write)
    assert untidy.index.article_ids() == {*range(1, 51), 99} - {3, 4}
    for _ in range(2):
        assert untidy.search("harbour").total == 48
        assert untidy.ids("lighthouse") == [99]
        assert untidy.ids("anew") == [7]
        untidy.index.verify()
        untidy.index.tidy()
    assert segments(untidy) == 1


def test_what_another_process_tidies_meanwhile_is_left_to_it(untidy):
    asked = itertools.count()
    other = SearchIndex(untidy.folder)

    def tidy() -> bool:
        if next(asked) == 3:
            other.tidy()
        return False

    untidy.index.tidy(tidy)
    assert segments(untidy) == 1
    assert untidy.search("harbour").total == 50
    untidy.index.verify()
