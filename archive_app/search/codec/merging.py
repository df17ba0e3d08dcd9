"""Put the postings of one field together from several sources, term range by term range, so that memory stays bounded.

A source is a run of the builder or a field of a segment. The same steps serve both, so a segment that was merged is
the segment that would have been built of the same records at once.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.container import Array, ContainerWriter, narrow
from archive_app.search.codec.term_table import TermTable
from archive_app.search.languages import families

_CHUNK = 1 << 21
"""Positions that are put together at a time; each takes about 30 bytes meanwhile."""

WIDE_FROM = 65_000
"""Positions from here on need four bytes. Below, adding the length of a phrase does not overflow two."""

LARGE = 15
"""Counts from here on stand in a list of their own, so that half a byte does for nearly all."""


class Piece(NamedTuple):
    """Postings of consecutive terms: how many documents each term has and how many positions, then all of those."""

    documents_a_term: Array
    positions_a_term: Array
    documents: Array
    counts: Array
    positions: Array


class Source(Protocol):
    """Postings of one field. `terms` has the numbers of its terms in the merged field, ascending."""

    terms: npt.NDArray[np.int64]
    documents_a_term: Array
    positions_a_term: Array
    wide: bool

    def read(self, start: int, stop: int) -> Piece:
        """Return the postings of its terms from one to before another, with the merged segment's document numbers."""
        ...


def write_field(
    out: ContainerWriter, name: str, terms: Sequence[bytes], sources: Sequence[Source], lengths: Array
) -> None:
    """Write all of a field: terms, families, lengths and postings. Sources come in the order of their documents."""
    text, ends = TermTable.pack(terms)
    out.add(f"{name}/terms", text)
    out.add(f"{name}/ends", ends)
    for what, values in shared_families(terms).items():
        out.add(f"{name}/{what}", values)
    out.add(f"{name}/lengths", narrow(lengths))
    documents = _total(len(terms), sources, "documents_a_term")
    positions = _total(len(terms), sources, "positions_a_term")
    for what, until in (("documents_until", documents[1:]), ("positions_until", positions[1:])):
        out.add(f"{name}/{what}", until.astype(np.uint32 if until[-1:].max(initial=0) < 1 << 32 else np.int64))
    _write_postings(out, name, sources, documents, positions)


def _total(count: int, sources: Sequence[Source], what: str) -> npt.NDArray[np.int64]:
    """Return how many postings come before each term, and after the last one."""
    total = np.zeros(count + 1, np.int64)
    for source in sources:
        total[source.terms + 1] += getattr(source, what)
    return np.cumsum(total)


def shared_families(terms: Sequence[bytes]) -> dict[str, Array]:
    """Return which terms have a stem in common, where that is not just the stem itself, as arrays by their names."""
    words = b"\n".join(terms).decode().split("\n") if terms else []
    found = families(words)
    # The order of characters is that of their UTF-8 bytes.
    shown = sorted(stem for stem, members in found.items() if len(members) > 1 or words[members[0]] != stem)
    text, ends = TermTable.pack([stem.encode() for stem in shown])
    return {
        "stems": text,
        "stem_ends": ends,
        "members_until": np.cumsum([len(found[stem]) for stem in shown], dtype=np.uint32),
        "members": np.array([number for stem in shown for number in found[stem]], np.uint32),
    }


def _write_postings(
    out: ContainerWriter,
    name: str,
    sources: Sequence[Source],
    documents: npt.NDArray[np.int64],
    positions: npt.NDArray[np.int64],
) -> None:
    wide = any(source.wide for source in sources)
    out.reserve(f"{name}/documents", np.uint16, int(documents[-1]))
    out.reserve(f"{name}/positions", np.uint32 if wide else np.uint16, int(positions[-1]))
    counts: list[Array] = []
    large_at: list[Array] = []
    large: list[Array] = []
    for start, stop in ranges(positions):
        piece = _joined(sources, start, stop, documents, positions)
        at = int(documents[start])
        out.write(f"{name}/documents", at, piece.documents)
        counts.append(np.minimum(piece.counts, LARGE).astype(np.uint8))
        out.write(f"{name}/positions", int(positions[start]), piece.positions)
        many = np.flatnonzero(piece.counts >= LARGE)
        large_at.append(many + at)
        large.append(piece.counts[many])
    out.add(f"{name}/counts", halved(np.concatenate(counts or [np.zeros(0, np.uint8)])))
    out.add(f"{name}/large_at", np.concatenate(large_at or [np.zeros(0)]).astype(np.uint32))
    out.add(f"{name}/large", np.concatenate(large or [np.zeros(0)]).astype(np.uint32))


def halved(counts: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Pack numbers below 16 two to a byte, the first in the lower half."""
    even = np.zeros(len(counts) + len(counts) % 2, np.uint8)
    even[: len(counts)] = counts
    halves: npt.NDArray[np.uint8] = np.bitwise_or(even[::2], even[1::2] << 4, dtype=np.uint8)
    return halves


def unhalved(halves: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Unpack what `halved` packed."""
    counts = np.empty(2 * len(halves), np.uint8)
    counts[::2] = halves & 15
    counts[1::2] = halves >> 4
    return counts


def ranges(positions: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms that have about `_CHUNK` positions each."""
    start, last = 0, len(positions) - 1
    while start < last:
        stop = int(np.searchsorted(positions, positions[start] + _CHUNK, "right")) - 1
        stop = min(max(stop, start + 1), last)
        yield start, stop
        start = stop


def _joined(
    sources: Sequence[Source],
    start: int,
    stop: int,
    documents: npt.NDArray[np.int64],
    positions: npt.NDArray[np.int64],
) -> Piece:
    """Return the postings of a range of terms from all sources; those of one term in the order of the sources."""
    parts = []
    for source in sources:
        first, last = np.searchsorted(source.terms, (start, stop))
        if first < last:
            parts.append((source.terms[first:last] - start, source.read(int(first), int(last))))
    if len(parts) == 1:
        return parts[0][1]
    free_document = documents[start:stop] - documents[start]
    free_position = positions[start:stop] - positions[start]
    wide = any(source.wide for source in sources)
    joined = Piece(
        documents[start:stop],
        positions[start:stop],
        np.empty(int(documents[stop] - documents[start]), np.uint16),
        np.empty(int(documents[stop] - documents[start]), np.uint32),
        np.empty(int(positions[stop] - positions[start]), np.uint32 if wide else np.uint16),
    )
    for terms, piece in parts:
        at = indexes(free_document[terms], piece.documents_a_term)
        joined.documents[at] = piece.documents
        joined.counts[at] = piece.counts
        joined.positions[indexes(free_position[terms], piece.positions_a_term)] = piece.positions
        free_document[terms] += piece.documents_a_term
        free_position[terms] += piece.positions_a_term
    return joined


def indexes(starts: Array, lengths: Array) -> npt.NDArray[np.int64]:
    """Return all indexes of some stretches, one stretch after the other."""
    before = np.cumsum(lengths, dtype=np.int64) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(np.sum(lengths)), dtype=np.int64)
