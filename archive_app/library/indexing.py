"""Keeps the index in step with the catalogue: what is pending, what is missing, and rebuilding beside the old one.

The index in use is a numbered folder below `index/`; the catalogue names the number, so a rebuilt index is swapped in
by one transaction and other processes find it at their next search. Callers hold the writer lock to change anything.
"""

import logging
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from archive_app.errors import IndexDamagedError
from archive_app.model.jobs import Cancel, Progress, Stage
from archive_app.search import SearchIndex
from archive_app.store.catalogue import Catalogue

_log = logging.getLogger(__name__)

# A commit takes as long for a small batch as for one of this size, a tenth of a second, after which a job can be
# cancelled.
_BATCH = 256


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
            self._apply(self.current(), [article_id for _, article_id in changes])
            self._catalogue.pending.mark_indexed([change for change, _ in changes])
            done += len(changes)
            elapsed = time.monotonic() - started
            report(Progress(stage=Stage.INDEXING, done=done, total=max(total, done), elapsed=elapsed))

    def rebuild(self, report: Callable[[Progress], None], cancel: Cancel) -> None:
        """Build a new index beside the old one and put it to use once it is whole; cancelled, the old one stays.

        Changes made meanwhile stay pending, because only `learn_pending` takes them off the list.
        """
        number = (self._catalogue.pending.index_number() or 0) + 1
        folder = self._folder / str(number)
        index = SearchIndex(folder)
        index.create()
        ids = self._catalogue.articles.ids()
        batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
        started = time.monotonic()

        def tell(batch: int) -> None:
            elapsed = time.monotonic() - started
            done = min(batch * _BATCH, len(ids))
            report(Progress(stage=Stage.INDEXING, done=done, total=len(ids), elapsed=elapsed))

        done = index.fill(lambda batch: self._catalogue.articles.get(batch).values(), batches, tell, cancel)
        if not done:
            index.close()
            shutil.rmtree(folder, ignore_errors=True)
            return
        index.close()
        self._catalogue.pending.use_index(number)
        self._remove_unused(keep=number)
        _log.info("built index %d of %d articles", number, len(ids))
        self.learn_pending(report, cancel)

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
