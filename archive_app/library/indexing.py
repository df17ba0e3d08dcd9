"""Keeps the index in step with the catalogue: what is pending, what is missing, and rebuilding beside the old one.

The index in use is a numbered folder below `index/`; the catalogue names the number, so a rebuilt index is swapped in
by one transaction and other processes find it at their next search. Callers hold the writer lock to change anything.
"""

import contextlib
import logging
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from archive_app.errors import IndexDamagedError
from archive_app.model.article import Article
from archive_app.model.jobs import Cancel, Progress, Stage
from archive_app.search import SearchIndex
from archive_app.store.catalogue import Catalogue

_log = logging.getLogger(__name__)

_BATCH = 1024
"""Articles of one commit: to index so many at once costs each a quarter of what 64 cost, and half a second in all,
after which a job can be cancelled."""

_PART = 256
"""Articles that a rebuild loads at once."""

_WORTH_PROCESSES = 5_000
"""Articles from which on a rebuild takes several processes, each of which takes half a second to start."""

_MOST_PROCESSES = 4
"""Each takes up to 400 MB."""


class Indexing:
    """The indexes of one archive."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._synonyms = folder.parent / "synonyms.txt"
        self._number: int | None = None
        self._index = SearchIndex(folder / "none", self._synonyms)

    def current(self) -> SearchIndex:
        """The index in use, which another process may have swapped since the last call."""
        number = self._catalogue.pending.index_number()
        if number != self._number:
            self._index.close()
            self._index = SearchIndex(self._folder / str(number), self._synonyms)
            self._number = number
        return self._index

    def close(self) -> None:
        """Close the index in use."""
        self._index.close()

    def out_of_step(self) -> bool:
        """Say, cheaply, whether there is something for `update` to do."""
        return not self.current().usable or bool(self._catalogue.pending.first(1))

    def update(self, report: Callable[[Progress], None], cancel: Cancel) -> None:
        """Bring the index in step with the catalogue; where there is no usable one, build one."""
        self._catalogue.articles.resolve_outlets()
        try:
            usable = self.current().usable
            if usable:
                self._mark_differences()
                self.learn_pending(report, cancel)
        except IndexDamagedError:
            usable = False
        if not usable:
            self.rebuild(report, cancel)

    def learn_pending(self, report: Callable[[Progress], None], cancel: Cancel) -> None:
        """Index what the catalogue lists as pending, in batches. Doing part of it twice does no harm."""
        total = self._catalogue.pending.count()
        started = time.monotonic()
        done = 0
        while not cancel() and (changes := self._catalogue.pending.first(_BATCH)):
            ids = [article_id for _, article_id in changes]
            self._forget_in_unfinished(ids)
            self._apply(self.current(), ids)
            self._catalogue.pending.mark_indexed([change for change, _ in changes])
            done += len(changes)
            elapsed = time.monotonic() - started
            report(Progress(stage=Stage.INDEXING, done=done, total=max(total, done), elapsed=elapsed))

    def rebuild(self, report: Callable[[Progress], None], cancel: Cancel) -> None:
        """Build a new index beside the old one and put it to use once it is whole.

        Stopped or killed, the old one stays in use, and the next rebuild goes on from what was finished of the new one.
        Changes made meanwhile stay pending, because only `learn_pending` takes them off the list.
        """
        number = self._next_number()
        index = SearchIndex(self._folder / str(number))
        if not index.usable:
            index.create()
        ids = self._catalogue.articles.ids()
        held = index.article_ids()
        left = [article_id for article_id in ids if article_id not in held]
        parts = [left[start : start + _PART] for start in range(0, len(left), _PART)]
        started = time.monotonic()

        def tell(part: int) -> None:
            elapsed = time.monotonic() - started
            done = len(ids) - max(len(left) - part * _PART, 0)
            report(Progress(stage=Stage.INDEXING, done=done, total=len(ids), elapsed=elapsed))

        jobs = _jobs(len(left))
        try:
            load = partial(_load, self._catalogue.path) if jobs > 1 else self._load
            whole = index.fill(load, parts, tell, cancel, jobs)
        finally:
            index.close()
        if not whole:
            return
        self._catalogue.pending.use_index(number)
        self._remove_unused(keep=number)
        _log.info("built index %d of %d articles", number, len(ids))
        if held:
            _log.info("%d of them were in it from an earlier attempt", len(held))
        self.learn_pending(report, cancel)

    def tidy(self, cancel: Cancel) -> None:
        """Merge what has become many segments; nobody need hold or wait for a lock."""
        # What is damaged is found and built again by the next search or update.
        with contextlib.suppress(IndexDamagedError):
            self.current().tidy(cancel)

    def _next_number(self) -> int:
        return (self._catalogue.pending.index_number() or 0) + 1

    def _forget_in_unfinished(self, ids: Sequence[int]) -> None:
        """Have a rebuild that was stopped take these articles anew, so that it can go on whatever changed since."""
        unfinished = SearchIndex(self._folder / str(self._next_number()))
        if unfinished.usable:
            # What is damaged is begun anew.
            with contextlib.suppress(IndexDamagedError):
                unfinished.apply([], removed=ids)
        unfinished.close()

    def _load(self, ids: Sequence[int]) -> Iterable[Article]:
        return self._catalogue.articles.get(ids).values()

    def _apply(self, index: SearchIndex, ids: Sequence[int]) -> None:
        articles = self._catalogue.articles.get(ids)
        index.apply(articles.values(), removed=[article_id for article_id in ids if article_id not in articles])

    def _mark_differences(self) -> None:
        """Mark as pending what the index lacks or has too much, whatever the reason."""
        held = self.current().article_ids()
        there = set(self._catalogue.articles.ids())
        different = (held ^ there) - self._catalogue.pending.ids()
        if different:
            _log.warning("the index differs from the catalogue in %d articles; repairing", len(different))
            self._catalogue.pending.mark(sorted(different))

    def _remove_unused(self, keep: int) -> None:
        for folder in self._folder.iterdir():
            # Only what is named like an index: the folder may be a link that leads elsewhere.
            if folder.name.isdecimal() and folder.name != str(keep):
                shutil.rmtree(folder, ignore_errors=True)


def _jobs(articles: int) -> int:
    """How many processes are worth their start; those of a pool may have none of their own."""
    if articles < _WORTH_PROCESSES or multiprocessing.current_process().daemon:
        return 1
    from archive_app.library.workers import default_jobs  # noqa: PLC0415 - it loads the parsers

    return min(default_jobs(), _MOST_PROCESSES)


@cache
def _opened(catalogue: Path) -> Catalogue:
    return Catalogue(catalogue)


def _load(catalogue: Path, ids: Sequence[int]) -> Iterable[Article]:
    """Load articles in another process."""
    return _opened(catalogue).articles.get(ids).values()
