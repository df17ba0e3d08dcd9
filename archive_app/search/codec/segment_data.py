"""An open segment: its fields' terms and postings and its records' columns, as they were written."""

from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.columns import NamesColumn
from archive_app.search.codec.container import Array, Container, DamageError
from archive_app.search.codec.merging import LARGE, indexes, unhalved
from archive_app.search.codec.term_table import TermTable
from archive_app.search.languages import families_of

Numbers = range | npt.NDArray[np.int64]
"""Numbers of terms in a field of a segment, ascending."""


_SPARSE = 16
"""Fewer postings than one in so many records are put in order by sorting, more by counting over all records."""


def ascending(numbers: Collection[int]) -> Numbers:
    """Return numbers of terms, each once, in their order."""
    ordered = sorted(numbers)
    if ordered and ordered[-1] - ordered[0] + 1 == len(ordered):
        return range(ordered[0], ordered[-1] + 1)
    return np.array(ordered, np.int64)


_MOST_FAMILIES = 1_000

_FEW_STRETCHES = 8
"""The postings of more stretches of terms are read all at once."""


class Postings(NamedTuple):
    """The records that have a term, or any of some, ascending, and how often each has it."""

    documents: Array
    counts: Array


_NONE = Postings(np.zeros(0, np.uint16), np.zeros(0, np.uint8))


class StoredField:
    """One indexed field of a segment."""

    def __init__(self, file: Container, name: str, documents: int) -> None:
        self._file = file
        self._name = name
        self._documents = documents
        self._families: dict[tuple[str, str], Numbers] = {}
        self.wide = file.kind(f"{name}/positions").itemsize > 2
        self.empty = not file.count(f"{name}/documents")

    @cached_property
    def terms(self) -> TermTable:
        """The words as printed and folded, sorted."""
        return TermTable(self._whole("terms"), self._whole("ends"))

    @cached_property
    def lengths(self) -> Array:
        """How many words the field has in each record."""
        return self._whole("lengths")

    @cached_property
    def documents_until(self) -> Array:
        """How many postings there are up to the end of each term's."""
        return self._whole("documents_until")

    @cached_property
    def positions_until(self) -> Array:
        """How many positions there are up to the end of each term's."""
        return self._whole("positions_until")

    def family(self, printed: str, written: str) -> Numbers:
        """Return the terms that are a word, or have a stem in common with it in any language; remembered."""
        key = printed, written
        if key not in self._families:
            if len(self._families) >= _MOST_FAMILIES:
                self._families.clear()
            self._families[key] = self._family(printed, written)
        return self._families[key]

    def _family(self, printed: str, written: str) -> Numbers:
        found = set(self.terms.of_word(printed.encode()))
        for root, names in families_of(written, self.terms.rules):
            left = set(names)
            for at, name in self._stems.of_word(root).items():
                if name in names:
                    left.remove(name)
                    start, stop = _span(self._members_until, at, at + 1)
                    found.update(self._file.piece(f"{self._name}/members", start, stop).tolist())
            if left:
                # Of a family of one word that is simply its stem nothing is written: the term has the family's name.
                found.update(number for number, term in self.terms.of_word(root).items() if term in left)
        return ascending(found)

    def postings(self, terms: Numbers) -> Postings:
        """Return the records that have any of some terms."""
        if not len(terms):
            return _NONE
        if len(terms) == 1:
            return self._postings(int(terms[0]), int(terms[0]) + 1)
        documents, counts = self._postings_one_after_the_other(terms)
        if len(documents) * _SPARSE < self._documents:
            order = np.argsort(documents, kind="stable")
            documents = documents[order]
            firsts = np.flatnonzero(np.diff(documents, prepend=~documents[:1]))
            return Postings(documents[firsts], np.add.reduceat(counts[order], firsts, dtype=np.uint32))
        sums = np.bincount(documents, counts, self._documents).astype(np.uint32)
        found = np.flatnonzero(sums != 0)
        return Postings(found.astype(np.uint16), sums[found])

    def most_documents(self, terms: Numbers) -> int:
        """Return how many records have some terms, those with several of them counted several times."""
        spans = (_span(self.documents_until, start, stop) for start, stop in _stretches(terms))
        return sum(last - first for first, last in spans)

    def frequency(self, terms: Numbers) -> int:
        """Return how often some terms stand in all records together."""
        spans = (_span(self.positions_until, start, stop) for start, stop in _stretches(terms))
        return sum(last - first for first, last in spans)

    def places(self, terms: Numbers, chosen: npt.NDArray[np.bool_] | None = None) -> Array:
        """Return where any of some terms stand: record times 2^16 (2^32 in a wide field) plus position, ascending.

        Where records are chosen, places in all others may be left out.
        """
        shift, kind = (32, np.uint64) if self.wide else (16, np.uint32)
        found = []
        for start, stop in _stretches(terms):
            documents, counts = self._postings(start, stop)
            positions = self._file.piece(f"{self._name}/positions", *_span(self.positions_until, start, stop))
            kept = None if chosen is None else chosen[documents]
            # Few that are not wanted are quicker to keep than to take out.
            if kept is not None and np.count_nonzero(kept) * 2 < len(kept):
                positions = positions[np.repeat(kept, counts)]
                documents, counts = documents[kept], counts[kept]
            some: Array = np.repeat(np.left_shift(documents, shift, dtype=kind), counts)
            some |= positions
            found.append(some)
        places = np.concatenate(found) if found else np.zeros(0, kind)
        if len(terms) > 1:
            places.sort()
        return places

    def stand_at(self, terms: Numbers, places: Array) -> npt.NDArray[np.bool_]:
        """Say at which of some places any of some terms stands; quicker than `places` where those are few."""
        shift = places.dtype.type(32 if self.wide else 16)
        records = places >> shift
        wanted = places - (records << shift)
        found = np.zeros(len(places), np.bool_)
        for term in terms:
            documents, counts = self._postings(int(term), int(term) + 1)
            # Of two types, the longer array would be copied into the wider one.
            at = np.minimum(np.searchsorted(documents, records.astype(documents.dtype)), len(documents) - 1)
            asked = np.flatnonzero(documents[at] == records)
            ends = np.cumsum(counts, dtype=np.int64)[at[asked]]
            positions = self._file.piece(
                f"{self._name}/positions", *_span(self.positions_until, int(term), int(term) + 1)
            )
            found[asked] |= _has(positions, ends - counts[at[asked]], ends, wanted[asked])
        return found

    def _postings(self, start: int, stop: int) -> Postings:
        """Return the postings of consecutive terms, one after the other."""
        first, last = _span(self.documents_until, start, stop)
        documents = self._file.piece(f"{self._name}/documents", first, last)
        counts = unhalved(self._file.piece(f"{self._name}/counts", first // 2, -(-last // 2)))[first % 2 :]
        counts = counts[: last - first]
        some, end = (bisect_left(self._large_at.data, at) for at in (first, last))
        if some < end:
            counts = counts.astype(np.uint32)
            counts[self._large_at[some:end] - first] = self._file.piece(f"{self._name}/large", some, end)
        return Postings(documents, counts)

    def _postings_one_after_the_other(self, terms: Numbers) -> Postings:
        """Return the postings of each of some terms, those of one after those of the other."""
        stretches = _stretches(terms)
        if len(stretches) <= _FEW_STRETCHES:
            parts = [self._postings(start, stop) for start, stop in stretches]
            return Postings(*map(np.concatenate, zip(*parts, strict=True)))
        spans = np.array([_span(self.documents_until, start, stop) for start, stop in stretches], np.int64)
        at = indexes(spans[:, 0], spans[:, 1] - spans[:, 0])
        halves = self._file.chosen(f"{self._name}/counts", at >> 1)
        counts = halves >> ((at & 1) << 2).astype(np.uint8) & np.uint8(LARGE)
        many = np.flatnonzero(counts == LARGE)
        if len(many):
            counts = counts.astype(np.uint32)
            places = np.searchsorted(self._large_at, at[many].astype(self._large_at.dtype))
            counts[many] = self._file.chosen(f"{self._name}/large", places)
        return Postings(self._file.chosen(f"{self._name}/documents", at), counts)

    def stretch(self, start: int, stop: int) -> tuple[Postings, Array]:
        """Return the postings and the positions of consecutive terms, one term after the other."""
        positions = self._file.piece(f"{self._name}/positions", *_span(self.positions_until, start, stop))
        return self._postings(start, stop), positions

    @cached_property
    def _large_at(self) -> Array:
        return self._whole("large_at")

    @cached_property
    def _stems(self) -> TermTable:
        return TermTable(self._whole("stems"), self._whole("stem_ends"))

    @cached_property
    def _members_until(self) -> Array:
        return self._whole("members_until")

    def _whole(self, what: str) -> Array:
        return self._file.whole(f"{self._name}/{what}")


class SegmentData:
    """An open segment's file. Nothing in it ever changes; which records are deleted is said elsewhere."""

    def __init__(self, file: Container) -> None:
        self._file = file
        try:
            self.documents = int(file.facts["documents"])
            self.lengths: dict[str, dict[str, int]] = dict(file.facts["fields"])
            self.number_columns: list[str] = list(file.facts["numbers"])
            self.name_columns: list[str] = list(file.facts["names"])
        except (ValueError, TypeError, KeyError) as error:
            raise DamageError(f"the header of {file.name} makes no sense") from error
        self.fields = {name: StoredField(file, name, self.documents) for name in self.lengths}
        self._numbers: dict[str, Array] = {}
        self._names: dict[str, NamesColumn] = {}
        self._require_one_value_a_record()

    def numbers(self, column: str) -> Array:
        """Return a column of numbers."""
        if column not in self._numbers:
            self._numbers[column] = self._file.whole(f"{column}/numbers")
        return self._numbers[column]

    def names(self, column: str) -> NamesColumn:
        """Return a column of names."""
        if column not in self._names:
            self._names[column] = NamesColumn(self._file, column)
        return self._names[column]

    def _require_one_value_a_record(self) -> None:
        """Check the number of records, for which memory is taken, by arrays that have a value for each."""
        arrays = [
            *(f"{name}/lengths" for name in self.fields),
            *(f"{name}/numbers" for name in self.number_columns),
            *(f"{name}/names_each" for name in self.name_columns),
        ]
        if any(self._file.count(name) != self.documents for name in arrays):
            raise DamageError(f"{self._file.name} has not one value a record")


def facts(documents: int, lengths: dict[str, Array], numbers: list[str], names: list[str]) -> dict[str, Any]:
    """Return what a segment's header says of it, beside where its arrays are."""
    return {
        "documents": documents,
        "fields": {
            name: {
                "total": int(values.sum(dtype=np.int64)),
                "least": int(values.min()) if len(values) else 0,
                "most": int(values.max(initial=0)),
            }
            for name, values in lengths.items()
        },
        "numbers": numbers,
        "names": names,
    }


def _span(until: Array, start: int, stop: int) -> tuple[int, int]:
    return (int(until[start - 1]) if start else 0), (int(until[stop - 1]) if stop else 0)


def _has(values: Array, starts: Array, ends: Array, wanted: Array) -> npt.NDArray[np.bool_]:
    """Say for each stretch of ascending values whether it has one that is wanted; by halving all stretches at once."""
    low, high = starts, ends - 1
    for _ in range(int((ends - starts).max(initial=1)).bit_length()):
        middle = (low + high) >> 1
        less = values[middle] < wanted
        low = np.where(less, np.minimum(middle + 1, ends - 1), low)
        high = np.where(less, high, middle)
    return np.asarray(values[low] == wanted)


def _stretches(numbers: Numbers) -> list[tuple[int, int]]:
    """Return the stretches of consecutive numbers."""
    if not len(numbers):
        return []
    if isinstance(numbers, range):
        return [(numbers.start, numbers.stop)]
    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    firsts = [int(numbers[at]) for at in (0, *breaks)]
    lasts = [int(numbers[at - 1]) + 1 for at in (*breaks, len(numbers))]
    return list(zip(firsts, lasts, strict=True))
