"""Files that are the same article, or nearly."""

from collections.abc import Callable
from pathlib import Path

import pytest

_PARAGRAPHS = (
    "The harbour board approved a second ferry line to the northern islands on Friday evening.",
    "Sailings begin in May and run every hour, with the last ship leaving the town quay shortly before midnight.",
    "Prices stay as they are for residents, while visitors pay a third more from June onwards, the board said.",
    "A study had warned that traffic in the quiet season may not cover the cost of fuel, which rose by a fifth.",
    "Fishermen asked for a wider channel between the piers, and were told that dredging begins before the winter.",
    "The shipyard that builds the new vessel expects to deliver it in March, four weeks earlier than was planned.",
)


@pytest.fixture
def write_page(tmp_path: Path) -> Callable[..., Path]:
    """Write a page of an article: `number` only tells its bytes from others, `said` replaces its last paragraph."""

    def write(
        number: int,
        url: str | None = "https://www.example.org/news/ferry",
        site: str | None = "Harbour Gazette",
        said: str | None = None,
        title: str = "A second ferry line to the islands",
    ) -> Path:
        paragraphs = (*_PARAGRAPHS[:-1], said) if said else _PARAGRAPHS
        head = f"<title>{title}</title><meta name='copy' content='{number}'>"
        head += f'<link rel="canonical" href="{url}">' if url else ""
        head += f'<meta property="og:site_name" content="{site}">' if site else ""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        path = tmp_path / "pages" / f"{number}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"<html lang='en'><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>",
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def same_article(write_page: Callable[..., Path]) -> Callable[[int], Path]:
    """Write files with different bytes that are the same article."""
    return write_page
