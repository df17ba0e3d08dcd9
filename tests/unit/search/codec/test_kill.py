"""kill -9 at any moment of indexing, merging and filling: what was acknowledged stays, nothing appears, no lock stays.

KILLS says how many there are; `make kills` has a hundred.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive_app.model.search import Query, Scope
from archive_app.search import SearchIndex
from tests.unit.search.codec.test_segments import load

KILLS = int(os.environ.get("KILLS", "20"))

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from archive_app.model.article import Article, Block, BlockKind
from archive_app.search import SearchIndex

index = SearchIndex(Path(sys.argv[1]))
first, tidy = int(sys.argv[2]), sys.argv[3] == "tidy"

def article(number, round):
    text = f"harbour number{number} round{round}"
    return Article(id=number, title="A harbour", blocks=(Block(BlockKind.PARAGRAPH, text),), takeaways=("Ships come",),
                   sha256="0" * 64, imported=datetime(2025, 1, 1, tzinfo=UTC), original_name="a.txt")

print("ready", flush=True)
for number in range(first, first + 1000):
    # Each commit adds one article, replaces the one before it, and removes the one before that.
    index.apply([article(number, 1), article(number - 1, 2)], [number - 2])
    print(number, flush=True)
    if tidy and number % 5 == 0:
        index.tidy()
"""


@pytest.mark.slow
@pytest.mark.timeout(60 + KILLS * 20)
def test_kills_at_random_moments_lose_nothing_and_make_nothing_up(tmp_path: Path):
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.create()
    chance = random.Random(9)
    last = 1
    for number in range(KILLS):
        how = "tidy" if number % 2 else "merge"
        acknowledged = write_and_kill(folder, last + 1, how, after=chance.uniform(0, 0.6))
        # The commit that was under way is there as a whole or not at all.
        held = index.article_ids()
        last_acknowledged, last = acknowledged or last, max(held, default=last)
        assert last in {last_acknowledged, last_acknowledged + 1}
        assert held == ({last - 1, last} if last > 1 else frozenset())
        index.verify()
        assert total(index, "harbour") == len(held)
        assert total(index, "round2") == (1 if held else 0)
        assert total(index, "ships", Scope.TAKEAWAYS) == len(held)
    index.apply(load([1_000_000]))
    index.tidy()
    assert index.article_ids() == {last - 1, last, 1_000_000}
    assert len(list(folder.glob("*.seg"))) == 2, "nothing is left of the killed writers"
    index.close()


FILLER = """
import sys
from pathlib import Path
from archive_app.search import SearchIndex
from tests.unit.search.codec.test_segments import load

if __name__ == "__main__":
    index = SearchIndex(Path(sys.argv[1]))
    parts = [[number] for number in range(1, 1_000_000)]
    index.fill(load, parts, lambda done: print(done, flush=True), lambda: False, jobs=2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for child processes where Linux lists them")
def test_the_processes_of_a_killed_filling_end_with_it_and_the_next_one_succeeds(library, tmp_path: Path):
    script = tmp_path / "filler.py"
    script.write_text(FILLER)
    command = [sys.executable, str(script), str(library.folder)]
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        while process.stdout.readline() == "0\n":
            pass
        children = [
            int(child) for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        ]
        process.kill()
    assert len(children) > 2
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{child}").exists() for child in children):
        time.sleep(0.05)
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []
    assert library.index.article_ids() == frozenset()
    assert library.index.fill(load, [[number] for number in range(1, 50)], lambda _: None, lambda: False)
    assert library.index.article_ids() == frozenset(range(1, 50))
    assert len(list(library.folder.rglob("*.seg"))) == 2


def write_and_kill(folder: Path, first: int, how: str, after: float) -> int | None:
    """Let a process write for so many seconds; return the last number it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(folder), str(first), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        told = [int(line) for line in process.stdout if line.endswith("\n")]
    return told[-1] if told else None


def total(index: SearchIndex, text: str, scope: Scope = Scope.ARTICLES) -> int:
    return index.search(Query(text, scope=scope), lambda _: {}).total
