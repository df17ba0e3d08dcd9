from hypothesis import given
from hypothesis import strategies as st

from archive_app.search.codec.builder import MAX_DOCUMENTS
from archive_app.search.codec.compaction import FAN_IN, due, worthwhile
from archive_app.search.codec.manifest import Entry


def entry(documents: int, deleted: int = 0, size: int = 0) -> Entry:
    return Entry("some", documents, size or documents * 3000, 1, 1, deleted)


SIZES = st.tuples(st.integers(1, MAX_DOCUMENTS), st.floats(0, 1))
ENTRIES = st.lists(SIZES.map(lambda size: entry(size[0], int(size[0] * size[1]))), max_size=40)


def merged(entries: list[Entry], chosen: list[int]) -> list[Entry]:
    live = sum(entries[at].live for at in chosen)
    rest = [one for at, one in enumerate(entries) if at not in chosen]
    return [*rest, entry(live, size=sum(entries[at].size for at in chosen))] if live else rest


@given(entries=ENTRIES)
def test_merging_what_is_due_ends_with_few_segments_none_too_large(entries):
    steps = 0
    while (chosen := due(entries)) is not None:
        entries = merged(entries, chosen)
        steps += 1
        assert steps < 200
    assert all(one.documents <= MAX_DOCUMENTS for one in entries)
    assert sum(one.live <= 4096 for one in entries) < 3 * FAN_IN


@given(entries=ENTRIES)
def test_idle_moments_leave_few_segments_beside_those_that_fit_with_no_other(entries):
    steps = 0
    while (chosen := worthwhile(entries)) is not None:
        entries = merged(entries, chosen)
        steps += 1
        assert steps < 200
    assert all(one.documents <= MAX_DOCUMENTS for one in entries)
    assert all(one.deleted <= 0.1 * one.documents for one in entries)
    sizes = sorted(one.live for one in entries)
    together = [sum(sizes[: count + 1]) for count in range(len(sizes))]
    assert sum(size <= MAX_DOCUMENTS for size in together) <= 7


def test_an_idle_moment_does_not_write_a_large_segment_anew_for_a_few_records():
    assert worthwhile([entry(40_000), entry(60)]) is None
    assert worthwhile([entry(40_000), entry(60), entry(2), entry(1)]) == [2, 3]
    assert worthwhile([entry(40_000), entry(12_000), entry(60)]) == [0, 1, 2]
    assert worthwhile([entry(40_000, deleted=3_000)]) is None
    assert worthwhile([entry(40_000, deleted=5_000)]) == [0]


def test_articles_added_one_at_a_time_with_an_idle_moment_after_each_are_written_few_times():
    entries: list[Entry] = []
    written = 0
    for _ in range(4096):
        entries.append(entry(1))
        for choose in (due, worthwhile):
            while (chosen := choose(entries)) is not None:
                written += sum(entries[at].documents for at in chosen)
                entries = merged(entries, chosen)
    assert written / 4096 < 40


def test_segments_of_books_are_not_merged_past_what_a_segment_can_count():
    books = [entry(1000, size=1 << 29) for _ in range(FAN_IN)]
    chosen = due(books)
    assert chosen is not None
    assert len(chosen) == 4
    assert due([entry(1000, size=1 << 31) for _ in range(FAN_IN)]) is None


def test_adding_one_at_a_time_writes_each_record_few_times():
    entries: list[Entry] = []
    written = 0
    for _ in range(4096):
        entries.append(entry(1))
        while (chosen := due(entries)) is not None:
            written += sum(entries[at].documents for at in chosen)
            entries = merged(entries, chosen)
    assert written / 4096 < 80
