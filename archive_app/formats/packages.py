"""Read documents that are ZIP files of XML (EPUB, DOCX, OpenDocument) without trusting what they say of themselves.

Nothing is unpacked to disk, names in the ZIP are only looked up, and XML is read without entities, DTDs and network.
"""

import io
import zipfile
from types import TracebackType
from typing import Self

from lxml import etree

from archive_app.errors import UnreadableFileError
from archive_app.formats.limits import LARGEST_ORIGINAL
from archive_app.formats.zip_files import ZIP_ERRORS, ZIP_START, check_harmless
from archive_app.model.article import Original

_HEAD = 4_000


def starts_with_entry(original: Original, *marks: bytes) -> bool:
    """Tell a ZIP file in whose first bytes, where entries' names stand, one of the marks is."""
    head = original.data[:_HEAD]
    return head.startswith(ZIP_START) and any(mark in head for mark in marks)


class Package:
    """An open ZIP file of a document's parts. Use it in a `with` statement."""

    def __init__(self, original: Original, kind: str) -> None:
        """Open it; `kind` is what to call it, with its article ("an EPUB book")."""
        self._name = original.name
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(original.data))
        except ZIP_ERRORS as error:
            raise self.damaged() from error
        check_harmless(self._zip, len(original.data), original.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Return a part's bytes, as many as they really are.

        Raises:
            UnreadableFileError: There is no such part, it is damaged, encrypted, or larger than a document can be.
        """
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 0x1:
                raise self.locked()
            with self._zip.open(info) as part:
                data = part.read(LARGEST_ORIGINAL + 1)
        except ZIP_ERRORS as error:
            raise self.damaged() from error
        if len(data) > LARGEST_ORIGINAL:
            raise UnreadableFileError(
                f"“{self._name}” unpacks to more than {LARGEST_ORIGINAL // 1_048_576} MB, which no article needs. "
                "Save the article alone."
            )
        return data

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part that is XML; raises as `read` does."""
        root = read_xml(self.read(name))
        if root is None:
            raise self.damaged()
        return root

    def damaged(self) -> UnreadableFileError:
        """The error for a file with a part missing or broken."""
        return UnreadableFileError(
            f"“{self._name}” is {self._kind} that is damaged or incomplete. Download or save it again."
        )

    def locked(self) -> UnreadableFileError:
        """The error for a file that cannot be read without a key."""
        return UnreadableFileError(
            f"“{self._name}” is {self._kind} that is encrypted. Open it in the program it was made for, save it "
            "without a password or copy protection, and import that."
        )


def read_xml(data: bytes) -> etree._Element | None:
    """Parse XML of unknown origin, or return None where it is none. Entities stay unresolved, nothing is loaded."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, or "" for an entity, whose tag is a function."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(root: etree._Element, path: str, namespaces: dict[str, str]) -> str | None:
    """Return the text of the first element at a path, or None."""
    found = root.find(path, namespaces)
    return None if found is None else "".join(map(str, found.itertext()))
