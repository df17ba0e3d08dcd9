"""The places that a page's blocks stand in, as arrays: what adds up in each, and what those around hand down to it.

Place 0 is the outermost; each other one stands after the one around it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive_app.parsing.page_blocks import PageBlock, Place

Column = NDArray[Any]


class PagePlaces:
    """The places of one page. `at` has each block's place, `parent` each place's, -1 for the outermost."""

    def __init__(self, blocks: Sequence[PageBlock]) -> None:
        self.all: list[Place] = []
        index: dict[Place | None, int] = {None: -1}
        for block in blocks:
            _add(block.place, self.all, index)
        self._parents = [index[place.parent] for place in self.all]
        self.parent: Column = np.array(self._parents)
        self.around: Column = np.maximum(self.parent, 0)
        self.at: Column = np.array([index[block.place] for block in blocks])

    def totals(self, amounts: Column) -> Column:
        """Add up an amount of each block in its place and in all around it."""
        totals = np.bincount(self.at, amounts, len(self.all)).tolist()
        for place in range(len(totals) - 1, 0, -1):
            totals[self._parents[place]] += totals[place]
        return np.array(totals)

    def handed_down(self, bits: Sequence[int]) -> Column:
        """Give each place its own bits and those of all around it."""
        found = list(bits)
        for place in range(1, len(found)):
            found[place] |= found[self._parents[place]]
        return np.array(found)

    def outermost(self, tag: str) -> list[int]:
        """Return for each place the outermost one of a tag around it, or itself, or -1."""
        found: list[int] = []
        for index, place in enumerate(self.all):
            above = found[self._parents[index]] if index else -1
            found.append(index if above < 0 and place.tag == tag else above)
        return found

    def nested(self, tag: str) -> list[bool]:
        """Tell of each place whether it is, or stands in, an element of a tag inside another of that tag."""
        outermost = self.outermost(tag)
        found: list[bool] = []
        for index, place in enumerate(self.all):
            is_inner = place.tag == tag and outermost[index] not in {-1, index}
            found.append(is_inner or (index > 0 and found[self._parents[index]]))
        return found

    def children(self, place: int) -> Column:
        """Return the places right inside a place."""
        return np.flatnonzero(self.parent == place)


def _add(place: Place, places: list[Place], index: dict[Place | None, int]) -> None:
    """List a place behind those around it that are not listed yet."""
    new: list[Place] = []
    around: Place | None = place
    while around is not None and around not in index:
        new.append(around)
        around = around.parent
    for each in reversed(new):
        index[each] = len(places)
        places.append(each)
