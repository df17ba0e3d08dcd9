"""Segments as files and as what they hold: unusual texts, many commits, several processes that build."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive_app.errors import ArchiveError
from archive_app.model.article import Article, Block, BlockKind
from archive_app.model.search import Scope
from archive_app.search.codec import manifest
from archive_app.search.storage import open_segment


def test_a_word_said_thousands_of_times_and_a_book_keep_all_positions(library, make):
    book = make("\n".join(f"paragraph {number} of a book" for number in range(900)))
    chant = make("ship " * 70_000 + "harbour light")
    library.add(book, chant, make("ship"))
    for _ in range(2):
        assert library.ids('"899 of a book"') == [book.id]
        assert library.ids('"ship harbour light"') == [chant.id]
        assert library.search("ship").total == 2
        library.index.tidy()


def test_what_many_scattered_words_have_is_what_each_has_put_together(library, make):
    between = " ".join(f"pa{part}x" for part in range(100))
    wanted = (" ".join(f"pa{part}e " * (1 + at * part % 40) for part in range(at, at + 15)) for at in range(60))
    library.add(*(make(f"{text} {between}") for text in wanted))
    [segment] = library.folder.glob("articles_*.seg")
    field = open_segment(library.folder, segment.stem).fields["text"]
    numbers = field.terms.like("pa*e")
    together: Counter[int] = Counter()
    for number in numbers.tolist():
        documents, counts = field.postings(range(number, number + 1))
        together.update(dict(zip(documents.tolist(), counts.tolist(), strict=True)))
    documents, counts = field.postings(numbers)
    assert dict(zip(documents.tolist(), counts.tolist(), strict=True)) == together
    assert len(numbers) == 74


@pytest.mark.parametrize("count", [1, 7, 8, 9, 70])
def test_however_many_commits_there_were_searches_find_all(library, make, count):
    for number in range(1, count + 1):
        library.add(make(f"harbour number{number}", id=number, takeaways=(f"ship{number}",)))
    assert library.search("harbour").total == count
    assert library.ids(f"number{count}") == [count]
    assert library.search(f"ship{count}", scope=Scope.TAKEAWAYS).total == 1
    assert len(list(library.folder.glob("articles_*.seg"))) < 10


def load(numbers: Iterable[int]) -> list[Article]:
    """Articles with these numbers; a process of its own imports this module to call it."""
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
def test_filling_an_index_in_one_process_or_several_finds_the_same(library, jobs):
    told: list[int] = []
    parts = [range(start, start + 50) for start in range(1, 500, 50)]
    assert library.index.fill(load, parts, told.append, never, jobs)
    assert library.index.article_ids() == frozenset(range(1, 501))
    assert library.search("harbour").total == 500
    assert library.search("ship", scope=Scope.TAKEAWAYS).total == 500
    assert told[-1] == len(parts)


@pytest.mark.parametrize("jobs", [1, 2])
def test_filling_that_is_cancelled_keeps_what_was_loaded_and_can_go_on(library, jobs):
    loaded: list[int] = []
    parts = [[number] for number in range(1, 200)]
    assert not library.index.fill(load, parts, loaded.append, lambda: bool(loaded), jobs)
    held = library.index.article_ids()
    assert held == {number for [number] in parts[: loaded[-1]]} if jobs == 1 else held <= set(range(1, 200))
    assert library.search("ship", scope=Scope.TAKEAWAYS).total == len(held)
    assert library.index.fill(load, [part for part in parts if part[0] not in held], nothing, never, jobs)
    assert library.search("harbour").total == len(library.index.article_ids()) == 199
    named = manifest.read(library.folder).files
    assert {path.name for path in library.folder.iterdir()} == named | {"contents.json", "version.json", "write"}


def load_all_but_one(numbers: Collection[int]) -> list[Article]:
    if 100 in numbers:
        raise OSError(28, "No space left on device")
    return load(numbers)


@pytest.mark.parametrize("jobs", [1, 2])
def test_filling_that_fails_says_why_and_leaves_an_index_that_can_be_filled(library, jobs):
    parts = [range(start, start + 50) for start in range(1, 500, 50)]
    with pytest.raises(ArchiveError, match="Make room"):
        library.index.fill(load_all_but_one, parts, nothing, never, jobs)
    held = library.index.article_ids()
    assert library.index.fill(load, [set(part) - held for part in parts], nothing, never, jobs)
    assert library.search("harbour").total == 500


@pytest.mark.slow
def test_more_takeaways_than_a_segment_holds_go_into_several(library):
    assert library.index.fill(load_lists, [range(1, 4), range(4, 7)], nothing, never)
    assert library.search("point", scope=Scope.TAKEAWAYS).total == 6 * 15_000
    assert library.search("harbour").total == 6


def load_lists(numbers: Iterable[int]) -> list[Article]:
    return [replace(article, takeaways=("A point",) * 15_000) for article in load(numbers)]


def test_what_no_commit_names_is_removed_by_the_next(library, make):
    library.add(make("harbour"))
    (library.folder / "articles_0123.seg").write_bytes(b"left by a process that was killed")
    library.add(make("lighthouse"))
    named = manifest.read(library.folder).files
    assert {path.name for path in library.folder.iterdir() if path.suffix in {".seg", ".del"}} == named
