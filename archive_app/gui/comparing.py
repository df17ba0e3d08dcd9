"""Compares two articles that may be the same one, word by word. No drawing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from archive_app.gui.dates import counted, long_date, short_moment
from archive_app.model.article import Article
from archive_app.model.duplicates import DuplicatePair
from archive_app.model.search import Span

if TYPE_CHECKING:
    from archive_app.library import Archive

_WORD = re.compile(r"\w+|[^\w\s]")
# Of longer stretches every word counts as different: comparing takes time with the square of their length.
_LONGEST_COMPARED = 1500


@dataclass(frozen=True, slots=True)
class Side:
    """One of two articles: what tells it from the other in short, and its passages with what only they say."""

    article: Article
    facts: tuple[str, ...]
    passages: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles, the one that was imported first on the left."""

    pair: DuplicatePair
    left: Side
    right: Side


def compare(archive: "Archive", pair: DuplicatePair) -> Comparison:
    """Read the articles of a pair and mark where their texts differ."""
    left, right = archive.article(pair.low), archive.article(pair.high)
    texts = [_texts(article) for article in (left, right)]
    only_left, only_right = differences(*texts)
    sides = [
        Side(
            article,
            _facts(article, corrected=bool(archive.corrections(article.id))),
            tuple(zip(text, only, strict=True)),
        )
        for article, text, only in zip((left, right), texts, (only_left, only_right), strict=True)
    ]
    return Comparison(pair, *sides)


def differences(left: Sequence[str], right: Sequence[str]) -> tuple[list[tuple[Span, ...]], list[tuple[Span, ...]]]:
    """The words, by passage, that only the left texts say, and those that only the right ones say."""
    only_left: list[tuple[Span, ...]] = [()] * len(left)
    only_right: list[tuple[Span, ...]] = [()] * len(right)
    for kind, l1, l2, r1, r2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        words = _words(left[l1:l2]), _words(right[r1:r2])
        changed: tuple[set[int], set[int]] = (set(range(len(words[0]))), set(range(len(words[1]))))
        if max(map(len, words)) <= _LONGEST_COMPARED:
            ours, theirs = ([word for _, _, word in side] for side in words)
            matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
            for a, b, size in matcher.get_matching_blocks():
                changed[0].difference_update(range(a, a + size))
                changed[1].difference_update(range(b, b + size))
        for only, first, side, different in (
            (only_left, l1, words[0], changed[0]),
            (only_right, r1, words[1], changed[1]),
        ):
            for number, spans in _joined(side, different).items():
                only[first + number] = tuple(spans)
    return only_left, only_right


def _words(texts: Sequence[str]) -> list[tuple[int, Span, str]]:
    """Each word with the number of its text and its place there."""
    return [
        (number, found.span(), found.group()) for number, text in enumerate(texts) for found in _WORD.finditer(text)
    ]


def _joined(words: Sequence[tuple[int, Span, str]], chosen: set[int]) -> dict[int, list[Span]]:
    """The places of the chosen words by text, neighbours in one."""
    places: dict[int, list[Span]] = {}
    for at in sorted(chosen):
        number, (start, end), _ = words[at]
        spans = places.setdefault(number, [])
        if at - 1 in chosen and words[at - 1][0] == number and spans:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return places


def _texts(article: Article) -> list[str]:
    return [*article.takeaways, *(block.text for block in article.blocks)]


def _facts(article: Article, *, corrected: bool) -> tuple[str, ...]:
    stated = (article.byline, long_date(article.published) if article.published else None, article.site_name)
    outlets = ", ".join(dict.fromkeys(credit.outlet for credit in article.credits))
    length = counted(sum(len(text.split()) for text in _texts(article)), "word")
    return tuple(
        line
        for line in (
            " · ".join(filter(None, (*stated, length))),
            f"Names {outlets}" if outlets else "",
            article.url or "",
            f"From {article.original_name}, imported {short_moment(article.imported)}",
            "Corrected by hand" if corrected else "",
        )
        if line
    )
