"""What all tests share: a home of their own, and documents written for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive_app.library import Archive

BRIEF = """Credited from: Harbour Gazette
Key takeaways:
The harbour board approved a second ferry line to the northern islands. Sailings begin in May and run every hour.
Ticket prices stay as they are for residents, while visitors pay a third more from June onwards.
A study warned that “quiet season” traffic may not cover the cost of fuel, which rose by a fifth within a year.
If you wish to read more about this developing story, visit Harbour Gazette, Island Post, and The Northern Mail."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test out of the real user's folders."""
    folder = tmp_path / "home"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder / name.removeprefix("XDG_").lower()))
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive") as opened:
        yield opened


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A text brief in the layout of the user's sample document."""
    path = tmp_path / "brief.txt"
    path.write_text(BRIEF, encoding="utf-8")
    return path


@pytest.fixture
def write_articles(tmp_path: Path) -> Callable[[int], Path]:
    """Write a folder of articles that differ; each holds the words `common` and `number<N>`."""

    def write(count: int) -> Path:
        folder = tmp_path / f"articles-{count}"
        folder.mkdir(exist_ok=True)
        for number in range(count):
            text = f"Report {number} from the coast\n\nThe common tide table of number{number} was printed again.\n"
            (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
        return folder

    return write
