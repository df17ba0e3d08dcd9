"""Choose the blocks of a page that are its story: a logistic regression over `story_features`.

The weights were learned on pages whose story is known (`tests/benchmarks/learning.py`); the same rule holds for all
pages and languages.
"""

from collections.abc import Sequence

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.page_blocks import HEADINGS, PageBlock, Place
from archive_app.parsing.promotion import reads_on
from archive_app.parsing.story_features import PageView
from archive_app.parsing.story_weights import BIAS, WEIGHTS

# Responsive pages hold a paragraph once for each width of the screen, each time under other names.
_WORTH_REPEATING = 40
# Log odds above which a block is of the story; a little over even, as what is wrongly kept disturbs more.
_LIKELY = 0.2
# Items are short and say little by themselves: these suffice between blocks of the story.
_LIKELY_ITEM = -1.5
_KINDS = {
    **dict.fromkeys(HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    "blockquote": BlockKind.QUOTE,
}


def find_story(blocks: Sequence[PageBlock], title: str, opinion: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of the story, in the page's order.

    `title` is the article's, as far as known, `opinion` what another extractor takes for the story.
    """
    if not blocks:
        return ()
    view = PageView(blocks, title, opinion)
    scorer = _Scorer(view)
    scores = [scorer.score(index) for index in range(len(blocks))]
    story: list[Block] = []
    names: dict[str, str] = {}
    for index in _chosen(scores, view):
        block = blocks[index]
        if len(block.text) >= _WORTH_REPEATING and names.setdefault(block.text, _names(block)) != _names(block):
            continue
        story.append(Block(_kind(block.place), block.text))
    while len(story) > 1 and story[-1].kind is BlockKind.HEADING:
        story.pop()
    return tuple(story)


def _chosen(scores: Sequence[float], view: PageView) -> list[int]:
    """Return the indices of the blocks that are likely of the story, and of unlinked list items between those."""
    likely = [index for index, score in enumerate(scores) if score > _LIKELY and not _leads_away(view, index)]
    if not likely:
        return []
    found = set(likely)
    return [
        index
        for index in range(likely[0], likely[-1] + 1)
        if index in found
        or (
            scores[index] > _LIKELY_ITEM
            and view.linked[index] < 1 / 3
            and _kind(view.blocks[index].place) is BlockKind.LIST_ITEM
        )
    ]


def _leads_away(view: PageView, index: int) -> bool:
    """Tell a linked line such as "Read more: …", which a story may have after each of its paragraphs."""
    return view.linked[index] > 0.5 and reads_on(view.blocks[index].text)


class _Scorer:
    """Adds up weights; what a place adds is added up once for all its blocks."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._places: dict[Place, frozenset[str]] = {}
        self._scores: dict[frozenset[str], float] = {}

    def score(self, index: int) -> float:
        """Return the log odds that a block is part of the story."""
        around = self._around(self._view.blocks[index].place)
        if around not in self._scores:
            self._scores[around] = sum(WEIGHTS.get(name, 0.0) for name in around)
        own = sum([WEIGHTS.get(name, 0.0) * value for name, value in self._view.block_features(index).items() if value])
        return BIAS + self._scores[around] + own

    def _around(self, place: Place) -> frozenset[str]:
        """Return the features of a place and all around it."""
        waiting = []
        above: Place | None = place
        while above is not None and above not in self._places:
            waiting.append(above)
            above = above.parent
        features = frozenset[str]() if above is None else self._places[above]
        for inner in reversed(waiting):
            features = features.union(self._view.place_features(inner))
            self._places[inner] = features
        return features


def _kind(place: Place) -> BlockKind:
    around: Place | None = place
    while around is not None:
        if around.tag in _KINDS:
            return _KINDS[around.tag]
        around = around.parent
    return BlockKind.PARAGRAPH


def _names(block: PageBlock) -> str:
    parent = block.place.parent
    return f"{block.place.names}/{parent.names if parent else ''}"
