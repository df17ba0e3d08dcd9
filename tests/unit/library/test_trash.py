"""What is deleted goes to the trash, where no search finds it, and comes back from there until it is emptied."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from archive_app.errors import ArticleNotFoundError
from archive_app.library import Archive
from archive_app.model.archive import DAYS_IN_TRASH


def originals(archive: Archive) -> int:
    return sum(1 for _ in (archive.folder / "originals").rglob("*.gz"))


def test_delete_restore_search(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(3)])
    assert archive.trash([2]) == 1
    assert [hit.id for hit in archive.search("common").hits] == [1, 3] or archive.search("common").total == 2
    assert archive.search("number1").total == 0
    assert archive.restore([2]) == 1
    assert [hit.id for hit in archive.search("number1").hits] == [2]
    assert archive.search("common").total == 3
    assert archive.check().problems == ()


def test_what_is_in_the_trash_counts_nowhere_else(archive: Archive, brief: Path):
    archive.import_paths([brief])
    archive.trash([1])
    stats = archive.stats()
    assert (stats.articles, stats.takeaways, stats.outlets, stats.trashed) == (0, 0, 0, 1)
    assert stats.formats == stats.languages == {}
    assert archive.outlets() == ()
    assert list(archive.articles()) == []
    assert archive.check().problems == ()


def test_the_trash_lists_what_is_in_it_and_opening_one_says_where_it_is(archive: Archive, brief: Path):
    archive.import_paths([brief])
    title = archive.article(1).title
    archive.trash([1, 1, 99])
    [trashed] = archive.trashed()
    assert (trashed.id, trashed.title, trashed.original_name) == (1, title, "brief.txt")
    assert datetime.now(UTC) - trashed.trashed < timedelta(minutes=5)
    with pytest.raises(ArticleNotFoundError, match="in the trash"):
        archive.article(1)


def test_emptying_the_trash_removes_the_originals_of_what_was_in_it(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(3)])
    archive.trash([1, 2])
    assert archive.empty_trash([1, 3]) == 1, "an article that is not in the trash is not deleted"
    assert (originals(archive), len(archive.trashed()), archive.count()) == (2, 1, 1)
    assert archive.empty_trash() == 1
    assert (originals(archive), archive.trashed()) == (1, ())
    assert not archive.index_needs_update()
    assert archive.check().problems == ()


def test_what_was_deleted_for_good_can_be_imported_again(archive: Archive, brief: Path):
    archive.import_paths([brief])
    archive.trash([1])
    archive.empty_trash()
    [file] = archive.import_paths([brief]).files
    assert file.id == 2, "an id is never used again"
    assert archive.search("ferry").total == 1


def test_thirty_days_later_opening_the_archive_empties_the_trash(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(2)])
    archive.trash([1, 2])
    archive.close()
    for article_id, days in ((1, DAYS_IN_TRASH + 1), (2, DAYS_IN_TRASH - 1)):
        long_ago = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        with sqlite3.connect(archive.folder / "catalogue.sqlite3") as connection:
            connection.execute("UPDATE article SET trashed = ? WHERE id = ?", (long_ago, article_id))
        connection.close()
    with Archive.open(archive.folder) as again:
        assert [article.id for article in again.trashed()] == [2]
        assert originals(again) == 1


def test_the_trash_does_not_wait_for_another_process_that_imports(archive: Archive, brief: Path):
    archive.import_paths([brief])
    with FileLock(archive.folder / "writer.lock"):
        archive.trash([1])
        assert archive.search("ferry").hits == ()
        assert archive.index_needs_update()
    archive.update_index()
    assert archive.search("ferry").total == 0
