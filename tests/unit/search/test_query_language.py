"""Every construct of the query language, asked of an index as a person would type it."""

from collections.abc import Callable
from datetime import date

import pytest

from archive_app.model.annotations import Annotations
from archive_app.model.article import Article, Credit, CreditRole
from tests.unit.search.conftest import Library


@pytest.fixture
def filled(library: Library, make: Callable[..., Article]) -> Library:
    library.add(
        make(
            "The organisation guided ships past the lighthouse.",
            id=1,
            title="Harbour at night",
            byline="Ada Weaver",
            published=date(2024, 3, 14),
            language="en",
            takeaways=("Ships need lanterns.",),
            credits=(Credit("Reuters", CreditRole.CREDITED),),
            annotations=Annotations(starred=True, tags=("sea",), note="read again"),
        ),
        make(
            "Women sailed the lighthouse keeper home.", id=2, title="Keepers", published=date(2024, 7, 1), language="en"
        ),
        make("Die Häuser am Hafen.", id=3, title="Hafen", published=date(2025, 2, 2), language="de", format="html"),
        make("Nothing of interest.", id=4, title="Undated", site_name="Example Times", url="https://example.org/a"),
    )
    return library


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ship", {1}),
        ("lighthouse keeper", {1, 2}),
        ("+lighthouse +keeper", {2}),
        ('"past the lighthouse"', {1}),
        ("“past the lighthouse”", {1}),
        ("„past the lighthouse“", {1}),
        ("«past the lighthouse»", {1}),
        ('"lighthouse past"', set()),
        ("ships AND lighthouse", {1}),
        ("ships OR Häuser", {1, 3}),
        ("lighthouse NOT keeper", {1}),
        ("lighthouse -keeper", {1}),
        ("-lighthouse", {3, 4}),
        ("(ships OR keeper) lighthouse -women", {1}),
        ("light*", {1, 2}),
        ("*house", {1, 2}),
        ("wom?n", {2}),
        ("organi?ation", {1}),
        ("lihgthouse~", {1, 2}),
        ("lighthoues~1", {1, 2}),
        ("title:keeper", {2}),
        ("takeaway:lanterns", {1}),
        ("text:lanterns", set()),
        ("credit:reuters", {1}),
        ("credited:reuters", {1}),
        ("outlet:reuters", {1}),
        ("by:weaver", {1}),
        ("by:(ada weaver)", {1}),
        ("site:example.org", {4}),
        ('site:"example times"', {4}),
        ("lang:(de en)", {1, 2, 3}),
        ("lang:(de AND en)", set()),
        ("lang:de", {3}),
        ("lang:(de OR en)", {1, 2, 3}),
        ("type:html", {3}),
        ("tag:sea", {1}),
        ("is:starred", {1}),
        ("has:note", {1}),
        ("date:2025", {3}),
        ("2024-03..2024-06", {1}),
        ("date:2024-03..2024-06", {1}),
        ("date:2024-03-14", {1}),
        ("date:>2024-12-31", {3}),
        ("date:>=2025-02-02", {3}),
        ("date:<2024-07", {1}),
        ("before:2024-07", {1}),
        ("after:2024-03-14", {2, 3}),
        ("date:2024..", {1, 2, 3}),
        ("date:last-week", set()),
        ("date:last week", set()),
        ("lighthouse date:2024-07", {2}),
        ("like:1 lighthouse", {2}),
    ],
)
def test_each_construct_finds_what_it_says(filled, query, ids):
    assert set(filled.ids(query)) == ids


@pytest.mark.parametrize(
    "query",
    [
        '"lighthouse', 'lighthouse"', "“lighthouse", "(lighthouse", "lighthouse)", "((lighthouse) OR", "lighthouse AND",
        "OR lighthouse", "- lighthouse", "lighthouse -", "lighthouse (", "+ lighthouse", "lighthouse:", "lighthouse!?",
        "~lighthouse", "[lighthouse]", "{lighthouse}", "\\lighthouse", "lighthouse/", "#lighthouse", "@lighthouse",
    ],
)  # fmt: skip
def test_what_is_unbalanced_or_odd_finds_the_words_all_the_same(filled, query):
    assert set(filled.ids(query)) == {1, 2}


def test_no_small_word_is_suggested(filled):
    filled.texts.clear()
    assert filled.search("thel").suggestion is None
