"""Whatever the query language asks of either index, the dense evaluation and Whoosh's own matchers answer the same."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive_app.model.annotations import Annotations
from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole
from archive_app.model.search import Sort
from archive_app.search import SearchIndex
from archive_app.search.codec.whoosh_index import MappedIndex
from archive_app.search.parser import read
from archive_app.search.schema import ARTICLES, ID, NUMBER, TAKEAWAYS
from archive_app.search.snapshot import Snapshot
from archive_app.search.storage import MappedStorage

WORDS = ["ship", "ships", "shipping", "harbour", "light", "lit", "navy", "navies", "the", "x", "2024", "café", "海港"]
TEXTS = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=10).map(" ".join)
OUTLETS = ["SCMP", "South China Morning Post", "Harbour Gazette"]
ARTICLE = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "blocks": TEXTS.map(lambda text: tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n"))),
        "takeaways": st.lists(TEXTS, max_size=3).map(tuple),
        "credits": st.lists(st.builds(Credit, st.sampled_from(OUTLETS), st.sampled_from(CreditRole)), max_size=2).map(
            tuple
        ),
        "byline": st.sampled_from([None, "Jane Navy", "A. Ship"]),
        "published": st.sampled_from([None, date(2024, 3, 5), date(2025, 1, 2)]),
        "language": st.sampled_from([None, "en", "de"]),
        "url": st.sampled_from([None, "https://www.harbour.example/ship"]),
        "annotations": st.builds(Annotations, starred=st.booleans(), tags=st.sampled_from([(), ("Ship news",)])),
    }
)
CORPORA = st.lists(ARTICLE, min_size=1, max_size=9)

PARTS = [
    "ship", "ships", "navy", "the", "café", "海港", "absent", '"harbour light"', '"the ship"', "“lit navy”", "sh*",
    "li*", "s*p", "l?t", "navi~", "shpi~", "harbuor~2", "title:ship", "text:navy", "takeaway:(ship OR lit)",
    "credit:scmp", "by:jane", "site:harbour", "lang:de", "tag:ship", 'tag:"ship news"', "outlet:scmp",
    "credited:harbour*", "publisher:scmp", "is:starred", "has:takeaways", "date:2024", "2024-01..2024-06",
    "after:2024-06", "before:2025", "date:>2024-12", "-ships", "+navy", "NOT", "OR", "AND", "(", ")", '"', "x-ship",
]  # fmt: skip
TYPED = st.tuples(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join), st.booleans())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def fill(folder: Path, corpus, *, deleted: bool) -> None:
    """Make an index of up to three segments, in two of which records may be deleted."""
    articles = [
        Article(
            id=number,
            sha256="0" * 64,
            original_name="a",
            format="text",
            imported=datetime(2025, 1, 1, tzinfo=UTC),
            **values,
        )
        for number, values in enumerate(corpus, start=1)
    ]
    index = SearchIndex(folder)
    index.create()
    for start in range(3):
        index.apply(articles[start::3], removed=[1, 2] if deleted and start == 2 else [])
    index.close()


@settings(max_examples=60, deadline=None)
@given(corpus=CORPORA, typed=TYPED, scored=st.booleans(), deleted=st.booleans())
@example(  # Whoosh gives a constant score of nothing as 1
    corpus=[{"title": ""}, {"title": "", "takeaways": ("ship",)}],
    typed=("has:takeaways", True),
    scored=True,
    deleted=False,
)
def test_both_ways_of_answering_agree_in_both_indexes(folder, corpus, typed, scored, deleted):
    fill(folder, corpus, deleted=deleted)
    text, unfinished = typed
    for name in (ARTICLES, TAKEAWAYS):
        snapshot = Snapshot(MappedIndex(MappedStorage(folder), name))
        query = snapshot.compiler.compile(read(text, prefix=unfinished).tree)
        matches = snapshot.find_query(query, scored=scored)
        ours = {(hit.id, hit.number): hit.score for hit in matches.ordered(Sort.RELEVANCE, len(matches))}
        theirs = {}
        for leaf in snapshot.leaves:
            searcher = leaf.searcher
            matcher = query.matcher(searcher, searcher.context() if scored else searcher.boolean_context())
            ids = leaf.data.numbers(ID)
            numbers = leaf.data.numbers(NUMBER) if name == TAKEAWAYS else ids * 0
            while matcher.is_active():
                at = matcher.id()
                theirs[int(ids[at]), int(numbers[at])] = matcher.score() if scored else 0.0
                matcher.next()
        if scored:
            # Whoosh's union of three queries and more loses records that score nothing.
            ours, theirs = ({key: score for key, score in found.items() if score} for found in (ours, theirs))
        assert ours == pytest.approx(theirs, rel=1e-5, abs=1e-5)
        snapshot.close()
