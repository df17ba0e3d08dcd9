"""A container is imported member by member: each has its own row, its own time and its own original."""

import io
import time
from pathlib import Path

import pytest

from archive_app.formats.container import OpenContainer
from archive_app.formats.containers import open_container
from archive_app.formats.limits import LARGEST_ORIGINAL
from archive_app.library import Archive
from archive_app.model.article import Original
from archive_app.model.jobs import CancelToken, FileStatus, Progress
from tests.made_containers import wallabag, wallabag_entry, warc, warc_record, web_page
from tests.made_documents import docx, page, word_paragraph, zipped

# More than the storing side takes at once, so that a cancelled import has some left.
COUNT = 300


def story(number: int) -> str:
    """A page that is like no other."""
    return page(
        f"Bridge number {number}", [f"Sentence {number * 31 + n} of story {number} on bridges." for n in range(4)]
    )


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    file = tmp_path / "backup.zip"
    parts: dict[str, str | bytes] = {
        "folder/a.html": story(1),
        "folder/twin.html": story(1),
        "folder/letter.docx": docx(word_paragraph("A letter about the ferry that nobody had sent.")),
        "inner.zip": zipped({"b.html": story(2)}),
        "empty.txt": "",
        "picture.png": b"\x89PNG",
    }
    file.write_bytes(zipped(parts))
    return file


@pytest.fixture
def many(tmp_path: Path) -> Path:
    file = tmp_path / "many.warc.gz"
    records = (warc_record(f"https://example.org/{number}", story(number).encode()) for number in range(COUNT))
    file.write_bytes(warc(records, compressed=True))
    return file


def opened(file: Path) -> OpenContainer:
    container = open_container(io.BytesIO(file.read_bytes()), file.name)
    assert container is not None
    return container


def test_every_member_has_its_row_and_the_counts_add_up(archive: Archive, backup: Path):
    report = archive.import_paths([backup])
    assert {file.member: file.status for file in report.files} == {
        "folder/a.html": FileStatus.IMPORTED,
        "folder/twin.html": FileStatus.DUPLICATE,
        "folder/letter.docx": FileStatus.IMPORTED,
        "inner.zip": FileStatus.FAILED,
        "empty.txt": FileStatus.FAILED,
    }
    assert {file.path for file in report.files} == {str(backup)}
    assert (report.imported, report.duplicates, report.failed, report.left) == (2, 1, 2, 0)
    [run] = archive.imports()
    assert (run.imported, run.duplicates, run.failed, run.left) == (2, 1, 2, 0)
    assert run.finished is not None
    assert sorted(archive.import_files(run.id), key=str) == sorted(report.files, key=str)


def test_the_original_of_a_member_is_the_member(archive: Archive, backup: Path):
    archive.import_paths([backup])
    [hit] = archive.search("ferry").hits
    original = archive.original(hit.id)
    assert original.name == "letter.docx"
    assert original.data == opened(backup).extract("folder/letter.docx").data
    assert not archive.check().problems


def test_members_are_parsed_anew_without_their_container(archive: Archive, many: Path):
    archive.import_paths([many])
    many.unlink()
    report = archive.reparse(ids=[article.id for article in archive.articles()])
    assert (report.failed, report.changed + report.unchanged) == (0, COUNT)


def test_a_container_beside_other_files_is_read_from_a_folder(archive: Archive, backup: Path):
    (backup.parent / "note.txt").write_text("A note\n\nThe lighthouse needs paint.\n")
    report = archive.import_paths([backup.parent])
    assert report.imported == 3
    assert archive.search("lighthouse").total == 1


def test_a_container_that_came_without_a_file_is_kept_until_all_of_it_is_read(archive: Archive, many: Path):
    report = archive.import_paths([Original("pasted.warc.gz", many.read_bytes())])
    assert report.imported == COUNT
    assert not list((archive.folder / "incoming").iterdir())


def test_a_cancelled_import_of_a_container_goes_on_where_it_stopped(archive: Archive, many: Path):
    cancel = CancelToken()

    def stop_soon(progress: Progress) -> None:
        if progress.imported > 5:
            cancel.cancel()

    first = archive.import_paths([many], report=stop_soon, cancel=cancel, jobs=1)
    assert 5 < first.imported < COUNT
    assert first.imported + first.left == COUNT
    second = archive.import_paths([])
    assert first.imported + second.imported == COUNT
    assert archive.count() == COUNT
    [run] = archive.imports()
    assert (run.imported, run.left) == (COUNT, 0)


def test_a_damaged_container_gives_what_stands_before_the_damage(archive: Archive, tmp_path: Path):
    entries = [wallabag_entry(f"Entry {number}", f"<p>Story {number} of the ferry.</p>") for number in range(3)]
    file = tmp_path / "export.json"
    file.write_bytes(wallabag(entries)[:-30])
    report = archive.import_paths([file])
    assert report.imported == 2
    [failed] = [one for one in report.files if one.status is FileStatus.FAILED]
    assert failed.member == ""
    assert "cut short" in str(failed.reason)
    file.write_bytes(wallabag(entries))
    [run] = archive.imports()
    again = archive.retry_failed(run.id)
    assert (again.imported, again.duplicates, again.failed) == (1, 0, 0)
    [run] = archive.imports()
    assert (run.imported, run.failed) == (3, 0)
    assert len(archive.undo_import(run.id)) == 3


def test_a_container_that_is_tried_again_reads_each_member_once(archive: Archive, tmp_path: Path):
    """The list is damaged, and a member before the damage could not be read either."""
    entries = [wallabag_entry("Entry 1", "<p>Story 1 of the ferry.</p>"), wallabag_entry("Entry 2", "")]
    last = wallabag_entry("Entry 3", "<p>Story 3 of the lighthouse.</p>")
    file = tmp_path / "export.json"
    file.write_bytes(wallabag([*entries, last])[:-30])
    first = archive.import_paths([file])
    assert (first.imported, first.failed) == (1, 2)
    entries[1] = wallabag_entry("Entry 2", "<p>Story 2 of the harbour.</p>")
    file.write_bytes(wallabag([*entries, last]))
    [run] = archive.imports()
    again = archive.retry_failed(run.id)
    assert (again.imported, again.duplicates, again.failed) == (2, 0, 0)
    [run] = archive.imports()
    assert (run.imported, run.duplicates, run.failed) == (3, 0, 0)
    assert len(archive.undo_import(run.id)) == 3


def test_a_container_without_articles_says_so(archive: Archive, tmp_path: Path):
    file = tmp_path / "crawl.warc"
    file.write_bytes(warc([warc_record("https://example.org/", web_page("Gone"), status=404)]))
    [report] = archive.import_paths([file]).files
    assert (report.status, report.member) == (FileStatus.FAILED, "")
    assert "no article" in str(report.reason)


def test_members_are_not_slowed_by_the_number_of_them(archive: Archive, tmp_path: Path):
    file = tmp_path / "empty.zip"
    file.write_bytes(zipped({f"{number}.txt": "" for number in range(1_000)}))
    before = time.monotonic()
    assert archive.import_paths([file]).failed == 1_000
    assert time.monotonic() - before < 30


def test_a_container_can_be_larger_than_an_article(archive: Archive, tmp_path: Path):
    file = tmp_path / "large.zip"
    file.write_bytes(zipped({"picture.png": bytes(65 << 20), "a.html": story(1)}, stored=["picture.png"]))
    assert file.stat().st_size > LARGEST_ORIGINAL
    assert archive.import_paths([file]).imported == 1
