"""What a first look at all of a page's blocks says of each: how likely those around it are, and how sure the best.

A block that says little by itself, such as a cell, an item or a teaser, is of the story where its company is. Like
`story_features`, which the second look sees too, this decides nothing.
"""

import numpy as np

from archive_app.parsing.page_places import Column
from archive_app.parsing.story_features import Features, PageView

# Log odds beyond which a block is no more or less likely for those around it.
_SURE = 4
# Blocks on each side that are near.
_NEAR = 3
# Log odds, and characters, from which a block marks where the story begins and ends.
_CLEAR, _LONG = 1, 80
# Characters that the shortest block counts as.
_LEAST = 20


def seen_around(view: PageView, scores: Column) -> Features:
    """Return columns like those of `PageView.features`, of the log odds that the first look gave to the blocks."""
    scores = np.clip(scores, -_SURE, _SURE)
    worth = view.length + _LEAST
    chosen = np.maximum(scores, 0) * worth
    clear = np.flatnonzero((scores > _CLEAR) & (view.length >= _LONG))
    order = np.arange(len(scores))
    return {
        "score": scores,
        "likelihood": 1 / (1 + np.exp(-scores)),
        "best scores": np.full(len(scores), (chosen * scores).sum() / max(chosen.sum(), 1e-9)),
        "scores near": _near(scores * worth) / _near(worth),
        "scores beside": _beside(scores * worth, view.around) / _beside(worth, view.around),
        "before all clear": order < (clear[0] if len(clear) else 0),
        "after all clear": order > (clear[-1] if len(clear) else len(scores)),
    }


def _near(amounts: Column) -> Column:
    """Add up the amounts of each block and of those near it."""
    totals = np.insert(np.cumsum(amounts), 0, 0)
    order = np.arange(len(amounts))
    near: Column = totals[np.minimum(order + _NEAR + 1, len(amounts))] - totals[np.maximum(order - _NEAR, 0)]
    return near


def _beside(amounts: Column, around: Column) -> Column:
    """Add up the amounts of all blocks whose elements stand right inside the same one."""
    beside: Column = np.bincount(around, amounts)[around]
    return beside
