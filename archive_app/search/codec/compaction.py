"""Make one segment of several, without the records that were deleted; and say which ones should be."""

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.builder import MAX_DOCUMENTS, Built
from archive_app.search.codec.columns import merge_names, write_numbers
from archive_app.search.codec.container import Array, ContainerWriter
from archive_app.search.codec.manifest import Entry
from archive_app.search.codec.merging import Piece, write_field
from archive_app.search.codec.segment_data import SegmentData, StoredField, facts
from archive_app.search.schema import ID

FAN_IN = 8
"""Segments of about one size that are made into one. Fewer would write each record more often, more would cost searches
a quarter of a millisecond each."""

_SMALLEST = 512
"""Segments below this many records count as of one size."""

_MOST_BYTES = 1 << 31
"""A merged segment is no larger, so that its postings, of three bytes or more, can be counted in four."""

_MOST_DELETED = 0.3
"""The share of deleted records from which on a segment is written anew."""

_GROWTH = 4
"""How much larger than the others together the largest of some segments may be that are merged in an idle moment."""

_WORTH_DROPPING = 0.1
"""The share of deleted records from which on a segment is written anew in an idle moment."""


class StoppedError(Exception):
    """A merge was cancelled; nothing of it is left."""


class Part:
    """A segment to be merged, and which of its records stay."""

    def __init__(
        self, data: SegmentData, deleted: npt.NDArray[np.bool_] | None, first_document: int, cancel: Callable[[], bool]
    ) -> None:
        self.data = data
        self.cancel = cancel
        self.stays = np.ones(data.documents, np.bool_) if deleted is None else ~deleted
        self.whole = deleted is None or not deleted.any()
        self.documents = int(np.count_nonzero(self.stays))
        # Numbers in the merged segment; those of deleted records are never looked at.
        self.numbers = (np.cumsum(self.stays) - 1 + first_document).astype(np.uint16)


class _FieldSource:
    """One field of a part; see `merging.Source`."""

    terms: npt.NDArray[np.int64]

    def __init__(self, part: Part, field: StoredField) -> None:
        self._part = part
        self._field = field
        self.wide = field.wide
        self.documents_a_term: Array = np.diff(field.documents_until, prepend=0)
        self.positions_a_term: Array = np.diff(field.positions_until, prepend=0)
        self._held: Array = np.arange(len(field.terms))
        if not part.whole and len(field.terms):
            self._leave_out_deleted()

    def _leave_out_deleted(self) -> None:
        (documents, counts), _ = self._field.stretch(0, len(self._field.terms))
        stays = self._part.stays[documents]
        firsts = np.concatenate(([0], self._field.documents_until[:-1]))
        left = np.add.reduceat(stays, firsts, dtype=np.int64)
        positions = np.add.reduceat(np.where(stays, counts, 0), firsts, dtype=np.int64)
        self._held = np.flatnonzero(left)
        self.documents_a_term, self.positions_a_term = left[self._held], positions[self._held]

    def held_terms(self) -> list[bytes]:
        """Return the terms that some record that stays has."""
        terms = self._field.terms.all()
        return terms if len(self._held) == len(terms) else [terms[number] for number in self._held.tolist()]

    def read(self, start: int, stop: int) -> Piece:
        """Return the postings of a range of terms; see `merging.Source`."""
        if self._part.cancel():
            raise StoppedError
        # What lies between two terms that stay belongs to deleted records only.
        first, last = int(self._held[start]), int(self._held[stop - 1]) + 1
        (documents, counts), positions = self._field.stretch(first, last)
        if not self._part.whole:
            stays = self._part.stays[documents]
            positions = positions[np.repeat(stays, counts)]
            documents, counts = documents[stays], counts[stays]
        return Piece(
            self.documents_a_term[start:stop],
            self.positions_a_term[start:stop],
            self._part.numbers[documents],
            counts,
            positions,
        )


def merge(
    folder: Path,
    index: str,
    segments: Sequence[tuple[SegmentData, npt.NDArray[np.bool_] | None]],
    cancel: Callable[[], bool] = lambda: False,
) -> Built | None:
    """Write the records of some segments, in their order, as one; return None if none of them stays.

    Raises:
        StoppedError: `cancel` said so.
    """
    parts: list[Part] = []
    for data, deleted in segments:
        part = Part(data, deleted, sum(part.documents for part in parts), cancel)
        if part.documents:
            parts.append(part)
    if not parts:
        return None
    name = f"{index}_{uuid.uuid4().hex}"
    out = ContainerWriter(folder / f"{name}.seg")
    try:
        return _written(out, name, parts)
    except BaseException:
        out.discard()
        raise


def _written(out: ContainerWriter, name: str, parts: list[Part]) -> Built:
    lengths = {
        field: np.concatenate([part.data.fields[field].lengths[part.stays] for part in parts])
        for field in parts[0].data.fields
    }
    for field, words in lengths.items():
        sources = [_FieldSource(part, part.data.fields[field]) for part in parts]
        write_field(out, field, _united(sources), sources, words)
    numbers = parts[0].data.number_columns
    for column in numbers:
        write_numbers(out, column, np.concatenate([part.data.numbers(column)[part.stays] for part in parts]))
    names = parts[0].data.name_columns
    for column in names:
        merge_names(out, column, [(part.data.names(column), part.stays) for part in parts])
    documents = sum(part.documents for part in parts)
    ids = np.concatenate([part.data.numbers(ID)[part.stays] for part in parts])
    size = out.finish(facts(documents, lengths, numbers, names))
    return Built(name, documents, size, int(ids.min()), int(ids.max()))


def _united(sources: Sequence[_FieldSource]) -> list[bytes]:
    """Return the terms of all sources, and tell each source the numbers of its own among them."""
    held = [source.held_terms() for source in sources]
    united = sorted(set().union(*held)) if len(held) > 1 else held[0]
    numbers = {term: number for number, term in enumerate(united)}
    for source, terms in zip(sources, held, strict=True):
        source.terms = np.fromiter(map(numbers.__getitem__, terms), np.int64, len(terms))
    return united


def due(entries: Sequence[Entry]) -> list[int] | None:
    """Say which segments should be made into one now, by their place; None if none."""
    for at, entry in enumerate(entries):
        if entry.deleted > _MOST_DELETED * entry.documents:
            return [at]
    levels: dict[int, list[int]] = {}
    for at, entry in enumerate(entries):
        level, size = 0, _SMALLEST
        while size < entry.live:
            level, size = level + 1, size * FAN_IN
        levels.setdefault(level, []).append(at)
    for _, places in sorted(levels.items()):
        chosen = _fitting(places, entries)
        if len(places) >= FAN_IN and len(chosen) > 1:
            return chosen
    return None


def worthwhile(entries: Sequence[Entry]) -> list[int] | None:
    """Say which segments to make into one in an idle moment; None where searches would gain too little.

    A record is written anew only where its segment grows by a quarter or loses a tenth. What is left are seven segments
    at most beside those of which no two fit in one.
    """
    places = sorted(range(len(entries)), key=lambda at: entries[at].live)
    chosen: list[int] = []
    records = 0
    for count, at in enumerate(_fitting(places, entries), start=1):
        if count > 1 and entries[at].live <= _GROWTH * records:
            chosen = places[:count]
        records += entries[at].live
    if chosen:
        return sorted(chosen)
    return next(([at] for at, entry in enumerate(entries) if entry.deleted > _WORTH_DROPPING * entry.documents), None)


def _fitting(places: Sequence[int], entries: Sequence[Entry]) -> list[int]:
    """Return the first of these segments that fit in one."""
    chosen: list[int] = []
    records, size = 0, 0
    for at in places:
        records += entries[at].live
        size += entries[at].size
        if records > MAX_DOCUMENTS or size > _MOST_BYTES:
            break
        chosen.append(at)
    return chosen
