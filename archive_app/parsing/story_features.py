"""What can be seen of a page's blocks that tells the story from what stands around it, as numbers from 0 to about 1.

Each feature has a name, under which `story_weights` has its learned weight. Nothing here decides anything.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p

from archive_app.model.article import Block
from archive_app.parsing.cleaning import squashed
from archive_app.parsing.page_blocks import HEADINGS, PageBlock, Place
from archive_app.parsing.promotion import asks_for_something, is_about_picture, reads_on

Features = dict[str, float]
_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』]*$")
# Characters: of a paragraph that is prose, of one that marks where the story begins and ends, of one worth comparing.
_PROSE, _LONG, _COMPARED = 60, 80, 40
# Characters that tell a line from all others; extractors part the ends of lines differently.
_START = 30
_LONGEST_HEADING = 60
_LIST_TAGS = frozenset({"li", "dd", "dt"})
_TAG_FEATURES = {
    **dict.fromkeys(("h2", "h3", "h4"), "is heading"), **dict.fromkeys(("h5", "h6"), "is small heading"),
    **dict.fromkeys(("td", "th"), "is cell"), **dict.fromkeys(_LIST_TAGS, "is item"),
    **dict.fromkeys(("div", "section"), "is plain"), "p": "is paragraph", "pre": "is preformatted",
}  # fmt: skip
_TAGS_AROUND = {
    "article": "in article", "blockquote": "in blockquote", "aside": "in aside", "footer": "in footer",
    "header": "in header", "form": "in form", "table": "in table", "figure": "in figure",
    "li": "in list", "dl": "in list",
}  # fmt: skip
# These say something of all that stands in an element; the others nothing where most of the page stands in it.
_ALWAYS = frozenset({"in article", "in blockquote", "in body", "in content"})
# Marks that say more where the block itself, or the element right around it, has them.
_NEAR = ("advertising", "aside", "body", "intro", "picture", "related", "sharing")
# Blocks after "You may also like" and the like, within so many, are no longer the story.
_PROMOTED = 12


class PageView:
    """A page's blocks with what has to be known of all to see one. `opinion` is another extractor's, line by line."""

    def __init__(self, blocks: Sequence[PageBlock], title: str, opinion: Sequence[Block]) -> None:
        self.blocks = blocks
        self.lengths = [len(block.text) for block in blocks]
        self.linked = [block.linked / len(block.text) for block in blocks]
        self.is_ended = [_END.search(block.text) is not None for block in blocks]
        self._count()
        self._root = _outermost(blocks[0].place)
        self._prose = self._root.prose or 1
        self._title = squashed(title)
        self._opinion = {block.text[:_START] for block in opinion}
        self._repeats = Counter(block.text for block in blocks)
        self._kinds_of_place = self._prose_by_names()
        self._title_at = self._find_title()
        self._articles = {block.place: _article(block.place) for block in blocks}
        found = [article for article in self._articles.values() if article is not None]
        self._first_article = found[0] if found else None
        self._largest_article = max(found, key=lambda article: article.prose, default=None)
        core = self._core()
        self._is_core = [any(place is core for place in _upwards(block.place)) for block in blocks]
        story = [
            index
            for index, length in enumerate(self.lengths)
            if self._is_core[index] and length >= _LONG and self.linked[index] < 1 / 3
        ]
        self._first, self._last = (story[0], story[-1]) if story else (0, len(blocks))
        self._promotion = self._after_promotion()

    def _count(self) -> None:
        """Add up the text in each place."""
        seen: set[str] = set()
        for block, length, linked, is_ended in zip(self.blocks, self.lengths, self.linked, self.is_ended, strict=True):
            is_prose = length >= _PROSE and linked < 0.35 and is_ended and block.place.tag not in HEADINGS
            prose = length if is_prose and block.text not in seen else 0
            seen.add(block.text)
            for place in _upwards(block.place):
                place.length += length
                place.linked += block.linked
                place.prose += prose

    def _core(self) -> Place:
        """Return the innermost place that has most of the page's prose."""
        inside: dict[Place, set[Place]] = {}
        for block in self.blocks:
            place = block.place
            while place.parent is not None and place not in inside.get(place.parent, ()):
                inside.setdefault(place.parent, set()).add(place)
                place = place.parent
        core = self._root
        while True:
            largest = max(inside.get(core, ()), key=lambda place: place.prose, default=None)
            if largest is None or largest.prose == 0 or largest.prose < 0.7 * core.prose:
                return core
            core = largest

    def _prose_by_names(self) -> Counter[tuple[str, ...]]:
        """Add up the unlinked text of blocks whose elements, and those around them, have the same names."""
        total: Counter[tuple[str, ...]] = Counter()
        for block, length in zip(self.blocks, self.lengths, strict=True):
            if length >= _COMPARED:
                total[_names(block.place)] += length - block.linked
        return total

    def _find_title(self) -> int | None:
        """Return the index of the page's headline: its first top heading, else where the title is shown last."""
        shown = None
        for index, block in enumerate(self.blocks):
            if block.place.tag == "h1":
                return index
            if self._is_title(index):
                shown = index
        return shown

    def _is_title(self, index: int) -> bool:
        length = len(self._title)
        is_near = 0 < length <= self.lengths[index] <= 2 * length + 20
        return is_near and squashed(self.blocks[index].text) == self._title

    def _after_promotion(self) -> list[bool]:
        """Tell of each block whether it follows closely on a heading that leads elsewhere."""
        last, found = -_PROMOTED - 1, []
        for index, block in enumerate(self.blocks):
            is_heading = self.lengths[index] < _LONGEST_HEADING and not self.is_ended[index] and index > self._first
            if is_heading and (reads_on(block.text) or asks_for_something(block.text)):
                last = index
            found.append(0 < index - last <= _PROMOTED)
        return found

    def place_features(self, place: Place) -> Iterator[str]:
        """Yield what an element says of all that stands in it; each of these features is 1."""
        is_most = place.prose * 2 > self._prose
        around = _TAGS_AROUND.get(place.tag)
        if around and (not is_most or around in _ALWAYS):
            yield around
        if place.tag in {"html", "body"}:
            return
        for mark in place.marks:
            if not is_most or f"in {mark}" in _ALWAYS:
                yield f"in {mark}"
        if place.is_hidden and not is_most:
            yield "hidden"

    def block_features(self, index: int) -> Features:
        """Return what is seen of a block apart from `place_features`."""
        seen = self._text_features(index)
        seen.update(self._place_shares(index))
        seen.update(self._order_features(index))
        seen.update(self._article_features(index))
        return seen

    def _text_features(self, index: int) -> Features:
        block, length, linked = self.blocks[index], self.lengths[index], self.linked[index]
        is_ended = self.is_ended[index]
        leads_on = reads_on(block.text)
        return {
            _TAG_FEATURES.get(block.place.tag, "is other"): 1,
            "length": min(length, 400) / 400,
            "log length": min(log1p(length) / 6, 1.2),
            "short": length < 25,
            "tiny": length < 8,
            "ended": is_ended,
            "some links": linked > 0.35,
            "all links": linked > 0.9,
            "linked line": linked > 0.9 and length > 25 and not is_ended,
            "capitals": length > 12 and block.text.isupper(),
            "capitals, linked": linked > 0.5 and length > 12 and block.text.isupper(),
            "linked paragraph": linked > 0.9 and length > 25 and block.place.tag == "p",
            "linked sentence": linked > 0.6 and is_ended,
            "reads on": leads_on,
            "reads on, linked": leads_on and (linked > 0.5 or not is_ended),
            "asks": asks_for_something(block.text),
            "about a picture": is_about_picture(block.text),
            "digits": length < 60 and sum(map(str.isdigit, block.text)) * 3 > length,
            "in other opinion": block.text[:_START] in self._opinion,
            "repeated": self._repeats[block.text] > 1,
            "title": index == self._title_at or self._is_title(index),
        }

    def _place_shares(self, index: int) -> Features:
        place = self.blocks[index].place
        parent = place.parent or place
        above = parent.parent or parent
        near = {f"near {mark}": 1.0 for mark in _NEAR if mark in place.marks or mark in parent.marks}
        return near | {
            "prose here": place.prose / self._prose,
            "prose around": parent.prose / self._prose,
            "prose above": above.prose / self._prose,
            "prose alike": min(self._kinds_of_place[_names(place)] / self._prose, 1),
            "links around": parent.linked / (parent.length or 1),
            "links above": above.linked / (above.length or 1),
        }

    def _order_features(self, index: int) -> Features:
        end = len(self.blocks) - 1
        place, is_core = self.blocks[index].place, self._is_core[index]
        before, after = index < self._first, index > self._last
        previous, following = max(index - 1, 0), min(index + 1, end)
        siblings = int(index > 0 and self.blocks[previous].place.parent is place.parent)
        siblings += index < end and self.blocks[following].place.parent is place.parent
        leads = index < end and self.lengths[following] > _LONG and self.linked[following] < 0.3
        return {
            "in core": is_core,
            "before": before,
            "before, in core": before and is_core,
            "after": after,
            "after, in core": after and is_core,
            "above title": self._title_at is not None and index < self._title_at,
            "after promotion": self._promotion[index],
            "length before": min(log1p(self.lengths[previous]) / 6, 1.2) if index else 0,
            "length after": min(log1p(self.lengths[following]) / 6, 1.2) if index < end else 0,
            "links before": self.linked[previous] if index else 1,
            "siblings": siblings / 2,
            "unlinked in core": is_core and self.linked[index] < 1 / 3 and not before and not after,
            "short in core": is_core and self.lengths[index] < _LONGEST_HEADING and not before and not after,
            "linked in core": is_core and self.linked[index] > 0.6 and not before and not after,
            "heading of nothing": place.tag in HEADINGS and not leads,
        }

    def _article_features(self, index: int) -> Features:
        article = self._articles[self.blocks[index].place]
        if article is not None:
            return {
                "prose of article": article.prose / self._prose,
                "in first article": article is self._first_article,
                "in largest article": article is self._largest_article,
            }
        if self._largest_article is not None:
            return {"beside article": 1, "beside large article": self._largest_article.prose / self._prose}
        return {}


def _upwards(place: Place | None) -> Iterator[Place]:
    while place is not None:
        yield place
        place = place.parent


def _outermost(place: Place) -> Place:
    *_, outermost = _upwards(place)
    return outermost


def _article(place: Place) -> Place | None:
    """Return the outermost article element around a place."""
    found = None
    for around in _upwards(place):
        if around.tag == "article":
            found = around
    return found


def _names(place: Place) -> tuple[str, ...]:
    parent = place.parent
    return (place.tag, place.names) if parent is None else (place.tag, place.names, parent.tag, parent.names)
