"""Values by record: whole numbers, and names of which a record can have none, one or several."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from whoosh.columns import ColumnReader

from archive_app.search.codec.container import Array, Container, ContainerWriter, DamageError
from archive_app.search.codec.term_table import TermTable

SEPARATOR = b"\n"
"""Stands between the names of one record where Whoosh asks for them as one value; no name has it."""


def write_numbers(out: ContainerWriter, name: str, values: Array) -> None:
    """Write a column of numbers."""
    out.add(f"{name}/numbers", values.astype(np.int64))


def write_names(out: ContainerWriter, name: str, values: Sequence[Sequence[bytes]]) -> None:
    """Write a column of names."""
    distinct = sorted({value for names in values for value in names})
    codes = {value: code for code, value in enumerate(distinct)}
    text, ends = TermTable.pack(distinct)
    out.add(f"{name}/names", text)
    out.add(f"{name}/name_ends", ends)
    out.add(f"{name}/codes_until", np.cumsum([len(names) for names in values], dtype=np.uint32))
    out.add(f"{name}/codes", np.array([codes[value] for names in values for value in names], np.uint32))


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
    text, ends = TermTable.pack(distinct)
    out.add(f"{name}/names", text)
    out.add(f"{name}/name_ends", ends)
    out.add(f"{name}/codes_until", np.cumsum(np.concatenate([counts for _, counts in taken]), dtype=np.uint32))
    out.add(f"{name}/codes", np.concatenate(renamed))


class NamesColumn:
    """A column of names, told apart by codes in the order of the names' bytes."""

    def __init__(self, file: Container, name: str) -> None:
        self.names = TermTable(file.whole(f"{name}/names"), file.whole(f"{name}/name_ends"))
        self._until = file.whole(f"{name}/codes_until")
        self._codes = file.whole(f"{name}/codes")
        ends = self._until[-1:].sum()
        if ends != len(self._codes) or np.any(self._until[1:] < self._until[:-1]):
            raise DamageError(f"{name}/codes_until of {file.name} makes no sense")
        if self._codes.max(initial=0) >= max(len(self.names), 1):
            raise DamageError(f"{name}/codes of {file.name} makes no sense")

    def of(self, document: int) -> list[bytes]:
        """Return the names of one record."""
        start = int(self._until[document - 1]) if document else 0
        return [self.names[code] for code in self._codes[start : self._until[document]].tolist()]

    def counted(self, chosen: npt.NDArray[np.bool_]) -> dict[bytes, int]:
        """Return how many of the chosen records have each name."""
        per_record = np.diff(self._until, prepend=np.uint32(0))
        counts = np.bincount(self._codes[np.repeat(chosen, per_record)], minlength=len(self.names))
        return {self.names[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

    def taken(self, stays: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
        """Return the codes of the names of some records, in order, and how many each record has."""
        per_record = np.diff(self._until, prepend=np.uint32(0))
        return self._codes[np.repeat(stays, per_record)], per_record[stays]

    def held(self, codes: Array) -> tuple[Array, list[bytes]]:
        """Return which codes are used, and their names."""
        used = np.unique(codes)
        return used, [self.names[code] for code in used.tolist()]

    def __len__(self) -> int:
        return len(self._until)


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
