"""What is to be imported waits in the archive: it outlasts the process, and only its own import counts it."""

from collections.abc import Callable
from pathlib import Path

from archive_app.library import Archive
from archive_app.library.background import ImportQueued, JobProcess
from archive_app.library.writer_lock import writer_lock
from archive_app.model.article import Original
from archive_app.model.jobs import CancelToken, DuplicatePolicy, FileStatus, ImportReport, Progress, Stage

PASTED = Original("Pasted.txt", b"Pasted headline\n\nWords from elsewhere.\n")


def test_a_queued_import_outlasts_the_archive_being_closed(archive: Archive, write_articles: Callable[[int], Path]):
    archive.queue_import([write_articles(3), PASTED])
    archive.close()
    with Archive.open(archive.folder) as again:
        assert again.unfinished_import() == 2, "a folder waits as one until it is listed"
        assert again.import_queued().imported == 4
        assert again.unfinished_import() == 0
        assert again.search("elsewhere").total == 1


def test_each_queued_import_is_reported_apart(archive: Archive, brief: Path, write_articles: Callable[[int], Path]):
    first = archive.queue_import([write_articles(3)])
    second = archive.queue_import([brief, brief.with_name("gone.txt")], DuplicatePolicy.KEEP_BOTH)
    report = archive.import_queued(second)
    assert (report.imported, report.failed, report.left) == (1, 1, 0)
    assert [(run.id, run.imported, run.failed, run.left) for run in archive.imports()] == [
        (second, 1, 1, 0),
        (first, 0, 0, 1),
    ]
    assert archive.import_queued(first).imported == 3
    assert archive.import_queued(first) == ImportReport()


def test_an_import_that_is_cancelled_while_it_waits_for_another_is_still_queued(archive: Archive):
    cancel = CancelToken()

    def give_up(progress: Progress) -> None:
        assert progress.stage is Stage.WAITING
        cancel.cancel()

    with writer_lock(archive.folder, lambda _: None, CancelToken()):
        report = archive.import_paths([PASTED], report=give_up, cancel=cancel)
    assert report == ImportReport(left=1)
    assert archive.import_paths([]).imported == 1
    assert archive.search("elsewhere").total == 1


def test_an_import_that_is_cancelled_while_it_lists_is_still_queued(
    archive: Archive, write_articles: Callable[[int], Path]
):
    cancel = CancelToken()
    folder = write_articles(150)

    def report(progress: Progress) -> None:
        if progress.stage is Stage.LISTING and progress.total:
            cancel.cancel()

    assert archive.import_paths([folder], report=report, cancel=cancel).left == 1
    assert archive.import_paths([]).imported == 150


def test_a_queued_import_runs_in_a_process(archive: Archive, brief: Path):
    process = JobProcess(archive.folder, ImportQueued(archive.queue_import([brief])))
    process.start()
    *_, report = process.events()
    assert isinstance(report, ImportReport)
    assert report.imported == 1


def test_forgetting_an_unfinished_import_removes_what_was_pasted(archive: Archive):
    archive.queue_import([PASTED])
    assert list((archive.folder / "incoming").glob("*/*"))
    archive.forget_unfinished_import()
    assert list((archive.folder / "incoming").iterdir()) == []
    assert archive.import_paths([]) == ImportReport()


def test_the_next_import_sweeps_what_a_crash_left_and_nothing_else(archive: Archive, brief: Path):
    incoming = archive.folder / "incoming"
    (incoming / "left").mkdir(parents=True)
    (incoming / "left" / "Pasted.txt").write_text("Never queued")
    waiting = archive.queue_import([PASTED])
    archive.import_paths([brief])
    assert [path.name for path in incoming.glob("*/*")] == [PASTED.name]
    assert archive.import_queued(waiting).imported == 1


def test_files_given_up_while_they_are_read_are_not_imported(archive: Archive, write_articles: Callable[[int], Path]):
    """The window undoes an import while its process is at it."""
    run = archive.queue_import([write_articles(300)])
    undone: list[int] = []

    def undo(progress: Progress) -> None:
        if progress.imported and not undone:
            with Archive.open(archive.folder) as other:
                undone.extend(other.undo_import(run))

    report = archive.import_queued(run, report=undo)
    assert 0 < len(undone) == report.imported < 300
    assert archive.count() == report.left == archive.unfinished_import() == 0
    assert archive.check().originals == len(undone), "of what was read in vain nothing is kept"


def test_a_folder_that_is_named_in_bytes_that_are_not_text_can_be_tried_again(archive: Archive, tmp_path: Path):
    folder = tmp_path / "caf\udce9"
    archive.import_paths([folder])
    [run] = archive.imports()
    assert run.failed == 1
    folder.mkdir()
    (folder / "note.txt").write_text("A note\n\nFrom the harbour.\n")
    assert archive.retry_failed(run.id).imported == 1
    assert [file.status for file in archive.import_files(run.id)] == [FileStatus.IMPORTED]
