"""Suggest takeaways for an article that states none: the sentences of its own text that say most of what it is about.

A sentence counts for the rare words that it shares with other sentences: the degree centrality of LexRank (Erkan and
Radev, 2004, https://doi.org/10.1613/jair.1523) with weights in place of its threshold, which can be summed word by
word in time that grows with the text's length alone. News tell the most important things first, so early sentences
count more. Nothing here is called while articles are imported or kept: it takes a millisecond or two when one is read.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from archive_app.model.article import Block, BlockKind, ParsedArticle
from archive_app.parsing.sentences import each_sentence

_MOST = 5
# One in so many sentences is suggested, and texts of fewer need no summing up.
_SENTENCES_EACH, _FEWEST_SENTENCES = 4, 8
# What comes later in a long text is not looked at.
_MOST_SENTENCES, _MOST_CHARACTERS = 150, 50_000
_SHORTEST, _LONGEST = 40, 350
_MOST_SHARED = 0.5
# Words are compared by their first letters, which endings in most languages leave alone.
_STEM = 6
_SHORTEST_WORD = 4
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_OPENS_QUOTE = re.compile("[\"“„«‘'「『–—-]")

_Parsed = TypeVar("_Parsed", bound=ParsedArticle)


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: int
    text: str
    words: frozenset[str]


def with_suggestions(article: _Parsed) -> _Parsed:
    """Return an article with suggested takeaways, where it states none."""
    if article.takeaways:
        return article
    return replace(article, suggested_takeaways=suggest_takeaways(article.blocks, article.language))


def suggest_takeaways(blocks: Sequence[Block], language: str | None = None) -> tuple[str, ...]:
    """Return up to five sentences of an article's text in its order, or none where the text is short.

    `language` is an ISO 639-1 code; with it numbers such as "3." end no sentence where they are ordinals.
    """
    sentences = _sentences(blocks, language)
    wanted = min(_MOST, len(sentences) // _SENTENCES_EACH)
    if len(sentences) < _FEWEST_SENTENCES:
        return ()
    scores = _scores(sentences)
    chosen: list[_Sentence] = []
    for sentence in sorted(filter(_fits, sentences), key=lambda each: scores[each.place], reverse=True):
        if not any(_says_the_same(sentence, other) for other in chosen):
            chosen.append(sentence)
        if len(chosen) == wanted:
            break
    return tuple(sentence.text for sentence in sorted(chosen, key=lambda each: each.place))


def _sentences(blocks: Sequence[Block], language: str | None) -> list[_Sentence]:
    paragraphs = (block.text for block in blocks if block.kind is BlockKind.PARAGRAPH)
    sentences: list[_Sentence] = []
    room = _MOST_CHARACTERS
    for text in chain.from_iterable(each_sentence(paragraph[:_MOST_CHARACTERS], language) for paragraph in paragraphs):
        room -= len(text)
        if room < 0 or len(sentences) == _MOST_SENTENCES:
            break
        sentences.append(_Sentence(len(sentences), text, frozenset(_words(text))))
    return sentences


def _words(text: str) -> list[str]:
    """Return what a sentence is compared by: its longer words' stems, or pairs of East Asian characters."""
    words: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if _EAST_ASIAN.search(word):
            words.extend(word[index : index + 2] for index in range(len(word) - 1))
        elif len(word) >= _SHORTEST_WORD or word[0].isdigit():
            words.append(word[:_STEM])
    return words


def _scores(sentences: Sequence[_Sentence]) -> list[float]:
    """Return for each sentence what it shares with the others, for its length and place."""
    counts = Counter(word for sentence in sentences for word in sentence.words)
    # Squared, the weight of words that stand in most sentences is next to nothing in any language.
    weights = {word: (count - 1) * math.log(len(sentences) / count) ** 2 for word, count in counts.items()}
    return [
        sum(weights[word] for word in sentence.words) / (len(sentence.words) + 5) * (1 + 2 / (sentence.place + 1))
        for sentence in sentences
    ]


def _fits(sentence: _Sentence) -> bool:
    """Tell whether a sentence can stand alone: a statement of some length, not what somebody is quoted with."""
    weight = 3 if _EAST_ASIAN.search(sentence.text) else 1
    is_statement = sentence.text.endswith((".", "。", "۔", "।")) and not _OPENS_QUOTE.match(sentence.text)
    return is_statement and _SHORTEST <= len(sentence.text) * weight <= _LONGEST and _has_quotes_whole(sentence.text)


def _has_quotes_whole(text: str) -> bool:
    """Tell a sentence from the piece of a quotation that goes on before or after it."""
    # German quotations open low and close with the mark that opens English ones.
    pairs = (("„", "“"),) if "„" in text else (("“", "”"), ("«", "»"), ("「", "」"))
    return text.count('"') % 2 == 0 and all(text.count(opening) == text.count(closing) for opening, closing in pairs)


def _says_the_same(sentence: _Sentence, other: _Sentence) -> bool:
    fewer = min(len(sentence.words), len(other.words))
    return len(sentence.words & other.words) > _MOST_SHARED * fewer
