"""Killing an import at any moment loses nothing that was acknowledged and adds nothing twice."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive_app.library import Archive
from archive_app.model.jobs import FileStatus, Progress, Stage

IMPORT_AND_TELL = """
import json, sys
from archive_app.library import Archive

def tell(progress):
    print(json.dumps([progress.stage, progress.imported]), flush=True)

if __name__ == "__main__":
    with Archive.open(sys.argv[1]) as archive:
        report = archive.import_paths(sys.argv[2:], report=tell)
    print(json.dumps(["done", report.imported]), flush=True)
"""

REBUILD_AND_TELL = """
import sys
from archive_app.library import Archive

if __name__ == "__main__":
    with Archive.open(sys.argv[1]) as archive:
        while True:
            print("rebuilding", flush=True)
            archive.rebuild_index()
"""

KILLS = int(os.environ.get("KILLS", "20"))
ARTICLES = 400


@pytest.mark.slow
@pytest.mark.timeout(60 + KILLS * 20)
def test_kills_of_an_import_at_random_moments_lose_nothing(tmp_path: Path, write_articles: Callable[[int], Path]):
    folder = tmp_path / "archive"
    articles = write_articles(ARTICLES)
    script = tmp_path / "importer.py"
    script.write_text(IMPORT_AND_TELL)
    chance = random.Random(20)
    before = 0
    for number in range(KILLS):
        if before == ARTICLES:
            # The next one should be killed at work, too.
            folder, before = tmp_path / f"archive {number}", 0
        acknowledged = _import_and_kill(script, folder, articles, after=chance.uniform(0.0, 1.2))
        with Archive.open(folder) as archive:
            stored = archive.count()
            assert stored >= before + acknowledged, "what was reported as imported is there"
            names = [article.original_name for article in archive.articles()]
            assert len(names) == len(set(names)) == stored, "nothing is there twice"
            assert archive.check().originals >= stored
            assert _noted(archive) == {article.original_name: article.id for article in archive.articles()}
            assert [run.imported + run.duplicates + run.left for run in archive.imports()][:1] == [ARTICLES]
        before = stored
    with Archive.open(folder) as archive:
        archive.import_paths([articles])
        assert archive.count() == archive.search("common").total == ARTICLES
        assert archive.check().problems == ()
        assert archive.unfinished_import() == 0
        assert _noted(archive) == {article.original_name: article.id for article in archive.articles()}
        assert all(run.left == 0 and run.finished for run in archive.imports(limit=KILLS + 1))


@pytest.mark.slow
@pytest.mark.timeout(60 + KILLS * 20)
def test_kills_of_a_rebuild_at_random_moments_change_no_answer(
    archive: Archive, tmp_path: Path, write_articles: Callable[[int], Path]
):
    archive.import_paths([write_articles(ARTICLES)])
    script = tmp_path / "rebuilder.py"
    script.write_text(REBUILD_AND_TELL)
    chance = random.Random(21)
    for number in range(1, KILLS + 1):
        with subprocess.Popen([sys.executable, script, archive.folder], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.8))
            # The rebuild goes on and has to take notice of this, or its next attempt has.
            archive.annotate([number], tags=[f"Round {number}"])
            process.kill()
        archive.update_index()
        assert not archive.index_needs_update()
        assert archive.search("common").total == ARTICLES
        assert archive.search('tag:"round 1"').total == archive.search(f'tag:"round {number}"').total == 1
        assert archive.check().problems == ()
    archive.rebuild_index()
    assert archive.search("common").total == ARTICLES
    assert [archive.search(f'tag:"round {number}"').total for number in range(1, KILLS + 1)] == [1] * KILLS
    assert len(list((archive.folder / "index").iterdir())) == 1


def _noted(archive: Archive) -> dict[str, int | None]:
    """The articles by file name, as the import history tells."""
    files = [file for run in archive.imports(limit=KILLS + 1) for file in archive.import_files(run.id)]
    noted = [(Path(file.path).name, file.id) for file in files if file.status is FileStatus.IMPORTED]
    assert len(dict(noted)) == len(noted), "no file was imported twice"
    return dict(noted)


def _import_and_kill(script: Path, folder: Path, articles: Path, after: float) -> int:
    """Import until `after` seconds past the first sign of reading, kill -9, and return the last count reported."""
    process = subprocess.Popen([sys.executable, script, folder, articles], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    reading = threading.Event()
    counts = [0]

    def listen() -> None:
        for line in process.stdout or ():
            try:
                stage, count = json.loads(line)
            except ValueError:  # a line cut short by the kill
                continue
            counts.append(count)
            if stage in {Stage.READING, "done"}:
                reading.set()

    listener = threading.Thread(target=listen)
    listener.start()
    assert reading.wait(timeout=60)
    time.sleep(after)
    process.kill()
    process.wait()
    listener.join()
    process.stdout.close()
    return max(counts)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for child processes where Linux lists them")
def test_the_workers_of_a_killed_import_end_with_it(tmp_path: Path, write_articles: Callable[[int], Path]):
    script = tmp_path / "importer.py"
    script.write_text(IMPORT_AND_TELL)
    command = [sys.executable, str(script), str(tmp_path / "archive"), str(write_articles(ARTICLES))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        next(line for line in process.stdout if Stage.READING in line and not line.endswith(" 0]\n"))
        children = _children(process.pid)
        process.kill()
    assert children
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(map(_alive, children)):
        time.sleep(0.05)
    assert [child for child in children if _alive(child)] == []


def _children(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for children in lists for child in children.read_text().split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_next_start_indexes_what_a_crash_left_out(archive: Archive, write_articles: Callable[[int], Path]):
    """The narrowest window: stored and not yet indexed."""
    stopped: list[int] = []

    class CrashError(Exception):
        pass

    def crash(progress: Progress) -> None:
        if progress.imported:
            stopped.append(progress.imported)
            raise CrashError

    with pytest.raises(CrashError):
        archive.import_paths([write_articles(100)], report=crash)
    archive.close()
    with Archive.open(archive.folder) as again:
        assert again.count() == stopped[0]
        assert again.index_needs_update()
        again.update_index()
        assert again.search("common").total == stopped[0]
        assert again.import_paths([]).imported == 100 - stopped[0]
        assert again.search("common").total == 100
