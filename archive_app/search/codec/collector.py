"""Collects all matches of a query, segment by segment, through the dense evaluation."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from whoosh.collectors import Collector
from whoosh.query.qcore import Query
from whoosh.searching import Results, SearchContext, Searcher

from archive_app.search.codec.evaluation import Evaluation, Leaf, Scores


class DenseCollector(Collector):
    """Holds, once a search is over, the matches of each segment: their numbers, ascending, and their scores.

    A context without a weighting asks for no scores.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._by_searcher = {id(leaf.searcher): leaf for leaf in leaves}
        self._offsets: list[int] = []
        self.found: list[tuple[Leaf, npt.NDArray[np.int64], Scores]] = []

    def prepare(self, top_searcher: Searcher, q: Query, context: SearchContext) -> None:
        """Take the query before a search."""
        super().prepare(top_searcher, q, context)
        self._evaluation = Evaluation(list(self._by_searcher.values()), scored=context.weighting is not None)

    def set_subsearcher(self, subsearcher: Searcher, offset: int) -> None:
        """Go to a segment; no matcher is made for it."""
        self.subsearcher = subsearcher
        self.offset = offset

    def collect_matches(self) -> None:
        """Take all matches of the segment."""
        leaf = self._by_searcher.get(id(self.subsearcher))
        if leaf is not None:  # an index without records has a searcher but no segment
            self.found.append((leaf, *self._evaluation.find(self.q, leaf)))
            self._offsets.append(self.offset)

    def collect(self, sub_docnum: int) -> None:
        """Refuse; `collect_matches` takes all matches of a segment at once."""
        raise NotImplementedError

    def sort_key(self, sub_docnum: int) -> None:
        """Refuse, likewise."""
        raise NotImplementedError

    def count(self) -> int:
        """Return the number of matches."""
        return sum(len(documents) for _, documents, _ in self.found)

    def all_ids(self) -> Iterator[int]:
        """Return the numbers of all matches among the records of all segments."""
        for offset, (_, documents, _) in zip(self._offsets, self.found, strict=True):
            yield from (documents + offset).tolist()

    def results(self) -> Results:
        """Return all matches as Whoosh does, best first."""
        scores = np.concatenate([scores for _, _, scores in self.found] or [np.zeros(0, np.float32)])
        items = sorted(zip(scores.tolist(), self.all_ids(), strict=True), key=lambda item: (-item[0], item[1]))
        return self._results(items, docset={number for _, number in items})
