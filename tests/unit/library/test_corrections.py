"""A correction is what everyone sees and searches, keeps what was parsed beside it, and survives a newer parser."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import ArticleNotFoundError, CorrectionError
from archive_app.library import Archive
from archive_app.model.article import Block, BlockKind, Credit, CreditRole, Origin, Part
from archive_app.model.corrections import PartValue, part_of
from archive_app.model.jobs import CancelToken, DuplicatePolicy, Progress
from archive_app.model.search import Scope
from tests.conftest import BRIEF

VALUES: dict[Part, PartValue] = {
    Part.TITLE: "A second ferry",
    Part.BYLINE: "Staff of the Gazette",
    Part.PUBLISHED: date(2025, 3, 14),
    Part.SITE_NAME: "Harbour Gazette",
    Part.URL: "https://www.example.org/ferry",
    Part.LANGUAGE: "fr",
    Part.TAKEAWAYS: ("The zeppelin sails hourly.",),
    Part.CREDITS: (Credit("Island Post", CreditRole.CREDITED),),
    Part.BODY: (Block(BlockKind.QUOTE, "Said by a captain."),),
}


@pytest.mark.parametrize("part", Part)
def test_each_part_can_be_corrected_and_reverted(archive: Archive, brief: Path, part: Part):
    archive.import_paths([brief])
    parsed = archive.article(1)
    corrected = archive.correct(1, part, VALUES[part])
    assert part_of(corrected, part) == VALUES[part]
    assert corrected.provenance[part].origin is Origin.EDITED
    assert archive.corrections(1)[part].parsed == part_of(parsed, part)
    assert archive.revert(1, part) == parsed
    assert archive.corrections(1) == {}


def test_the_index_learns_a_correction_and_its_reversal(archive: Archive, brief: Path):
    archive.import_paths([brief])
    archive.correct(1, Part.TAKEAWAYS, VALUES[Part.TAKEAWAYS])
    assert archive.search("zeppelin", scope=Scope.TAKEAWAYS).total == 1
    assert archive.search("visitors", scope=Scope.TAKEAWAYS).total == 0
    archive.revert(1, Part.TAKEAWAYS)
    assert archive.search("zeppelin", scope=Scope.TAKEAWAYS).total == 0
    assert archive.search("visitors", scope=Scope.TAKEAWAYS).total == 1


@pytest.mark.parametrize("by_hand", [True, False])
def test_an_article_that_replaces_another_takes_over_its_corrections(
    archive: Archive, same_article: Callable[[int], Path], by_hand: bool
):
    policy = DuplicatePolicy.KEEP_BOTH if by_hand else DuplicatePolicy.REPLACE
    archive.import_paths([same_article(1)])
    for part, value in VALUES.items():
        if part is not Part.URL:
            archive.correct(1, part, value)
    archive.import_paths([same_article(2)], duplicates=policy)
    if by_hand:
        archive.correct(2, Part.TITLE, "A title of its own")
        archive.replace(1, 2)
    assert [article.id for article in archive.articles()] == [2]
    titled = "A title of its own" if by_hand else VALUES[Part.TITLE]
    for part, value in (VALUES | {Part.TITLE: titled}).items():
        if part is not Part.URL:
            assert part_of(archive.article(2), part) == value
    assert archive.search("zeppelin", scope=Scope.TAKEAWAYS).total == 1
    assert archive.revert(2, Part.BODY).blocks[0].text.startswith("The harbour board")
    assert archive.revert(2, Part.TITLE).title == "A second ferry line to the islands"


def test_a_corrected_body_does_not_replace_another_text(archive: Archive, write_page: Callable[..., Path]):
    archive.import_paths([write_page(1, None), write_page(2, None, said="Everything is said in another way now.")])
    archive.correct(1, Part.BODY, VALUES[Part.BODY])
    archive.correct(1, Part.BYLINE, "Staff of the Gazette")
    blocks = archive.article(2).blocks
    archive.replace(1, 2)
    assert (archive.article(2).blocks, archive.article(2).byline) == (blocks, "Staff of the Gazette")
    assert set(archive.corrections(2)) == {Part.BYLINE}


def test_a_second_correction_keeps_what_was_parsed(archive: Archive, brief: Path):
    archive.import_paths([brief])
    parsed = archive.article(1)
    archive.correct(1, Part.TITLE, "First try")
    archive.correct(1, Part.TITLE, "Second   try ")
    assert archive.article(1).title == "Second try"
    assert not archive.article(1).title_derived
    assert archive.revert(1, Part.TITLE) == parsed


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (Part.TITLE, " "),
        (Part.TITLE, None),
        (Part.PUBLISHED, "yesterday"),
        (Part.URL, "ferry"),
        (Part.LANGUAGE, "English"),
        (Part.TAKEAWAYS, "one text"),
    ],
)
def test_a_value_that_a_part_cannot_have_is_refused(archive: Archive, brief: Path, part: Part, value: PartValue):
    archive.import_paths([brief])
    before = archive.article(1)
    with pytest.raises(CorrectionError):
        archive.correct(1, part, value)
    assert archive.article(1) == before
    with pytest.raises(ArticleNotFoundError):
        archive.correct(99, Part.TITLE, "x")


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_byline_can_be_given(tmp_path_factory, byline: str):
    folder = tmp_path_factory.getbasetemp() / "bylines"
    with Archive.open(folder) as archive:
        if not archive.count():
            (folder.parent / "brief.txt").write_text(BRIEF, encoding="utf-8")
            archive.import_paths([folder.parent / "brief.txt"], jobs=1)
        assert archive.correct(1, Part.BYLINE, byline).byline == (" ".join(byline.split()) or None)


# --- a newer parser


def age(folder: Path) -> None:
    """Make all articles look as if an older parser had made them, with other values."""
    with sqlite3.connect(folder / "catalogue.sqlite3") as connection:
        connection.execute("UPDATE article SET parser_version = 0, title = 'Misread', byline = 'Misread too'")
    connection.close()


def test_a_newer_parser_changes_what_it_reads_otherwise_and_corrections_survive(archive: Archive, brief: Path):
    archive.import_paths([brief])
    parsed = archive.article(1)
    archive.correct(1, Part.BYLINE, "By hand")
    age(archive.folder)
    archive.correct(1, Part.BYLINE, "By hand")
    report = archive.reparse()
    assert (report.changed, report.unchanged, report.failed, report.left) == (1, 0, 0, 0)
    article = archive.article(1)
    assert (article.title, article.byline) == (parsed.title, "By hand")
    assert archive.revert(1, Part.BYLINE) == parsed
    assert archive.search("misread").total == 0
    assert archive.reparse() == type(report)(), "nothing is left to read"


def test_reading_anew_what_was_read_by_this_version_changes_and_indexes_nothing(
    archive: Archive, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(5)])
    stages: list[Progress] = []
    report = archive.reparse(stages.append, ids=archive_ids(archive))
    assert (report.changed, report.unchanged) == (0, 5)
    assert not archive.index_needs_update()
    assert stages[-1].done == stages[-1].total == 5


def archive_ids(archive: Archive) -> list[int]:
    return [article.id for article in archive.articles()]


def test_an_original_that_is_lost_leaves_its_article_as_it_was(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(3)])
    lost = archive.article(2)
    (archive.folder / "originals" / lost.sha256[:2] / f"{lost.sha256}.gz").unlink()
    report = archive.reparse(ids=[1, 2, 3])
    assert (report.unchanged, list(report.failures)) == (2, [2])
    assert "missing" in report.failures[2]
    assert archive.article(2) == lost


def test_a_stopped_run_goes_on_with_the_rest(archive: Archive, write_articles: Callable[[int], Path]):
    archive.import_paths([write_articles(200)])
    age(archive.folder)
    cancel = CancelToken()

    def report(progress: Progress) -> None:
        if progress.done:
            cancel.cancel()

    first = archive.reparse(report, cancel)
    assert 0 < first.changed < 200
    assert first.left == 200 - first.changed
    second = archive.reparse()
    assert (second.changed, second.left) == (first.left, 0)
    assert archive.search("misread").total == 0
    assert archive.search("report coast").total == 200


def test_an_archive_of_an_older_version_is_brought_up_to_date(tmp_path: Path, brief: Path):
    folder = tmp_path / "old"
    with Archive.open(folder) as archive:
        archive.import_paths([brief])
        parsed = archive.article(1)
    for path in folder.glob("catalogue.sqlite3*"):
        path.unlink()
    shutil.rmtree(folder / "index")
    connection = sqlite3.connect(folder / "catalogue.sqlite3")
    connection.executescript((Path(__file__).parents[2] / "data" / "catalogue-1.sql").read_text(encoding="utf-8"))
    connection.close()
    with Archive.open(folder) as archive:
        archive.forget_unfinished_import()
        archive.update_index()
        assert archive.search("ferry").total == 2
        report = archive.reparse()
        assert (report.changed + report.unchanged, list(report.failures)) == (1, [2])
        again = archive.article(1)
        assert (again.takeaways, again.credits, again.provenance) == (
            parsed.takeaways,
            parsed.credits,
            parsed.provenance,
        )
        copy = tmp_path / "copy.txt"
        copy.write_text(gzip.decompress(next((folder / "originals").rglob("*.gz")).read_bytes()).decode() + "\n")
        [file] = archive.import_paths([copy]).files
        assert file.id == 1, "articles of the older version are known as the same, too"
