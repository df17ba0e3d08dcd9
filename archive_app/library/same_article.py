"""By what articles are known to be the same or nearly the same: address, text, and much text in common.

Near duplicates are found by MinHash with banding (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3) over runs of three words: two texts that share 80 % of these are found with a chance of 99.8 %,
two that share 30 % with one of 9 %. What is found is then measured on the texts themselves.
"""

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

import rensa

from archive_app.model.article import CreditRole, ParsedArticle
from archive_app.model.duplicates import ArticleKeys
from archive_app.parsing.cleaning import squashed

# Raised whenever the keys of an article change; articles with keys of another version get new ones.
_OUR_VERSION = 1
KEYS_VERSION = _OUR_VERSION * 1000 + rensa.RMinHash.ALGORITHM_VERSION

_BANDS, _ROWS = 12, 4
_SEED = 1
# Chinese and Japanese are written without spaces: there, runs of characters stand for runs of three words.
_CHARACTERS_A_SHINGLE = 5
_LONGEST_MEAN_WORD = 12
_WORD = re.compile(r"\w+")

# Below this many letters a text, such as "Subscribe to read on", does not tell an article without its title.
_TELLING_TEXT = 200

NEARLY_THE_SAME = 0.7
"""The share of their runs of words that two texts need to have in common to be shown as possible duplicates."""

_HOST_PREFIXES = ("www.", "m.", "mobile.", "amp.")
# Parameters that say where a reader came from and not what is read.
_TRACKING_PREFIXES = ("utm_", "at_", "mc_", "pk_", "mtm_", "ga_", "hsa_", "_hs", "itm_", "wt.", "vero_", "__twitter")
_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "igshid", "igsh", "mkt_tok", "oly_enc_id", "s_cid"),
        *(
            "cmpid",
            "cmp",
            "ocid",
            "ref",
            "ref_src",
            "ref_url",
            "referrer",
            "smid",
            "smtyp",
            "share",
            "shared",
            "sharetype",
        ),
        *("partner", "campaign", "xtor", "wbraid", "gbraid", "ito", "icid", "ncid", "taid", "amp", "outputtype"),
        *("cn-track", "guccounter", "guce_referrer", "guce_referrer_sig", "sh", "src", "spm", "feature"),
    }
)


def keys_of(article: ParsedArticle) -> ArticleKeys:
    """The keys of an article."""
    words = _words(_text_of(article))
    return ArticleKeys(
        url=address_key(article.url), text=_text_key(article.title, words), bands=_bands(words), version=KEYS_VERSION
    )


def address_key(url: str | None) -> str | None:
    """What all addresses of one page have in common, or None where an address names no page.

    Scheme, "www." and the like, port, fragment, tracking parameters, the order of parameters and a slash at the end do
    not matter. The front page of a site is no page of its own: every article may have stood there.
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").rstrip(".")
        parameters = urlencode(
            sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracking(pair[0].lower()))
        )
    except ValueError:
        return None
    for prefix in _HOST_PREFIXES:
        if host.startswith(prefix) and "." in host.removeprefix(prefix):
            host = host.removeprefix(prefix)
    path = parts.path.rstrip("/")
    if not host or not (path or parameters):
        return None
    return host + path + (f"?{parameters}" if parameters else "")


def is_same(first: ParsedArticle, second: ParsedArticle) -> bool:
    """Say whether two articles with the same words are one.

    They are where they have the same address. Where one has no address they need the same headline, unless one was made
    from the text; and the same words that name other outlets are another article.
    """
    one, other = (address_key(article.url) for article in (first, second))
    if one is not None and other is not None:
        return one == other
    derived = first.title_derived or second.title_derived
    return (derived or squashed(first.title) == squashed(second.title)) and not from_other_outlets(first, second)


def from_other_outlets(first: ParsedArticle, second: ParsedArticle) -> bool:
    """Say whether two articles name where they come from, and no place in common."""
    outlets, others = _outlets(first), _outlets(second)
    return bool(outlets) and bool(others) and outlets.isdisjoint(others)


def similarity(first: ParsedArticle, second: ParsedArticle) -> float:
    """The share of runs of words that two articles' texts have in common (Jaccard), from 0 to 1."""
    one, other = (set(_shingles(_words(_text_of(article)))) for article in (first, second))
    return len(one & other) / len(one | other) if one or other else 0.0


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _outlets(article: ParsedArticle) -> set[str]:
    named = article.outlets(CreditRole.CREDITED) + article.outlets(CreditRole.PUBLISHER)
    return {squashed(outlet) for outlet in named}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _text_of(article: ParsedArticle) -> str:
    return "\n".join((*article.takeaways, *(block.text for block in article.blocks)))


def _text_key(title: str, words: Sequence[str]) -> bytes | None:
    letters = "".join(words)
    if not letters:
        return None
    if len(letters) < _TELLING_TEXT:
        letters += f" {squashed(title)}"
    return hashlib.blake2b(letters.encode(errors="replace"), digest_size=16).digest()


def _bands(words: Sequence[str]) -> tuple[int, ...]:
    shingles = list(_shingles(words))
    if not shingles:
        return ()
    sketch = rensa.RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(shingles)
    rows = sketch.digest()
    return tuple(_band(number, rows[number * _ROWS : (number + 1) * _ROWS]) for number in range(_BANDS))


def _band(number: int, rows: Sequence[int]) -> int:
    """A band as one of SQLite's integers; its number is part of it, because bands compare with their like only."""
    digest = hashlib.blake2b(struct.pack(f"<{_ROWS + 1}I", number, *rows), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _shingles(words: Sequence[str]) -> Iterable[str]:
    letters = "".join(words)
    if len(letters) > _LONGEST_MEAN_WORD * len(words):
        starts = range(len(letters) - _CHARACTERS_A_SHINGLE + 1)
        return (letters[start : start + _CHARACTERS_A_SHINGLE] for start in starts)
    return map(" ".join, zip(words, words[1:], words[2:], strict=False))
