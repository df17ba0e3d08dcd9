"""wallabag's JSON export: a list of entries."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from archive_app.errors import UnreadableFileError
from archive_app.formats.container import MOST_MEMBERS, too_many
from archive_app.formats.json_elements import JsonDamagedError, element_at, elements, is_list
from archive_app.formats.saved_entry import entry_label, parsed_entry, program_of
from archive_app.model.article import Original

_PLACE = re.compile(r" \(at (\d{1,15})\)$")


class WallabagContainer:
    """An export of wallabag."""

    name = "a wallabag export"
    # Folders are full of other JSON files; an export is imported by its name.
    suffixes = frozenset[str]()

    def sniff(self, file: BinaryIO, name: str) -> bool:  # noqa: ARG002 - the name says nothing that the content does not
        """Say yes to a list whose first element is an entry of wallabag."""
        if not is_list(file):
            return False
        try:
            _, first = next(elements(file), (0, b""))
        except JsonDamagedError:
            return False
        return program_of(parsed_entry(first)) == "wallabag"

    def open(self, file: BinaryIO, name: str) -> "WallabagEntries":
        """Open the export."""
        return WallabagEntries(file, name)


class WallabagEntries:
    """The entries of an open export, told by their titles and where they begin."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def locators(self) -> Iterator[str]:
        """Yield the entries' titles and places."""
        try:
            for number, (offset, data) in enumerate(elements(self._file)):
                if number >= MOST_MEMBERS:
                    raise too_many(self._name)
                yield f"{entry_label(parsed_entry(data))} (at {offset})"
        except JsonDamagedError as error:
            raise self._damaged() from error

    def extract(self, locator: str) -> Original:
        """Return an entry's JSON as it stands in the export."""
        place = _PLACE.search(locator)
        try:
            data = element_at(self._file, int(place.group(1)) if place else 0)
        except JsonDamagedError as error:
            raise self._damaged() from error
        return Original(f"{entry_label(parsed_entry(data))}.json", data)

    def _damaged(self) -> UnreadableFileError:
        return UnreadableFileError(
            f"“{self._name}” is a wallabag export that is damaged or cut short. Export it again."
        )
