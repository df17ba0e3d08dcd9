"""Choose the blocks of a page that are its story: a logistic regression over `story_features`.

The weights were learned on pages whose story is known (`tests/benchmarks/learning.py`); the same rule holds for all
pages and languages.
"""

from collections.abc import Sequence

import numpy as np

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.page_blocks import PageBlock
from archive_app.parsing.promotion import reads_on
from archive_app.parsing.story_features import PageView
from archive_app.parsing.story_weights import BIAS, WEIGHTS

# Responsive pages hold a paragraph once for each width of the screen, each time under other names.
_WORTH_REPEATING = 40
# Characters of a paragraph: it is rarely longer, and hardly said twice from so many on. Pages have few that are copies.
_LONGEST_PARAGRAPH, _WORTH_COMPARING = 2_000, 80
_COPIED, _MOST_COMPARED = 3, 50
# Log odds above which a block is of the story; a little over even, as what is wrongly kept disturbs more.
_LIKELY = 0.2
# Items are short and say little by themselves: these suffice between blocks of the story.
_LIKELY_ITEM = -1.5


def find_story(blocks: Sequence[PageBlock], title: str, opinion: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of the story, in the page's order.

    `title` is the article's, as far as known, `opinion` what another extractor takes for the story.
    """
    blocks = _without_copies([block for block in blocks if block.place.in_story])
    if not blocks:
        return ()
    view = PageView(blocks, title, opinion)
    story: list[Block] = []
    names: dict[str, str] = {}
    for index in _chosen(_scores(view), view):
        block = blocks[index]
        if len(block.text) >= _WORTH_REPEATING and names.setdefault(block.text, _names(block)) != _names(block):
            continue
        story.append(Block(block.place.kind, block.text))
    while len(story) > 1 and story[-1].kind is BlockKind.HEADING:
        story.pop()
    return tuple(story)


def _without_copies(blocks: list[PageBlock]) -> list[PageBlock]:
    """Leave out blocks that say again in one piece what several others say, such as the text of a read-aloud player."""
    long = [block for block in blocks if len(block.text) >= _LONGEST_PARAGRAPH][:_MOST_COMPARED]
    paragraphs = [block.text for block in blocks if _WORTH_COMPARING <= len(block.text) < _LONGEST_PARAGRAPH]
    texts = set(paragraphs[:_MOST_COMPARED]) if long else set()
    copies = {block for block in long if sum(text in block.text for text in texts) >= _COPIED}
    return [block for block in blocks if block not in copies] if copies else blocks


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
            and view.blocks[index].place.kind is BlockKind.LIST_ITEM
        )
    ]


def _leads_away(view: PageView, index: int) -> bool:
    """Tell a linked line such as "Read more: …", which a story may have after each of its paragraphs."""
    return view.linked[index] > 0.5 and reads_on(view.blocks[index].text)


def _scores(view: PageView) -> Sequence[float]:
    """Return the log odds of each block that it is part of the story."""
    scores = np.full(len(view.blocks), BIAS)
    for name, column in view.features().items():
        scores += WEIGHTS.get(name, 0.0) * column
    return scores.tolist()


def _names(block: PageBlock) -> str:
    parent = block.place.parent
    return f"{block.place.names}/{parent.names if parent else ''}"
