"""Importing reads every file or says why not, adds nothing twice, and can be stopped and continued."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_app.library import Archive
from archive_app.model.article import CreditRole, Original
from archive_app.model.jobs import CancelToken, FileStatus, ImportReport, Progress, Stage


def reasons(report: ImportReport) -> dict[str, str]:
    return {Path(file.path).name: file.reason or "" for file in report.files if file.status is FileStatus.FAILED}


def test_a_brief_is_imported_found_and_read(archive: Archive, brief: Path):
    report = archive.import_paths([brief])
    assert (report.imported, report.duplicates, report.failed, report.left) == (1, 0, 0, 0)
    [hit] = archive.search("ferry credit:harbour").hits
    article = archive.article(hit.id)
    assert article.outlets(CreditRole.CREDITED) == ("Harbour Gazette",)
    assert len(article.takeaways) == 3
    assert article.title_derived
    assert archive.original(hit.id).data == brief.read_bytes()


def test_the_same_bytes_are_a_duplicate_that_names_the_article(archive: Archive, brief: Path):
    [first] = archive.import_paths([brief]).files
    copy = brief.with_name("copy.txt")
    copy.write_bytes(brief.read_bytes())
    [second] = archive.import_paths([copy]).files
    assert (second.status, second.id) == (FileStatus.DUPLICATE, first.id)
    assert archive.article(first.id or 0).title in str(second.reason)
    assert archive.count() == 1


def test_twins_in_one_batch_become_one_article(archive: Archive, tmp_path: Path):
    folder = tmp_path / "twins"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.txt").write_text("The same headline\n\nThe same words in every file of this folder.\n")
    report = archive.import_paths([folder])
    assert (report.imported, report.duplicates) == (1, 9)
    assert archive.search("headline").total == 1


def test_a_bad_file_does_not_stop_the_import(archive: Archive, brief: Path, tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    os.mkfifo(tmp_path / "pipe.txt")
    names = ["empty.txt", "picture.html", "pipe.txt", "gone.txt"]
    report = archive.import_paths([*(tmp_path / name for name in names), brief])
    assert (report.imported, report.failed) == (1, 4)
    assert set(reasons(report)) == set(names)
    for reason in reasons(report).values():
        assert reason.endswith("."), "a reason is a sentence"
        assert "fault" not in reason
    assert len(report.files) == 5


def test_a_huge_file_is_answered_with_a_sentence(archive: Archive, tmp_path: Path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(5 << 30)
    [report] = archive.import_paths([huge]).files
    assert report.status is FileStatus.FAILED
    assert "MB" in str(report.reason)


def test_names_that_are_not_text_or_hold_newlines_are_imported(archive: Archive, tmp_path: Path):
    folder = tmp_path / "names"
    folder.mkdir()
    for number, name in enumerate((b"caf\xe9.txt", b"two\nlines.txt", "snow ☃.txt".encode())):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(
            f"Headline {number}\n\nSome words about tides.\n"
        )
    report = archive.import_paths([folder])
    assert (report.imported, report.failed) == (3, 0)
    names = {hit.original_name for hit in archive.search("tides").hits}
    assert names == {"caf\ufffd.txt", "two\nlines.txt", "snow ☃.txt"}


def test_originals_without_a_file_are_imported_under_their_name(archive: Archive):
    report = archive.import_paths([Original("Pasted.txt", b"Pasted headline\n\nWords from elsewhere.\n")])
    assert report.imported == 1
    assert archive.article(report.files[0].id or 0).original_name == "Pasted.txt"
    assert list((archive.folder / "incoming").iterdir()) == []


def test_cancel_stops_within_a_second_keeps_what_is_done_and_can_be_continued(
    archive: Archive, write_articles: Callable[[int], Path]
):
    folder = write_articles(600)
    cancel = CancelToken()
    cancelled_at = 0.0

    def report(progress: Progress) -> None:
        nonlocal cancelled_at
        if progress.stage is Stage.READING and progress.imported and not cancelled_at:
            cancelled_at = time.monotonic()
            cancel.cancel()

    first = archive.import_paths([folder], report=report, cancel=cancel)
    took = time.monotonic() - cancelled_at
    assert 0 < first.imported < 600
    assert took < 5, "a second on an idle machine; this is no timing test but notices a cancel that does not work"
    assert first.left == archive.unfinished_import() == 600 - len(first.files)
    assert archive.search("common").total == first.imported == archive.count()
    second = archive.import_paths([])
    assert (second.imported, second.duplicates) == (first.left, 0)
    assert archive.search("common").total == archive.count() == 600
    assert archive.unfinished_import() == 0


def test_a_new_import_leaves_an_unfinished_one_in_the_queue(
    archive: Archive, brief: Path, write_articles: Callable[[int], Path]
):
    cancel = CancelToken()
    archive.import_paths(
        [write_articles(300)], report=lambda progress: cancel.cancel() if progress.imported else None, cancel=cancel
    )
    waiting = archive.unfinished_import()
    assert waiting
    assert archive.import_paths([brief]).imported == 1
    assert archive.unfinished_import() == waiting
    archive.forget_unfinished_import()
    assert archive.import_paths([]) == ImportReport()


def test_progress_adds_up(archive: Archive, write_articles: Callable[[int], Path], tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    seen: list[Progress] = []
    archive.import_paths([write_articles(150), tmp_path / "empty.txt"], report=seen.append)
    reading = [progress for progress in seen if progress.stage is Stage.READING]
    assert reading[-1].done == reading[-1].total == 151
    for progress in reading:
        assert progress.imported + progress.duplicates + progress.failed == progress.done <= progress.total
    assert [progress.done for progress in reading] == sorted(progress.done for progress in reading)


def test_an_import_into_a_removed_archive_says_so(archive: Archive, brief: Path):
    (archive.folder / "originals").mkdir(exist_ok=True)
    (archive.folder / "originals").rmdir()
    (archive.folder / "originals").write_text("in the way")
    report = archive.import_paths([brief])
    assert report.imported == 0
    assert "could not be written" in str(report.stopped)
    assert report.left == 1
    (archive.folder / "originals").unlink()
    assert archive.import_paths([]).imported == 1


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_workers_gives_the_same_articles(
    archive: Archive, write_articles: Callable[[int], Path], jobs: int
):
    report = archive.import_paths([write_articles(40)], jobs=jobs)
    assert report.imported == 40
    assert [file.path for file in report.files] == sorted(file.path for file in report.files)


def test_a_file_with_halves_of_characters_costs_no_other_its_place(archive: Archive, brief: Path, tmp_path: Path):
    """JSON can name halves of characters, which no catalogue can hold."""
    halves = tmp_path / "halves.html"
    stated = r'{"@type":"NewsArticle","headline":"Half \ud800","url":"https://example.org/\ud800"}'
    halves.write_text(
        f"<title>Half &#xD800;</title><script type='application/ld+json'>{stated}</script><p>Words &#xDFFF; of it.</p>"
    )
    report = archive.import_paths([halves, brief])
    assert (len(report.files), report.left, report.stopped) == (2, 0, None)
    assert archive.search("ferry").total == 1


def test_articles_are_stored_in_the_order_of_their_files_though_a_later_one_is_read_sooner(
    archive: Archive, tmp_path: Path
):
    long, short = tmp_path / "1.txt", tmp_path / "2.txt"
    long.write_text("A long report\n\n" + "The board met on the coast and spoke of the ferries.\n\n" * 5_000)
    short.write_text("A short report\n\nThe board met again.\n")
    first, second = archive.import_paths([long, short], jobs=2).files
    assert (first.id, second.id) == (1, 2)


def test_one_path_as_text_is_a_path_and_not_its_letters(archive: Archive, brief: Path):
    assert [Path(file.path).name for file in archive.import_paths(str(brief)).files] == [brief.name]


_SCRIPT = """
from pathlib import Path
from archive_app import Archive

with Archive.open(Path("archive")) as archive:
    report = archive.import_paths([Path("brief.txt")])
    print(report.imported, report.failed, archive.search("ferry").total)
"""


@pytest.mark.parametrize("way", ["a file", "standard input"])
def test_a_plain_script_can_import(way: str, brief: Path):
    folder = brief.parent
    (folder / "script.py").write_text(_SCRIPT)
    done = subprocess.run(
        [sys.executable, "script.py" if way == "a file" else "-"],
        input=_SCRIPT,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1 0 1\n", "")
