"""Stars, tags and notes: what a person adds to articles stays with them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_app.errors import AnnotationError
from archive_app.library import Archive
from archive_app.model.annotations import Annotations, TagCount, tag_of
from archive_app.model.article import Original
from archive_app.model.jobs import DuplicatePolicy


@pytest.fixture
def ids(archive: Archive, write_articles: Callable[[int], Path]) -> tuple[int, ...]:
    archive.import_paths([write_articles(3)], jobs=1)
    return tuple(article.id for article in archive.articles())


def of(archive: Archive, article_id: int) -> Annotations:
    return archive.article(article_id).annotations


def test_an_article_has_nothing_until_a_person_adds_it(archive: Archive, ids: tuple[int, ...]):
    assert of(archive, ids[0]) == Annotations()
    assert archive.annotate(ids[:1], starred=True, tags=["Ferry  line", "ports"], note=" Ask the board. \n") == ids[:1]
    assert of(archive, ids[0]) == Annotations(starred=True, tags=("Ferry line", "ports"), note="Ask the board.")
    assert of(archive, ids[1]) == Annotations()


def test_what_is_not_given_stays(archive: Archive, ids: tuple[int, ...]):
    archive.annotate(ids, starred=True, tags=["ports"], note="Seen")
    archive.annotate(ids[:1], untag=["PORTS"])
    archive.annotate(ids[1:2], note="")
    archive.annotate(ids[2:], starred=False)
    assert [of(archive, one) for one in ids] == [
        Annotations(starred=True, note="Seen"),
        Annotations(starred=True, tags=("ports",)),
        Annotations(tags=("ports",), note="Seen"),
    ]


def test_only_articles_that_change_are_named(archive: Archive, ids: tuple[int, ...]):
    assert archive.annotate(ids[:2], tags=["ports"]) == ids[:2]
    assert archive.annotate(ids, tags=["Ports"]) == ids[2:]
    assert archive.annotate(ids, starred=False, note="", untag=["unheard of"]) == ()
    assert archive.annotate([999], starred=True, tags=["lost"]) == ()
    assert [count.tag for count in archive.tags()] == ["ports"]


def test_tags_are_one_however_cased_and_counted_without_the_trash(archive: Archive, ids: tuple[int, ...]):
    archive.annotate(ids, tags=["Ports"])
    archive.annotate(ids[:1], tags=["PORTS", "ferries"])
    assert archive.tags() == (TagCount("Ports", 3), TagCount("ferries", 1))
    archive.trash(ids[:1])
    assert archive.tags() == (TagCount("Ports", 2),)
    archive.restore(ids[:1])
    assert of(archive, ids[0]).tags == ("ferries", "Ports")
    archive.annotate(ids, untag=["ports"])
    archive.annotate(ids, tags=["ports"])
    assert archive.tags()[0] == TagCount("ports", 3), "the spelling of a tag that was gone is free again"


def test_a_change_is_on_the_list_of_what_the_index_learns(archive: Archive, ids: tuple[int, ...]):
    archive.annotate(ids, tags=["ports"])
    assert not archive.index_needs_update(), "it has been learned at once"
    assert archive.check().problems == ()


def test_they_survive_being_parsed_anew_and_replaced(archive: Archive):
    text = "The board decided\n\nThe harbour board approved a second ferry line to the islands on Monday."
    archive.import_paths([Original("one.txt", text.encode())], jobs=1)
    [old] = [article.id for article in archive.articles()]
    archive.annotate([old], starred=True, tags=["ports"], note="Ask the board.")
    archive.reparse(ids=[old], jobs=1)
    assert of(archive, old).note == "Ask the board."
    archive.import_paths([Original("two.txt", (text + "\n").encode())], jobs=1, duplicates=DuplicatePolicy.REPLACE)
    [new] = [article.id for article in archive.articles()]
    assert new != old
    assert of(archive, new) == Annotations(starred=True, tags=("ports",), note="Ask the board.")


@pytest.mark.parametrize("tag", ["", "  ", ",", '"', "…"])
def test_a_tag_without_letters_is_refused_and_nothing_changes(archive: Archive, ids: tuple[int, ...], tag: str):
    with pytest.raises(AnnotationError, match="needs a letter"):
        archive.annotate(ids, starred=True, tags=[tag])
    assert not of(archive, ids[0]).starred


def test_a_note_that_is_too_long_is_refused(archive: Archive, ids: tuple[int, ...]):
    with pytest.raises(AnnotationError, match="Shorten it"):
        archive.annotate(ids, note="word " * 5_000)


@given(st.text(max_size=120))
def test_a_tag_is_one_line_without_what_parts_tags(typed: str):
    tag = tag_of(typed)
    assert tag == tag.strip() == tag_of(tag)
    assert len(tag) <= 60
    assert not {",", '"', "\n"} & set(tag)
