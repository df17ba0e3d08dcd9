"""Find what is like an article: the words that tell it from others make a query."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from archive_app.model.article import Article
from archive_app.search.analysis import tokens
from archive_app.search.languages import reading
from archive_app.search.scoring import rarity
from archive_app.search.snapshot import Snapshot
from archive_app.search.stop_words import says_something
from archive_app.search.syntax import Alike, And, Leaf, Node, Not, Numbered, Or, Words, changed

_MOST_WORDS = 25
"""Words that make the query, as many as Lucene's "more like this" takes by default."""
_READ_CHARACTERS = 50_000
_LONGEST_TITLE = 80
_WEIGHTS = (("title", 3), ("takeaways", 2), ("text", 1))
"""How often a word of each part counts: what stands in a title or takeaway says what an article is about."""


def resolved(
    tree: Node, snapshot: Snapshot, articles: Callable[[Sequence[int]], Mapping[int, Article]]
) -> tuple[Node, tuple[str, ...]]:
    """Return a query with the telling words of an article in the place of `like:`, and what to say of that."""
    told: list[str] = []

    def words_of(leaf: Leaf) -> Node:
        if not isinstance(leaf, Alike):
            return leaf
        article = articles([leaf.article]).get(leaf.article)
        if article is None:
            told.append(f"There is no article {leaf.article}.")
            return leaf
        told.append(f"Articles that share telling words with “{_shortened(article.title)}”.")
        telling = _telling(article, snapshot)
        if not telling:
            return leaf
        return And((Or(tuple(telling), tuple(telling.values())), Not(Numbered(article.id))), loose=False)

    return changed(tree, words_of), tuple(dict.fromkeys(told))


def _telling(article: Article, snapshot: Snapshot) -> dict[Node, int]:
    """Return the words that say most of an article, with how often each counts.

    The product of how often a word stands in it and how rare it is among all records, as in tf-idf.
    """
    counts: Counter[str] = Counter()
    words: dict[str, Words] = {}
    parts = {"title": article.title, "takeaways": "\n".join(article.takeaways), "text": article.body_text}
    for part, weight in _WEIGHTS:
        for _, _, token in tokens(parts[part][:_READ_CHARACTERS]):
            if not says_something(token, article.language):
                continue
            _, family, _ = reading(token, article.language)
            counts[family] += weight
            words.setdefault(family, Words(token.printed, (token._replace(start=0, end=0, head=0),)))
    records = snapshot.documents
    telling = {
        stem: count * rarity(records, held)
        for stem, count in counts.items()
        if (held := snapshot.records_with(words[stem].tokens[0])) > 1 or records < _MOST_WORDS
    }
    best = sorted(telling, key=lambda stem: (-telling[stem], stem))[:_MOST_WORDS]
    return {words[stem]: counts[stem] for stem in best}


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip(" .,…") + "…"
