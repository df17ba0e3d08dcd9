"""An index and its writer as Whoosh knows them, over the table of contents."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.index import Index, LockError
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader
from whoosh.util.filelock import try_for
from whoosh.writing import IndexingError, IndexWriter

from archive_app.search.codec import manifest
from archive_app.search.codec.builder import Built, SegmentBuilder
from archive_app.search.codec.compaction import due, merge
from archive_app.search.codec.container import Container, DamageError
from archive_app.search.codec.manifest import Contents, Entry
from archive_app.search.codec.verification import verify_segment
from archive_app.search.codec.vocabulary import Vocabulary
from archive_app.search.codec.whoosh_codec import Segment
from archive_app.search.schema import ID, schema
from archive_app.search.storage import MappedStorage, open_segment

_log = logging.getLogger(__name__)

_LOCK_TIMEOUT = 10.0
"""Seconds to wait for the lock. Writers come one at a time, but a dying one may take a moment to let go."""

_ATTEMPTS = 10
_PAUSE = 0.05


class MappedIndex(Index):
    """One index of a folder."""

    def __init__(self, storage: MappedStorage, name: str) -> None:
        self.storage = storage
        self.indexname = name
        self.schema = schema(name)

    def latest_generation(self) -> int:
        """Return the number of the last commit."""
        return manifest.read(self.storage.path).generation

    def reader(self, reuse: IndexReader | None = None) -> IndexReader:  # noqa: ARG002 - the storage keeps what is reused
        """Return a reader of the last commit."""
        for attempt in range(_ATTEMPTS):
            try:
                return self.reader_of(manifest.read(self.storage.path))
            except FileNotFoundError:
                # A writer published the next commit and removed a file after its name was read.
                if attempt + 1 == _ATTEMPTS:
                    raise
                time.sleep(_PAUSE)
        raise AssertionError

    def reader_of(self, contents: Contents) -> IndexReader:
        """Return a reader of a commit."""
        segments = self.segments_of(contents)
        for segment in segments:
            if self.storage.segment(segment.segment_id()).documents != segment.doc_count_all():
                raise DamageError(f"{segment.segment_id()} is not the segment that was committed")
        readers = [SegmentReader(self.storage, self.schema, segment, contents.generation) for segment in segments]
        if not readers:
            return EmptyReader(self.schema)
        return readers[0] if len(readers) == 1 else MultiReader(list(readers), contents.generation)

    def segments_of(self, contents: Contents) -> list[Segment]:
        """Return the segments of this index in a commit."""
        path = self.storage.path
        entries = contents.indexes.get(self.indexname, ())
        return [Segment(self.indexname, entry, entry.deleted_records(path)) for entry in entries]

    def verify(self) -> None:
        """Check all of the last commit; see `verify_segment`."""
        for segment in self.segments_of(manifest.read(self.storage.path)):
            file = Container(self.storage.path / f"{segment.segment_id()}.seg")
            verify_segment(file, self.schema, segment.entry)

    def writer(self, **_options: object) -> "MappedWriter":
        """Return what adds and deletes records of this index, in a transaction of its own."""
        return Transaction(self.storage, [self.indexname]).writers[self.indexname]


def create(folder: Path, names: Iterable[str]) -> None:
    """Make indexes without records in a folder."""
    manifest.write(folder, Contents(0, dict.fromkeys(names, ())))


class Transaction:
    """Changes of some indexes of a folder that one commit publishes together. Holds the folder's lock until its end.

    Raises:
        LockError: Another process keeps the lock.
    """

    def __init__(self, storage: MappedStorage, names: Sequence[str], vocabulary: Vocabulary | None = None) -> None:
        self.storage = storage
        self._lock = storage.lock("write")
        if not try_for(self._lock.acquire, timeout=_LOCK_TIMEOUT, delay=_PAUSE):
            raise LockError
        try:
            self.contents = manifest.read(storage.path)
            indexes = [MappedIndex(storage, name) for name in names]
            self.writers = {index.indexname: MappedWriter(index, self, vocabulary) for index in indexes}
        except BaseException:
            self._lock.release()
            raise

    def commit(self) -> None:
        """Publish all changes, which are on disk when this returns, and merge what has become many."""
        try:
            changed = {name: writer.finished_entries() for name, writer in self.writers.items()}
            if any(entries != self.contents.indexes[name] for name, entries in changed.items()):
                self._publish(changed)
            while self._merge():
                pass
        except BaseException:
            self.cancel()
            raise
        self._lock.release()

    def adopt(self, folder: Path, built: Mapping[str, Iterable[Built]]) -> None:
        """Take segments from another folder of the same disk, by index, and commit."""
        try:
            for name, some in built.items():
                for segment in some:
                    file = f"{segment.name}.seg"
                    (folder / file).rename(self.storage.path / file)
                    self.writers[name].add_built(segment)
        except BaseException:
            self.cancel()
            raise
        self.commit()

    def replace(self, name: str, merged: Sequence[Entry], built: Built | None) -> bool:
        """Put a segment that is in the folder in the place of those it was made of, and commit.

        Returns:
            Whether they were there as they had been, and the new one still is: another writer's commit removes files
            that none names.
        """
        try:
            entries = self.contents.indexes[name]
            file = None if built is None else self.storage.path / f"{built.name}.seg"
            there = set(merged) <= set(entries) and (file is None or file.exists())
            if there:
                self._publish({name: _replaced(entries, merged, built)})
        except BaseException:
            self.cancel()
            raise
        self._lock.release()
        return there

    def cancel(self) -> None:
        """Give up what was not published."""
        for writer in self.writers.values():
            writer.discard()
        manifest.remove_unnamed(self.storage.path, self.contents)
        self._lock.release()

    def _publish(self, changed: dict[str, tuple[Entry, ...]]) -> None:
        self.contents = Contents(self.contents.generation + 1, {**self.contents.indexes, **changed})
        # The segments' names must be on disk before the table that names them.
        manifest.sync_folder(self.storage.path)
        manifest.write(self.storage.path, self.contents)
        manifest.remove_unnamed(self.storage.path, self.contents)

    def _merge(self) -> bool:
        """Merge once in the first index that needs it; say whether any did."""
        for name, entries in self.contents.indexes.items():
            if (chosen := due(entries)) is not None:
                merged = [entries[at] for at in chosen]
                self._publish({name: _replaced(entries, merged, merge_entries(self.storage.path, name, merged))})
                return True
        return False


def merge_entries(
    folder: Path, name: str, entries: Sequence[Entry], cancel: Callable[[], bool] = lambda: False
) -> Built | None:
    """Make one segment of some of an index; see `compaction.merge`."""
    # Opened for this alone: a storage would keep a segment that is about to go.
    segments = [(open_segment(folder, entry.name), entry.deleted_records(folder)) for entry in entries]
    built = merge(folder, name, segments, cancel)
    _log.info("merged %d segments of %s", len(entries), name)
    return built


def _replaced(entries: Sequence[Entry], merged: Sequence[Entry], built: Built | None) -> tuple[Entry, ...]:
    left = [entry for entry in entries if entry not in merged]
    if built is not None:
        # In the place of the first: records of old segments stay before those of new ones.
        left.insert(entries.index(merged[0]), Entry.of(built))
    return tuple(left)


class MappedWriter(IndexWriter):
    """Adds and deletes records of one index. Records that were added cannot be deleted before they are committed."""

    def __init__(self, index: MappedIndex, transaction: Transaction, vocabulary: Vocabulary | None) -> None:
        self._index = index
        self._transaction = transaction
        self._vocabulary = vocabulary
        self._segments = index.segments_of(transaction.contents)
        self._before = [segment.deleted for segment in self._segments]
        self._builder: SegmentBuilder | None = None
        self._built: list[Built] = []
        self.schema = index.schema

    def reader(self, **_options: object) -> IndexReader:
        """Return a reader of the last commit."""
        return self._index.reader_of(self._transaction.contents)

    def add_document(self, **fields: object) -> None:
        """Add a record: a value for each field that has one."""
        if self._builder is None:
            self._builder = SegmentBuilder(
                self._index.storage.path, self._index.indexname, self.schema, self._vocabulary
            )
        self._builder.add(fields)
        if self._builder.full:
            self._finish_builder()

    def add_built(self, built: Built) -> None:
        """Add a segment that is in the folder."""
        self._built.append(built)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a committed record."""
        for segment in self._segments:
            if docnum < segment.doc_count_all():
                segment.delete_document(docnum, delete)
                return
            docnum -= segment.doc_count_all()
        raise IndexingError(f"There is no record {docnum}")

    def delete_ids(self, ids: npt.NDArray[np.int64]) -> None:
        """Delete the committed records of some articles."""
        for segment in self._segments:
            entry = segment.entry
            some = ids[(ids >= entry.least_id) & (ids <= entry.greatest_id)]
            if not len(some):
                continue
            hit = np.isin(self._index.storage.segment(entry.name).numbers(ID), some)
            deleted = hit if segment.deleted is None else hit | segment.deleted
            if hit.any() and (segment.deleted is None or (deleted != segment.deleted).any()):
                segment.deleted = deleted

    def finished_entries(self) -> tuple[Entry, ...]:
        """Write all changes and return the segments that the index then has."""
        self._finish_builder()
        entries = []
        generation = self._transaction.contents.generation + 1
        for segment, before in zip(self._segments, self._before, strict=True):
            if segment.deleted is None or segment.deleted is before:
                entries.append(segment.entry)
            elif not segment.deleted.all():
                entries.append(segment.entry.deleting(self._index.storage.path, segment.deleted, generation))
        return (*entries, *(Entry.of(built) for built in self._built))

    def discard(self) -> None:
        """Forget all changes."""
        self._builder = None
        self._built.clear()

    def add_reader(self, reader: object) -> None:  # noqa: ARG002 - Whoosh's signature
        """Refuse: a reader has postings but no records; segments are merged by `compaction`."""
        raise IndexingError("The records of a reader cannot be added")

    def commit(self, **_options: object) -> None:
        """Commit the transaction."""
        self._transaction.commit()

    def cancel(self, **_options: object) -> None:
        """Cancel the transaction."""
        self._transaction.cancel()

    def _finish_builder(self) -> None:
        if self._builder is not None and (built := self._builder.finish()) is not None:
            self._built.append(built)
        self._builder = None
