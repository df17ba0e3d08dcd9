"""The index as files: damage, other processes, and writers that are killed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_app.errors import IndexDamagedError
from archive_app.model.article import Article
from archive_app.model.search import Query, Scope, Sort
from archive_app.search import SearchIndex

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from archive_app.model.article import Article, Block, BlockKind
from archive_app.search import SearchIndex

index = SearchIndex(Path(sys.argv[1]))
for line in sys.stdin:
    number = int(line)
    block = Block(BlockKind.PARAGRAPH, f"harbour number{number}")
    article = Article(id=number, title="A harbour", blocks=(block,), takeaways=("Ships come",), sha256="0" * 64,
                      imported=datetime(2025, 1, 1, tzinfo=UTC), original_name="a.txt")
    index.apply([article])
    print(number, flush=True)
"""

QUESTIONS = [
    Query("harbour"),
    Query('"two harbour"'),
    Query("sh*"),
    Query("", facets=True),
    Query("-harbour date:2024"),
]


@pytest.fixture
def writer(library):
    """Yield a process that adds an article for each number it is given, and answers once it is in the index."""
    command = [sys.executable, "-c", WRITER, str(library.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        yield process
        process.kill()


def answers(index: SearchIndex, texts: Mapping[int, Article]) -> list[object]:
    questions = [*QUESTIONS, *(Query(question.text, scope=Scope.TAKEAWAYS) for question in QUESTIONS)]
    results = [index.search(question, lambda ids: {id_: texts[id_] for id_ in ids}) for question in questions]
    return [(result.total, [hit.id for hit in result.hits], result.facets) for result in results]


def test_a_reader_sees_what_another_process_commits(library, writer):
    assert library.index.article_ids() == frozenset()
    for number in (1, 2):
        writer.stdin.write(f"{number}\n")
        assert writer.stdout.readline() == f"{number}\n"
        assert library.search(f"number{number}").total == 1
        assert library.search("ships", scope=Scope.TAKEAWAYS).total == number
    assert library.index.article_ids() == {1, 2}


@pytest.mark.parametrize("before_the_end", [0, 1, 5])
def test_a_killed_writer_neither_blocks_the_next_nor_loses_what_it_answered_for(library, writer, make, before_the_end):
    numbers = range(1, 11)
    for number in numbers:
        writer.stdin.write(f"{number}\n")
    for number in numbers[: len(numbers) - before_the_end]:
        assert writer.stdout.readline() == f"{number}\n"
    writer.kill()
    writer.wait()
    acknowledged = frozenset(numbers[: len(numbers) - before_the_end])
    assert acknowledged <= library.index.article_ids()
    library.add(make("A lighthouse", id=99))
    assert acknowledged | {99} <= library.index.article_ids()
    assert library.ids("lighthouse") == [99]


def test_a_file_cut_short_is_told_as_damage_or_changes_no_answer(library, make, sample, tmp_path):
    library.add(*(make(f"number{number} two harbour ships", takeaways=("Ships come",)) for number in range(300)))
    library.add(sample)
    library.index.apply([], [2])
    expected = answers(library.index, library.texts)
    library.index.close()
    whole = library.folder
    found_out = 0
    for name in sorted(path.name for path in whole.iterdir() if path.is_file() and path.stat().st_size):
        size = (whole / name).stat().st_size
        for cut in {0, 1, size // 3, size // 2, size - 1}:
            folder = shutil.copytree(whole, tmp_path / "damaged", dirs_exist_ok=True)
            with (folder / name).open("r+b") as file:
                file.truncate(cut)
            index = SearchIndex(folder)
            try:
                assert answers(index, library.texts) == expected
            except IndexDamagedError:
                found_out += 1
            index.close()
    assert found_out > 20


def test_a_damaged_index_can_be_made_anew(library, sample):
    library.add(sample)
    library.index.close()
    for path in library.folder.glob("*.seg"):
        path.write_bytes(b"")
    assert not library.index.usable
    with pytest.raises(IndexDamagedError, match=r"\.$"):
        library.search("distillation")
    with pytest.raises(IndexDamagedError):
        library.index.article_ids()
    library.index.create()
    library.add(sample)
    assert library.ids("distillation") == [sample.id]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 0}', "[" * 100_000, None])
def test_an_index_that_is_not_ours_is_not_opened(library, sample, content):
    library.add(sample)
    library.index.close()
    version = library.folder / "version.json"
    if content is None:
        version.unlink()
    else:
        version.write_text(content)
    assert not library.index.usable
    with pytest.raises(IndexDamagedError):
        library.index.apply([sample])
    with pytest.raises(IndexDamagedError):
        library.search("distillation")


def test_an_index_of_another_format_is_not_opened(library):
    version = library.folder / "version.json"
    found = json.loads(version.read_text())
    version.write_text(json.dumps(found | {"format": found["format"] + 1}))
    assert not library.index.usable


def test_making_an_index_leaves_nothing_of_what_was_there(tmp_path):
    folder = tmp_path / "index"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "file").write_text("old")
    (folder / "old.seg").write_text("old")
    index = SearchIndex(folder)
    index.create()
    assert index.usable
    assert not (folder / "deep").exists()
    assert not (folder / "old.seg").exists()
    index.close()


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can limit the size of files")
def test_a_full_disk_is_no_damage(library):
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))\n{WRITER}"
    command = [sys.executable, "-c", limited, str(library.folder)]
    done = subprocess.run(command, input="1\n", capture_output=True, text=True, check=False)
    assert done.stdout == ""
    assert "ArchiveError: The search index cannot be written." in done.stderr
    assert library.index.usable


def test_an_article_with_characters_no_file_can_hold_is_indexed(library, make):
    article = make("harbour \ud800\x00 light", language="\udfff", title="\ud800", byline="\udc00")
    library.add(article)
    assert library.search("harbour light", facets=True).total == 1


WORDS = ["ship", "navy*", "n?vy", '"', "(", ")", "-", "+", "OR", "NOT", "title:", "date:2025", "中", " "]
QUERIES = st.builds(
    Query,
    st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map("".join)),
    scope=st.sampled_from(Scope),
    sort=st.sampled_from(Sort),
    limit=st.integers(-1, 3),
    offset=st.integers(-1, 3),
    prefix=st.booleans(),
    facets=st.booleans(),
)


# The index only answers, so it may serve all examples.
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_any_text_is_a_query(library, sample, query):
    if not library.texts:
        library.add(sample)
    results = library.index.search(query, library.load)
    assert len(results.hits) <= min(results.total, max(query.limit, 0))
    assert all(hit.id == sample.id for hit in results.hits)
