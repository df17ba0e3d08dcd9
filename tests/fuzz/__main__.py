"""Damage files of every format at random and read them: python -m tests.fuzz [SECONDS] [SEED].

Reading must end in an article or an `UnreadableFileError`, within the time and memory that an import allows. What ends
otherwise is kept in build/fuzz/ and makes the run fail. The same seed damages the files the same way.
"""

import sys
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from random import Random

from pebble import ProcessExpired, ProcessPool

from archive_app import processes
from archive_app.library.reading import prepare_worker
from archive_app.library.workers import SECONDS_A_FILE, default_jobs
from archive_app.model.article import Original
from tests.fuzz.mutating import mutated
from tests.fuzz.reading import read_everything
from tests.fuzz.samples import samples

_SECONDS = 60
_KEPT = Path(__file__).parents[2] / "build" / "fuzz"


def main(seconds: float, seed: int) -> int:
    """Fuzz for a time; returns the exit status."""
    sound = list(samples())
    random = Random(seed)
    outcomes: Counter[str] = Counter()
    failures = 0
    running: dict[Future[str], tuple[str, bytes]] = {}
    jobs = default_jobs()
    pool = ProcessPool(max_workers=jobs, context=processes.fresh, initializer=prepare_worker)
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end or running:
            while len(running) < 4 * jobs and time.monotonic() < end:
                name, data = random.choice(sound)
                damaged = mutated(data, random)
                running[pool.schedule(read_everything, args=[name, damaged], timeout=SECONDS_A_FILE)] = name, damaged
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                name, damaged = running.pop(future)
                try:
                    outcomes[future.result()] += 1
                except (Exception, ProcessExpired) as error:  # noqa: BLE001 - that is what is looked for
                    failures += 1
                    kept = _keep(name, damaged)
                    print(f"FAILED: {type(error).__name__}: {error}\n  {kept}\n{getattr(error, 'traceback', '')}")
    finally:
        pool.stop()
        pool.join()
    print(
        f"{sum(outcomes.values())} damaged files read (seed {seed}): {dict(outcomes.most_common())}; {failures} failed"
    )
    return int(failures > 0)


def _keep(name: str, data: bytes) -> Path:
    _KEPT.mkdir(parents=True, exist_ok=True)
    kept = _KEPT / f"{Original(name, data).sha256[:12]}-{name}"
    kept.write_bytes(data)
    return kept


if __name__ == "__main__":
    chosen = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else _SECONDS, chosen))
