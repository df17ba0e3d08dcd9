"""Articles out of the exports of read-later programs: one JSON object with the article's text and facts."""

import json
from collections.abc import Iterable, Mapping

from archive_app.errors import UnreadableFileError
from archive_app.formats.limits import check_length
from archive_app.formats.stated import file_facts
from archive_app.model.article import Original
from archive_app.parsing.cleaning import one_line
from archive_app.parsing.document import TextDocument
from archive_app.parsing.markup import lighten
from archive_app.parsing.page_lines import markup_lines

# The names that each program has for the facts.
_PROGRAMS: Mapping[str, Mapping[str, str]] = {
    "wallabag": {"mark": "is_archived", "byline": "published_by", "published": "published_at", "language": "language"},
    "omnivore": {"mark": "savedAt", "byline": "author", "published": "publishedAt", "language": "itemLanguage"},
}
_NEEDED = frozenset({"title", "url", "content"})


class SavedEntryFormat:
    """An entry of one program's export, as its container hands it out; `name` is the program."""

    suffixes = frozenset[str]()

    def __init__(self, name: str) -> None:
        self.name = name

    def sniff(self, original: Original) -> bool:
        """Say yes to an object with the program's mark; only a small part of other files is looked at."""
        if not original.data.lstrip().startswith(b"{") or _PROGRAMS[self.name]["mark"].encode() not in original.data:
            return False
        return self.name == program_of(parsed_entry(original.data))

    def read(self, original: Original) -> TextDocument:
        """Read the entry's HTML, which the program has freed of all but the article."""
        entry = parsed_entry(original.data)
        names = _PROGRAMS[self.name]
        markup = entry.get("content")
        if not isinstance(markup, str) or not markup.strip():
            raise UnreadableFileError(
                f"“{original.name}” was saved without its text. Open its address, and save the page itself."
            )
        light = lighten(markup).markup
        check_length(original.name, len(light))
        facts = file_facts(
            f"{self.name} export",
            title=_text(entry.get("title")),
            byline=_text(entry.get(names["byline"])),
            published=_text(entry.get(names["published"])),
            url=_text(entry.get("url")),
            language=_text(entry.get(names["language"])).replace("_", "-"),
        )
        return TextDocument(tuple(markup_lines(light)), "utf-8", facts)


def parsed_entry(data: bytes) -> Mapping[str, object]:
    """Return the JSON object in bytes, an empty one where there is none."""
    try:
        entry = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def program_of(entry: Mapping[str, object]) -> str | None:
    """Return the program whose export an entry is from."""
    if not entry.keys() >= _NEEDED:
        return None
    return next((name for name, names in _PROGRAMS.items() if names["mark"] in entry), None)


def entry_label(entry: Mapping[str, object]) -> str:
    """Return what to call an entry, as a name for files, too."""
    title = _text(entry.get("title")) or _text(entry.get("url")) or "untitled"
    return one_line(title, 100).replace("/", "-")


def _text(value: object) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        return ", ".join(_text(item) for item in value)
    return str(value) if isinstance(value, str | int) else ""
