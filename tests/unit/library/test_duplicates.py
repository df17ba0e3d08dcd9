"""An article that is there already is known in another file; nearly the same ones are imported and shown."""

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import ArchiveError, ArticleNotFoundError
from archive_app.library import Archive
from archive_app.library.same_article import address_key, keys_of, similarity
from archive_app.model.article import Block, BlockKind, ParsedArticle
from archive_app.model.duplicates import DuplicateKind
from archive_app.model.jobs import DuplicatePolicy, FileReport, FileStatus

Write = Callable[..., Path]


def imported(archive: Archive, *paths: Path, policy: DuplicatePolicy = DuplicatePolicy.SKIP) -> list[FileReport]:
    return [file for path in paths for file in archive.import_paths([path], duplicates=policy).files]


# --- the same article


def test_the_same_article_in_another_file_is_skipped_and_named(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1), write_page(2))
    assert (second.status, second.id) == (FileStatus.DUPLICATE, first.id)
    assert f"article {first.id}" in str(second.reason)
    assert archive.count() == 1
    assert archive.check().originals == 1, "the file that was not kept leaves nothing behind"


def test_tracking_in_an_address_does_not_make_another_article(archive: Archive, write_page: Write):
    files = (write_page(1), write_page(2, "http://m.example.org/news/ferry/?utm_source=letter&fbclid=1#top"))
    assert [file.status for file in imported(archive, *files)] == [FileStatus.IMPORTED, FileStatus.DUPLICATE]


def test_a_copy_without_its_address_is_the_same_article(archive: Archive, write_page: Write):
    files = imported(archive, write_page(1), write_page(2, None), write_page(3, None, None))
    assert [file.id for file in files] == [files[0].id] * 3


def test_keeping_both_keeps_both_and_says_so(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1), write_page(2), policy=DuplicatePolicy.KEEP_BOTH)
    assert second.status is FileStatus.IMPORTED
    assert second.similar_to == first.id
    assert archive.search("ferry").total == archive.count() == 2


def test_replacing_puts_the_old_one_into_the_trash(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1), write_page(2), policy=DuplicatePolicy.REPLACE)
    assert second.status is FileStatus.IMPORTED
    assert "trash" in str(second.reason)
    assert [article.id for article in archive.trashed()] == [first.id]
    assert [hit.id for hit in archive.search("ferry").hits] == [second.id]


def test_the_same_words_from_another_outlet_are_another_article(archive: Archive, write_page: Write):
    files = (
        write_page(1, "https://www.example.org/news/ferry", "Harbour Gazette"),
        write_page(2, "https://post.example.net/ferry", "Island Post"),
        write_page(3, None, "The Northern Mail"),
    )
    assert [file.status for file in imported(archive, *files)] == [FileStatus.IMPORTED] * 3
    assert archive.possible_duplicates() == (), "that others have the story too is no duplicate"


def test_a_few_words_with_another_headline_are_another_article(archive: Archive, tmp_path: Path):
    files = []
    for number in range(2):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(
            f"<title>Story {number}</title><h1>Story {number}</h1><p>Subscribe to read on, please.</p>"
        )
    assert [file.status for file in imported(archive, *files)] == [FileStatus.IMPORTED] * 2


def test_an_import_that_goes_on_treats_duplicates_as_it_began(archive: Archive, write_page: Write):
    imported(archive, write_page(1))
    originals, away = archive.folder / "originals", archive.folder / "away"
    originals.rename(away)
    originals.write_text("in the way")
    begun = archive.import_paths([write_page(2)], duplicates=DuplicatePolicy.KEEP_BOTH)
    assert begun.left == 1
    originals.unlink()
    away.rename(originals)
    assert archive.import_paths([]).imported == 1


# --- in the trash


def test_bytes_in_the_trash_are_named_as_such(archive: Archive, brief: Path):
    [first] = imported(archive, brief)
    archive.trash([first.id or 0])
    [second] = imported(archive, brief)
    assert (second.status, second.id) == (FileStatus.DUPLICATE, first.id)
    assert "trash" in str(second.reason)
    assert "Restore" in str(second.reason)


def test_an_article_in_the_trash_does_not_keep_another_file_of_it_out(archive: Archive, write_page: Write):
    [first] = imported(archive, write_page(1))
    archive.trash([first.id or 0])
    assert [file.status for file in imported(archive, write_page(2))] == [FileStatus.IMPORTED]


# --- nearly the same

CHANGED = "The shipyard that builds the new vessel could not say when it will be ready for its first crossing."


def test_nearly_the_same_text_is_imported_and_shown_with_its_share(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1, None), write_page(2, None, said=CHANGED))
    assert second.status is FileStatus.IMPORTED
    assert second.similar_to == first.id
    [pair] = archive.possible_duplicates()
    assert (pair.low, pair.high, pair.kind) == (first.id, second.id, DuplicateKind.TEXT)
    assert 0.7 < pair.similarity < 0.95
    assert f"{int(pair.similarity * 100)} %" in pair.reason


def test_another_text_at_the_same_address_is_shown(archive: Archive, write_page: Write, tmp_path: Path):
    [first] = imported(archive, write_page(1))
    other = tmp_path / "other.html"
    other.write_text(
        "<html><head><title>Live blog</title><link rel='canonical' href='https://example.org/news/ferry'></head>"
        "<body><article><h1>Live blog</h1><p>Follow the day's events as they happen along the whole coast.</p>"
    )
    [second] = imported(archive, other)
    assert second.similar_to == first.id
    assert archive.possible_duplicates()[0].reason == "same address, other text"


def test_what_is_not_a_duplicate_is_remembered(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1, None), write_page(2, None, said=CHANGED))
    assert archive.count_possible_duplicates() == 1
    archive.trash([second.id or 0])
    assert archive.count_possible_duplicates() == len(archive.possible_duplicates()) == 0
    archive.restore([second.id or 0])
    assert archive.count_possible_duplicates() == len(archive.possible_duplicates()) == 1
    archive.not_a_duplicate(second.id or 0, first.id or 0)
    assert archive.possible_duplicates() == ()
    assert archive.count_possible_duplicates() == 0
    archive.trash([second.id or 0])
    archive.restore([second.id or 0])
    assert archive.possible_duplicates() == ()


def test_a_pair_is_settled_by_replacing_one(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1, None), write_page(2, None, said=CHANGED))
    archive.replace(first.id or 0, second.id or 0)
    assert archive.possible_duplicates() == ()
    assert [article.id for article in archive.trashed()] == [first.id]


def test_what_is_not_a_duplicate_is_none_of_its_replacement(archive: Archive, write_page: Write):
    first, second = imported(archive, write_page(1, None), write_page(2, None, said=CHANGED))
    archive.not_a_duplicate(first.id or 0, second.id or 0)
    imported(archive, write_page(3, None), policy=DuplicatePolicy.REPLACE)
    assert [article.id for article in archive.trashed()] == [first.id]
    assert archive.possible_duplicates() == ()


@pytest.mark.parametrize("settle", [Archive.replace, Archive.not_a_duplicate])
def test_only_two_articles_that_are_there_are_a_pair(
    archive: Archive, write_page: Write, settle: Callable[[Archive, int, int], None]
):
    imported(archive, write_page(1))
    with pytest.raises(ArchiveError, match="itself"):
        settle(archive, 1, 1)
    for first, second in ((1, 99), (99, 1)):
        with pytest.raises(ArticleNotFoundError, match="99"):
            settle(archive, first, second)
    assert archive.trashed() == ()


def test_different_articles_of_one_layout_are_not_taken_for_duplicates(
    archive: Archive, write_articles: Callable[[int], Path]
):
    report = archive.import_paths([write_articles(40)])
    assert report.imported == 40


# --- the keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a", "http://example.org/a/"),
        ("https://example.org/a?id=1&utm_medium=x", "https://m.example.org/a?id=1#part"),
        ("https://example.org/a?b=2&a=1", "https://EXAMPLE.org:443/a?a=1&b=2"),
    ],
)
def test_addresses_of_one_page_have_one_key(one: str, other: str):
    assert address_key(one) == address_key(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://one.example.org/a", "https://two.example.org/a"),
        ("https://m.com/a", "https://www.com/a"),
    ],
)
def test_addresses_of_two_pages_have_two_keys(one: str, other: str):
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "url", [None, "", "https://example.org/", "https://[broken", "no address", "https://e.org/?#x"]
)
def test_an_address_that_names_no_page_has_no_key(url: str | None):
    assert address_key(url) is None


@settings(deadline=None, max_examples=100)
@given(st.text(), st.text())
def test_any_address_has_a_key_or_none(host: str, path: str):
    key = address_key(f"https://{host}/{path}")
    assert key is None or key == address_key(f"http://{host}/{path}#part")


def article(text: str, title: str = "x") -> ParsedArticle:
    return ParsedArticle(title=title, blocks=(Block(BlockKind.PARAGRAPH, text),))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=8), max_size=80))
def test_case_spacing_and_punctuation_do_not_change_the_keys_of_a_text(words: list[str]):
    plain, printed = article(" ".join(words)), article(" … ".join(words).upper())
    assert keys_of(plain).text == keys_of(printed).text
    assert keys_of(plain).bands == keys_of(printed).bands


def test_chinese_texts_are_compared_by_their_characters():
    one = article("港口委員會週五批准開通前往北部島嶼的第二條渡輪航線，航班將於五月開始，每小時一班。" * 2)
    other = article("港口委員會週五批准開通前往北部島嶼的第二條渡輪航線，航班將於六月開始，每小時一班。" * 2)
    assert 0.5 < similarity(one, other) < 1
    assert set(keys_of(one).bands) & set(keys_of(other).bands)


def test_texts_without_a_word_are_not_similar():
    assert keys_of(article("…")).text is None
    assert keys_of(article("…")).bands == ()
    assert similarity(article("…"), article("!")) == 0
