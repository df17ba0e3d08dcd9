"""Rank what a long question finds once more, by the words that its best answers have in common.

Such words say what the question is about where it says it otherwise itself. They only change the order: what is found
stays what has words of the question. This is pseudo-relevance feedback as in Lavrenko and Croft, "Relevance-based
language models" (2001), with the rarity of words in the place of a background model.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest

from whoosh.query.compound import Or as OrQuery

from archive_app.model.article import Article
from archive_app.model.search import Sort
from archive_app.search.analysis import Token, surfaces, tokens_of
from archive_app.search.codec.queries import Family, Word
from archive_app.search.languages import reading
from archive_app.search.loosening import question_words
from archive_app.search.schema import TAKEAWAYS
from archive_app.search.scoring import rarity
from archive_app.search.snapshot import Found, Matches, Snapshot
from archive_app.search.stop_words import says_something
from archive_app.search.syntax import Node

_ANSWERS = 5
_WORDS = 20
_SHARE = 0.3
"""The best answers that are read, how many of their words count, and how much all of these count beside the question.

nDCG@10 on CISI, CRAN and MED without is .367, .409 and .723. With 5 answers, 20 words and .3 it is .392, .420 and .764;
with 10 answers .379, .418 and .749; with 30 words of them and shares of .5, .8 and 1.2 .377, .373 and .375, .421, .422
and .421, .751, .760 and .759. So it is better everywhere, and what exactly these are matters little: whatever any two
of the collections would choose is better on the third."""

_CANDIDATES = 60
"""Words that are looked up, each of which takes time; the most frequent of the answers."""

_READ_CHARACTERS = 2_000
"""What of each answer is read: a text says at its beginning what it is about."""


def ranked_again(
    tree: Node, found: Matches, snapshot: Snapshot, articles: Callable[[Sequence[int]], Mapping[int, Article]]
) -> Matches:
    """Return what was found, in a better order where the query is a long question."""
    if not (asked := question_words(tree)):
        return found
    best = found.ordered(Sort.RELEVANCE, _ANSWERS)
    texts = articles([hit.id for hit in best])
    words = _in_common([(hit, texts[hit.id]) for hit in best if hit.id in texts], snapshot)
    if not words:
        return found
    fields = ("title", snapshot.main_field)
    more = [
        Word(fields, Family(token.printed, token.written), weight=asked * _SHARE * share)
        for token, share in words.items()
    ]
    return found.raised(snapshot.find_query(OrQuery(more), scored=True))


def _in_common(answers: Sequence[tuple[Found, Article]], snapshot: Snapshot) -> dict[Token, float]:
    """Return the words that say most of some answers, with their shares, which add up to 1."""
    shares: defaultdict[str, float] = defaultdict(float)
    words: dict[str, Token] = {}
    for hit, article in answers:
        text = article.takeaways[hit.number] if snapshot.name == TAKEAWAYS else article.body_text[:_READ_CHARACTERS]
        counts = Counter(match.group() for match in surfaces(f"{article.title} {text}"))
        length = counts.total()
        for surface, count in counts.items():
            for token in tokens_of(surface):
                if not says_something(token, article.language):
                    continue
                _, family, _ = reading(token, article.language)
                shares[family] += hit.score * count / length
                words.setdefault(family, token)
    telling = {
        family: share * rarity(snapshot.documents, snapshot.records_with(words[family]))
        for family, share in nlargest(_CANDIDATES, shares.items(), key=lambda one: (one[1], one[0]))
    }
    best = sorted(telling, key=lambda family: (-telling[family], family))[:_WORDS]
    total = sum(telling[family] for family in best)
    return {words[family]: telling[family] / total for family in best} if total else {}
