"""Every case of tests/data: the article in it is read as its expected.json says."""

import json
from pathlib import Path
from typing import Any

import pytest

from archive_app.formats.registry import read_article
from archive_app.model.article import Original, ParsedArticle

DATA = Path(__file__).parents[2] / "data"
CASES = sorted(folder.parent for folder in DATA.glob("*/expected.json"))


def as_json(article: ParsedArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "title_derived": article.title_derived,
        "takeaways": list(article.takeaways),
        "credits": [{"outlet": credit.outlet, "role": credit.role.value} for credit in article.credits],
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "site_name": article.site_name,
        "url": article.url,
        "language": article.language,
        "body_text": article.body_text,
        "format": article.format,
        "encoding": article.encoding,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_is_read_as_expected(case: Path):
    file = next(case.glob("article.*"))
    article = read_article(Original(file.name, file.read_bytes()))
    assert as_json(article) == json.loads((case / "expected.json").read_text(encoding="utf-8"))


def test_there_are_cases():
    assert len(CASES) >= 15
