"""Read and clean the line that names the author."""

import re

from archive_app.parsing.cleaning import one_line
from archive_app.parsing.lines import plain

LONGEST_BYLINE = 200
_LEAD = (
    r"(?:(?:written|reported|posted|story|words|text|article|analysis|opinion|review|published|authored) )?by"
    r"|von|par|por|di|door|av|af|texte de|texto de|текст"
)
_LABEL = (
    r"author|authors|byline|writer|reporter|autor|autorin|autoren|auteur|autore|auteurs|автор"
    r"|作者|文|記者|记者|筆者|기자|글|بقلم|الكاتب"
)
_LINE = re.compile(rf"(?:(?P<lead>{_LEAD})[ :]|(?P<label>{_LABEL})\s*[:：/／])\s*(?P<names>\S.*)", re.IGNORECASE)
_LEADING = re.compile(
    rf"(?:(?:{_LEAD})[ :]+|(?:{_LABEL}|text|interview|words)\s*[:：/／]\s*"
    r"|(?:veröffentlicht|eingestellt|erstellt|geschrieben|verfasst|publiziert|posted|written|publié|publicado"
    r"|escrito)\s+)",
    re.IGNORECASE,
)
# Words that templates leave where a name should be.
_NO_NAME = re.compile(
    rf"{_LEAD}|{_LABEL}|admin|administrator|editor|redaktion|staff|webmaster|unknown|none|null"
    r"|undefined|no author|follow|guest|am|on",
    re.IGNORECASE,
)
# Words that close the name of a newsroom's part, capitalised or not: "By Science desk".
_DESKS = frozenset(
    {"desk", "staff", "team", "writers", "writer", "reporters", "reporter", "correspondent", "editors", "agencies"}
)
_NOISE = re.compile(r"https?://\S+|\S+@\S+\.\w+|(?<!\w)@\w{1,30}")
_PARTICLES = """
    the and und et y e og och en de da do dos del della di der den van von bin ibn al el la le du for
"""
_SMALL_WORDS = frozenset(_PARTICLES.split())
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|\b(?:published|updated|posted|last modified|alle artikel|follow)\b).*",
    re.IGNORECASE | re.DOTALL,
)


def byline_of(line: str) -> str | None:
    """Return the names of a line such as "By Anna Example and Ben Example", or None where it is no byline."""
    text = plain(line)
    if len(text) > 120:
        return None
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    names = clean_byline(match["names"])
    if names is None:
        return None
    words = [word for word in re.split(r"[\s,&]+", names) if word]
    if match["label"]:
        return names
    lower = {word.casefold() for word in words if word[0].islower()}
    return (
        names
        if lower <= _SMALL_WORDS | _DESKS
        and len(lower) < len(words)
        and 2 <= len(words) <= 16
        and not any(c.isdigit() for c in names)
        else None
    )


def clean_byline(value: str) -> str | None:
    """Return an author value without "By", addresses and dates; None where no name is left."""
    text = _AFTER_NAMES.sub("", _NOISE.sub(" ", one_line(value)).strip())
    for _ in range(2):
        leading = _LEADING.match(text)
        text = text[leading.end() :] if leading else text
    text = one_line(text, LONGEST_BYLINE).replace(" ,", ",").strip(" ,;:|/-–—()")
    if text.endswith(".") and not re.search(r"\b\w\.$|\b(?:jr|sr)\.$", text, re.IGNORECASE):
        text = text[:-1]
    return text if any(character.isalpha() for character in text) and not _NO_NAME.fullmatch(text) else None
