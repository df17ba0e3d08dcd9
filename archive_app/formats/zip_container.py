"""ZIP archives of articles: each file in it that a folder import would take."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO

from archive_app.errors import UnreadableFileError
from archive_app.formats.companions import belongs_to, page_stem
from archive_app.formats.container import Container
from archive_app.formats.zip_files import names_in, open_zip, read_entry
from archive_app.model.article import Original

# Documents that are ZIP files themselves: office documents, books, Java programs.
_DOCUMENTS = frozenset(
    {"[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml", "META-INF/MANIFEST.MF"}
)


class ZipContainer:
    """A ZIP archive; takes files with `suffixes_inside`, and refuses the `others` in it as it does archives."""

    name = "a ZIP archive"
    suffixes = frozenset({".zip"})

    def __init__(self, suffixes_inside: frozenset[str], others: Sequence[Container]) -> None:
        self._suffixes = suffixes_inside | self.suffixes
        self._refused = (*others, self)

    def sniff(self, file: BinaryIO, name: str) -> bool:  # noqa: ARG002 - the name says nothing that the content does not
        """Say yes to a ZIP file that is no document of another kind."""
        names = names_in(file)
        return bool(names) and not names & _DOCUMENTS

    def open(self, file: BinaryIO, name: str) -> "ZipMembers":
        """Open the archive."""
        return ZipMembers(open_zip(file, name), name, self._suffixes, self._refused)


class ZipMembers:
    """The files in an open ZIP archive; they are only read, so names that lead out of it lead nowhere."""

    def __init__(
        self, archive: zipfile.ZipFile, name: str, suffixes: frozenset[str], refused: Sequence[Container]
    ) -> None:
        self._archive = archive
        self._name = name
        self._suffixes = suffixes
        self._refused = refused

    def locators(self) -> Iterator[str]:
        """Yield the names of the files that a folder import would take, each once."""
        # Some programs write "./a.html" or "b//a.html": the name as it stands finds the entry, the path tells of it.
        paths = {entry.filename: PurePosixPath(entry.filename) for entry in self._archive.infolist()}
        pages = {str(path.parent / stem) for path in paths.values() if (stem := page_stem(path.name))}
        found = [name for name, path in paths.items() if not name.endswith("/") and self._is_wanted(path, pages)]
        if not found:
            raise UnreadableFileError(
                f"“{self._name}” is a ZIP archive without articles: nothing in it is a page, a text or a document."
            )
        yield from found

    def extract(self, locator: str) -> Original:
        """Return a file of the archive; containers in containers are refused, or they might never end."""
        entry = self._archive.NameToInfo.get(locator)
        if entry is None:
            raise UnreadableFileError(f"“{self._name}” no longer holds “{locator}”. Import the archive again.")
        original = Original(PurePosixPath(locator).name, read_entry(self._archive, entry, locator))
        for container in self._refused:
            if container.sniff(io.BytesIO(original.data), original.name):
                raise UnreadableFileError(
                    f"“{locator}” is {container.name} inside a ZIP archive. Unpack the archive, and import that."
                )
        return original

    def _is_wanted(self, path: PurePosixPath, pages: set[str]) -> bool:
        if not path.name.lower().endswith(tuple(self._suffixes)):
            return False
        if any(part.startswith((".", "__MACOSX")) for part in path.parts if part != ".."):
            return False
        return not any(belongs_to(str(folder), pages) for folder in path.parents)
