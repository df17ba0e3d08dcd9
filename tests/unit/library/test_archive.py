"""An archive opens where it can, says why where it cannot, and keeps its index in step."""

import multiprocessing
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from archive_app.errors import ArchiveError, ArticleNotFoundError
from archive_app.library import Archive
from archive_app.model.article import Part
from archive_app.model.jobs import CancelToken, Progress, Stage
from archive_app.model.search import Query, Scope


def test_a_folder_with_other_files_is_not_made_an_archive(tmp_path: Path):
    (tmp_path / "letter.txt").touch()
    with pytest.raises(ArchiveError, match="other files"):
        Archive.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_archive(tmp_path: Path):
    (tmp_path / "letter.txt").touch()
    with pytest.raises(ArchiveError, match="is a file"):
        Archive.open(tmp_path / "letter.txt")


@pytest.mark.parametrize("place", ["nowhere", "empty", "nowhere/deeper"])
def test_where_none_may_be_made_a_missing_archive_is_an_error_and_nothing_is_left(tmp_path: Path, place: str):
    (tmp_path / "empty").mkdir()
    before = set(tmp_path.rglob("*"))
    with pytest.raises(ArchiveError, match="no archive"):
        Archive.open(tmp_path / place, create=False)
    assert set(tmp_path.rglob("*")) == before


def test_an_archive_that_is_there_opens_where_none_may_be_made(archive: Archive, brief: Path):
    archive.import_paths([brief])
    archive.close()
    with Archive.open(archive.folder, create=False) as again:
        assert again.count() == 1


def test_a_new_archive_is_empty_and_answers(archive: Archive):
    results = archive.search("anything")
    assert (results.total, archive.count()) == (0, 0)
    assert not archive.index_needs_update()


def test_an_unknown_article_is_named_in_the_error(archive: Archive):
    with pytest.raises(ArticleNotFoundError, match="4711"):
        archive.article(4711)


def test_takeaways_are_found_on_their_own(archive: Archive, brief: Path):
    archive.import_paths([brief])
    [hit] = archive.search("visitors pay", scope=Scope.TAKEAWAYS).hits
    assert hit.takeaway == 1


def test_a_lost_index_is_built_again_from_the_catalogue(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(20)])
    archive.close()
    shutil.rmtree(archive.folder / "index")
    with Archive.open(archive.folder) as again:
        assert again.index_needs_update()
        again.update_index()
        assert again.search("common").total == 20
        assert not again.index_needs_update()


def test_a_damaged_index_is_built_again_from_the_catalogue(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(20)])
    archive.close()
    for path in (archive.folder / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 100)
    with Archive.open(archive.folder) as again:
        again.update_index()
        assert again.search("common").total == 20


def test_a_rebuild_keeps_answering(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(150)])
    totals = []
    archive.rebuild_index(report=lambda _: totals.append(archive.search("common").total))
    assert set(totals) == {150}


def _rebuild_half(archive: Archive) -> None:
    """Stop a rebuild once it has begun."""
    cancel = CancelToken()
    archive.rebuild_index(report=lambda _: cancel.cancel(), cancel=cancel)


def _articles_indexed(archive: Archive) -> list[int]:
    """Rebuild, and return how many articles there were to go, as was told."""
    told: list[Progress] = []
    archive.rebuild_index(report=told.append)
    return [progress.done for progress in told if progress.stage is Stage.INDEXING]


def test_a_rebuild_that_was_stopped_goes_on_from_there(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(600)])
    _rebuild_half(archive)
    assert archive.search("common").total == 600
    archive.close()
    with Archive.open(archive.folder) as again:
        assert not again.index_needs_update()
        assert _articles_indexed(again)[0] > 256
        assert again.search("common").total == 600
        assert len(list((again.folder / "index").iterdir())) == 1
        assert again.check().problems == ()


def test_a_rebuild_that_goes_on_has_what_changed_meanwhile(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(600)])
    _rebuild_half(archive)
    archive.correct(1, Part.TITLE, "A lighthouse")
    archive.trash([2])
    archive.annotate([3], tags=["Coast"])
    archive.empty_trash()
    archive.rebuild_index()
    assert [hit.id for hit in archive.search("lighthouse").hits] == [1]
    assert archive.search("title:report").total == 598
    assert archive.search("tag:coast").total == 1
    assert archive.search("common").total == 599
    assert archive.check().problems == ()


def test_a_stopped_rebuild_whose_files_were_damaged_begins_anew(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(600)])
    _rebuild_half(archive)
    for path in (archive.folder / "index" / "2").glob("*.seg"):
        path.write_bytes(path.read_bytes()[:-9])
    archive.annotate([3], tags=["Coast"])
    archive.rebuild_index()
    assert archive.search("common").total == 600
    assert archive.check().problems == ()


def test_another_process_finds_the_index_that_a_rebuild_put_in_place(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(20)])
    with Archive.open(archive.folder) as other:
        assert other.search("common").total == 20
        archive.rebuild_index()
        assert other.search("common").total == 20


def _import(folder: Path, sources: Path) -> None:
    with Archive.open(folder) as archive:
        assert archive.import_paths([sources]).failed == 0


def test_a_second_writer_waits_and_says_so(archive: Archive, brief: Path):
    lock = FileLock(archive.folder / "writer.lock", thread_local=False)
    seen: list[Stage] = []

    def report(progress: Progress) -> None:
        seen.append(progress.stage)
        if progress.stage is Stage.WAITING and lock.is_locked:
            lock.release()

    with lock:
        thread_result: list[int] = []
        worker = threading.Thread(
            target=lambda: thread_result.append(archive.import_paths([brief], report=report).imported)
        )
        worker.start()
        worker.join()
    assert seen[0] is Stage.WAITING
    assert thread_result == [1]


def test_a_wait_for_another_writer_can_be_cancelled(archive: Archive, brief: Path):
    cancel = CancelToken()
    with FileLock(archive.folder / "writer.lock"):
        report = archive.import_paths([brief], report=lambda _: cancel.cancel(), cancel=cancel)
    assert report.imported == 0
    assert archive.count() == 0


def test_two_processes_import_into_one_archive_while_a_third_searches(
    archive: Archive, tmp_path: Path, write_articles: Callable[[int], Path]
):
    folders = [write_articles(60), write_articles(80)]  # the first 60 of both are the same bytes
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_import, args=(archive.folder, folder)) for folder in folders]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        assert archive.search("common").total <= 80
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert archive.search("common").total == archive.count() == 80


def test_a_check_finds_nothing_in_a_healthy_archive_and_names_what_is_lost(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(5)])
    assert archive.check().problems == ()
    missing, damaged, *_ = (archive.folder / "originals").rglob("*.gz")
    missing.unlink()
    damaged.write_bytes(damaged.read_bytes()[:-9])
    shutil.rmtree(archive.folder / "index")
    archive.close()
    with Archive.open(archive.folder) as again:
        problems = " ".join(again.check().problems)
        for what in ("missing", "cannot be read", "Import that file again", "index"):
            assert what in problems
        assert again.import_paths([write_articles(5)]).duplicates == 5
        assert again.check().problems == ()


def test_articles_come_in_order_and_in_full(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(120)])
    titles = [article.title for article in archive.articles()]
    assert len(titles) == 120
    assert [article.id for article in archive.articles([3, 1, 999])] == [3, 1]


def test_an_outlet_is_found_and_counted_by_any_of_its_names(archive: Archive, tmp_path: Path):
    for number, name in enumerate(("SCMP", "South China Morning Post", "Harbour Gazette")):
        (tmp_path / f"{number}.txt").write_text(
            f"Credited from: {name}\nKey takeaways:\nThe board approved line {number} to the islands on Friday.\n"
        )
    first = archive.import_paths(sorted(tmp_path.glob("?.txt"))).files[0].id
    assert first is not None
    assert archive.search('credit:"South China Morning Post"').total == 2
    assert archive.search("credit:scmp").total == 2
    assert archive.stats().outlets == 2
    assert list(archive.search(Query("", facets=True)).facets["outlet"].items()) == [
        ("South China Morning Post", 2),
        ("Harbour Gazette", 1),
    ]
    assert archive.article(first).credits[0].outlet == "SCMP", "an article keeps the name as printed"


def test_the_original_is_inspected_line_by_line(archive: Archive, brief: Path):
    archive.import_paths([brief])
    lines = archive.inspect(1).lines
    assert [line.text for line in lines] == brief.read_text(encoding="utf-8").splitlines()
    assert [line.part for line in lines[1:5]] == [Part.TAKEAWAYS] * 4
