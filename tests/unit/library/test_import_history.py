"""An import is remembered with every file, can be retried where it failed, and undone as a whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archive_app.library import Archive
from archive_app.model.article import Original
from archive_app.model.jobs import CancelToken, DuplicatePolicy, FileStatus, Progress


def test_the_archive_remembers_what_became_of_every_file(archive: Archive, brief: Path, tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    given = archive.import_paths([brief, tmp_path / "empty.txt", tmp_path / "gone.txt"])
    [run] = archive.imports()
    assert (run.imported, run.duplicates, run.failed, run.left) == (1, 0, 2, 0)
    assert run.finished is not None
    assert run.finished >= run.started
    assert archive.import_files(run.id) == given.files
    [imported] = [file for file in given.files if file.status is FileStatus.IMPORTED]
    assert (imported.encoding, imported.similar_to) == ("utf-8", None)
    assert imported.confidence == archive.article(imported.id or 0).confidence


def test_each_import_is_a_run_of_its_own_and_the_last_comes_first(archive: Archive, brief: Path, tmp_path: Path):
    (tmp_path / "note.txt").write_text("A headline\n\nAnd a text below it.\n")
    archive.import_paths([brief])
    archive.import_paths([brief, tmp_path / "note.txt"])
    assert [(run.imported, run.duplicates) for run in archive.imports()] == [(1, 1), (1, 0)]
    assert len(archive.imports(limit=1)) == 1


def test_what_is_passed_over_is_remembered(archive: Archive, brief: Path):
    (brief.parent / "logo.png").touch()
    report = archive.import_paths([brief.parent])
    assert archive.imports()[0].passed_over == report.passed_over
    assert ".png" in report.passed_over


def test_an_interrupted_import_that_is_continued_stays_one_run(archive: Archive, write_articles: Callable[[int], Path]):
    cancel = CancelToken()
    archive.import_paths(
        [write_articles(300)], report=lambda progress: cancel.cancel() if progress.imported else None, cancel=cancel
    )
    [half] = archive.imports()
    assert half.finished is None
    assert half.imported + half.left == 300
    archive.import_paths([])
    [whole] = archive.imports()
    assert (whole.id, whole.imported, whole.left) == (half.id, 300, 0)
    assert whole.finished is not None
    assert len(archive.import_files(whole.id)) == 300


def test_giving_up_the_rest_of_an_import_ends_its_run(archive: Archive, write_articles: Callable[[int], Path]):
    cancel = CancelToken()
    archive.import_paths(
        [write_articles(300)], report=lambda progress: cancel.cancel() if progress.imported else None, cancel=cancel
    )
    archive.forget_unfinished_import()
    [run] = archive.imports()
    assert run.left == 0
    assert run.finished is not None


def test_failed_files_can_be_tried_again_in_the_same_run(archive: Archive, brief: Path, tmp_path: Path):
    late, empty = tmp_path / "late.txt", tmp_path / "empty.txt"
    empty.touch()
    archive.import_paths([brief, late, empty])
    late.write_text("Come at last\n\nThe text that was not there before.\n")
    [run] = archive.imports()
    again = archive.retry_failed(run.id)
    assert (again.imported, again.failed) == (1, 1)
    [run] = archive.imports()
    assert (run.imported, run.failed, run.left) == (2, 1, 0)
    assert {Path(file.path).name: file.status for file in archive.import_files(run.id)} == {
        "brief.txt": FileStatus.IMPORTED,
        "late.txt": FileStatus.IMPORTED,
        "empty.txt": FileStatus.FAILED,
    }
    assert archive.search("come at last").total == 1


def test_a_folder_that_was_missing_is_listed_when_tried_again(archive: Archive, tmp_path: Path):
    folder = tmp_path / "later"
    archive.import_paths([folder])
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\nA text about number {number}.\n")
    [run] = archive.imports()
    assert archive.retry_failed(run.id).imported == 2
    [run] = archive.imports()
    assert (run.imported, run.failed) == (2, 0)


def test_what_was_pasted_and_failed_is_kept_and_can_be_tried_again(archive: Archive):
    archive.import_paths([Original("Pasted.txt", b" \n ")])
    [run] = archive.imports()
    [kept] = (archive.folder / "incoming").glob("*/*")
    assert kept.read_bytes() == b" \n "
    assert archive.retry_failed(run.id).failed == 1
    kept.write_bytes(b"A better reader\n\nMakes an article of what was pasted.\n")
    assert archive.retry_failed(run.id).imported == 1
    [run] = archive.imports()
    assert (run.imported, run.failed) == (1, 0)
    assert list((archive.folder / "incoming").iterdir()) == []


def test_undoing_an_import_gives_up_what_was_pasted_and_failed(archive: Archive):
    archive.import_paths([Original("Pasted.txt", b" \n ")])
    [run] = archive.imports()
    archive.undo_import(run.id)
    assert list((archive.folder / "incoming").iterdir()) == []
    before = archive.import_files(run.id)
    assert archive.retry_failed(run.id).files == ()
    assert archive.import_files(run.id) == before


def test_an_undone_import_is_in_the_trash_and_can_be_restored(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(5)])
    [run] = archive.imports()
    assert archive.undo_import(run.id) == (1, 2, 3, 4, 5)
    assert archive.count() == archive.search("common").total == 0
    assert archive.undo_import(run.id) == (), "there is nothing left to undo"
    archive.restore([article.id for article in archive.trashed()])
    assert archive.count() == archive.search("common").total == 5


def test_undoing_brings_back_what_the_import_replaced(archive: Archive, same_article: Callable[[int], Path]):
    [old] = archive.import_paths([same_article(1)]).files
    [new] = archive.import_paths([same_article(2)], duplicates=DuplicatePolicy.REPLACE).files
    assert [article.id for article in archive.articles()] == [new.id]
    archive.undo_import(archive.imports()[0].id)
    assert [article.id for article in archive.articles()] == [old.id]
    assert [hit.id for hit in archive.search("ferry").hits] == [old.id]


def test_undoing_an_import_that_replaced_its_own_article_brings_back_the_one_before(
    archive: Archive, same_article: Callable[[int], Path]
):
    [old] = archive.import_paths([same_article(1)]).files
    copies = [same_article(2), same_article(3)]
    first, second = archive.import_paths(copies, duplicates=DuplicatePolicy.REPLACE, jobs=1).files
    assert archive.undo_import(archive.imports()[0].id) == (second.id,)
    assert [article.id for article in archive.articles()] == [old.id]
    assert {article.id for article in archive.trashed()} == {first.id, second.id}


def test_undoing_an_unfinished_import_reads_none_of_the_rest(archive: Archive, write_articles: Callable[[int], Path]):
    cancel = CancelToken()

    def report(progress: Progress) -> None:
        if progress.imported:
            cancel.cancel()

    first = archive.import_paths([write_articles(300)], report=report, cancel=cancel)
    [run] = archive.imports()
    assert len(archive.undo_import(run.id)) == first.imported
    assert archive.unfinished_import() == 0
    assert archive.import_paths([]).files == ()


@pytest.mark.parametrize("run", [0, 99])
def test_a_run_that_is_not_there_has_no_files(archive: Archive, run: int):
    assert archive.import_files(run) == ()
    assert archive.undo_import(run) == ()
