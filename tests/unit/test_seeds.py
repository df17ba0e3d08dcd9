"""The starter archive: every file is described in `seeds/manifest.json` and is read as described.

The seeds are written for the project and are both what a first-time user sees and a test of the parser. Their layouts:

- `briefs/`: text briefs, most of them laid out as the sample document ("Credited from: X", "Key takeaways:", a takeaway
  a line, "If you wish to read more about this developing story, visit A, B, and C."), the others with title, date and
  byline lines, bullets, dashes, numbers, headings in capitals, loose spacing, no closing line, a full story behind the
  takeaways, several credits on one line, credited outlets that the closing list lacks, and outlet names with "and" or
  "&"; one each in windows-1252, in UTF-16 with a byte order mark, and in UTF-8 with a byte order mark and CRLF.
- `documents/`: a newsletter as a mail, a PDF of two pages, and a page saved as MHTML.
- `languages/`: German, Spanish, French, Portuguese, Russian, Arabic, Chinese and Japanese, each with its own labels,
  as text and as pages, two of the pages in windows-1252, with and without a declared charset.
- `notes/`: Markdown, text with labelled header lines, and a plain article.
- `pages/`: news pages with JSON-LD, og tags, microdata or nothing but a headline and a `time` element, with boxes of
  key points, navigation, promotion, figures and quotations; briefs inside HTML; a page saved with SingleFile.
"""

import codecs
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive_app.formats.registry import read_article
from archive_app.model.article import Credit, CreditRole, Original, ParsedArticle

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Seed:
    """What the manifest says of a file.

    A `title` of None is one that has to be derived from the text; a `byline` of None is one that is not tested, because
    there is none or because only a reader of the language can tell a bare line for one.
    """

    file: str
    layout: str
    story: str | None
    language: str
    encoding: str
    title: str | None
    byline: str | None
    published: str | None
    takeaways: int
    credits: tuple[Credit, ...]

    @property
    def data(self) -> bytes:
        return (SEEDS / self.file).read_bytes()

    def article(self) -> ParsedArticle:
        return read_article(Original(Path(self.file).name, self.data))


def manifest() -> tuple[Seed, ...]:
    entries = json.loads((SEEDS / "manifest.json").read_text(encoding="utf-8"))
    return tuple(
        Seed(**{**entry, "credits": tuple(Credit(c["outlet"], CreditRole(c["role"])) for c in entry["credits"])})
        for entry in entries
    )


MANIFEST = manifest()
every_seed = pytest.mark.parametrize("seed", MANIFEST, ids=lambda seed: seed.file)


@every_seed
def test_a_seed_has_its_title(seed):
    article = seed.article()
    assert article.title_derived is (seed.title is None)
    if seed.title is None:
        assert article.takeaways[0].startswith(article.title.rstrip("…").rstrip())
    else:
        assert article.title == seed.title


@every_seed
def test_a_seed_has_its_takeaways(seed):
    takeaways = seed.article().takeaways
    assert len(takeaways) == seed.takeaways
    # Each is one whole sentence or more, without the mark or number before it and without the closing line.
    assert all(takeaway[0].isalnum() or takeaway[0] in "“„«" for takeaway in takeaways)
    assert all(takeaway[-1] in ".。”" for takeaway in takeaways)
    assert not any("developing story" in takeaway for takeaway in takeaways)


@every_seed
def test_a_seed_has_its_credits(seed):
    assert Counter(seed.article().credits) == Counter(seed.credits)


@every_seed
def test_a_seed_has_its_language_and_date(seed):
    article = seed.article()
    assert article.language == seed.language
    assert (article.published and article.published.isoformat()) == seed.published


@pytest.mark.parametrize("seed", [seed for seed in MANIFEST if seed.byline], ids=lambda seed: seed.file)
def test_a_seed_that_names_its_author_has_its_byline(seed):
    assert seed.article().byline == seed.byline


@every_seed
def test_a_seed_is_read_in_its_encoding(seed):
    article = seed.article()
    assert codecs.lookup(article.encoding) == codecs.lookup(seed.encoding)
    texts = (article.title, article.body_text, *article.takeaways)
    assert not any(character in text for text in texts for character in "\ufffd\ufeff\x00\r")


@every_seed
def test_a_seed_gives_something_to_read(seed):
    article = seed.article()
    text = "\n".join((*article.takeaways, article.body_text))
    words = len(text) // 2 if seed.language in {"ja", "zh"} else len(text.split())
    assert 130 <= words <= 500


@every_seed
def test_no_line_of_the_frame_is_left_in_the_text(seed):
    blocks = [block.text.casefold() for block in seed.article().blocks]
    beginnings = (
        "credited from",
        "key takeaways",
        "key points",
        "if you wish to read more",
        "full story",
        "full article",
    )
    anywhere = ("cookies", "accept all", "sign up", "all rights reserved", "terms of use", "impressum")
    assert not [text for text in blocks if text.startswith(beginnings) or any(words in text for words in anywhere)]


def test_every_file_is_in_the_manifest_once():
    files = sorted(path.relative_to(SEEDS).as_posix() for path in SEEDS.rglob("*") if path.is_file())
    assert sorted([*(seed.file for seed in MANIFEST), "manifest.json"]) == files


def test_no_two_seeds_are_the_same():
    assert len({Original(seed.file, seed.data).sha256 for seed in MANIFEST}) == len(MANIFEST)


def test_the_seeds_are_many_and_of_many_languages_and_layouts():
    assert len(MANIFEST) >= 28
    assert len({seed.language for seed in MANIFEST}) >= 8
    assert len({seed.layout for seed in MANIFEST}) >= 24
    assert {Path(seed.file).suffix for seed in MANIFEST} == {".eml", ".html", ".md", ".mhtml", ".pdf", ".txt"}


def test_three_stories_are_told_by_three_seeds_or_more():
    stories = Counter(seed.story for seed in MANIFEST if seed.story)
    assert sum(count >= 3 for count in stories.values()) >= 3


def test_some_seeds_credit_an_outlet_that_their_closing_list_lacks():
    def lacking(seed: Seed) -> set[str]:
        named = {role: {credit.outlet for credit in seed.credits if credit.role is role} for role in CreditRole}
        return (
            named[CreditRole.CREDITED] - named[CreditRole.FURTHER_READING]
            if named[CreditRole.FURTHER_READING]
            else set()
        )

    assert sum(bool(lacking(seed)) for seed in MANIFEST) >= 5


@pytest.mark.parametrize(
    "seed", [seed for seed in MANIFEST if seed.encoding == "windows-1252"], ids=lambda seed: seed.file
)
def test_bytes_of_windows_1252_seeds_are_as_they_were_saved(seed):
    text = seed.data.decode("windows-1252")
    assert any(character in text for character in "’“„é€ó")
    with pytest.raises(UnicodeDecodeError):
        seed.data.decode("utf-8")


@pytest.mark.parametrize(
    ("file", "beginning", "line_end"),
    [
        ("briefs/gukesh-world-chess-champion.txt", codecs.BOM_UTF16_LE, "\n".encode("utf-16-le")),
        ("briefs/voyager-1-talks-again.txt", codecs.BOM_UTF8, b".\r\n"),
    ],
)
def test_bytes_of_seeds_with_a_byte_order_mark_are_as_they_were_saved(file, beginning, line_end):
    data = (SEEDS / file).read_bytes()
    assert data.startswith(beginning)
    assert line_end in data
