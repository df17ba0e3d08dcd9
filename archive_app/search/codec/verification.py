"""Check all of a segment: that its bytes are those that were written, and that they make sense.

Checksums tell damage; that offsets, numbers and orders agree with one another tells a segment that this app never
wrote. Families of words are made anew, as other rules for stems would make other ones. Nothing is changed, and memory
is bounded by the words of one field.
"""

from itertools import pairwise

import numpy as np
from whoosh.fields import Schema

from archive_app.search.codec.builder import MAX_DOCUMENTS
from archive_app.search.codec.container import Array, Container, DamageError
from archive_app.search.codec.manifest import Entry
from archive_app.search.codec.merging import LARGE, ranges, shared_families
from archive_app.search.codec.segment_data import SegmentData, StoredField
from archive_app.search.schema import ID, NameField, NumberField, TextField

_LINE_END = ord("\n")


def verify_segment(file: Container, schema: Schema, entry: Entry) -> None:
    """Check a segment of an index with this schema, and that it is what the table of contents says.

    Raises:
        DamageError: It is not what the segment builder writes.
    """
    file.verify()
    data = SegmentData(file)
    _require(file, 0 < data.documents == entry.documents <= MAX_DOCUMENTS, "the number of records")
    fields = {name for name, field in schema.items() if isinstance(field, TextField | NameField)}
    numbers = {name for name, field in schema.items() if isinstance(field, NumberField)}
    names = {name for name, field in schema.items() if isinstance(field, NameField)}
    held = set(data.fields), set(data.number_columns), set(data.name_columns)
    _require(file, held == (fields, numbers, names), "the fields")
    for name, field in data.fields.items():
        terms = _verify_terms(file, f"{name}/terms", f"{name}/ends")
        for what, values in shared_families(terms).items():
            _require(file, np.array_equal(file.whole(f"{name}/{what}"), values), f"{name}/{what}")
        _verify_postings(file, name, field, data.documents)
        lengths = field.lengths
        known = {"total": int(lengths.sum(dtype=np.int64)), "least": int(lengths.min()), "most": int(lengths.max())}
        _require(file, data.lengths[name] == known, f"the lengths of {name}")
    for name in names:
        _verify_terms(file, f"{name}/names", f"{name}/name_ends")
        codes = file.whole(f"{name}/codes")
        each = file.whole(f"{name}/names_each")
        _require(file, each.sum(dtype=np.int64) == len(codes), f"{name}/names_each")
        _require(file, codes.max(initial=0) < max(file.count(f"{name}/name_ends"), 1), f"the codes of {name}")
    held_ids = data.numbers(ID)
    _require(file, (held_ids.min(), held_ids.max()) == (entry.least_id, entry.greatest_id), "the ids")


def _verify_terms(file: Container, text: str, ends: str) -> list[bytes]:
    """Check that terms are UTF-8, one a line, sorted, each once, and end where they are said to; return them."""
    letters = file.whole(text)
    stops = _verify_ends(file, ends, len(letters))
    line_ends = np.flatnonzero(letters == _LINE_END)
    _require(file, np.array_equal(line_ends + 1, stops), ends)
    content = letters.tobytes()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise DamageError(f"{text} of {file.name} makes no sense") from error
    terms = content.split(b"\n")[:-1]
    _require(file, all(one < other for one, other in pairwise(terms)), text)
    return terms


def _verify_postings(file: Container, name: str, field: StoredField, documents: int) -> None:
    terms = file.count(f"{name}/ends")
    postings = file.count(f"{name}/documents")
    until = _verify_ends(file, f"{name}/documents_until", postings)
    positions_until = _verify_ends(file, f"{name}/positions_until", file.count(f"{name}/positions"))
    _require(file, len(until) == len(positions_until) == terms, f"{name}/documents_until")
    halves = file.whole(f"{name}/counts")
    _require(file, len(halves) == -(-postings // 2), f"{name}/counts")
    _require(file, postings % 2 == 0 or halves[-1] < LARGE + 1, f"{name}/counts")
    large_at = file.whole(f"{name}/large_at")
    _require(file, file.count(f"{name}/large") == len(large_at), f"{name}/large")
    _require(file, bool(np.all(np.diff(large_at.astype(np.int64)) > 0)), f"{name}/large_at")
    _require(file, large_at.max(initial=0) < max(postings, 1), f"{name}/large_at")
    words = np.zeros(documents, np.int64)
    for start, stop in ranges(np.concatenate(([0], positions_until.astype(np.int64)))):
        (some, counts), positions = field.stretch(start, stop)
        ends = until[start:stop].astype(np.int64) - (int(until[start - 1]) if start else 0)
        _require(file, some.max(initial=0) < documents, f"{name}/documents")
        _require(file, _ascends(some, ends), f"{name}/documents")
        stops = np.cumsum(counts, dtype=np.int64)
        before = int(positions_until[start - 1]) if start else 0
        _require(file, np.array_equal(stops[ends - 1] + before, positions_until[start:stop]), f"{name}/counts")
        _require(file, bool(counts.min(initial=1)) and _ascends(positions, stops), f"{name}/positions")
        words += np.bincount(some, counts, documents).astype(np.int64)
    _require(file, np.array_equal(words, field.lengths), f"{name}/lengths")


def _verify_ends(file: Container, name: str, total: int) -> Array:
    """Check that an array of ends ascends to a total, and return it."""
    ends = file.whole(name)
    steps = np.diff(ends.astype(np.int64), prepend=0)
    _require(file, int(ends[-1] if len(ends) else 0) == total and bool(np.all(steps >= 1)), name)
    return ends


def _ascends(values: Array, ends: Array) -> bool:
    """Say whether values ascend, without repetition, within each stretch that ends at one of `ends`."""
    rises = values[1:] > values[:-1]
    rises[ends[:-1].astype(np.int64) - 1] = True
    return bool(np.all(rises))


def _require(file: Container, true: bool, what: str) -> None:
    if not true:
        raise DamageError(f"{what} of {file.name} makes no sense")
