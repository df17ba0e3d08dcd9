"""How much a word says of a record: BM25 in each field, weighted by field, summed by the query.

The formula stands here once; Whoosh's matchers and the dense evaluation both take it from here.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from math import log
from typing import NamedTuple

from whoosh.matching.mcore import Matcher
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from archive_app.search.analysis import STEM_MARK, stem_of

K1 = 1.2
B = 0.75
"""The values usual since TREC-3."""

FIELD_WEIGHTS = {"title": 3.0, "takeaway": 2.0, "credit": 2.0, "byline": 1.5}
"""How much more a match counts than in the text: a field that sums the article up says more of what it is about.

Weights of 2 to 3 for titles over body text are what tuned BM25F settings come out at in Zaragoza et al., "Microsoft
Cambridge at TREC 13" (2004); takeaways and credits are summaries likewise, and a byline names only the author.
"""


class Strength(NamedTuple):
    """What scores a term in one field: factor * count / (count + fixed + by_length * length)."""

    factor: float
    fixed: float
    by_length: float

    def score(self, count: float, length: int) -> float:
        """Return the score of a record with the term so often in a field of so many words."""
        return self.factor * count / (count + self.fixed + self.by_length * length)


def rarity(records: int, frequency: int) -> float:
    """Return the rarity of a term, as ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.

    This is Robertson and Sparck Jones's weight in the form that Lucene uses.
    """
    return log(1 + (records - frequency + 0.5) / (frequency + 0.5))


class FieldWeightedBM25(WeightingModel):
    """BM25 for Whoosh. The printed form and the stem of a word share one rarity, that of the stem's whole family."""

    def scorer(self, searcher: Searcher, fieldname: str, text: str | bytes, qf: int = 1) -> BaseScorer:  # noqa: ARG002 - Whoosh's signature
        """Return the scorer of one term; names and numbers are filters and add nothing."""
        if not searcher.schema[fieldname].scorable:
            return NoScore()
        return StrengthScorer(searcher, fieldname, strength(searcher, fieldname, searcher.idf(fieldname, text)))

    def idf(self, searcher: Searcher, fieldname: str, text: str | bytes) -> float:
        """Return the rarity of the family of a term."""
        reader = searcher.get_parent().reader()
        return rarity(reader.doc_count_all(), reader.doc_frequency(fieldname, family_of(text)))


def family_of(term: str | bytes) -> bytes:
    """Return the marked stem that a term's rarity is told by."""
    word = term if isinstance(term, str) else term.decode()
    return (word if word.startswith(STEM_MARK) else STEM_MARK + stem_of(word)).encode()


def strength(searcher: Searcher, field: str, word_rarity: float) -> Strength:
    """Return what scores a term of such rarity in a field."""
    # How long a usual text is, is told over all segments.
    usual_length = searcher.get_parent().avg_field_length(field) or 1
    return Strength(FIELD_WEIGHTS.get(field, 1.0) * word_rarity * (K1 + 1), K1 * (1 - B), K1 * B / usual_length)


class StrengthScorer(BaseScorer):
    """Scores the records of one segment."""

    def __init__(self, searcher: Searcher, field: str, what: Strength) -> None:
        self._field = field
        self._length = searcher.reader().doc_field_length
        self._strength = what

    def supports_block_quality(self) -> bool:
        """Say no: every record is looked at."""
        return False

    def score(self, matcher: Matcher) -> float:
        """Return the score of the record that the matcher is at."""
        return self._strength.score(matcher.weight(), self._length(matcher.id(), self._field))


class NoScore(BaseScorer):
    """Scores nothing."""

    def supports_block_quality(self) -> bool:
        """Say no."""
        return False

    def score(self, matcher: Matcher) -> float:  # noqa: ARG002 - Whoosh's signature
        """Return 0."""
        return 0.0
