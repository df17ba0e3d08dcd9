"""How much a word says of a record: BM25F, in which counts are weighted by field and added before they saturate.

The formula stands here once; Whoosh's matchers and the dense evaluation both take it from here.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from math import log

from whoosh.matching.mcore import Matcher
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

K1 = 2.0
B = 0.75
"""Usual since TREC-3 are 0.75 for B and 1.2 to 2 for K1. On CISI, CRAN and MED nDCG@10 is .367, .381 and .695 with 1.2,
.369, .399 and .705 with 1.6 and .366, .406 and .720 with 2; B from .6 to .85 hardly matters."""

FIELD_WEIGHTS = {"title": 2.0, "takeaway": 2.0, "credit": 2.0, "byline": 1.5}
"""How much more a match counts than in the text: a field that sums the article up says more of what it is about.

Weights of 2 to 3 for titles over body text are what tuned BM25F settings come out at in Zaragoza et al., "Microsoft
Cambridge at TREC 13" (2004); on CISI and CRAN 1, 2, 3 and 5 do equally well (nDCG@10 .404 to .386 and .394 to .398).
Takeaways and credits are summaries likewise, and a byline names only the author.
"""


def rarity(records: int, frequency: int) -> float:
    """Return the rarity of a term, as ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.

    This is Robertson and Sparck Jones's weight in the form that Lucene uses.
    """
    return log(1 + (records - frequency + 0.5) / (frequency + 0.5))


def share_of_length(field: str, usual_length: float) -> tuple[float, float]:
    """Return what a count in a field is divided by before fields are added: so much, and so much for each word."""
    weight = FIELD_WEIGHTS.get(field, 1.0)
    return (1 - B) / weight, B / ((usual_length or 1.0) * weight)


def saturated(count: float) -> float:
    """Return what a count, weighted and added over fields, scores for a term of rarity 1."""
    return (K1 + 1) * count / (count + K1)


class FieldWeightedBM25(WeightingModel):
    """BM25F for Whoosh, for terms of one field."""

    def scorer(self, searcher: Searcher, fieldname: str, text: str | bytes, qf: int = 1) -> BaseScorer:  # noqa: ARG002 - Whoosh's signature
        """Return the scorer of one term; names and numbers are filters and add nothing."""
        if not searcher.schema[fieldname].scorable:
            return NoScore()
        return FieldScorer(searcher, fieldname, searcher.idf(fieldname, text))

    def idf(self, searcher: Searcher, fieldname: str, text: str | bytes) -> float:
        """Return the rarity of a term."""
        reader = searcher.get_parent().reader()
        return rarity(reader.doc_count_all(), reader.doc_frequency(fieldname, text))


def usual_length(searcher: Searcher, field: str) -> float:
    """Return how many words a field has on average, over all segments."""
    return float(searcher.get_parent().avg_field_length(field, 0.0))


class FieldScorer(BaseScorer):
    """Scores a term in one field of one segment."""

    def __init__(self, searcher: Searcher, field: str, term_rarity: float) -> None:
        self._field = field
        self._length = searcher.reader().doc_field_length
        self._rarity = term_rarity
        self._fixed, self._by_length = share_of_length(field, usual_length(searcher, field))

    def supports_block_quality(self) -> bool:
        """Say no: every record is looked at."""
        return False

    def score(self, matcher: Matcher) -> float:
        """Return the score of the record that the matcher is at."""
        length = self._length(matcher.id(), self._field)
        return self._rarity * saturated(matcher.weight() / (self._fixed + self._by_length * length))


class NoScore(BaseScorer):
    """Scores nothing."""

    def supports_block_quality(self) -> bool:
        """Say no."""
        return False

    def score(self, matcher: Matcher) -> float:  # noqa: ARG002 - Whoosh's signature
        """Return 0."""
        return 0.0
