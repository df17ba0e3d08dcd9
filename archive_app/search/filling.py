"""Index many articles in several processes, each of which writes segments of its own; one commit publishes them.

The processes load the articles themselves, so that no text passes between processes.
"""

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from archive_app.model.article import Article
from archive_app.search.codec.builder import Built, SegmentBuilder
from archive_app.search.codec.vocabulary import Vocabulary
from archive_app.search.schema import ARTICLES, TAKEAWAYS, documents, schema

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

_T = TypeVar("_T")

_TELL_SECONDS = 0.2


class Filler:
    """Makes segments of articles, in any process; they count once a commit names them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._vocabulary = Vocabulary()
        self._builders = {name: self._builder(name) for name in (ARTICLES, TAKEAWAYS)}
        self._built: dict[str, list[Built]] = {name: [] for name in self._builders}

    def add(self, articles: Iterable[Article]) -> None:
        """Take articles, none of which is in the index yet."""
        for article in articles:
            for name in self._built:
                for record in documents(name, article):
                    self._builders[name].add(record)
                    if self._builders[name].full:
                        self._finish(name)

    def finish(self) -> dict[str, list[Built]]:
        """Write what is left and return the segments of each index."""
        for name in self._built:
            self._finish(name)
        return self._built

    def _finish(self, name: str) -> None:
        if (built := self._builders[name].finish()) is not None:
            self._built[name].append(built)
        self._builders[name] = self._builder(name)

    def _builder(self, name: str) -> SegmentBuilder:
        return SegmentBuilder(self._folder, name, schema(name), self._vocabulary)


def fill(
    folder: Path,
    load: Callable[[_T], Iterable[Article]],
    parts: Sequence[_T],
    *,
    jobs: int,
    report: Callable[[int], None],
    cancel: Callable[[], bool],
) -> dict[str, list[Built]] | None:
    """Make segments of all articles that `load` gives for some parts.

    Args:
        folder: The index.
        load: Gives the articles of a part; called in the processes, so a function of a module, or a partial of one.
        parts: What `load` is called with, in no certain order.
        jobs: How many processes there are; 1 stays in this one.
        report: Told how many parts are done or being done.
        cancel: Asked whether to stop; the answer is None then.
    """
    if jobs <= 1:
        return _fill_here(folder, load, parts, report, cancel)
    context = multiprocessing.get_context("spawn")
    counter = context.Value("q", 0)
    with ProcessPoolExecutor(jobs, context, initializer=_share, initargs=(counter,)) as pool:
        running: set[Future[dict[str, list[Built]]]] = {pool.submit(_fill, folder, load, parts) for _ in range(jobs)}
        left = running
        while left:
            _, left = wait(left, timeout=_TELL_SECONDS)
            report(min(counter.value, len(parts)))
            if cancel():
                counter.value = len(parts)
        built = [future.result() for future in running]
    if cancel():
        return None
    return {name: [segment for some in built for segment in some[name]] for name in (ARTICLES, TAKEAWAYS)}


def _fill_here(
    folder: Path,
    load: Callable[[_T], Iterable[Article]],
    parts: Sequence[_T],
    report: Callable[[int], None],
    cancel: Callable[[], bool],
) -> dict[str, list[Built]] | None:
    filler = Filler(folder)
    for done, part in enumerate(parts, start=1):
        if cancel():
            return None
        filler.add(load(part))
        report(done)
    return filler.finish()


_counter: "Synchronized[int]"


def _share(counter: "Synchronized[int]") -> None:
    """Give a process the counter, which cannot be handed over with a call."""
    global _counter  # noqa: PLW0603 - the one thing a pool's process can be given at its start
    _counter = counter


def _fill(folder: Path, load: Callable[[_T], Iterable[Article]], parts: Sequence[_T]) -> dict[str, list[Built]]:
    """Take one part after the other until none is left."""
    filler = Filler(folder)
    while (number := _next_part()) < len(parts):
        filler.add(load(parts[number]))
    return filler.finish()


def _next_part() -> int:
    with _counter.get_lock():
        number = _counter.value
        _counter.value += 1
    return number
