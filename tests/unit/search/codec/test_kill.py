"""kill -9 at any moment of indexing and merging: what was acknowledged stays, nothing else appears, no lock stays."""

import os
import random
import subprocess
import sys
import time

import pytest

from archive_app.model.search import Scope
from archive_app.search import SearchIndex

KILLS = int(os.environ.get("KILLS", "20"))

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from archive_app.model.article import Article, Block, BlockKind
from archive_app.search import SearchIndex

index = SearchIndex(Path(sys.argv[1]))
first, optimize = int(sys.argv[2]), sys.argv[3] == "optimize"

def article(number, round):
    text = f"harbour number{number} round{round}"
    return Article(id=number, title="A harbour", blocks=(Block(BlockKind.PARAGRAPH, text),), takeaways=("Ships come",),
                   sha256="0" * 64, imported=datetime(2025, 1, 1, tzinfo=UTC), original_name="a.txt")

print("ready", flush=True)
for number in range(first, first + 1000):
    # Each commit adds one article, replaces the one before it, and removes the one before that.
    index.apply([article(number, 1), article(number - 1, 2)], [number - 2])
    print(number, flush=True)
    if optimize and number % 5 == 0:
        index.optimize()
"""


@pytest.mark.slow
@pytest.mark.timeout(60 + KILLS * 20)
def test_kills_at_random_moments_lose_nothing_and_make_nothing_up(tmp_path):
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.create()
    chance = random.Random(9)
    last = 1
    for round_ in range(KILLS):
        how = "optimize" if round_ % 2 else "merge"
        command = [sys.executable, "-c", WRITER, str(folder), str(last + 1), how]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.6))
            process.kill()
            told = [int(line) for line in process.stdout if line.endswith("\n")]
        acknowledged = told[-1] if told else last
        # The commit that was under way is there as a whole or not at all.
        held = index.article_ids()
        last = max(held, default=last)
        assert last in {acknowledged, acknowledged + 1}
        assert held == ({last - 1, last} if last > 2 else held)
        index.verify()
        assert index.search(_query("harbour"), lambda _: {}).total == len(held)
        assert index.search(_query("round2"), lambda _: {}).total == 1 or last <= 2
        assert index.search(_query("ships", Scope.TAKEAWAYS), lambda _: {}).total == len(held)
    index.optimize()
    assert index.article_ids() == held
    index.close()


def _query(text, scope=Scope.ARTICLES):
    from archive_app.model.search import Query

    return Query(text, scope=scope)
