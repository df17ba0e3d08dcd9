"""Tell headlines from sentences, make a title from text that has none, and take the site's name off a page title."""

import re
from collections import Counter
from collections.abc import Sequence

from archive_app.parsing.cleaning import one_line, shorten, squashed

LONGEST_TITLE = 300
_LONGEST_HEADLINE = 150
_LONGEST_DERIVED = 100
_SHORTEST_PART = 8
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?؟])[\"'”’»)\]]{0,2}\s+(?=[\"'“‘«(\[]?[^\W_])|(?<=[。！？])[」』”’]?")
_UNFINISHED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|(?:[^\W\d_]\.){1,4}[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Rev|Hon|Lt|Col"
    r"|Capt|Sgt|St|Mt|Ft|No|Nos"
    r"|Inc|Corp|Co|Ltd|Bros|Jr|Sr|vs|etc|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|ca|bzw"
    r"|Nr|Mio|Mrd|Abs)\.$"
)
_TAIL = re.compile(r"\s+[|\-–—:·•»«/]{1,2}\s+|\s*[|｜]\s*|\s*_\s*|:\s+")


def first_sentence(text: str) -> str:
    """Return the first sentence; abbreviations, initials and lower-case words after a full stop do not end one."""
    for match in _SENTENCE_END.finditer(text):
        head = text[: match.end()].rstrip()
        follows = text[match.end() :].lstrip("\"'“‘«([")
        if follows[:1].islower() or _UNFINISHED.search(head[-12:]):
            continue
        return head
    return text


def derive_title(text: str) -> str:
    """Make a title from the start of a text: its first sentence, at most a headline long."""
    title = shorten(first_sentence(one_line(text)), _LONGEST_DERIVED)
    return title[:-1] if title.endswith((".", "。")) and not title.endswith("..") else title


def is_headline(line: str) -> bool:
    """Tell whether a first line may be a headline: short and not ended as a sentence is."""
    if len(line) > _LONGEST_HEADLINE or not any(character.isalpha() for character in line):
        return False
    return not line.endswith((".", "。", ":", "：", ";", ",", "，")) or line.endswith(("...", "U.S.", "U.K."))


def without_site(title: str, site_names: tuple[str, ...]) -> str:
    """Take a site's name off the end or the start of a page title, where it stands behind a separator."""
    known = {squashed(name) for name in site_names} - {""}
    marks = list(_TAIL.finditer(title))
    for mark in marks:
        head, tail = title[: mark.start()].strip(), title[mark.end() :].strip()
        if head and squashed(tail) in known:
            return without_site(head, site_names)
        if tail and squashed(head) in known:
            return without_site(tail, site_names)
    return title


def choose_title(
    stated: Sequence[str | None], headings: Sequence[str], page_title: str, site_names: tuple[str, ...]
) -> str | None:
    """Choose a page's headline from what it states (best first), its top headings and its title element.

    A stated headline wins, but gives way to a heading that says the same without the site's name or a tail.
    """
    claims = [without_site(claim, site_names) for claim in (*stated, page_title) if claim]
    heading = _likeliest_heading([without_site(heading, site_names) for heading in headings if heading], claims)
    if len(claims) > 1 and heading and _likeness(claims[0], heading) == _likeness(claims[0], claims[-1]) == 0:
        # Some pages put a description where the headline belongs.
        claims = claims[1:]
    is_stated = any(stated)
    for claim in [claims[0] if is_stated and claims else None, heading, *claims]:
        if claim and any(character.isalpha() for character in claim):
            return heading if heading and _is_part(heading, claim) else claim
    return None


def _likeliest_heading(headings: Sequence[str], claims: Sequence[str]) -> str | None:
    """Return the heading most like a claim; one like none has to be the page's only one and more than a word."""
    best = max(
        headings, key=lambda heading: max((_likeness(heading, claim) for claim in claims), default=0), default=None
    )
    if (
        best is None
        or (len(set(headings)) == 1 and " " in best)
        or any(_likeness(best, claim) >= 0.3 for claim in claims)
    ):
        return best
    return None


def _likeness(first: str, second: str) -> float:
    """Return the share of words that two titles have in common, from 0 to 1."""
    words = Counter(_WORD.findall(first.casefold())), Counter(_WORD.findall(second.casefold()))
    total = words[0].total() + words[1].total()
    return 2 * (words[0] & words[1]).total() / total if total else 0.0


def _is_part(heading: str, claim: str) -> bool:
    part, whole = squashed(heading), squashed(claim)
    return len(part) >= _SHORTEST_PART and part != whole and (whole.startswith(part) or whole.endswith(part))
