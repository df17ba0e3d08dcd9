"""Segments as Whoosh's readers see them: a codec whose terms and records come from memory maps.

The lexicon lists the terms of the index, as `languages` makes them of words. Nothing is stored with a record; there are
no term vectors.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import (
    Codec,
    FieldCursor,
    FieldWriter,
    PerDocumentReader,
    PerDocumentWriter,
    PostingsWriter,
    TermsReader,
)
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import Column, ColumnReader
from whoosh.formats import Format
from whoosh.matching.mcore import LeafMatcher, Matcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound
from whoosh.scoring import BaseScorer

from archive_app.search.codec.columns import NamesReader, NumbersReader
from archive_app.search.codec.manifest import Entry
from archive_app.search.codec.segment_data import Numbers, Postings, SegmentData, StoredField
from archive_app.search.storage import MappedStorage


class Segment(WhooshSegment):
    """A segment of the last commit and which of its records are deleted."""

    def __init__(self, index: str, entry: Entry, deleted: npt.NDArray[np.bool_] | None) -> None:
        super().__init__(index)
        self.entry = entry
        self.deleted = deleted

    def codec(self) -> Codec:
        """Return this codec."""
        return MappedCodec()

    def segment_id(self) -> str:
        """Return the name of the segment's files."""
        return self.entry.name

    def doc_count_all(self) -> int:
        """Return the number of records, deleted ones too."""
        return self.entry.documents

    def deleted_count(self) -> int:
        """Return the number of deleted records."""
        return self.entry.deleted

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted records."""
        return iter([] if self.deleted is None else np.flatnonzero(self.deleted).tolist())

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a record is deleted; Whoosh's matchers also ask for the one behind the last."""
        return self.deleted is not None and docnum < len(self.deleted) and bool(self.deleted[docnum])

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a record as deleted, or as not deleted."""
        self.deleted = np.zeros(self.entry.documents, np.bool_) if self.deleted is None else self.deleted.copy()
        self.deleted[docnum] = delete


class MappedCodec(Codec):
    """Reads segments that the segment builder wrote, which is the only way to write them."""

    def terms_reader(self, storage: MappedStorage, segment: Segment) -> "MappedTerms":
        """Return what reads a segment's terms."""
        return MappedTerms(storage.segment(segment.segment_id()))

    def per_document_reader(self, storage: MappedStorage, segment: Segment) -> "MappedRecords":
        """Return what reads a segment's records."""
        return MappedRecords(storage.segment(segment.segment_id()), segment)

    def new_segment(self, storage: object, indexname: str) -> Segment:
        """Refuse; this and what follows is what Whoosh's own writer would ask for."""
        raise NotImplementedError(_BUILT)

    def per_document_writer(self, storage: object, segment: object) -> PerDocumentWriter:
        """Refuse."""
        raise NotImplementedError(_BUILT)

    def field_writer(self, storage: object, segment: object) -> FieldWriter:
        """Refuse."""
        raise NotImplementedError(_BUILT)

    def postings_writer(self, dbfile: object, byteids: bool = False) -> PostingsWriter:
        """Refuse."""
        raise NotImplementedError(_BUILT)

    def postings_reader(
        self, dbfile: object, terminfo: object, format_: object, term: object = None, scorer: object = None
    ) -> Matcher:
        """Refuse; `MappedTerms.matcher` reads postings."""
        raise NotImplementedError(_BUILT)


_BUILT = "Segments are written by SegmentBuilder."


class MappedTerms(TermsReader):
    """The terms of a segment."""

    def __init__(self, data: SegmentData) -> None:
        self.data = data

    def close(self) -> None:
        """Do nothing; the storage keeps the segment open."""

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms."""
        return sorted(self.data.fields)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return len(self._numbers(*term)) > 0

    def cursor(self, fieldname: str, fieldobj: object) -> "MappedCursor":  # noqa: ARG002 - Whoosh's signature
        """Return a cursor over the terms of a field."""
        return MappedCursor(self.data.fields[fieldname])

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms."""
        for name in self.indexed_field_names():
            yield from ((name, term) for term in self.data.fields[name].terms.all())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield all terms from one on."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                table = self.data.fields[name].terms
                start = table.place(prefix) if name == fieldname else 0
                yield from ((name, table[number]) for number in range(start, len(table)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms from one on with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what is known of a term; raises KeyError if it is not there."""
        numbers = self._numbers(fieldname, text)
        if not len(numbers):
            raise KeyError((fieldname, text))
        return _info(self.data.fields[fieldname], numbers)

    def frequency(self, fieldname: str, text: bytes) -> int:
        """Return how often a term stands in the segment."""
        return int(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many records have a term."""
        numbers = self._numbers(fieldname, text)
        return len(self.data.fields[fieldname].postings(numbers).documents) if len(numbers) else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> "PostingsMatcher":
        """Return a matcher for the records that have a term."""
        numbers = self._numbers(fieldname, text)
        if not len(numbers):
            raise TermNotFound((fieldname, text))
        return PostingsMatcher(self.data.fields[fieldname], numbers, (fieldname, text), format_, scorer)

    def _numbers(self, field: str, term: bytes) -> Numbers:
        return numbers_of(self.data.fields[field], term) if field in self.data.fields else range(0)


def numbers_of(field: StoredField, term: bytes) -> Numbers:
    """Return the number of a term in a field, if it has one there."""
    number = field.terms.find(term)
    return range(0) if number is None else range(number, number + 1)


def _info(field: StoredField, numbers: Numbers) -> TermInfo:
    documents, counts = field.postings(numbers)
    lengths = field.lengths[documents]
    return TermInfo(
        float(counts.sum(dtype=np.int64)),
        len(documents),
        int(lengths.min()),
        int(lengths.max()),
        float(counts.max()),
        int(documents[0]),
        int(documents[-1]),
    )


class MappedCursor(FieldCursor):
    """Walks through the terms of a field, which it tells as text, as Whoosh's automata want it."""

    def __init__(self, field: StoredField) -> None:
        self._field = field
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term that is not before this one."""
        self._at = self._field.terms.place(string if isinstance(string, bytes) else string.encode())
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term the cursor is at; None after the last."""
        return self._field.terms[self._at].decode() if self.is_valid() else None

    term = text

    def term_info(self) -> TermInfo:
        """Return what is known of the term the cursor is at."""
        return _info(self._field, range(self._at, self._at + 1))

    def is_valid(self) -> bool:
        """Say whether the cursor is at a term."""
        return self._at < len(self._field.terms)


class PostingsMatcher(LeafMatcher):
    """Steps through the records that have any of some terms, for the queries that Whoosh's own matchers answer."""

    def __init__(
        self,
        field: StoredField,
        numbers: Numbers,
        term: tuple[str, bytes] | None,
        format_: Format,
        scorer: BaseScorer | None,
    ) -> None:
        self._field = field
        self._numbers = numbers
        self._postings: Postings = field.postings(numbers)
        self._documents: list[int] = self._postings.documents.tolist()
        self._term = term
        self.format = format_
        self.scorer = scorer
        self._at = 0
        self._places: dict[int, list[int]] | None = None

    def is_active(self) -> bool:
        """Say whether the matcher is at a record."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go to the first record."""
        self._at = 0

    def copy(self) -> "PostingsMatcher":
        """Return another matcher at the same record."""
        other = PostingsMatcher(self._field, self._numbers, self._term, self.format, self.scorer)
        other._at = self._at
        return other

    def id(self) -> int:
        """Return the record's number."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """Return the numbers of all records."""
        return iter(self._documents)

    def next(self) -> None:
        """Go to the next record."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:  # noqa: A002 - Whoosh's signature
        """Go to the first record from a number on."""
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._postings.documents, id)))

    def weight(self) -> float:
        """Return how often the record has the terms."""
        return float(self._postings.counts[self._at])

    def score(self) -> float:
        """Return the record's score."""
        return float(self.scorer.score(self)) if self.scorer else self.weight()

    def supports_block_quality(self) -> bool:
        """Say no: every record is looked at."""
        return False

    def supports(self, astype: str) -> bool:
        """Say whether the matcher can tell the positions, or how often the record has the terms."""
        return astype in {"positions", "frequency", "weight"}

    def value(self) -> list[int]:
        """Return the positions in the record."""
        if self._places is None:
            shift = 32 if self._field.wide else 16
            self._places = {}
            for place in self._field.places(self._numbers).tolist():
                self._places.setdefault(place >> shift, []).append(place & ((1 << shift) - 1))
        return self._places[self.id()]

    def value_as(self, astype: str) -> Any:  # noqa: ANN401 - Whoosh's signature
        """Return the positions in the record, or how many there are."""
        return self.value() if astype == "positions" else int(self.weight())


class MappedRecords(PerDocumentReader):
    """The records of a segment."""

    def __init__(self, data: SegmentData, segment: Segment) -> None:
        self._data = data
        self._segment = segment

    def doc_count(self) -> int:
        """Return the number of records that are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """Return the number of records, deleted ones too."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Say whether any record is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a record is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Return the numbers of the deleted records."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """Say yes."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Say whether there is a column of this name."""
        return fieldname in self.list_columns()

    def list_columns(self) -> list[str]:
        """Return the names of the columns."""
        return self._data.number_columns + self._data.name_columns

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:  # noqa: ARG002 - Whoosh's signature
        """Return what reads a column."""
        if fieldname in self._data.number_columns:
            return NumbersReader(self._data.numbers(fieldname))
        return NamesReader(self._data.names(fieldname))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many words a field has in a record."""
        return int(self._data.fields[fieldname].lengths[docnum]) if fieldname in self._data.fields else default

    def field_length(self, fieldname: str) -> int:
        """Return how many words a field has in all records together."""
        return self._fact(fieldname, "total")

    def min_field_length(self, fieldname: str) -> int:
        """Return the fewest words the field has in a record."""
        return self._fact(fieldname, "least")

    def max_field_length(self, fieldname: str) -> int:
        """Return the most words the field has in a record."""
        return self._fact(fieldname, "most")

    def stored_fields(self, docnum: int) -> dict[str, Any]:  # noqa: ARG002 - Whoosh's signature
        """Return nothing: the catalogue has the texts."""
        return {}

    def _fact(self, field: str, which: str) -> int:
        return int(self._data.lengths[field][which]) if field in self._data.lengths else 0
