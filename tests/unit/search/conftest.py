"""Articles for the search tests, in the sample document's layout but in our own words, and an index that holds them."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from archive_app.model.article import Article, Block, BlockKind, Credit, CreditRole
from archive_app.model.search import Query, SearchResults
from archive_app.search import SearchIndex


@dataclass
class Library:
    """An index and the texts that go with it, as a catalogue would hold them."""

    index: SearchIndex
    folder: Path
    texts: dict[int, Article] = field(default_factory=dict)

    def add(self, *articles: Article) -> None:
        self.texts.update((article.id, article) for article in articles)
        self.index.apply(articles)

    def search(self, text: str, **options: Any) -> SearchResults:
        return self.index.search(Query(text, **options), self.load)

    def ids(self, text: str, **options: Any) -> list[int]:
        return [hit.id for hit in self.search(text, **options).hits]

    def load(self, ids: Sequence[int]) -> Mapping[int, Article]:
        return {id_: self.texts[id_] for id_ in ids if id_ in self.texts}


@pytest.fixture
def make() -> Callable[..., Article]:
    """Return a maker of articles: `text` becomes paragraphs, the rest are the fields of an article."""
    numbers = itertools.count(1)

    def article(text: str = "", **given: Any) -> Article:
        number = next(numbers)
        values: dict[str, Any] = {
            "id": number,
            "title": f"Untitled {number}",
            "imported": datetime(2025, 1, 1, tzinfo=UTC),
            "sha256": f"{number:064x}",
            "original_name": f"{number}.txt",
            "format": "text",
            "blocks": tuple(Block(BlockKind.PARAGRAPH, line) for line in text.split("\n") if line),
        }
        return Article(**(values | given))

    return article


@pytest.fixture
def sample(make: Callable[..., Article]) -> Article:
    """Return an article in the sample document's layout."""
    return make(
        title="Chip maker says rival copied its model",
        title_derived=True,
        takeaways=(
            "The chip maker’s lawyers say that a rival start-up distilled its flagship model without leave.",
            "Engineers call the method “distillation”: a small model learns from the answers of a large one.",
            "The US Navy has told its sailors to keep the rival's app off their telephones.",
        ),
        credits=(
            Credit("SCMP", CreditRole.CREDITED),
            Credit("India Times", CreditRole.FURTHER_READING),
            Credit("The Guardian", CreditRole.FURTHER_READING),
        ),
        published=date(2025, 1, 29),
        language="en",
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return an empty index with its texts."""
    index = SearchIndex(tmp_path / "index")
    index.create()
    yield Library(index, tmp_path / "index")
    index.close()
