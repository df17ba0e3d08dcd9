"""Omnivore's export: a ZIP archive with lists of entries in `metadata_….json` and their texts in `content/`."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import BinaryIO

from archive_app.errors import UnreadableFileError
from archive_app.formats.decoding import decode
from archive_app.formats.saved_entry import entry_label
from archive_app.formats.zip_files import names_in, open_zip, read_entry
from archive_app.model.article import Original

_LIST = re.compile(r"metadata_[\w-]{1,60}\.json")


class OmnivoreContainer:
    """An export of Omnivore."""

    name = "an Omnivore export"
    suffixes = frozenset({".zip"})

    def sniff(self, file: BinaryIO, name: str) -> bool:  # noqa: ARG002 - the name says nothing that the content does not
        """Say yes to a ZIP file with lists of entries and texts beside them."""
        names = names_in(file)
        return any(map(_LIST.fullmatch, names)) and any(name.startswith("content/") for name in names)

    def open(self, file: BinaryIO, name: str) -> "OmnivoreEntries":
        """Open the export."""
        return OmnivoreEntries(open_zip(file, name), name)


class OmnivoreEntries:
    """The entries of an open export, told by their slugs, which name their texts."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name

    def locators(self) -> Iterator[str]:
        """Yield the entries' slugs."""
        yield from self._entries

    def extract(self, locator: str) -> Original:
        """Return an entry's JSON with its text in it, always the same bytes."""
        entry = self._entries.get(locator)
        text = self._archive.NameToInfo.get(f"content/{locator}.html")
        if entry is None:
            raise UnreadableFileError(f"“{self._name}” no longer holds “{locator}”. Import the export again.")
        content = decode(read_entry(self._archive, text, locator)).text if text else ""
        whole = json.dumps({**entry, "content": content}, ensure_ascii=False, sort_keys=True, indent=1)
        return Original(f"{entry_label(entry)}.json", whole.encode("utf-8", "replace"))

    @cached_property
    def _entries(self) -> Mapping[str, Mapping[str, object]]:
        entries: dict[str, Mapping[str, object]] = {}
        for part in self._archive.infolist():
            if not _LIST.fullmatch(part.filename):
                continue
            try:
                listed = json.loads(read_entry(self._archive, part, part.filename))
            except (ValueError, RecursionError) as error:
                raise UnreadableFileError(
                    f"“{self._name}” is an Omnivore export with a damaged list, {part.filename}. Export it again."
                ) from error
            found = (entry for entry in (listed if isinstance(listed, list) else ()) if isinstance(entry, dict))
            entries.update({slug: entry for entry in found if isinstance(slug := entry.get("slug"), str)})
        return entries
