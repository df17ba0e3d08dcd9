"""A job in a process of its own tells how far it is, ends with its report, and can be stopped."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_app.errors import ArchiveAppError
from archive_app.library import Archive
from archive_app.library.background import ImportFiles, ImportQueued, Job, JobProcess, Reparse, RetryFailed
from archive_app.model.jobs import DuplicatePolicy, ImportReport, Progress, ReparseReport


def ended(archive: Archive, job: Job) -> object:
    process = JobProcess(archive.folder, job)
    process.start()
    *told, last = process.events()
    assert all(isinstance(event, Progress) for event in told)
    return last


def test_an_import_runs_elsewhere(archive: Archive, same_article: Callable[[int], Path]):
    for number in (1, 2):
        report = ended(archive, ImportFiles((same_article(number),), DuplicatePolicy.KEEP_BOTH))
        assert isinstance(report, ImportReport)
        assert report.imported == 1
    assert archive.search("ferry").total == 2


def test_a_retry_and_a_reparse_run_elsewhere(archive: Archive, brief: Path):
    archive.import_paths([brief, brief.with_name("late.txt")])
    brief.with_name("late.txt").write_text("Come late\n\nBut come all the same, in a file.\n")
    retried = ended(archive, RetryFailed(archive.imports()[0].id))
    assert isinstance(retried, ImportReport)
    assert retried.imported == 1
    assert ended(archive, Reparse((1, 2))) == ReparseReport(unchanged=2)


def test_a_job_that_is_told_to_stop_sends_its_report(archive: Archive, write_articles: Callable[[int], Path]):
    process = JobProcess(archive.folder, ImportFiles((write_articles(400),)))
    process.start()
    last: object = None
    for last in process.events():
        if isinstance(last, Progress) and last.imported:
            process.cancel()
    assert isinstance(last, ImportReport)
    assert last.imported > 0
    assert last.left == archive.unfinished_import()


def test_a_killed_job_ends_with_a_sentence(archive: Archive, write_articles: Callable[[int], Path]):
    process = JobProcess(archive.folder, ImportFiles((write_articles(400),)))
    process.start()
    told = process.events()
    assert isinstance(next(told), Progress)
    process.kill()
    *_, last = told
    assert isinstance(last, ArchiveAppError)
    assert "safe" in str(last)


def test_what_a_job_logs_reaches_the_log_of_whoever_started_it(archive: Archive, caplog: pytest.LogCaptureFixture):
    shutil.rmtree(archive.folder / "index")
    with caplog.at_level(logging.INFO):
        ended(archive, ImportQueued())
    assert "built index 2 of 0 articles" in caplog.messages
