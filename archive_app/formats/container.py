"""What a container has to offer: a file that holds several articles. A new one is a module and a line in `containers`.

Containers are read from open files, member by member, so that one of many gigabytes needs no more memory than its
largest member. A member's original can be read without its container: originals are all that an archive keeps.
"""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from archive_app.errors import UnreadableFileError
from archive_app.model.article import Original

MOST_MEMBERS = 100_000
"""The most articles that are taken from one container."""


class OpenContainer(Protocol):
    """A container whose file is open; it works as long as the file is."""

    def locators(self) -> Iterator[str]:
        """Yield, for each member, what tells it from the others and tells a person which it is.

        Raises:
            UnreadableFileError: The container is damaged, locked, or made to do harm.
        """
        ...

    def extract(self, locator: str) -> Original:
        """Return a member.

        Raises:
            UnreadableFileError: It is damaged, locked, larger than an article can be, or a container itself.
        """
        ...


class Container(Protocol):
    """One kind of container."""

    @property
    def name(self) -> str:
        """What to call it, with its article, such as "a ZIP archive"."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """The file name endings that a folder import picks up for it, in lower case with their dot."""
        ...

    def sniff(self, file: BinaryIO, name: str) -> bool:
        """Say whether a file is such a container, by its content; reads little of it."""
        ...

    def open(self, file: BinaryIO, name: str) -> OpenContainer:
        """Open the container in a file that `sniff` said yes to.

        Raises:
            UnreadableFileError: It is damaged, locked, or made to do harm.
        """
        ...


def too_many(name: str) -> UnreadableFileError:
    """The error for a container with more members than are taken from one."""
    return UnreadableFileError(
        f"“{name}” holds more than {MOST_MEMBERS:,} articles. Split it into parts and import those."
    )
