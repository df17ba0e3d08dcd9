"""Values by record: whole numbers, and names of which a record can have none, one or several."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from whoosh.columns import ColumnReader

from archive_app.search.codec.container import Array, Container, ContainerWriter, DamageError, narrow
from archive_app.search.codec.merging import indexes
from archive_app.search.codec.term_table import TermTable

SEPARATOR = b"\n"
"""Stands between the names of one record where Whoosh asks for them as one value; no name has it."""


def write_numbers(out: ContainerWriter, name: str, values: Array) -> None:
    """Write a column of numbers."""
    out.add(f"{name}/numbers", values.astype(np.int64))


class Combinations:
    """The names of records, by the combinations of names that many records share."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._records: list[Array] = []

    def take(self, names: Iterable[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], Array]:
        """Take the names of some more records.

        Returns:
            The combinations among them, and which of these each record has.
        """
        numbers = self._numbers
        records = np.array([numbers.setdefault(some, len(numbers)) for some in names], np.int64)
        self._records.append(records)
        held, places = np.unique(records, return_inverse=True)
        known = list(numbers)
        return [known[number] for number in held.tolist()], places

    def write(self, out: ContainerWriter, name: str) -> None:
        """Write the column of names."""
        printed = [[" ".join(one.split()).encode(errors="replace") for one in some] for some in self._numbers]
        distinct = sorted({one for some in printed for one in some})
        places = {one: place for place, one in enumerate(distinct)}
        codes, per_record = spread([[places[one] for one in some] for some in printed], np.concatenate(self._records))
        _write_names(out, name, distinct, codes, per_record)


def spread(combinations: Sequence[Sequence[int]], records: Array) -> tuple[Array, Array]:
    """Return the numbers of all records, one after the other, and how many each has, from their combinations."""
    lengths = np.array([len(some) for some in combinations], np.int64)
    flat = np.array([number for some in combinations for number in some], np.uint32)
    per_record = lengths[records]
    return flat[indexes((np.cumsum(lengths) - lengths)[records], per_record)], per_record


def _write_names(out: ContainerWriter, name: str, distinct: Sequence[bytes], codes: Array, per_record: Array) -> None:
    text, ends = TermTable.pack(distinct)
    out.add(f"{name}/names", text)
    out.add(f"{name}/name_ends", ends)
    out.add(f"{name}/names_each", narrow(per_record))
    out.add(f"{name}/codes", narrow(codes))


def merge_names(out: ContainerWriter, name: str, parts: Sequence[tuple["NamesColumn", npt.NDArray[np.bool_]]]) -> None:
    """Write the names of those records of some segments that stay, in their order."""
    taken = [column.taken(stays) for column, stays in parts]
    held = [column.held(codes) for (column, _), (codes, _) in zip(parts, taken, strict=True)]
    distinct = sorted(set().union(*(names for _, names in held)))
    places = {value: code for code, value in enumerate(distinct)}
    renamed = []
    for (column, _), (codes, _), (used, names) in zip(parts, taken, held, strict=True):
        new_codes = np.zeros(len(column.names), np.uint32)
        new_codes[used] = [places[value] for value in names]
        renamed.append(new_codes[codes])
    _write_names(out, name, distinct, np.concatenate(renamed), np.concatenate([counts for _, counts in taken]))


class NamesColumn:
    """A column of names, told apart by codes in the order of the names' bytes."""

    def __init__(self, file: Container, name: str) -> None:
        self.names = TermTable(file.whole(f"{name}/names"), file.whole(f"{name}/name_ends"))
        self._each = file.whole(f"{name}/names_each")
        self._codes = file.whole(f"{name}/codes")
        if self._each.sum(dtype=np.int64) != len(self._codes):
            raise DamageError(f"{name}/names_each of {file.name} makes no sense")
        if self._codes.max(initial=0) >= max(len(self.names), 1):
            raise DamageError(f"{name}/codes of {file.name} makes no sense")

    def of(self, document: int) -> list[bytes]:
        """Return the names of one record."""
        start = int(self._each[:document].sum(dtype=np.int64))
        return [self.names[code] for code in self._codes[start : start + int(self._each[document])].tolist()]

    def counted(self, chosen: npt.NDArray[np.bool_]) -> dict[bytes, int]:
        """Return how many of the chosen records have each name."""
        counts = np.bincount(self._codes[np.repeat(chosen, self._each)], minlength=len(self.names))
        return {self.names[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

    def taken(self, stays: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
        """Return the codes of the names of some records, in order, and how many each record has."""
        return self._codes[np.repeat(stays, self._each)], self._each[stays]

    def held(self, codes: Array) -> tuple[Array, list[bytes]]:
        """Return which codes are used, and their names."""
        used = np.unique(codes)
        return used, [self.names[code] for code in used.tolist()]

    def __len__(self) -> int:
        return len(self._each)


class NamesReader(ColumnReader):
    """A column of names as Whoosh reads it: one value a record, names joined by line ends."""

    def __init__(self, column: NamesColumn) -> None:
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, document: int) -> bytes:
        return SEPARATOR.join(self._column.of(document))

    def __iter__(self) -> Iterator[bytes]:
        return (self[document] for document in range(len(self)))


class NumbersReader(ColumnReader):
    """A column of numbers as Whoosh reads it."""

    def __init__(self, values: Array) -> None:
        self._values = values
        self._reversed = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, document: int) -> int:
        return int(self._values[document])

    def sort_key(self, document: int) -> int:  # type: ignore[override]  # Whoosh's own columns of numbers do so
        """Return what sorts a record."""
        return -self[document] if self._reversed else self[document]

    def __iter__(self) -> Iterator[int]:
        return iter(self._values.tolist())

    def set_reverse(self) -> None:
        """Have `sort_key` sort the other way round."""
        self._reversed = True
