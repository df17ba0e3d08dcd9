"""What files would become, without an archive: read in a worker, with its limits of time and memory, and not kept."""

import contextlib
import os
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive_app.library.reading import Folded, Halt, NewArticle, Unfolded, Unreadable, preview_file
from archive_app.library.workers import SECONDS_A_CONTAINER, SECONDS_A_FILE, in_workers
from archive_app.model.jobs import Cancel


@dataclass(frozen=True, slots=True)
class Preview:
    """What one document is: an article, or the reason why not. `member` is its name in the container at `path`."""

    path: Path
    member: str
    outcome: NewArticle | Unreadable | Halt


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    member: str = ""
    unfold: bool = False


def preview(paths: Sequence[Path], cancel: Cancel) -> Generator[Preview, None, None]:
    """Read files, and the documents in containers, in this order."""
    tasks = deque([_Task(path) for path in paths[:1]])
    later = deque(paths[1:])
    at_work = len(tasks)
    answers = in_workers(
        preview_file,
        tasks,
        lambda task: (os.fsencode(task.path), task.member, task.unfold),
        1,
        cancel,
        seconds=lambda task: SECONDS_A_CONTAINER if task.unfold else SECONDS_A_FILE,
    )
    with contextlib.closing(answers):
        for finished in answers:
            for task, outcome in finished:
                more: list[_Task] = []
                match outcome:
                    case Folded():
                        more = [replace(task, unfold=True)]
                    case Unfolded():
                        more = [_Task(task.path, member) for member in outcome.members]
                        if outcome.reason is not None:
                            yield Preview(task.path, "", Unreadable(outcome.reason))
                    case _:
                        yield Preview(task.path, task.member, outcome)
                tasks.extend(more)
                at_work += len(more) - 1
            if not at_work and later:
                tasks.append(_Task(later.popleft()))
                at_work = 1
