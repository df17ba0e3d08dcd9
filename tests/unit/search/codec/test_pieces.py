from hypothesis import example, given
from hypothesis import strategies as st

from archive_app.search.codec.pieces import MAX_PIECE, Pieces

PIECES = st.lists(st.binary(min_size=1, max_size=8).map(lambda piece: piece.replace(b" ", b"x")))


def numbered() -> tuple[Pieces, list[bytes]]:
    """A table that numbers pieces as they are asked for, and what it asked for."""
    asked: list[bytes] = []

    def code_of(piece: bytes) -> int:
        asked.append(piece)
        return len(asked) - 1

    return Pieces(code_of), asked


@given(texts=st.lists(PIECES, max_size=3), space=st.sampled_from([b" ", b"  "]))
@example(texts=[[b"\x00", b"\x01", b"a", b"a\x00"]], space=b" ")
def test_each_piece_has_the_code_it_was_given_first(texts, space):
    pieces, asked = numbered()
    for text in texts:
        assert [asked[code] for code in pieces.read(space.join(text)).tolist()] == text
    assert len(asked) == len(set(asked)) == len(pieces)


def test_any_number_of_pieces_is_told_apart():
    text = [b"%x" % (number * number % 1_000_003) for number in range(150_000)]
    pieces, asked = numbered()
    for _ in range(2):
        assert [asked[code] for code in pieces.read(b" ".join(text)).tolist()] == text
    assert len(asked) == len(set(text))


def test_pieces_that_differ_in_one_bit_or_in_order_are_told_apart():
    text = [b"b", b"c", b"bb", b"bc", b"cb", b"\xfe", b"\xff", b"a" * 99, b"a" * 98 + b"b", b"a" * 100]
    pieces, asked = numbered()
    assert [asked[code] for code in pieces.read(b" ".join(text)).tolist()] == text


def test_a_long_piece_is_asked_for_each_time_and_may_be_longer_than_what_is_read_at_once():
    long, longest = b"a" * (MAX_PIECE + 1), b"b" * 300_000
    pieces, asked = numbered()
    assert len(pieces.read(b" ".join([b"one", long, longest, b"two", long]))) == 5
    assert sorted(asked) == sorted([b"one", long, longest, b"two", long])
    assert len(pieces) == 2
