"""Pages whose parts are known, and how well a reading agrees with them.

A folder holds NAME.html (or NAME.html.gz) and NAME.json beside it, with the keys corpus, title, byline, published,
site_name, body_text and url; what is null is not known and not scored.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from urllib.parse import urlsplit

_WORD = re.compile(r"\w+")
_GRAM = 4
_SHORT_LABEL = 3
_NAME_BREAKS = re.compile(r",|;|&|\||\band\b|\bund\b|\bet\b|\by\b", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"^\s*(?:by|von|par|por|di|door|av)\b[: ]*", re.IGNORECASE)
_TOP_DOMAIN = re.compile(r"\.[a-z]{2,6}$")


@dataclass(frozen=True)
class Reading:
    """The parts of an article as printed, "" or None where there is none; the day as YYYY-MM-DD."""

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    site_name: str | None = None
    body_text: str | None = None


@dataclass(frozen=True)
class GoldPage:
    name: str
    corpus: str
    site: str
    """The end of its address's host, or its name where the address is not known."""
    data: bytes
    gold: Reading


def read_gold(folder: Path) -> Iterator[GoldPage]:
    for path in sorted(folder.glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        page = path.with_suffix(".html")
        data = page.read_bytes() if page.exists() else gzip.decompress(path.with_suffix(".html.gz").read_bytes())
        gold = Reading(**{field: known.get(field) for field in Reading.__dataclass_fields__})
        yield GoldPage(path.stem, known["corpus"], _host_end(known.get("url")) or path.stem, data, gold)


def _host_end(url: str | None) -> str:
    labels = (urlsplit(url or "").hostname or "").split(".")
    # Of "example.co.uk" two labels would be half a country's.
    return ".".join(labels[-3:] if len(labels[-2:][0]) <= _SHORT_LABEL else labels[-2:])


def body_agreement(gold: str, found: str) -> tuple[float, float]:
    """Return precision and recall of word 4-grams, as scrapinghub/article-extraction-benchmark defines them.

    A text of fewer than four words is one gram.
    """
    wanted, given = _grams(gold), _grams(found)
    common = (wanted & given).total()
    precision = common / given.total() if given else float(not wanted)
    return precision, common / wanted.total() if wanted else float(not given)


def f1(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the F1 of the means of precision and recall over pages."""
    precision, recall = (mean(part) for part in zip(*pairs, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _GRAM]) for at in range(max(1, len(words) - _GRAM + 1)) if words)


def is_same(field: str, gold: str, found: str | None) -> bool:
    """Tell whether a found field equals the known one, apart from case, punctuation and spacing.

    Of a byline the set of names counts, of a site's name what remains without "www.", "the" and the top domain.
    """
    if not found:
        return False
    if field == "published":
        return gold[:10] == found[:10]
    if field == "byline":
        return _names(gold) == _names(found)
    if field == "site_name":
        return _site(gold) == _site(found)
    return _bare(gold) == _bare(found)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _names(text: str) -> set[str]:
    return {name for part in _NAME_BREAKS.split(_BEFORE_NAME.sub("", text)) if (name := _bare(part))}


def _site(text: str) -> str:
    return _bare(_TOP_DOMAIN.sub("", text.casefold().strip().removeprefix("www.").removeprefix("the ")))
