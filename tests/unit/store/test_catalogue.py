"""The catalogue keeps what it is given, once, and tells what the index still has to learn."""

import multiprocessing
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_app.errors import ArchiveError, ArchiveReadOnlyError
from archive_app.model.article import Block, BlockKind, Credit, CreditRole, Origin, ParsedArticle, Part, Provenance
from archive_app.store import schema
from archive_app.store.articles import Known
from archive_app.store.catalogue import Catalogue

FULL = ParsedArticle(
    title="Ferry line approved",
    title_derived=True,
    takeaways=("Sailings begin in May.", "Prices stay."),
    credits=(Credit("SCMP", CreditRole.CREDITED), Credit("SCMP", CreditRole.FURTHER_READING)),
    byline="Staff reporter",
    published=date(2025, 3, 14),
    site_name="Harbour Gazette",
    url="https://www.example.org/ferry",
    language="en",
    blocks=(Block(BlockKind.HEADING, "Why now"), Block(BlockKind.PARAGRAPH, "Because of “demand”.")),
    format="text",
    encoding="utf-8",
    provenance={
        Part.TITLE: Provenance(Origin.GUESSED, sure=False, rule="first words"),
        Part.PUBLISHED: Provenance(Origin.STRUCTURED, rule="JSON-LD “datePublished”"),
    },
    confidence=0.75,
)


def add(catalogue: Catalogue, parsed: ParsedArticle = FULL, sha256: str = "ab" * 32, name: str = "ferry.txt") -> int:
    return catalogue.articles.add(parsed, sha256, name)


@pytest.fixture
def catalogue(tmp_path: Path):
    opened = Catalogue(tmp_path / "catalogue.sqlite3")
    yield opened
    opened.close()


def test_an_article_comes_back_as_it_was_added(catalogue: Catalogue):
    article_id = add(catalogue)
    article = catalogue.articles.get([article_id])[article_id]
    for field in ParsedArticle.__slots__:
        assert getattr(article, field) == getattr(FULL, field)
    assert (article.sha256, article.original_name) == ("ab" * 32, "ferry.txt")


@settings(deadline=None, max_examples=50)
@given(
    title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    takeaways=st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
)
def test_any_text_survives_storage(tmp_path_factory, title: str, takeaways: list[str]):
    store = Catalogue(tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite3")
    article_id = add(store, ParsedArticle(title=title, takeaways=tuple(takeaways)))
    article = store.articles.get([article_id])[article_id]
    store.close()
    assert (article.title, article.takeaways) == (title, tuple(takeaways))


def test_bytes_are_known_by_their_article(catalogue: Catalogue):
    article_id = add(catalogue)
    assert catalogue.articles.find("ab" * 32) == Known(article_id, FULL.title)
    assert catalogue.articles.find("cd" * 32) is None


def test_a_failing_transaction_leaves_nothing_behind(catalogue: Catalogue):
    catalogue.imports.begin([b"/a"])
    broken = ParsedArticle(title=None)  # type: ignore[arg-type] # the mistake under test
    before = catalogue.counts()
    with pytest.raises(ArchiveError), catalogue.transaction():  # noqa: PT012 - the transaction is what is tried
        add(catalogue)
        add(catalogue, broken, "cd" * 32)
    assert catalogue.counts() == before
    assert add(catalogue), "the catalogue is usable afterwards"


def test_a_change_made_while_indexing_stays_pending(catalogue: Catalogue):
    article_id = add(catalogue)
    [(change, changed)] = catalogue.pending.first(10)
    catalogue.pending.mark([article_id])
    catalogue.pending.mark_indexed([change])
    assert changed == article_id
    assert catalogue.pending.ids() == {article_id}


def test_outlets_are_counted_once_however_often_and_by_whatever_name_they_are_credited(catalogue: Catalogue):
    add(catalogue)
    names = ("BBC", "SCMP", "South China Morning Post")
    credited = tuple(Credit(name, CreditRole.CREDITED) for name in names)
    add(catalogue, ParsedArticle(title="x", credits=credited), "cd" * 32)
    assert catalogue.counts()["outlet"] == 2


def test_a_newer_catalogue_is_refused_with_a_sentence(tmp_path: Path):
    path = tmp_path / "catalogue.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(ArchiveError, match="newer version"):
        Catalogue(path)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\0" * 8192])
def test_a_file_that_is_no_catalogue_is_refused_with_a_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "catalogue.sqlite3"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="damaged"):
        Catalogue(path)


def test_a_read_only_catalogue_answers_and_refuses_changes(tmp_path: Path):
    path = tmp_path / "catalogue.sqlite3"
    writable = Catalogue(path)
    article_id = add(writable)
    writable.close()
    readable = Catalogue(path, read_only=True)
    assert readable.articles.get([article_id])[article_id].title == FULL.title
    with pytest.raises(ArchiveReadOnlyError):
        readable.imports.clear_queue()
    readable.close()


def _add_many(path: Path, start: int) -> None:
    store = Catalogue(path)
    for number in range(start, start + 50):
        add(store, sha256=f"{number:064}")
    store.close()


def test_two_processes_write_and_a_third_reads_without_an_error(tmp_path: Path, catalogue: Catalogue):
    path = tmp_path / "catalogue.sqlite3"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_many, args=(path, start)) for start in (0, 1000)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert len(catalogue.articles.ids()) <= 100
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(catalogue.articles.ids()) == 100
    assert len(catalogue.pending.first(1000)) == 100


def test_sqlite_finds_a_new_catalogue_healthy(catalogue: Catalogue):
    add(catalogue)
    assert catalogue.problems() == []
