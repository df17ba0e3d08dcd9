"""Synonyms of a person's file are found too, lit, and told of."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_app.model.article import Article
from archive_app.model.search import Query
from archive_app.search import SearchIndex


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "synonyms.txt"
    path.write_text("# boats\nferry, boat , ship\nUN, United Nations\nlonely\n, ,\n", encoding="utf-8")
    return path


@pytest.fixture
def search(tmp_path: Path, file: Path, make: Callable[..., Article]):
    index = SearchIndex(tmp_path / "index", file)
    index.create()
    texts = {1: "The ferry sank.", 2: "Two boats collided.", 3: "The United Nations met.", 4: "The nations united."}
    articles = {number: make(text, id=number) for number, text in texts.items()}
    index.apply(articles.values())
    yield lambda text, **options: index.search(Query(text, **options), lambda ids: {one: articles[one] for one in ids})
    index.close()


def ids(results) -> list[int]:
    return sorted(hit.id for hit in results.hits)


def test_a_word_finds_its_synonyms_in_any_form_and_phrases_too(search):
    assert ids(search("ships")) == [1, 2]
    assert ids(search("un")) == [3]
    assert ids(search("ferry met OR met ship -lonely")) == []
    assert ids(search("title:ferry")) == []


def test_what_is_found_by_a_synonym_is_lit_and_told(search):
    results = search("boat")
    lit = {
        hit.id: [hit.snippets[0].text[start:end] for start, end in hit.snippets[0].highlights] for hit in results.hits
    }
    assert lit == {1: ["ferry"], 2: ["boats"]}
    assert results.remarks == ("Also searched for “boat”: ferry, ship.",)
    assert results.interpreted == "boat"


def test_what_is_in_quotes_or_unfinished_is_meant_as_it_is(search):
    assert ids(search('"boats"')) == [2]
    assert ids(search("boat*")) == ids(search("boat", prefix=True)) == [2]
    assert search("lonely").remarks == ()


def test_synonyms_are_known_in_any_form_that_the_languages_of_the_archive_give_them(tmp_path: Path, file: Path, make):
    file.write_text("Häuser, Gebäude\nдом, здания\ncity, cities, town\n", encoding="utf-8")
    index = SearchIndex(tmp_path / "other", file)
    index.create()
    articles = {
        1: make("Ein altes Gebäude brennt.", id=1, language="de"),
        2: make("A house burns in the town.", id=2, language="en"),
        3: make("Старое здание горит.", id=3, language="ru"),
    }

    def found(text: str) -> list[int]:
        return ids(index.search(Query(text), lambda ids: {one: articles[one] for one in ids}))

    index.apply([articles[2]])
    assert found("Haus") == found("дома") == []
    assert index.highlighter("Haus").spans("Das Gebäude", "de") == ()
    index.apply(articles.values())
    assert found("Haus") == found("haus") == [1]
    assert found("дома") == [3]
    assert index.highlighter("Haus").spans("Das Gebäude", "de") == ((4, 11),)
    results = index.search(Query("city"), lambda _ids: {})
    assert results.remarks == ("Also searched for “city”: town.",), "another form of the word is no synonym"
    index.close()


def test_lighting_needs_no_index(tmp_path: Path, file: Path):
    assert SearchIndex(tmp_path / "none", file).highlighter("ship").spans("A ferry") == ((2, 7),)


def test_a_file_that_changes_counts_from_the_next_search_on(search, file: Path):
    file.write_text("ferry, nation\n", encoding="utf-8")
    os.utime(file, (1, 1))
    assert ids(search("ferry")) == [1, 3, 4]
    file.write_bytes(b"\xff\xfe\x00 ferry\n" * 10)
    assert ids(search("ferry")) == [1]
    file.unlink()
    assert ids(search("ferry")) == [1]
    file.mkdir()
    assert ids(search("ferry")) == [1]
