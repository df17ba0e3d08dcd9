"""kill -9 at any moment of indexing and merging: what was acknowledged stays, nothing else appears, no lock stays.

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
    before = index.article_ids()
    index.tidy()
    assert index.article_ids() == before
    named = len(list(folder.glob("*.seg")))
    assert named == 2, "nothing is left of the killed writers"
    index.close()


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
