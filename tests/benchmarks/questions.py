"""Eleven classes of questions about the corpus, six of each, in a form that every engine can be asked in.

All ask for English words, save those that filter by another language.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tests.benchmarks.corpus import articles

CLASSES = (
    "rare word", "common word", "all words", "any word", "phrase", "beginning", "pattern", "fuzzy",
    "filter and date", "newest first", "long question",
)  # fmt: skip

_EACH = 6
_LOOKED_AT = 300


@dataclass(frozen=True)
class Question:
    """What is asked: of class `kind`, some words, and where the class has them, a language and the days it spans."""

    kind: str
    words: tuple[str, ...]
    language: str = ""
    days: tuple[date, date] | None = None


def questions() -> list[Question]:
    """Return the questions, the same in every run."""
    held = _held("en")
    rare = [word for word, count in held.items() if count == 1][50::400]
    foreign = [word for word, _ in _held("de").most_common(60)]
    common = [word for word, _ in held.most_common(60)]
    some = [word for word, count in held.items() if 8 <= count <= 40]
    phrases = _phrases()
    found = []
    for at in range(_EACH):
        medium, other = some[at * 7], some[at * 7 + 3]
        found += [
            Question("rare word", (rare[at],)),
            Question("common word", (common[at * 9],)),
            Question("all words", (common[at * 8 + 3], medium)),
            Question("any word", (common[at * 8 + 5], medium)),
            Question("phrase", phrases[at]),
            Question("beginning", (medium[: 2 + at % 3],)),
            Question("pattern", (f"{other[:2]}*{other[-2:]}",)),
            Question("fuzzy", (f"{other[:-2]}{other[-1]}{other[-2]}",)),
            Question("filter and date", (foreign[at * 6 + 2],), "de", (date(2018, 1, 1), date(2019, 6, 30))),
            Question("newest first", (common[at * 9 + 1],)),
            Question("long question", (*common[at : at + 4], medium, other, *some[at * 5 + 60 : at * 5 + 64])),
        ]
    return found


def _held(language: str) -> Counter[str]:
    """Return in how many of some articles of a language each word stands."""
    some = (article for article in articles(1, _LOOKED_AT) if article.language == language)
    return Counter(word for article in some for word in dict.fromkeys(_words(article.body_text)))


def _phrases() -> list[tuple[str, ...]]:
    """Two or three neighbouring words each, of common and less common ones."""
    found = []
    english = [article for article in articles(1, _LOOKED_AT) if article.language == "en"]
    for number, article in enumerate(english[:_EACH]):
        words = _words(article.blocks[1].text)
        at = 3 * number
        found.append(tuple(words[at : at + 2 + number % 2]))
    return found


def _words(text: str) -> list[str]:
    return text.lower().replace(".", " ").split()
