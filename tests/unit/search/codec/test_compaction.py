from hypothesis import given
from hypothesis import strategies as st

from archive_app.search.codec.builder import MAX_DOCUMENTS
from archive_app.search.codec.compaction import FAN_IN, due, fullest

SIZES = st.lists(
    st.tuples(st.integers(1, MAX_DOCUMENTS), st.floats(0, 1)).map(lambda both: (both[0], int(both[0] * both[1]))),
    max_size=40,
)


def merged(sizes: list[tuple[int, int]], chosen: list[int]) -> list[tuple[int, int]]:
    left = sum(sizes[at][0] - sizes[at][1] for at in chosen)
    return [size for at, size in enumerate(sizes) if at not in chosen] + ([(left, 0)] if left else [])


@given(sizes=SIZES)
def test_merging_what_is_due_ends_with_few_segments_none_too_large(sizes):
    steps = 0
    while (chosen := due(sizes)) is not None:
        sizes = merged(sizes, chosen)
        steps += 1
        assert steps < 200
    assert all(documents <= MAX_DOCUMENTS for documents, _ in sizes)
    small = [documents for documents, deleted in sizes if documents - deleted <= 4096]
    assert len(small) < 3 * FAN_IN


@given(sizes=SIZES)
def test_optimizing_leaves_no_two_segments_that_would_fit_in_one_and_nothing_deleted(sizes):
    while (chosen := fullest(sizes)) is not None:
        sizes = merged(sizes, chosen)
    documents = sorted(documents for documents, _ in sizes)
    assert len(documents) < 2 or documents[0] + documents[1] > MAX_DOCUMENTS
    assert not any(deleted for _, deleted in sizes)


def test_adding_one_at_a_time_writes_each_record_few_times():
    sizes: list[tuple[int, int]] = []
    written = 0
    for _ in range(4096):
        sizes.append((1, 0))
        while (chosen := due(sizes)) is not None:
            written += sum(sizes[at][0] for at in chosen)
            sizes = merged(sizes, chosen)
    assert written / 4096 < 80
