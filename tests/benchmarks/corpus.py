"""Articles made for measuring: the same in every run, with a vocabulary like that of news.

Words follow Zipf's law, with the steeper tail that large collections of news show: the commonest is one in ten
words, and new words never end (about 92,000 in 20,000 articles, 162,000 in 100,000). An article keeps to its topic: a
third of its rarer words come from a few hundred that it shares with other articles of that topic. Words are made of
syllables and have endings, so that stems, beginnings and patterns have something to find. Each language has words of
its own, as far as short ones do not meet by chance.
"""

import pickle
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole

WORDS = 470
"""Words an article has on average, as in the news texts that search was first measured with."""

LANGUAGES = ("en", "de", "fr")
_LANGUAGE_OF_FIVE = ("en", "en", "en", "de", "fr")

_VOCABULARY = 400_000
_HEAD, _SHIFT, _TAIL_EXPONENT = 5_000, 1.0, 2.6
_TOPICS, _TOPIC_WORDS = 400, 300
_SHARE_OF_TOPIC = 0.33
_PARAGRAPH, _SENTENCE = 60, 15

_BLOCK = 500
"""Articles that are made from one seed, so that any part of the corpus can be made alone."""

_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "br",
    "ch",
    "cl",
    "cr",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "sh",
    "sl",
    "sp",
    "st",
    "str",
    "th",
    "tr",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ou"]
_CODAS = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "nt", "st", "ck"]
_ENDINGS = ["", "", "", "s", "s", "ed", "ing", "er", "ly", "ment", "ation"]
_OUTLETS = [
    f"{place} {kind}"
    for place in ("Harbour", "Northern", "Valley", "Island", "City")
    for kind in ("Post", "Herald", "Times")
]


@cache
def vocabulary(language: str) -> list[str]:
    """Return all words of a language, the commonest first; common ones are short."""
    chance = np.random.default_rng((11, LANGUAGES.index(language)))
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        syllables = min(1 + len(found) // 400, 2) + (len(found) > 20_000) + int(chance.integers(2)) * (len(found) > 300)
        parts = chance.integers(0, 1 << 30, syllables * 3).tolist()
        stem = "".join(
            _ONSETS[parts[at] % len(_ONSETS)]
            + _VOWELS[parts[at + 1] % len(_VOWELS)]
            + _CODAS[parts[at + 2] % len(_CODAS)]
            for at in range(0, len(parts), 3)
        )
        ending = _ENDINGS[parts[0] // 64 % len(_ENDINGS)] if len(found) > 150 else ""
        found[stem + ending] = None
        if ending:
            found[stem] = None
    return list(found)[:_VOCABULARY]


@cache
def _cumulated() -> npt.NDArray[Any]:
    ranks = np.arange(_VOCABULARY)
    chances = 1 / (np.minimum(ranks, _HEAD) + _SHIFT)
    chances[_HEAD:] *= (_HEAD / ranks[_HEAD:]) ** _TAIL_EXPONENT
    return np.cumsum(chances / chances.sum())


@cache
def _topic_words() -> npt.NDArray[Any]:
    return np.random.default_rng(13).integers(200, 20_000, (_TOPICS, _TOPIC_WORDS))


def articles(first: int, count: int) -> Iterator[Article]:
    """Make articles number `first` on, the first of all being 1."""
    for block in range((first - 1) // _BLOCK, (first + count - 2) // _BLOCK + 1):
        for number, article in enumerate(_block(block), start=block * _BLOCK + 1):
            if first <= number < first + count:
                yield _article(number, *article)


def load(path: Path) -> list[Article]:
    """Return the articles of a file that a benchmark wrote; in a module of its own, for processes to import."""
    found: list[Article] = pickle.loads(path.read_bytes())
    return found


def load_timed(path: Path) -> list[Article]:
    """Do the same and note the seconds of CPU time it took beside the file."""
    started = time.process_time()
    found = load(path)
    path.with_suffix(".seconds").write_text(str(time.process_time() - started))
    return found


def seconds_to_load(path: Path) -> float:
    """Return what `load_timed` noted."""
    return float(path.with_suffix(".seconds").read_text())


def _block(block: int) -> Iterator[tuple[str, str, list[str], int]]:
    chance = np.random.default_rng((17, block))
    lengths = chance.normal(WORDS, 150, _BLOCK).clip(60, 2000).astype(int)
    for length in lengths.tolist():
        drawn = np.searchsorted(_cumulated(), chance.random(length + 8))
        of_topic = chance.random(length + 8) < _SHARE_OF_TOPIC
        topic = _topic_words()[chance.integers(_TOPICS)]
        picks = (chance.random(length + 8) ** 3 * _TOPIC_WORDS).astype(int)
        language = _LANGUAGE_OF_FIVE[int(chance.integers(len(_LANGUAGE_OF_FIVE)))]
        words = vocabulary(language)
        text = [words[at] for at in np.where(of_topic & (drawn > 100), topic[picks], drawn).tolist()]
        sentences = [" ".join(text[at : at + _SENTENCE]).capitalize() + "." for at in range(8, len(text), _SENTENCE)]
        a_paragraph = _PARAGRAPH // _SENTENCE
        paragraphs = [" ".join(sentences[at : at + a_paragraph]) for at in range(0, len(sentences), a_paragraph)]
        yield language, " ".join(text[:8]).capitalize(), paragraphs, int(chance.integers(1 << 30))


def _article(number: int, language: str, title: str, paragraphs: list[str], chance: int) -> Article:
    return Article(
        id=number,
        title=title,
        blocks=tuple(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs),
        credits=(Credit(_OUTLETS[chance % len(_OUTLETS)], CreditRole.PUBLISHER),),
        published=date(2015, 1, 1) + timedelta(days=chance % 4000),
        language=language,
        format=("html", "html", "text", "pdf")[chance // 11 % 4],
        imported=datetime(2026, 1, 1, tzinfo=UTC),
        sha256=f"{number:064x}",
        original_name=f"{number}.html",
    )
