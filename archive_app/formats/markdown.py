"""Markdown files, as note-taking programs and web clippers write them: a front matter, then text."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from archive_app.formats.decoding import decode
from archive_app.formats.limits import check_length
from archive_app.formats.stated import file_facts
from archive_app.model.article import Original
from archive_app.parsing.document import TextDocument
from archive_app.parsing.facts import NOTHING_STATED, StatedFacts
from archive_app.parsing.lines import read_lines

_FRONT_MATTER = re.compile(r"\s{0,20}---[ \t]{0,9}\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]{0,9}(?:\n|$)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z_-]{2,30})[ \t]{0,9}:[ \t]{0,9}(.{0,2000})")
_ITEM = re.compile(r"[ \t]{0,9}-[ \t]{1,9}(.{1,500})")
# Clippers' names for the facts.
_KEYS = {
    "title": "title", "author": "author", "authors": "author", "by": "author", "byline": "author", "published": "date",
    "date": "date", "published_at": "date", "source": "source", "url": "source", "link": "source", "site": "site",
    "site_name": "site", "publisher": "site", "lang": "language", "language": "language",
}  # fmt: skip


class MarkdownFormat:
    """Markdown with or without a YAML front matter."""

    name = "markdown"
    suffixes = frozenset({".md", ".markdown"})

    def sniff(self, original: Original) -> bool:
        """Go by the name: Markdown is plain text by its content."""
        return PurePath(original.name).suffix.lower() in self.suffixes

    def read(self, original: Original) -> TextDocument:
        """Decode a text and its front matter."""
        decoded = decode(original.data)
        check_length(original.name, len(decoded.text))
        front = _FRONT_MATTER.match(decoded.text)
        text = decoded.text[front.end() :] if front else decoded.text
        facts = _facts(front.group(1)) if front else NOTHING_STATED
        return TextDocument(tuple(read_lines(text)), decoded.encoding, facts)


def _facts(front_matter: str) -> StatedFacts:
    about = _front_matter(front_matter)
    return file_facts(
        "front matter",
        title=about.get("title"),
        byline=about.get("author"),
        published=about.get("date"),
        site_name=about.get("site"),
        url=about.get("source"),
        language=about.get("language"),
    )


def _front_matter(text: str) -> Mapping[str, str]:
    """Read the flat part of a front matter: "key: value" lines, and lists of names under a key."""
    about: dict[str, str] = {}
    key = ""
    for line in text.split("\n"):
        entry = _ENTRY.fullmatch(line)
        item = _ITEM.fullmatch(line)
        if entry:
            key = _KEYS.get(entry.group(1).lower(), "")
            value = _unquoted(entry.group(2))
            if key and value:
                about.setdefault(key, value)
        elif item and key:
            about[key] = ", ".join(filter(None, (about.get(key), _unquoted(item.group(1)))))
    return about


def _unquoted(value: str) -> str:
    value = value.strip().removeprefix("[").removesuffix("]") if value.strip().startswith("[") else value.strip()
    return value.replace("[[", "").replace("]]", "").strip().strip("\"'")
