"""An archive that an older version made opens with all it held."""

import sqlite3
from pathlib import Path

import pytest

from archive_app.errors import ArchiveReadOnlyError
from archive_app.model.jobs import DuplicatePolicy
from archive_app.store import schema
from archive_app.store.catalogue import Catalogue

VERSION_1 = Path(__file__).parents[2] / "data" / "catalogue-1.sql"

TABLES = ("article", "body", "takeaway", "outlet", "credit", "pending_index", "setting")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A catalogue as version 1 left it."""
    path = tmp_path / "catalogue.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    connection.close()
    return path


def rows(path: Path, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    found = connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def test_migrating_loses_no_column_of_no_row(old: Path):
    connection = sqlite3.connect(old)
    columns = {
        table: ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})")) for table in TABLES
    }
    connection.close()
    before = {table: rows(old, table, columns[table]) for table in TABLES}
    queue = rows(old, "import_queue")
    Catalogue(old).close()
    assert {table: rows(old, table, columns[table]) for table in TABLES} == before
    assert all(before.values()), "the example holds a row of each table"
    assert rows(old, "import_queue", "position, path") == queue
    assert rows(old, "pragma_user_version", "user_version, 0") == [(schema.VERSION, 0)]


def test_a_migrated_article_reads_as_before_and_states_nothing_new(old: Path):
    catalogue = Catalogue(old)
    article = catalogue.articles.get([1])[1]
    assert article.takeaways[0].startswith("The harbour board approved")
    assert [credit.outlet for credit in article.credits][:2] == ["Harbour Gazette", "Harbour Gazette"]
    assert (article.suggested_takeaways, article.provenance, article.confidence) == ((), {}, 1.0)
    assert catalogue.articles.ids_of_older_parsers() == [1, 2]
    catalogue.close()


def test_files_that_waited_become_one_unfinished_import(old: Path):
    catalogue = Catalogue(old)
    [run] = catalogue.imports.runs(10)
    assert (run.left, run.finished, run.policy) == (2, None, DuplicatePolicy.SKIP)
    assert [file.path for file in catalogue.imports.queued(run.id)] == [
        b"/articles/caf\xe9.txt",
        b"/articles/late.html",
    ]
    later = catalogue.imports.begin([b"/articles/other.txt"])
    assert catalogue.imports.unlisted(later)[0].position > 4, "positions are never used again"
    catalogue.close()


def test_a_migrated_catalogue_has_the_tables_of_a_new_one(old: Path, tmp_path: Path):
    Catalogue(old).close()
    Catalogue(tmp_path / "new.sqlite3").close()
    names = [rows(path, "sqlite_master", "type, name") for path in (old, tmp_path / "new.sqlite3")]
    assert names[0] == names[1]


def test_an_old_catalogue_that_cannot_be_written_says_what_to_do(old: Path):
    before = old.read_bytes()
    with pytest.raises(ArchiveReadOnlyError, match="older version"):
        Catalogue(old, read_only=True)
    assert old.read_bytes() == before
