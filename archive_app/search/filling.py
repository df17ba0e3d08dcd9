"""Index many articles in several processes, each of which writes segments of its own.

The processes load the articles themselves, so that no text passes between processes. Segments are written in a room of
their own in the index's folder, where no commit looks, and handed over as they are finished.
"""

import gc
import multiprocessing
import multiprocessing.connection
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from archive_app import processes
from archive_app.errors import ArchiveError
from archive_app.model.article import Article
from archive_app.search.codec.builder import Built, SegmentBuilder
from archive_app.search.codec.vocabulary import Vocabulary
from archive_app.search.schema import ARTICLES, TAKEAWAYS, documents, schema

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

_T = TypeVar("_T")

Batch = dict[str, list[Built]]
"""Finished segments by index: all that the two indexes hold of some articles, so one commit must publish them."""

_TELL_SECONDS = 0.2

_SECONDS_A_SEGMENT = 20.0
"""A segment is finished after so much of the processor's time: more is not lost where a process is killed."""

_ROOM = "unfinished"

_ENDED = "The processes that index ended unexpectedly, perhaps for want of memory. What was done is kept; try again."


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """Make an empty folder in that of an index for segments that no commit names yet, and remove it in the end."""
    inner = folder / _ROOM
    shutil.rmtree(inner, ignore_errors=True)
    inner.mkdir()
    try:
        yield inner
    finally:
        shutil.rmtree(inner, ignore_errors=True)


class Filler:
    """Makes segments of articles, in any process; they count once a commit names them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._vocabulary = Vocabulary()
        self._start()

    @property
    def due(self) -> bool:
        """Whether the segments should be finished now, between two parts of the articles."""
        late = time.process_time() - self._started > _SECONDS_A_SEGMENT
        return late or any(builder.nearly_full for builder in self._builders.values())

    def add(self, articles: Iterable[Article]) -> None:
        """Take articles, none of which is in the index yet."""
        for article in articles:
            for name in self._builders:
                for record in documents(name, article):
                    if self._builders[name].full:
                        self._finish(name)
                    self._builders[name].add(record)

    def finish(self) -> Batch:
        """Write what is left and return the segments of each index."""
        for name in self._builders:
            self._finish(name)
        built = self._built
        self._start()
        return built

    def _start(self) -> None:
        self._started = time.process_time()
        self._builders = {name: self._builder(name) for name in (ARTICLES, TAKEAWAYS)}
        self._built: Batch = {name: [] for name in self._builders}

    def _finish(self, name: str) -> None:
        if (built := self._builders[name].finish()) is not None:
            self._built[name].append(built)
        self._builders[name] = self._builder(name)

    def _builder(self, name: str) -> SegmentBuilder:
        builder = SegmentBuilder(self._folder, name, schema(name), self._vocabulary)
        self._vocabulary = builder.vocabulary
        return builder


def segments(
    folder: Path,
    load: Callable[[_T], Iterable[Article]],
    parts: Sequence[_T],
    *,
    jobs: int,
    report: Callable[[int], None],
    cancel: Callable[[], bool],
) -> Iterator[Batch]:
    """Make segments of all articles that `load` gives for some parts, and yield them as they are finished.

    Each batch holds whole parts. After a cancel the last ones come: what was loaded by then is not lost.

    Args:
        folder: Where the segments are written.
        load: Gives the articles of a part; called in the processes, so a function of a module, or a partial of one.
        parts: What `load` is called with, in no certain order.
        jobs: How many processes there are; 1 stays in this one.
        report: Told how many parts are done or being done.
        cancel: Asked whether to stop.
    """
    if jobs > 1:
        yield from _segments_of_processes(folder, load, parts, jobs=jobs, report=report, cancel=cancel)
        return
    filler = Filler(folder)
    for done, part in enumerate(parts, start=1):
        if cancel():
            break
        filler.add(load(part))
        report(done)
        if filler.due:
            yield filler.finish()
    yield filler.finish()


def _segments_of_processes(
    folder: Path,
    load: Callable[[_T], Iterable[Article]],
    parts: Sequence[_T],
    *,
    jobs: int,
    report: Callable[[int], None],
    cancel: Callable[[], bool],
) -> Iterator[Batch]:
    begun = processes.fresh.Value("q", 0)
    with ProcessPoolExecutor(jobs, processes.fresh, initializer=_begin, initargs=(begun, folder, load, parts)) as pool:
        try:
            running: set[Future[Batch]] = {pool.submit(_fill) for _ in range(jobs)}
            while running:
                done, running = wait(running, timeout=_TELL_SECONDS, return_when=FIRST_COMPLETED)
                report(min(begun.value, len(parts)))
                if cancel():
                    begun.value = len(parts)
                if begun.value < len(parts):
                    running |= {pool.submit(_fill) for _ in done}
                for future in done:
                    yield future.result()
        except BrokenProcessPool as error:
            raise ArchiveError(_ENDED) from error
        finally:
            begun.value = len(parts)


# --- in a process of the pool

_task: tuple["Synchronized[int]", Callable[[Any], Iterable[Article]], Sequence[Any], Filler]


def _begin(
    begun: "Synchronized[int]", folder: Path, load: Callable[[_T], Iterable[Article]], parts: Sequence[_T]
) -> None:
    """Take what all calls share; `begun` counts the parts that some process has taken."""
    global _task  # noqa: PLW0603 - the one thing a pool's process can be given at its start
    _task = begun, load, parts, Filler(folder)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Articles and postings make no cycles, and looking for some in them would take a tenth of the time.
    gc.disable()


def _end_with_parent() -> None:
    """A pool's processes would wait forever for one that was killed."""
    if (parent := multiprocessing.parent_process()) is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _fill() -> Batch:
    """Take one part after the other until a segment is due or none is left."""
    begun, load, parts, filler = _task
    while not filler.due:
        with begun.get_lock():
            number = begun.value
            begun.value += 1
        if number >= len(parts):
            break
        filler.add(load(parts[number]))
    return filler.finish()
