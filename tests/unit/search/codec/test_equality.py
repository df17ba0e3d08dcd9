"""One answer from three sides: the dense evaluation, Whoosh's own matchers, and a plain reading of the texts."""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

import re
from collections import Counter
from datetime import UTC, datetime
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from whoosh.query.compound import And, AndMaybe, AndNot, DisjunctionMax, Or, Require
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.ranges import TermRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import FuzzyTerm, Prefix, Term, Wildcard
from whoosh.query.wrappers import ConstantScoreQuery, Not

from archive_app.model.article import Article, Block, BlockKind
from archive_app.model.search import Sort
from archive_app.search import SearchIndex
from archive_app.search.codec.queries import Beginning, Between, Either, Exactly, Family, Like, Near, Spelled, Word
from archive_app.search.codec.whoosh_index import MappedIndex
from archive_app.search.folding import fold
from archive_app.search.languages import stem_of
from archive_app.search.schema import ARTICLES
from archive_app.search.scoring import K1, B
from archive_app.search.snapshot import Snapshot
from archive_app.search.storage import MappedStorage

WORDS = [
    "ship",
    "ships",
    "shipping",
    "harbour",
    "harbours",
    "light",
    "lit",
    "navy",
    "navies",
    "the",
    "x",
    "2024",
    "café",
]
TEXTS = st.lists(st.sampled_from([*WORDS, "\n"]), max_size=14).map(" ".join)
CORPORA = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=12)
FIELDS = st.sampled_from(["title", "text"])
FORMS = st.sampled_from([*WORDS[:12], "cafe", "cafe\x1fencafé", "absent", "ships\x1fde"]).map(str.encode)

TERMS = st.one_of(
    st.builds(Term, FIELDS, FORMS, boost=st.sampled_from([1.0, 0.3])),
    st.builds(
        Word,
        st.sampled_from([("title",), ("text",), ("title", "text")]),
        st.one_of(
            st.sampled_from(WORDS).map(lambda word: Family(fold(word), word)),
            st.builds(Either, st.builds(Beginning, st.just("li")), st.builds(Exactly, st.just("navy"))),
            st.builds(Beginning, st.sampled_from(["sh", "l", "n", "", "zz"])),
            st.builds(Like, st.sampled_from(["s*p", "l?t", "*i*", "caf?"])),
            st.builds(Near, st.sampled_from(["shpi", "litt", "navi"]), st.sampled_from([1, 2])),
        ),
    ),
    st.sampled_from(WORDS).map(
        lambda word: Word(("title", "text"), Family(fold(word), word), Spelled(fold(word), word))
    ),
)


def phrases(field: str) -> st.SearchStrategy[Query]:
    place = st.lists(st.builds(Term, st.just(field), FORMS), min_size=1, max_size=2)
    return st.lists(place.map(lambda terms: terms[0] if len(terms) == 1 else Or(terms)), min_size=2, max_size=3).map(
        SpanNear2
    )


OTHERS = st.sampled_from(
    [
        NullQuery,
        Every(),
        Prefix("text", "sh"),
        Wildcard("text", "s*s"),
        FuzzyTerm("text", "shipp"),
        TermRange("text", "l", "ship"),
        ConstantScoreQuery(Term("text", b"ship"), 2.0),
        Between("published", 1, 5),
        Term("format", b"text"),
    ]
)


def combined(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(parts, min_size=1, max_size=3)
    two = st.tuples(parts, parts)
    return st.one_of(
        some.map(And),
        some.map(Or),
        some.map(DisjunctionMax),
        st.tuples(some, parts).map(lambda both: And([*both[0], Not(both[1])])),
        two.map(lambda both: AndNot(*both)),
        two.map(lambda both: AndMaybe(*both)),
        two.map(lambda both: Require(*both)),
    )


QUERIES = st.recursive(st.one_of(TERMS, phrases("title"), phrases("text"), OTHERS), combined, max_leaves=5)


def article(number: int, title: str, text: str) -> Article:
    blocks = tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n"))
    values: dict[str, Any] = {
        "sha256": "0" * 64,
        "original_name": "a",
        "format": "text",
        "imported": datetime(2025, 1, 1, tzinfo=UTC),
    }
    return Article(id=number, title=title, blocks=blocks, **values)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def made(folder: Path, corpus, *, deleted: bool) -> Snapshot:
    """An index of two segments, from one of which the second article may be deleted."""
    index = SearchIndex(folder)
    index.create()
    articles = [article(number, *texts) for number, texts in enumerate(corpus, start=1)]
    half = (len(articles) + 1) // 2
    index.apply(articles[:half])
    index.apply(articles[half:], removed=[2] if deleted else [])
    index.close()
    return Snapshot(MappedIndex(MappedStorage(folder), ARTICLES))


def by_matchers(snapshot: Snapshot, query: Query, *, scored: bool) -> dict[int, float]:
    found = {}
    for leaf in snapshot.leaves:
        searcher = leaf.searcher
        matcher = query.matcher(searcher, searcher.context() if scored else searcher.boolean_context())
        ids = leaf.data.numbers("id")
        while matcher.is_active():
            found[int(ids[matcher.id()])] = matcher.score() if scored else 0.0
            matcher.next()
    return found


def densely(snapshot: Snapshot, query: Query, *, scored: bool) -> dict[int, float]:
    matches = snapshot.find_query(query, scored=scored)
    return {found.id: found.score for found in matches.ordered(Sort.RELEVANCE, len(matches))}


@settings(max_examples=100, deadline=None)
@given(corpus=CORPORA, query=QUERIES, scored=st.booleans(), deleted=st.booleans())
@example(  # a matcher asks whether the record behind the last one is deleted
    corpus=[("", "")] * 3 + [("ship", "")] + [("", "")] * 3,
    query=And([Term("title", b"ship"), Not(Term("title", b"ships"))]),
    scored=False,
    deleted=True,
)
def test_the_dense_evaluation_and_whooshs_matchers_agree(folder, corpus, query, scored, deleted):
    snapshot = made(folder, corpus, deleted=deleted)
    ours, theirs = densely(snapshot, query, scored=scored), by_matchers(snapshot, query, scored=scored)
    if scored:
        # Whoosh's union of three queries and more loses records that score nothing.
        ours, theirs = ({key: score for key, score in found.items() if score} for found in (ours, theirs))
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-6)
    snapshot.close()


@settings(max_examples=100, deadline=None)
@given(corpus=CORPORA, form=st.sampled_from(WORDS), by_stem=st.booleans())
def test_a_word_is_found_and_scored_as_the_formula_says(folder, corpus, form, by_stem):
    texts = [re.findall(r"\w+", text.replace("é", "e")) for _, text in corpus]
    form = form.replace("é", "e")
    stem = stem_of(form, "en")
    counts = [sum(stem_of(word, "en") == stem if by_stem else word == form for word in words) for words in texts]
    having = sum(count > 0 for count in counts)
    rarity = log(1 + (len(texts) - having + 0.5) / (having + 0.5))
    average = sum(map(len, texts)) / len(texts) or 1
    expected = {
        number: rarity * (K1 + 1) * count / (count + K1 * (1 - B + B * len(words) / average))
        for number, (count, words) in enumerate(zip(counts, texts, strict=True), start=1)
        if count
    }
    snapshot = made(folder, corpus, deleted=False)
    query = Word(("text",), Family(form, form) if by_stem else Exactly(form))
    assert densely(snapshot, query, scored=True) == pytest.approx(expected, rel=1e-5)
    snapshot.close()


@settings(max_examples=100, deadline=None)
@given(corpus=CORPORA, words=st.lists(st.sampled_from(WORDS[:12]), min_size=2, max_size=3))
def test_a_phrase_is_found_where_its_words_stand_side_by_side_in_a_paragraph(folder, corpus, words):
    expected = {
        number
        for number, (_, text) in enumerate(corpus, start=1)
        if any(f" {' '.join(words)} " in f" {' '.join(line.split())} " for line in text.split("\n"))
    }
    snapshot = made(folder, corpus, deleted=False)
    query = SpanNear2([Term("text", word.encode()) for word in words])
    assert set(densely(snapshot, query, scored=False)) == expected
    snapshot.close()


@settings(max_examples=60, deadline=None)
@given(corpus=CORPORA)
def test_merging_changes_nothing_that_a_reader_can_see(folder, corpus):
    def seen(snapshot: Snapshot) -> object:
        reader = snapshot.searcher.reader()
        ids = [number for leaf in snapshot.leaves for number in leaf.data.numbers("id").tolist()]
        postings: Counter[object] = Counter()
        for (field, term), info in reader:
            matcher = reader.postings(field, term)
            where = []
            while matcher.is_active():
                where.append((ids[matcher.id()], matcher.weight(), tuple(matcher.value_as("positions"))))
                matcher.next()
            postings[field, term, info.weight(), info.doc_frequency(), tuple(sorted(where))] += 1
        lengths = {ids[at]: reader.doc_field_length(at, "text") for at in range(reader.doc_count_all())}
        return postings, lengths

    before = made(folder, corpus, deleted=False)
    expected = seen(before)
    before.close()
    SearchIndex(folder).tidy()
    after = Snapshot(MappedIndex(MappedStorage(folder), ARTICLES))
    assert len(after.leaves) == 1
    assert seen(after) == expected
    after.close()
