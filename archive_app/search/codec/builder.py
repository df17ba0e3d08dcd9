"""Build one segment of records that are given one by one.

May run in any process: what it writes counts only once a commit names it.
"""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from whoosh.fields import Schema

from archive_app.search.analysis import PASSAGE_GAP
from archive_app.search.codec.columns import Combinations, spread, write_numbers
from archive_app.search.codec.container import Array, ContainerWriter
from archive_app.search.codec.merging import write_field
from archive_app.search.codec.runs import Run
from archive_app.search.codec.segment_data import facts
from archive_app.search.codec.vocabulary import Tokens, Vocabulary
from archive_app.search.names import folded
from archive_app.search.schema import ID, LANGUAGE, NameField, NumberField, TextField

MAX_DOCUMENTS = 1 << 16
"""Records a segment can hold: their numbers take two bytes."""

_MAX_POSITIONS = 1 << 25
"""Words a builder takes, in about 3.6 bytes each; so a full one is about 120 MB."""

_NEARLY = 1 << 12
"""Records left for a last batch, so that it need not be cut in two."""

_BATCH_CHARACTERS = 1 << 23
_BATCH_DOCUMENTS = 1 << 12
"""What is read at once: large enough for NumPy to pay, small enough for the processor's caches."""

_MAX_WORDS = 500_000
"""A vocabulary with more is given up for a new one, so that it stays below 100 MB."""


class Built(NamedTuple):
    """A segment that is on disk and waits to be named by a commit."""

    name: str
    documents: int
    size: int
    least_id: int
    greatest_id: int


class SegmentBuilder:
    """Takes records and writes them as one segment of an index."""

    def __init__(self, folder: Path, index: str, schema: Schema, vocabulary: Vocabulary | None = None) -> None:
        self._folder = folder
        self._index = index
        self._texts = {name: field for name, field in schema.items() if isinstance(field, TextField | NameField)}
        self._numbers: dict[str, list[int]] = {
            name: [] for name, field in schema.items() if isinstance(field, NumberField)
        }
        self._names = {name: Combinations() for name, field in schema.items() if isinstance(field, NameField)}
        self.vocabulary = vocabulary if vocabulary and len(vocabulary.words) < _MAX_WORDS else Vocabulary()
        self._runs: dict[str, list[Run]] = {name: [] for name in self._texts}
        self._lengths: dict[str, list[Array]] = {name: [] for name in self._texts}
        self._batch: list[Mapping[str, object]] = []
        self._batch_characters = 0
        self._positions = 0
        self.documents = 0

    @property
    def full(self) -> bool:
        """Whether the segment must be finished before more records come."""
        return self.documents >= MAX_DOCUMENTS or self._positions >= _MAX_POSITIONS

    @property
    def nearly_full(self) -> bool:
        """Whether another batch of records may not fit."""
        return self.documents >= MAX_DOCUMENTS - _NEARLY or self._positions >= _MAX_POSITIONS

    def add(self, record: Mapping[str, object]) -> None:
        """Take one record: a value for each field that has one, for a field of names a tuple of those there are."""
        self._batch.append(record)
        self.documents += 1
        self._batch_characters += sum(len(value) for value in record.values() if isinstance(value, str))
        if len(self._batch) >= _BATCH_DOCUMENTS or self._batch_characters >= _BATCH_CHARACTERS or self.full:
            self._read_batch()

    def finish(self) -> Built | None:
        """Write the segment; return None if no record was given."""
        if not self.documents:
            return None
        self._read_batch()
        name = f"{self._index}_{uuid.uuid4().hex}"
        out = ContainerWriter(self._folder / f"{name}.seg")
        try:
            lengths = {name: np.concatenate(parts) for name, parts in self._lengths.items()}
            for field, runs in self._runs.items():
                write_field(out, field, self._ranked(runs), runs, lengths[field])
            for column, numbers in self._numbers.items():
                write_numbers(out, column, np.array(numbers, np.int64))
            for column, names in self._names.items():
                names.write(out, column)
            size = out.finish(facts(self.documents, lengths, list(self._numbers), list(self._names)))
        except BaseException:
            out.discard()
            raise
        ids = self._numbers[ID]
        return Built(name, self.documents, size, min(ids), max(ids))

    def _read_batch(self) -> None:
        batch, self._batch = self._batch, []
        self._batch_characters = 0
        if not batch:
            return
        first = self.documents - len(batch)
        languages = [names[0] if (names := _names(record, LANGUAGE)) else None for record in batch]
        for name, field in self._texts.items():
            if isinstance(field, NameField):
                self._take(name, self._read_names(name, batch), first)
            else:
                texts = [value if isinstance(value := record.get(name), str) else "" for record in batch]
                self._take(name, self.vocabulary.read(texts, languages), first)
        for name, numbers in self._numbers.items():
            numbers += [value if isinstance(value := record.get(name), int) else 0 for record in batch]

    def _read_names(self, name: str, batch: list[Mapping[str, object]]) -> Tokens:
        """Read the names that records have in a field as words that stand apart."""
        combinations, records = self._names[name].take([_names(record, name) for record in batch])
        number = self.vocabulary.number
        numbers, lengths = spread([[number(folded(one)) for one in some] for some in combinations], records)
        texts = np.repeat(np.arange(len(records), dtype=np.uint32), lengths)
        places = np.arange(len(numbers)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return Tokens(numbers, texts, (places * PASSAGE_GAP).astype(np.uint32), lengths.astype(np.uint32))

    def _take(self, name: str, tokens: Tokens, first: int) -> None:
        self._lengths[name].append(tokens.lengths)
        self._positions += len(tokens.numbers)
        if len(tokens.numbers):
            self._runs[name].append(Run(tokens, first))

    def _ranked(self, runs: list[Run]) -> list[bytes]:
        """Put the words of all runs in their final order and return them in it."""
        words = self.vocabulary.words
        used = np.unique(np.concatenate([run.words for run in runs])).tolist() if runs else []
        used.sort(key=words.__getitem__)
        ranks = np.zeros(len(words), np.int64)
        ranks[used] = np.arange(len(used))
        for run in runs:
            run.rank(ranks)
        return [words[number] for number in used]


def _names(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    return value if isinstance(value := record.get(field), tuple) else ()
