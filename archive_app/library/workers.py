"""Work on files in processes of their own, so that a hostile one can only hang or crash its worker."""

import logging
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from archive_app import processes
from archive_app.library.faults import described, fault_reason
from archive_app.library.reading import Unreadable, prepare_worker
from archive_app.model.jobs import Cancel

_log = logging.getLogger(__name__)

_Task = TypeVar("_Task")
_Outcome = TypeVar("_Outcome")

# The slowest real page measured takes about 3 s on a loaded core.
SECONDS_A_FILE = 30
# To list a web archive of some gigabytes, all of it has to be unpacked.
SECONDS_A_CONTAINER = 900

_WAIT_SECONDS = 0.1
# A batch is stored when it is this large or this old; what is stored is safe and can be searched soon after.
_BATCH = 64
_BATCH_SECONDS = 1.0

_TASKS_AHEAD = 8  # per worker: enough that none waits while the caller stores a batch


def default_jobs() -> int:
    """One worker a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_workers(
    work: Callable[..., _Outcome],
    tasks: deque[_Task],
    arguments: Callable[[_Task], Sequence[object]],
    jobs: int | None,
    cancel: Cancel,
    *,
    seconds: Callable[[_Task], float] = lambda _: SECONDS_A_FILE,
    may_grow: bool = False,
) -> Generator[list[tuple[_Task, _Outcome | Unreadable]], None, None]:
    """Do each task in a worker process, as `work(*arguments(task))`; tasks added meanwhile are done too.

    `seconds` is how long a task may take. There are no more workers than tasks, unless the tasks `may_grow` in number.

    Yields:
        What was finished, every tenth of a second at least, even where it is nothing. To stop early, close the
        generator or have `cancel` say so; what the workers are at is then lost.
    """
    running: dict[Future[_Outcome], _Task] = {}
    jobs = jobs or default_jobs()
    jobs = jobs if may_grow else max(1, min(jobs, len(tasks)))
    pool = ProcessPool(max_workers=jobs, context=processes.fresh, initializer=prepare_worker)
    try:
        while (tasks or running) and not cancel():
            while tasks and len(running) < jobs * _TASKS_AHEAD:
                task = tasks.popleft()
                running[pool.schedule(work, args=list(arguments(task)), timeout=seconds(task))] = task
            done, _ = wait(running, timeout=_WAIT_SECONDS, return_when=FIRST_COMPLETED)
            finished = [(running.pop(future), future) for future in list(running) if future in done]
            yield [(task, _outcome(future, seconds(task))) for task, future in finished]
    finally:
        pool.stop()
        pool.join()


def in_batches(finished: Iterable[list[_Task]]) -> Iterator[list[_Task]]:
    """Gather what is finished into batches worth a transaction; until one is, yields empty ones."""
    batch: list[_Task] = []
    begun = 0.0
    for some in finished:
        begun = begun if batch else time.monotonic()
        batch += some
        if len(batch) >= _BATCH or time.monotonic() - begun > _BATCH_SECONDS:
            yield batch
            batch = []
        else:
            yield []
    yield batch


def _outcome(future: Future[Any], seconds: float) -> Any:  # noqa: ANN401 - what the caller's function answers, or Unreadable
    """What a worker answered, or why it could not."""
    try:
        outcome = future.result()
    except TimeoutError:
        return Unreadable(f"Reading this file took longer than {seconds:.0f} seconds. Save a simpler copy of the page.")
    except (ProcessExpired, CancelledError) as error:
        _log.warning("a worker ended: %s", error)
        return Unreadable("Reading this file crashed the reader. Save the page again in another format, such as text.")
    except Exception as error:  # noqa: BLE001 - such as an answer that cannot be sent; it must not end all other work
        _log.warning("a worker's answer was lost: %s", described(error))
        return Unreadable(fault_reason(error))
    if isinstance(outcome, Unreadable) and outcome.fault is not None:
        _log.warning("reading a file failed: %s", outcome.fault)
    return outcome
