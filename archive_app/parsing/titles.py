"""Tell headlines from sentences, make a title from text that has none, and take the site's name off a page title."""

import re

from archive_app.parsing.cleaning import one_line, shorten, squashed

LONGEST_TITLE = 300
_LONGEST_HEADLINE = 150
_LONGEST_DERIVED = 100
_SENTENCE_END = re.compile(r"(?<=[.!?؟])[\"'”’»)\]]{0,2}\s+(?=[\"'“‘«(\[]?[^\W_])|(?<=[。！？])[」』”’]?")
_UNFINISHED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|(?:[^\W\d_]\.){1,4}[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Rev|Hon|Lt|Col|Capt|Sgt|St|Mt|Ft|No|Nos"
    r"|Inc|Corp|Co|Ltd|Bros|Jr|Sr|vs|etc|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|ca|bzw|Nr|Mio|Mrd|Abs)\.$"
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
