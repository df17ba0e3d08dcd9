"""Search engines side by side: the same articles, the same questions, one run, one machine.

Each engine works in processes of its own: one that indexes and one that answers. Articles are made before and read
from files, which no engine is charged for.
"""

import json
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from archive_app.search import SearchIndex
from tests.benchmarks.corpus import articles, load, load_timed, seconds_to_load
from tests.benchmarks.engines import ENGINES, Asked, Ours, installed
from tests.benchmarks.questions import CLASSES, questions

_SHARD = 1_000
_TIMES = 7
_PARALLEL = "ours, 2 processes"
_OURS = {"ours": 1, _PARALLEL: 2}
"""Processes that index."""

_SLOW = 20_000
"""The most articles stock Whoosh is given: it takes minutes, and gigabytes to search."""

_LARGE = 200_000
"""The most articles other engines are given."""


def measure(sizes: Iterable[int], engines: Sequence[str], figures: Path | None) -> None:
    """Print a table for each number of articles; where there is a file for figures, add them to it.

    Only the named engines are measured; with no names, all that are installed, save where they would take too long.
    """
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shards = _shards(folder, size)
            found = {}
            for engine in engines or _worthwhile(size):
                found[engine] = _in_process("index", engine, folder, shards) | _in_process("ask", engine, folder, [])
                shutil.rmtree(folder / _folder(engine))
            _print(size, found)
        if figures is not None:
            kept = json.loads(figures.read_text()) if figures.exists() else {}
            kept.setdefault(str(size), {}).update(found)
            figures.write_text(json.dumps(kept, indent=1))


def _worthwhile(size: int) -> list[str]:
    if size > _LARGE:
        return [_PARALLEL]
    return [*(name for name in installed() if name != "stock Whoosh" or size <= _SLOW), *_OURS]


def _shards(folder: Path, size: int) -> list[Path]:
    paths = []
    for first in range(1, size + 1, _SHARD):
        path = folder / f"{first}.pickle"
        path.write_bytes(pickle.dumps(list(articles(first, min(_SHARD, size + 1 - first)))))
        paths.append(path)
    return paths


def _in_process(what: str, engine: str, folder: Path, shards: list[Path]) -> dict[str, float]:
    home = folder / _folder(engine)
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.search", what, engine, str(home), *map(str, shards)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _folder(engine: str) -> str:
    return engine.replace(" ", "-").replace(",", "")


def _index(name: str, home: Path, shards: list[Path]) -> dict[str, float]:
    before = _peak_memory()
    if jobs := _OURS.get(name):
        index = SearchIndex(home / "ours")
        index.create()
        started, started_cpu = time.perf_counter(), _cpu()
        index.fill(load_timed, shards, lambda _: None, lambda: False, jobs=jobs)
        took, cpu = time.perf_counter() - started, _cpu() - started_cpu
        # Its processes read the articles themselves, all of them at once.
        loading = sum(map(seconds_to_load, shards))
        took, cpu = took - loading / jobs, cpu - loading
    else:
        engine = ENGINES[name](home)
        took = cpu = 0.0
        for given in map(load, shards):
            started, started_cpu = time.perf_counter(), _cpu()
            engine.add(given)
            took, cpu = took + time.perf_counter() - started, cpu + _cpu() - started_cpu
        started, started_cpu = time.perf_counter(), _cpu()
        engine.finish()
        took, cpu = took + time.perf_counter() - started, cpu + _cpu() - started_cpu
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    return {"wall": took, "cpu": cpu, "size": size, "memory to index": _peak_memory() - before}


def _ask(name: str, home: Path) -> dict[str, float]:
    asked = questions()
    before = _memory()
    started = time.perf_counter()
    engine: Asked = Ours(home) if name in _OURS else ENGINES[name](home)
    engine.ask(asked[0])
    opened = time.perf_counter() - started
    times = defaultdict(list)
    for question in asked:
        runs = []
        for _ in range(_TIMES):
            started = time.perf_counter()
            engine.ask(question)
            runs.append((time.perf_counter() - started) * 1000)
            if sum(runs) > 5000:
                break
        times[question.kind].append(statistics.median(runs))
    each = sorted(one for some in times.values() for one in some)
    figures = {kind: statistics.median(some) for kind, some in times.items()}
    return figures | {
        "open": opened * 1000,
        "p50": statistics.median(each),
        "p95": each[int(len(each) * 0.95)],
        "worst beginning": max(times["beginning"]),
        "memory": _memory() - before,
    }


def _memory() -> float:
    """Resident memory of this process in MB, where Linux tells it; elsewhere its peak."""
    status = Path("/proc/self/status")
    if not status.exists():
        return _peak_memory()
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _peak_memory() -> float:
    """Peak memory of this process, or all its ended children were they at their peaks at once, in MB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(own, 2 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _print(size: int, found: dict[str, dict[str, float]]) -> None:
    rows: dict[str, Callable[[dict[str, float]], str]] = {
        "articles/s, wall": lambda f: f"{size / f['wall']:.0f}",
        "articles/s of CPU time": lambda f: f"{size / f['cpu']:.0f}",
        "index, MB": lambda f: f"{f['size'] / 1e6:.1f}",
        "memory to index, MB": lambda f: f"{f['memory to index']:.0f}",
        "open and first question, ms": lambda f: f"{f['open']:.1f}",
        "memory to search, MB": lambda f: f"{f['memory']:.0f}",
        "all questions, p50, ms": lambda f: f"{f['p50']:.2f}",
        "all questions, p95, ms": lambda f: f"{f['p95']:.2f}",
        "worst beginning, ms": lambda f: f"{f['worst beginning']:.2f}",
    }
    print(f"\n| {size:,} articles | " + " | ".join(found) + " |")
    print("|---|" + "---|" * len(found))
    for name, cell in rows.items():
        print(f"| {name} | " + " | ".join(cell(figures) for figures in found.values()) + " |")
    for kind in CLASSES:
        print(f"| {kind}, ms | " + " | ".join(f"{figures[kind]:.2f}" for figures in found.values()) + " |", flush=True)


if __name__ == "__main__":
    what, engine, home, *shards = sys.argv[1:]
    figures = _index(engine, Path(home), list(map(Path, shards))) if what == "index" else _ask(engine, Path(home))
    print(json.dumps(figures))
