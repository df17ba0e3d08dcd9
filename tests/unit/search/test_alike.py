"""More like this: an article's telling words make a query."""

from datetime import date

from archive_app.search.parser import read


def test_articles_about_the_same_come_first_and_the_article_itself_never(library, make):
    library.add(
        make("The ferry line to the northern islands opens in May.", id=1, title="Ferry line approved"),
        make("Island ferries will sail each hour from May, says the ferry board.", id=2),
        make("A telescope found water on a distant moon.", id=3),
        make("The board of the museum met in May.", id=4),
    )
    found = library.ids("like:1")
    assert found[0] == 2
    assert 1 not in found
    assert 3 not in found


def test_the_most_alike_come_before_the_latest_and_it_is_said_what_they_are_like(library, make):
    library.add(
        make("The ferry line to the northern islands opens in May.", id=1, title="Ferry line approved"),
        make("Island ferries sail each hour from May on the northern line.", id=2, published=date(2020, 1, 1)),
        make("The ferry was late.", id=3, published=date(2024, 1, 1)),
    )
    found = library.search("like:1")
    assert [hit.id for hit in found.hits] == [2, 3]
    assert found.remarks == ("Articles that share telling words with “Ferry line approved”.",)
    assert library.search("like:99").remarks == ("There is no article 99.",)
    assert read("like:soon").remarks == ("“like:” takes an article’s number, as in like:12.",)


def test_it_joins_with_everything_else(library, make):
    for number in range(1, 5):
        library.add(make("Island ferries sail.", id=number, language="en" if number % 2 else "de"))
    assert library.ids("like:1 lang:en") == [3]
    assert library.ids("like:1 -lang:en") == [2, 4]
    assert library.search("like:1 lang:en").interpreted == "like:1 lang:en"


def test_nothing_is_like_an_article_that_is_not_there_or_says_nothing(library, make):
    library.add(make("Island ferries sail.", id=1), make("", id=2, title="…"))
    assert library.ids("like:99") == library.ids("like:2") == []
    assert str(read("like:soon")) == "like:soon", "as the two words that it is"


def test_a_whole_archive_of_one_word_answers(library, make):
    library.add(*(make("harbour " * 50, id=number) for number in range(1, 40)))
    assert library.search("like:1").total == 38
