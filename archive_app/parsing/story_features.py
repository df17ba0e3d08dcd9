"""What can be seen of a page's blocks that tells the story from what stands around it.

It is seen of all blocks at once, in columns of numbers from 0 to about 1. Each column has a name, under which
`story_weights` has its learned weights. Nothing here decides anything.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from archive_app.model.article import Block
from archive_app.parsing.cleaning import squashed
from archive_app.parsing.page_blocks import HEADINGS, MARKS, PageBlock, Place
from archive_app.parsing.page_places import Column, PagePlaces
from archive_app.parsing.promotion import asks_for_something, is_about_picture, reads_on

Features = dict[str, Column]
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
_NAMES_AROUND = (*dict.fromkeys(_TAGS_AROUND.values()), *(f"in {mark}" for mark in MARKS), "hidden")
_BITS = {name: 1 << number for number, name in enumerate(_NAMES_AROUND)}
_ALWAYS_BITS = sum(_BITS[name] for name in _ALWAYS)
# Blocks after "You may also like" and the like, within so many, are no longer the story.
_PROMOTED = 12


class PageView:
    """A page's blocks with what has to be known of all to see one. `opinion` is another extractor's, line by line."""

    def __init__(self, blocks: Sequence[PageBlock], title: str, opinion: Sequence[Block]) -> None:
        self.blocks = blocks
        self._texts = [block.text for block in blocks]
        self._title = squashed(title)
        self._opinion = {block.text[:_START] for block in opinion}
        self.length: Column = np.array([len(text) for text in self._texts])
        """The characters of each block."""
        linked = np.array([block.linked for block in blocks])
        self.linked: Column = linked / self.length
        """The share of each block that is links."""
        self._is_ended = self._column(lambda text: _END.search(text) is not None)
        self._places = places = PagePlaces(blocks)
        self._at = places.at
        self.around: Column = places.around[self._at]
        """The number of the element around each block's own."""
        self._is_heading = np.array([place.tag in HEADINGS for place in places.all])[self._at]
        self._in_place = places.totals(self.length), places.totals(linked)
        self._prose_in = places.totals(np.where(self._is_prose(), self.length, 0))
        self._prose = self._prose_in[0] or 1
        self._alike = self._prose_by_names(np.where(self.length >= _COMPARED, self.length - linked, 0))
        core = self._core()
        self._is_core = places.handed_down([place == core for place in range(len(places.all))])[self._at] > 0
        story = np.flatnonzero(self._is_core & (self.length >= _LONG) & (self.linked < 1 / 3))
        self._first: int = story[0] if len(story) else 0
        self._last: int = story[-1] if len(story) else len(blocks)

    def features(self) -> Features:
        """Return what is seen of all blocks, a column of one number for each block under each name."""
        return {
            "always": np.ones(len(self._texts)),
            **self._features_around(),
            **self._text_features(),
            **self._shares(),
            **self._order_features(),
            **self._core_features(),
            **self._article_features(),
        }

    def _column(self, seen: Callable[[str], bool]) -> Column:
        return np.array([seen(text) for text in self._texts])

    def _is_prose(self) -> Column:
        """Tell the blocks that read as sentences, each text once."""
        first = {text: index for index, text in reversed(list(enumerate(self._texts)))}
        is_first = np.zeros(len(self._texts), bool)
        is_first[list(first.values())] = True
        is_first &= (self.length >= _PROSE) & (self.linked < 0.35) & self._is_ended & ~self._is_heading
        return is_first

    def _core(self) -> int:
        """Return the innermost place that has most of the page's prose."""
        core = 0
        while len(inside := self._places.children(core)):
            largest = int(inside[np.argmax(self._prose_in[inside])])
            if self._prose_in[largest] == 0 or self._prose_in[largest] < 0.7 * self._prose_in[core]:
                break
            core = largest
        return core

    def _prose_by_names(self, lengths: Column) -> Column:
        """Add up the text of blocks whose elements, and those around them, have the same names."""
        kinds: dict[tuple[str, ...], int] = {}
        kind = np.array([kinds.setdefault(_names(place), len(kinds)) for place in self._places.all])[self._at]
        alike: Column = np.bincount(kind, lengths)[kind]
        return alike

    def _is_title(self) -> Column:
        """Tell the page's headline, its first top heading, and all blocks that repeat the title."""
        length = len(self._title)
        is_near = (length > 0) & (length <= self.length) & (self.length <= 2 * length + 20)
        found = np.zeros(len(self._texts), bool)
        for index in np.flatnonzero(is_near):
            found[index] = squashed(self._texts[index]) == self._title
        return found

    def _after_promotion(self, leads_on: Column) -> Column:
        """Tell of each block whether it follows closely on a heading that leads elsewhere."""
        is_heading = (self.length < _LONGEST_HEADING) & ~self._is_ended
        is_heading[: self._first + 1] = False
        found = np.zeros(len(self._texts), bool)
        for index in np.flatnonzero(is_heading & leads_on):
            found[index + 1 : index + 1 + _PROMOTED] = True
        return found

    def _features_around(self) -> Features:
        """Return what elements say of all that stands in them."""
        places = self._places
        own = np.array([_bits(place.tag, place.marks, place.is_hidden) for place in places.all])
        is_most = self._prose_in * 2 > self._prose
        bits = places.handed_down(np.where(is_most, own & _ALWAYS_BITS, own).tolist())[self._at]
        near = (own | np.where(places.parent < 0, 0, own[places.around]))[self._at]
        return {name: bits & bit > 0 for name, bit in _BITS.items()} | {
            f"near {mark}": near & _BITS[f"in {mark}"] > 0 for mark in _NEAR
        }

    def _text_features(self) -> Features:
        length, linked, is_ended = self.length, self.linked, self._is_ended
        leads_on, asks = self._column(reads_on), self._column(asks_for_something)
        capitals = (length > 12) & self._column(str.isupper)
        repeats = Counter(self._texts)
        return {
            "length": np.minimum(length, 400) / 400,
            "log length": self._log_length(),
            "short": length < 25,
            "tiny": length < 8,
            "ended": is_ended,
            "some links": linked > 0.35,
            "all links": linked > 0.9,
            "linked line": (linked > 0.9) & (length > 25) & ~is_ended,
            "capitals": capitals,
            "capitals, linked": capitals & (linked > 0.5),
            "linked sentence": (linked > 0.6) & is_ended,
            "reads on": leads_on,
            "reads on, linked": leads_on & ((linked > 0.5) | ~is_ended),
            "asks": asks,
            "after promotion": self._after_promotion(leads_on | asks),
            "about a picture": self._column(is_about_picture),
            "digits": self._column(_is_digits),
            "in other opinion": self._column(lambda text: text[:_START] in self._opinion),
            "repeated": self._column(lambda text: repeats[text] > 1),
        }

    def _log_length(self) -> Column:
        log_length: Column = np.log1p(self.length) / 6
        return np.minimum(log_length, 1.2)

    def _shares(self) -> Features:
        """Return what share of the page's prose, and of links, stands in and around the place of a block."""
        around = self._places.around
        above = around[around]
        length, linked = self._in_place
        return {
            "prose here": (self._prose_in / self._prose)[self._at],
            "prose around": (self._prose_in[around] / self._prose)[self._at],
            "prose above": (self._prose_in[above] / self._prose)[self._at],
            "prose alike": np.minimum(self._alike / self._prose, 1),
            "links around": (linked / length)[around][self._at],
            "links above": (linked / length)[above][self._at],
        }

    def _order_features(self) -> Features:
        tags = np.array([_TAG_FEATURES.get(place.tag, "is other") for place in self._places.all])[self._at]
        kinds = {str(name): tags == name for name in np.unique(tags)}
        parent, log_length = self._places.parent[self._at], self._log_length()
        is_sibling = parent[1:] == parent[:-1]
        is_title = self._is_title()
        top = [index for index, block in enumerate(self.blocks) if block.place.tag == "h1"][:1]
        shown = top or np.flatnonzero(is_title)[-1:]
        is_title[shown] = True
        leads = (self.length > _LONG) & (self.linked < 0.3)
        return kinds | {
            "title": is_title,
            "above title": np.arange(len(parent)) < (shown[0] if len(shown) else 0),
            "linked paragraph": (self.linked > 0.9) & (self.length > 25) & (tags == "is paragraph"),
            "heading of nothing": self._is_heading & ~np.append(leads[1:], False),
            "length before": np.insert(log_length[:-1], 0, 0),
            "length after": np.append(log_length[1:], 0),
            "links before": np.insert(self.linked[:-1], 0, 1),
            "siblings": (np.insert(is_sibling, 0, False) * 1 + np.append(is_sibling, False)) / 2,
        }

    def _core_features(self) -> Features:
        order, is_core = np.arange(len(self._texts)), self._is_core
        before, after = order < self._first, order > self._last
        is_among = is_core & ~before & ~after
        return {
            "in core": is_core,
            "before": before,
            "before, in core": before & is_core,
            "after": after,
            "after, in core": after & is_core,
            "unlinked in core": is_among & (self.linked < 1 / 3),
            "short in core": is_among & (self.length < _LONGEST_HEADING),
            "linked in core": is_among & (self.linked > 0.6),
        }

    def _article_features(self) -> Features:
        article = np.array(self._places.outermost("article"))[self._at]
        found = article[article >= 0]
        if not len(found):
            return {}
        largest = found[np.argmax(self._prose_in[found])]
        share = self._prose_in / self._prose
        return {
            "prose of article": np.where(article < 0, 0, share[article]),
            "in first article": article == found[0],
            "in largest article": article == largest,
            "in nested article": np.array(self._places.nested("article"))[self._at],
            "beside article": article < 0,
            "beside large article": np.where(article < 0, share[largest], 0),
        }


@lru_cache(maxsize=5_000)
def _bits(tag: str, marks: frozenset[str], is_hidden: bool) -> int:
    """Return the features, as bits, of what stands in an element; a page's outermost elements mark nothing."""
    bits = _BITS.get(_TAGS_AROUND.get(tag, ""), 0)
    if tag in {"html", "body"}:
        return bits
    return bits | sum(_BITS[f"in {mark}"] for mark in marks) | (_BITS["hidden"] if is_hidden else 0)


def _is_digits(text: str) -> bool:
    return len(text) < 60 and sum(map(str.isdigit, text)) * 3 > len(text)


def _names(place: Place) -> tuple[str, ...]:
    parent = place.parent
    return (place.tag, place.names) if parent is None else (place.tag, place.names, parent.tag, parent.names)
