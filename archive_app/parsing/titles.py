"""Tell headlines from sentences, make a title from text that has none, and take the site's name off a page title."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archive_app.model.article import Origin
from archive_app.parsing.cleaning import one_line, shorten, squashed
from archive_app.parsing.facts import Claim, StatedFacts, claim, facts_of, merged
from archive_app.parsing.sentences import each_sentence

LONGEST_TITLE = 300
_LONGEST_HEADLINE = 150
_LONGEST_DERIVED = 100
_SHORTEST_PART = 8
# Letters and digits: headlines for machines are cut at 60 characters and more.
_SHORTEST_CUT = 40
_LIKE = 0.3
_WORD = re.compile(r"\w+")
_TAIL = re.compile(r"\s+[|\-–—:·•»«/‹›~]{1,2}\s+|\s*[|｜│¦]\s*|\s*_\s*|:\s+|-{1,2}(?=[\u4e00-\u9fff]+$)")
# Names of Chinese news sites and papers end in one of these.
_CHINESE_SITE = re.compile(r"(?<=\S)[-_—|]{1,2}\s?[\u4e00-\u9fff]{2,8}(?:网|網|报|報|新闻|新聞)$")


def derive_title(text: str) -> str:
    """Make a title from the start of a text: its first sentence, at most a headline long."""
    title = shorten(next(each_sentence(one_line(text)), ""), _LONGEST_DERIVED)
    is_sentence = len(title) > 1 and title.endswith((".", "。")) and not title.endswith("..")
    return title[:-1].rstrip() if is_sentence else title


def with_title(facts: StatedFacts, text: str) -> StatedFacts:
    """Return the facts with a title made from the start of a text, where they have none."""
    derived = derive_title(text)
    if facts.title or not derived:
        return facts
    return merged(facts, facts_of(title=claim(derived, Origin.GUESSED, "start of the text", sure=False)))


def is_headline(line: str) -> bool:
    """Tell whether a first line may be a headline: short and not ended as a sentence is."""
    if len(line) > _LONGEST_HEADLINE or not any(character.isalpha() for character in line):
        return False
    return not line.endswith((".", "。", ":", "：", ";", ",", "，")) or line.endswith(("...", "U.S.", "U.K."))


def without_site(title: str, site_names: tuple[str, ...]) -> str:
    """Take a site's name off the end or the start of a page title, where it stands behind a separator."""
    known = {squashed(name) for name in site_names} - {""}
    title = _CHINESE_SITE.sub("", title)
    marks = list(_TAIL.finditer(title))
    for mark in marks:
        head, tail = title[: mark.start()].strip(), title[mark.end() :].strip()
        if head and squashed(tail) in known:
            return without_site(head, site_names)
        if tail and squashed(head) in known:
            return without_site(tail, site_names)
    return title


def parts_of(title: str) -> list[str]:
    """Return the parts of a page's title between its separators."""
    return [part.strip() for part in _TAIL.split(title)]


def choose_title(
    stated: Sequence[Claim[str]], tops: Sequence[str], others: Sequence[str], site_names: tuple[str, ...]
) -> Claim[str] | None:
    """Choose a page's headline from what it states (best first) and its headings, those of the first level apart.

    A headline stated for machines wins, then the top heading that is most like what is stated. Either gives way to a
    heading that says the same without the site's name or a tail, or says the whole of what is cut short.
    """
    claims = [Claim(without_site(each.value, site_names), each.provenance) for each in stated]
    claims = [each for each in _with_quotes(claims) if _says_something(each.value)]
    values = [each.value for each in claims]
    top = _likeliest([text for heading in tops if (text := without_site(heading, site_names))], values)
    if top and _is_contradicted(top, values):
        top = None
    under = _heading_beside_site(top, others, values)
    if under:
        return claim(under, Origin.MARKED, "heading like the page's title")
    if top and _says_something(top) and not _is_headline_stated(claims, top):
        return claim(top, Origin.MARKED, "top heading")
    for each in claims:
        same = next((heading for heading in filter(None, (top, *others)) if _says_same(heading, each.value)), None)
        if same:
            return claim(same, Origin.MARKED, "heading like the stated title")
        # A page's title element alone may as well name the site or the section.
        is_page_title = each is claims[-1] and not tops
        return Claim(each.value, replace(each.provenance, sure=not is_page_title))
    return None


def _with_quotes(claims: Sequence[Claim[str]]) -> list[Claim[str]]:
    """Return the claims without those that another continues with a quotation, whose mark cut them."""
    return [each for each in claims if not any(_goes_on_quoting(each.value, other.value) for other in claims)]


def _goes_on_quoting(start: str, whole: str) -> bool:
    return whole.startswith(start) and whole[len(start) :].lstrip().startswith('"')


def _is_contradicted(heading: str, claims: Sequence[str]) -> bool:
    """Tell a heading that has no word of what two claims agree on: some sites head all their pages with their name."""
    first, *others = claims or [""]
    agree = any(squashed(other).startswith(squashed(first)) for other in others)
    return agree and not any(_likeness(heading, each) for each in claims)


def _heading_beside_site(top: str | None, others: Sequence[str], claims: Sequence[str]) -> str | None:
    """Return the heading that a page's title names beside the top heading, which is then the site's own name."""
    name = squashed(top or "")
    for claim_ in claims if name else ():
        parts = [squashed(part) for part in _TAIL.split(claim_)]
        if len(parts) > 1 and name in (parts[0], parts[-1]):
            found = next((heading for heading in others if squashed(heading) in parts), None)
            if found and squashed(found) != name:
                return found
    return None


def _is_headline_stated(claims: Sequence[Claim[str]], heading: str) -> bool:
    """Tell whether the first claim is made for machines, and no description put where the headline belongs."""
    if not claims or claims[0].provenance.origin is not Origin.STRUCTURED:
        return False
    others = (heading, *(each.value for each in claims[1:]))
    return len(claims) == 1 or any(_likeness(claims[0].value, other) > 0 for other in others)


def _says_something(title: str) -> bool:
    return any(character.isalpha() for character in title)


def _likeliest(headings: Sequence[str], claims: Sequence[str]) -> str | None:
    """Return the heading most like a claim; one like none has to be the page's only one and more than a word."""
    best = max(
        headings, key=lambda heading: max((_likeness(heading, claim) for claim in claims), default=0), default=None
    )
    if (
        best is None
        or (len(set(headings)) == 1 and " " in best)
        or any(_likeness(best, claim) >= _LIKE for claim in claims)
    ):
        return best
    return None


def _likeness(first: str, second: str) -> float:
    """Return the share of words that two titles have in common, from 0 to 1."""
    words = Counter(_WORD.findall(first.casefold())), Counter(_WORD.findall(second.casefold()))
    total = words[0].total() + words[1].total()
    return 2 * (words[0] & words[1]).total() / total if total else 0.0


def _says_same(heading: str, claim: str) -> bool:
    """Tell whether a heading is the claim without what stands before or behind it, or a longer form of its start."""
    part, whole = squashed(heading), squashed(claim)
    if part.startswith(whole) and len(whole) >= _SHORTEST_CUT:
        return True
    return len(part) >= _SHORTEST_PART and (whole.startswith(part) or whole.endswith(part))
