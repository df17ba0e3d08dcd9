"""Choose the blocks of a page that are its story, in two looks, each a logistic regression.

The first look sees each block by its `story_features`, the second also what the first says of those around it
(`story_context`). The weights were learned on pages whose story is known (`tests/benchmarks/learning.py`); the same
rule holds for all pages and languages.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from archive_app.model.article import Block, BlockKind
from archive_app.parsing.page_blocks import PageBlock
from archive_app.parsing.page_places import Column
from archive_app.parsing.promotion import reads_on
from archive_app.parsing.story_context import seen_around
from archive_app.parsing.story_features import Features, PageView
from archive_app.parsing.story_weights import FIRST, SECOND

# Responsive pages hold a paragraph once for each width of the screen, each time under other names.
_WORTH_REPEATING = 40
# Characters of a paragraph: it is rarely longer, and hardly said twice from so many on. Pages have few that are copies.
_LONGEST_PARAGRAPH, _WORTH_COMPARING = 2_000, 80
_COPIED, _MOST_COMPARED = 3, 50
# Log odds above which a block is of the story; a little over even, as what is wrongly kept disturbs more.
_LIKELY = 0.2


def find_story(blocks: Sequence[PageBlock], title: str, opinion: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks of the story, in the page's order.

    `title` is the article's, as far as known, `opinion` what another extractor takes for the story.
    """
    blocks = candidates(blocks)
    if not blocks:
        return ()
    view = PageView(blocks, title, opinion)
    story: list[Block] = []
    names: dict[str, str] = {}
    for index in np.flatnonzero(_scores(view) > _LIKELY).tolist():
        block = blocks[index]
        if _leads_away(view, index):
            continue
        if len(block.text) >= _WORTH_REPEATING and names.setdefault(block.text, _names(block)) != _names(block):
            continue
        story.append(Block(block.place.kind, block.text))
    while len(story) > 1 and story[-1].kind is BlockKind.HEADING:
        story.pop()
    return tuple(story)


def candidates(blocks: Iterable[PageBlock]) -> list[PageBlock]:
    """Return the blocks that may be of the story.

    Left out are those that stand in no place of a story, and those that say again in one piece what several others say,
    such as the text of a read-aloud player.
    """
    blocks = [block for block in blocks if block.place.in_story]
    long = [block for block in blocks if len(block.text) >= _LONGEST_PARAGRAPH][:_MOST_COMPARED]
    paragraphs = [block.text for block in blocks if _WORTH_COMPARING <= len(block.text) < _LONGEST_PARAGRAPH]
    texts = set(paragraphs[:_MOST_COMPARED]) if long else set()
    copies = {block for block in long if sum(text in block.text for text in texts) >= _COPIED}
    return [block for block in blocks if block not in copies] if copies else blocks


def _leads_away(view: PageView, index: int) -> bool:
    """Tell a linked line such as "Read more: …", which a story may have after each of its paragraphs."""
    return view.linked[index] > 0.5 and reads_on(view.blocks[index].text)


def _scores(view: PageView) -> Column:
    """Return the log odds of each block that it is part of the story."""
    features = view.features()
    return log_odds(features | seen_around(view, log_odds(features, FIRST)), SECOND)


def log_odds(features: Features, weights: Mapping[str, float]) -> Column:
    """Add up what the columns of features weigh for each block."""
    scores: Column = np.sum([weights.get(name, 0.0) * column for name, column in features.items()], axis=0)
    return scores


def _names(block: PageBlock) -> str:
    parent = block.place.parent
    return f"{block.place.names}/{parent.names if parent else ''}"
