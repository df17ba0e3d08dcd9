"""Find the records in which words stand one next to the other."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from archive_app.search.codec.container import Array
from archive_app.search.codec.segment_data import Numbers, StoredField

_FAR_FEWER = 8
"""From this ratio on, looking up the few among the many is quicker than sorting both."""

_FEW_TERMS = 8
"""More terms than these are put together rather than looked through one by one."""


def where_neighbours(
    field: StoredField, words: Sequence[Numbers], among: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return which of some records have the words of a phrase side by side, each of which may be any of some terms."""
    chosen = among
    common: Array | None = None
    # The rarest first, and only in the records left, because places are many where words are common. Each place is
    # told by where the last word of the phrase would stand.
    for at in sorted(range(len(words)), key=lambda at: field.frequency(words[at])):
        if (
            common is not None
            and len(common) * _FAR_FEWER < field.frequency(words[at])
            and len(words[at]) <= _FEW_TERMS
        ):
            common = common[field.stand_at(words[at], common - common.dtype.type(len(words) - 1 - at))]
        else:
            places = field.places(words[at], chosen)
            ends = places + places.dtype.type(len(words) - 1 - at)
            common = ends if common is None else _common(common, ends)
        chosen = np.zeros(len(among), np.bool_)
        records = common >> common.dtype.type(32 if field.wide else 16)
        # A position that cannot be, in a file of a stranger, may lead beyond the last record.
        chosen[records[records < len(chosen)]] = True
    return chosen & among


def _common(one: Array, other: Array) -> Array:
    """Return the values that two sorted arrays without repetition have in common."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if not len(few):
        return few
    if len(few) * _FAR_FEWER < len(many):
        at = np.minimum(np.searchsorted(many, few), len(many) - 1)
        found: Array = few[many[at] == few]
        return found
    both = np.concatenate((few, many))
    both.sort(kind="stable")
    twice: Array = both[:-1][both[1:] == both[:-1]]
    return twice
