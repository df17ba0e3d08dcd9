"""What is deleted goes to the trash, where no search finds it, and comes back from there until it is emptied."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from archive_app.errors import ArchiveError, ArticleNotFoundError
from archive_app.library import Archive
from archive_app.model.archive import DAYS_IN_TRASH


def originals(archive: Archive) -> int:
    return sum(1 for _ in (archive.folder / "originals").rglob("*.gz"))


def test_delete_restore_search(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(3)])
    [article] = (hit.id for hit in archive.search("number1").hits)
    assert archive.trash([article]) == (article,)
    assert sorted(hit.id for hit in archive.search("common").hits) == sorted({1, 2, 3} - {article})
    assert archive.search("number1").total == 0
    assert archive.restore([article]) == (article,)
    assert [hit.id for hit in archive.search("number1").hits] == [article]
    assert archive.search("common").total == 3
    assert archive.check().problems == ()


def test_what_concerns_many_articles_is_left_to_a_job_of_the_index(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(201)])
    assert len(archive.trash(range(1, 202))) == 201
    assert archive.index_needs_update()
    assert archive.search("common").hits == ()
    archive.update_index()
    assert archive.search("common").total == 0
    archive.restore(range(1, 4))
    assert not archive.index_needs_update(), "a few are learned at once"
    assert (archive.count(), archive.count_trashed(), archive.search("common").total) == (3, 198, 3)


def test_what_is_in_the_trash_counts_nowhere_else(archive: Archive, brief: Path):
    archive.import_paths([brief])
    archive.trash([1])
    stats = archive.stats()
    assert (stats.articles, stats.takeaways, stats.outlets, stats.trashed) == (0, 0, 0, 1)
    assert stats.formats == stats.languages == {}
    assert list(archive.articles()) == []
    assert archive.check().problems == ()


def test_the_trash_lists_what_is_in_it_and_opening_one_says_where_it_is(archive: Archive, brief: Path):
    archive.import_paths([brief])
    title = archive.article(1).title
    assert archive.trash([1, 1, 99]) == (1,)
    assert archive.trash([1]) == ()
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


def change(archive: Archive, statement: str, *values: object) -> None:
    """Change a catalogue behind the app's back."""
    with sqlite3.connect(archive.folder / "catalogue.sqlite3") as connection:
        connection.execute(statement, values)
    connection.close()


def ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")


def trash_two(archive: Archive, folder: Path) -> None:
    """Put one article in the trash that expired days ago, and one that did not."""
    archive.import_paths([folder])
    archive.trash([1, 2])
    archive.close()
    change(archive, "UPDATE article SET trashed = ? WHERE id = 1", ago(DAYS_IN_TRASH + 3))
    change(archive, "UPDATE article SET trashed = ? WHERE id = 2", ago(DAYS_IN_TRASH - 1))


def opened_last(archive: Archive, days: float) -> None:
    change(archive, "INSERT OR REPLACE INTO setting VALUES ('trash_asked', ?)", ago(days))


def test_thirty_days_later_opening_the_archive_empties_the_trash(
    archive: Archive, write_articles: Callable[[int], Path]
):
    trash_two(archive, write_articles(2))
    opened_last(archive, days=2)
    with Archive.open(archive.folder) as again:
        assert [article.id for article in again.trashed()] == [2]
        assert originals(again) == 1


@pytest.mark.parametrize("days", [400, 0.5, -400])
def test_a_clock_that_is_wrong_for_a_while_empties_no_trash(
    archive: Archive, write_articles: Callable[[int], Path], days: float
):
    trash_two(archive, write_articles(2))
    opened_last(archive, days)
    for _ in range(2):
        with Archive.open(archive.folder) as again:
            assert len(again.trashed()) == 2


def test_a_catalogue_that_came_from_somebody_else_deletes_no_file_outside_the_archive(
    archive: Archive, write_articles: Callable[[int], Path], tmp_path: Path
):
    mine = tmp_path / "mine.gz"
    mine.touch()
    trash_two(archive, write_articles(2))
    change(archive, "UPDATE article SET sha256 = ? WHERE id = 1", str(mine.with_suffix("")))
    opened_last(archive, days=2)
    with Archive.open(archive.folder) as again:
        assert [article.id for article in again.trashed()] == [2]
        again.restore([2])
        assert again.search("common").total == 1
    assert mine.exists()


def test_an_original_that_cannot_be_deleted_is_told_and_keeps_no_other_from_it(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(3)])
    sha256 = archive.article(2).sha256
    archive.trash([1, 2, 3])
    path = archive.folder / "originals" / sha256[:2] / f"{sha256}.gz"
    path.unlink()
    path.mkdir()
    with pytest.raises(ArchiveError, match="not all of their originals"):
        archive.empty_trash()
    assert [path.is_dir() for path in (archive.folder / "originals").rglob("*.gz")] == [True]
    assert archive.trashed() == ()


def test_the_trash_does_not_wait_for_another_process_that_imports(archive: Archive, brief: Path):
    archive.import_paths([brief])
    with FileLock(archive.folder / "writer.lock"):
        archive.trash([1])
        assert archive.search("ferry").hits == ()
        assert archive.index_needs_update()
    archive.update_index()
    assert archive.search("ferry").total == 0
