"""Segments as files and as what they hold: unusual texts, many commits, several processes that build."""

import pytest

from archive_app.model.search import Scope
from archive_app.search.codec import manifest


def test_a_word_said_thousands_of_times_and_a_book_keep_all_positions(library, make):
    book = make("\n".join(f"paragraph {number} of a book" for number in range(900)))
    chant = make("ship " * 70_000 + "harbour light")
    library.add(book, chant, make("ship"))
    for _ in range(2):
        assert library.ids('"899 of a book"') == [book.id]
        assert library.ids('"ship harbour light"') == [chant.id]
        assert library.search("ship").total == 2
        library.index.optimize()


@pytest.mark.parametrize("count", [1, 7, 8, 9, 70])
def test_however_many_commits_there_were_searches_find_all(library, make, count):
    for number in range(1, count + 1):
        library.add(make(f"harbour number{number}", id=number, takeaways=(f"ship{number}",)))
    assert library.search("harbour").total == count
    assert library.ids(f"number{count}") == [count]
    assert library.search(f"ship{count}", scope=Scope.TAKEAWAYS).total == 1
    assert len(list(library.folder.glob("articles_*.seg"))) < 10


def load(numbers):
    """Articles with these numbers; a process of its own imports this module to call it."""
    from datetime import UTC, datetime

    from archive_app.model.article import Article, Block, BlockKind

    return [
        Article(
            id=number,
            title=f"Title {number}",
            blocks=(Block(BlockKind.PARAGRAPH, f"harbour number{number}"),),
            takeaways=(f"Ship {number}",),
            sha256="0" * 64,
            original_name="a",
            imported=datetime(2025, 1, 1, tzinfo=UTC),
        )
        for number in numbers
    ]


def nothing(_: int) -> None:
    pass


def never() -> bool:
    return False


@pytest.mark.parametrize("jobs", [1, 2])
def test_filling_an_index_in_several_processes_finds_the_same(library, jobs):
    told: list[int] = []
    parts = [range(start, start + 50) for start in range(1, 500, 50)]
    script = None if jobs == 1 else load
    assert library.index.fill(script or load, parts, told.append, never, jobs)
    assert library.index.article_ids() == frozenset(range(1, 501))
    assert library.search("harbour").total == 500
    assert library.search("ship", scope=Scope.TAKEAWAYS).total == 500
    assert told[-1] == len(parts)


def test_filling_that_is_cancelled_changes_nothing_and_leaves_nothing(library, sample):
    library.add(sample)
    before = sorted(library.folder.iterdir())
    answers = iter([False, False, True, True])
    assert not library.index.fill(load, [[7], [8], [9]], nothing, lambda: next(answers))
    assert library.index.article_ids() == {sample.id}
    assert sorted(library.folder.iterdir()) == before


def test_what_no_commit_names_is_removed_by_the_next(library, make):
    library.add(make("harbour"))
    (library.folder / "articles_0123.seg").write_bytes(b"left by a process that was killed")
    library.add(make("lighthouse"))
    named = manifest.read(library.folder).files
    assert {path.name for path in library.folder.iterdir() if path.suffix in {".seg", ".del"}} == named
