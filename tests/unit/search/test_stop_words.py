"""Small words are told by the language of all that is asked, and count for nothing where any word will do."""

import json

import pytest

from archive_app.model.search import Snippet
from archive_app.paths import resource
from archive_app.search.parser import read
from archive_app.search.stop_words import stop_words, telling
from archive_app.search.syntax import leaves


def told(text: str) -> str:
    return " ".join(map(str, telling(leaves(read(text).tree))))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what is the price of war", "price war"),
        ("was ist der Unterschied zwischen dem Hafen und der Stadt", "Unterschied Hafen Stadt"),
        ("wie war das Wetter in den Alpen", "Wetter Alpen"),
        (
            "pourquoi les glaciers des Alpes ont-ils fondu si vite dans les vallées",
            "glaciers Alpes ont-ils fondu vite vallées",
        ),
        ("por qué se ha derretido el hielo en los Andes", "derretido hielo Andes"),
        ("hvorfor er isen på fjellet borte nå", "isen fjellet borte"),
        ("почему тает лёд в горах и что с ним будет", "тает лёд горах"),
        ("war crimes in the Hague", "war crimes Hague"),
        ("the man over the war", "man war"),
        ("die another day", "die another day"),
        ("la niña weather", "la niña weather"),
        ("der Hafen", "der Hafen"),
        ("the and of", "the and of"),
        ("und der die", "und der die"),
    ],
)
def test_the_small_words_of_a_question_are_those_of_its_language(question, words):
    assert told(question) == words


def test_what_is_quoted_or_in_a_field_is_no_small_word():
    assert told('"der" title:und "der die" was ist das Meer') == '"der" title:und "der die" Meer'


def test_a_long_question_in_german_is_ranked_without_its_small_words(library, make):
    meant = make("Lotsen führen Schiffe durch enge Fahrwasser.", language="de")
    other = make("Das ist der Tag, an dem die Stadt und die Leute mit dem Kind in das Dorf gehen.", language="de")
    library.add(meant, other)
    results = library.search(
        "wie werden die großen Schiffe von den Lotsen durch das enge Fahrwasser in den Hafen geführt"
    )
    assert [hit.id for hit in results.hits] == [meant.id]
    assert results.interpreted == "großen OR schiffe OR lotsen OR enge OR fahrwasser OR hafen OR geführt"
    assert lit(results.hits[0].snippets[0]) == ["Lotsen", "Schiffe", "enge", "Fahrwasser"]


def test_few_telling_words_make_no_long_question_in_any_language(library, make):
    both = make("Der Hafen und das Schiff.", language="de")
    one = make("Der Hafen, der Hafen, und die Stadt mit dem Hafen.", language="de")
    library.add(one, both)
    assert library.ids("was ist mit dem Schiff in dem Hafen")[0] == both.id


def test_a_phrase_keeps_its_small_words(library, make):
    library.add(
        make("Das Schiff in dem Hafen.", language="de", id=1), make("Das Schiff und der Hafen.", language="de", id=2)
    )
    assert library.ids('"Schiff in dem Hafen"') == [1]
    assert lit(library.search('"das Schiff in dem Hafen"').hits[0].snippets[0]) == ["Das Schiff in dem Hafen"]


def test_no_small_word_of_its_language_is_suggested(library, make):
    library.add(make("nicht nicht nichte", language="de"))
    assert library.search("nichtt").suggestion == "nichte"


def lit(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def test_each_list_is_sorted_words_each_once():
    with resource("stop_words.json").open(encoding="utf-8") as file:
        lists = json.load(file)
    assert list(lists) == sorted(lists)
    for language, text in lists.items():
        words = text.split(" ")
        assert words == sorted(set(words))
        assert 50 <= len(stop_words(language)) <= 250
