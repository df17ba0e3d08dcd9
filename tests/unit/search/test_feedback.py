"""A long question: what its best answers have in common puts the others in order."""

from collections.abc import Callable

from archive_app.model.article import Article
from archive_app.model.search import Query, Scope, Sort
from tests.unit.search.conftest import Library

QUESTION = "how do harbour pilots guide large vessels through narrow channels"


def fill(library: Library, make: Callable[..., Article]) -> None:
    for number in range(1, 5):
        library.add(make("Harbour pilots guide large vessels through narrow channels with tugboats.", id=number))
    library.add(
        make("Nobody saw the harbour or the lanterns of the old town again.", id=5),
        make("Nobody saw the harbour or the tugboats of the old town again.", id=6),
        *(make(f"The museum opens on day {number} with lanterns and bread.", id=number) for number in range(7, 20)),
        make("Tugboats push and pull all day.", id=20),
    )


def test_of_two_equal_answers_the_one_that_shares_more_with_the_best_comes_first(library, make):
    fill(library, make)
    found = library.ids(QUESTION)
    assert set(found[:4]) == {1, 2, 3, 4}
    assert found[4:] == [6, 5]


def test_what_has_no_word_of_the_question_is_not_found_nor_lit(library, make):
    fill(library, make)
    results = library.search(QUESTION)
    assert results.total == 6
    text = results.hits[4].snippets[0]
    assert [text.text[start:end] for start, end in text.highlights] == ["harbour"]


def test_short_searches_and_orders_by_date_are_left_alone(library, make):
    fill(library, make)
    assert library.ids("harbour town")[:2] == [5, 6]
    assert library.ids(QUESTION, sort=Sort.NEWEST) == [1, 2, 3, 4, 5, 6]


def test_takeaways_answer_long_questions_too(library, make):
    library.add(
        make(
            id=1, takeaways=("Harbour pilots guide large vessels through narrow channels by radar.", "Bread is dear.")
        ),
        make(id=2, takeaways=("The harbour has bread.", "The harbour has radar.")),
        *(make(id=number, takeaways=(f"The museum opens on day {number}.",)) for number in range(3, 9)),
    )
    hits = library.search(QUESTION, scope=Scope.TAKEAWAYS).hits
    assert [(hit.id, hit.takeaway) for hit in hits] == [(1, 0), (2, 1), (2, 0)]


def test_articles_that_the_catalogue_does_not_have_are_left_out_of_account(library, make):
    fill(library, make)
    for number in (1, 2, 3, 4):
        del library.texts[number]
    assert set(library.ids(QUESTION)) == {5, 6}


def test_who_only_counts_has_no_article_read(library, make):
    fill(library, make)
    read: list[int] = []

    def load(ids):
        read.extend(ids)
        return library.load(ids)

    results = library.index.search(Query(QUESTION, limit=0, facets=True), load)
    assert (results.total, read) == (6, [])
    assert results.facets["language"] == library.search(QUESTION, facets=True).facets["language"]
