"""Choose and cut the passages that show why an article was found."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive_app.model.article import Article
from archive_app.model.search import Snippet, Span
from archive_app.search.highlight import Highlighter, Lit, merged

LENGTH = 200
"""Characters of a snippet, about two or three lines of a result list."""

MAX_SNIPPETS = 2

_LOOKED_AT = 100_000
"""Characters of an article that are looked through; of a book-length text only the beginning is quoted."""

_ELLIPSIS = "…"


_RANKS = {"takeaway": 0, "text": 1, "credit": 2, "byline": 3}


@dataclass(frozen=True, slots=True)
class _Passage:
    """A takeaway, a block of the text, an outlet or a byline, with the places where the query is said in it."""

    field: str
    text: str
    lit: tuple[Lit, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a passage, from one place where the query is said to another that fits in the same snippet."""

    passage: _Passage
    start: int
    end: int
    leaves: frozenset[int]
    places: int


def snippets(article: Article, highlighter: Highlighter) -> tuple[Snippet, ...]:
    """Return up to two passages, those with the most words of the query first.

    Where only the title matches, or nothing is searched for, it is the beginning of the article, without highlights.
    It also follows a snippet that only names an outlet or author.
    """
    windows = [window for passage in _passages(article, highlighter) for window in _windows(passage)]
    chosen: list[_Window] = []
    shown: frozenset[int] = frozenset()
    while windows and len(chosen) < MAX_SNIPPETS:
        best = max(windows, key=lambda window: _value(window, shown))
        chosen.append(best)
        shown |= best.leaves
        windows = [window for window in windows if _apart(window, best)]
    found = [_cut(window) for window in chosen]
    if all(window.passage.field in {"credit", "byline"} for window in chosen):
        found = [*found[: MAX_SNIPPETS - 1], *_beginning(article)]
    return tuple(found)


def takeaway_snippet(article: Article, number: int, highlighter: Highlighter) -> Snippet:
    """Return a takeaway whole, as the snippet of the hit that it is."""
    text = article.takeaways[number]
    return Snippet("takeaway", text, _spans(highlighter.lit(text, "takeaway", article.language)))


def title_highlights(article: Article, highlighter: Highlighter) -> tuple[Span, ...]:
    """Return what to light up in the title."""
    return _spans(highlighter.lit(article.title, "title", article.language))


def _passages(article: Article, highlighter: Highlighter) -> Iterator[_Passage]:
    """Yield the passages of an article, those of the preferred fields first."""
    left = _LOOKED_AT
    for field, text in _fields(article):
        if left <= 0:
            return
        left -= len(text)
        yield _Passage(field, text, tuple(highlighter.lit(text, field, article.language)))


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    yield from (("takeaway", takeaway) for takeaway in article.takeaways)
    yield from (("credit", outlet) for outlet in dict.fromkeys(credit.outlet for credit in article.credits))
    if article.byline:
        yield "byline", article.byline
    yield from (("text", block.text) for block in article.blocks)


def _windows(passage: _Passage) -> Iterator[_Window]:
    starts = [place.start for place in passage.lit]
    for first, place in enumerate(passage.lit):
        limit = max(place.start + LENGTH, place.end)
        within = [other for other in passage.lit[first : bisect_left(starts, limit)] if other.end <= limit]
        end = max(other.end for other in within)
        yield _Window(passage, place.start, end, frozenset(other.leaf for other in within), len(within))


def _value(window: _Window, shown: frozenset[int]) -> tuple[int, int, int, int]:
    return len(window.leaves - shown), len(window.leaves), -_RANKS[window.passage.field], window.places


def _apart(one: _Window, other: _Window) -> bool:
    """Say whether two windows show different parts of the article."""
    return one.passage is not other.passage or one.start > other.end + LENGTH or other.start > one.end + LENGTH


def _cut(window: _Window) -> Snippet:
    text = window.passage.text
    start, end = _bounds(text, window.start, window.end)
    before = _ELLIPSIS if start > 0 else ""
    after = _ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    highlights = tuple(
        (begin + shift, stop + shift) for begin, stop in _spans(window.passage.lit) if start <= begin and stop <= end
    )
    return Snippet(window.passage.field, f"{before}{text[start:end]}{after}", highlights)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where to cut a text around a window, at spaces where there are any."""
    begin, stop = 0, len(text)
    if end > LENGTH:
        begin = max(0, start - (LENGTH - (end - start)) // 2) if end - start < LENGTH else start
        begin = max(text.find(" ", begin, start) + 1, begin) if begin else 0
    if stop > begin + LENGTH:
        stop = max(begin + LENGTH, end)
        space = text.rfind(" ", end, stop + 1)
        stop = space if space > begin else stop
    return begin, stop


def _beginning(article: Article) -> list[Snippet]:
    texts = ((field, text) for field, text in _fields(article) if field in {"takeaway", "text"} and text.strip())
    for field, text in texts:
        return [_cut(_Window(_Passage(field, text, ()), 0, 0, frozenset(), 0))]
    return []


def _spans(lit: Iterable[Lit]) -> tuple[Span, ...]:
    return merged((place.start, place.end) for place in lit)
