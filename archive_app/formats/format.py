"""What a file format has to offer. A new one is a module beside this and a line in the registry."""

from typing import Protocol

from archive_app.model.article import Original
from archive_app.parsing.document import Document


class Format(Protocol):
    """One kind of file that articles come in."""

    @property
    def name(self) -> str:
        """The name that articles of this format carry, such as "html"."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """The file name endings that a folder import picks up for it, in lower case with their dot."""
        ...

    def sniff(self, original: Original) -> bool:
        """Say whether the content is of this format; the name may tip the scales where the content leaves it open."""
        ...

    def read(self, original: Original) -> Document:
        """Decode a file into what can be parsed.

        Raises:
            UnreadableFileError: The file is damaged, locked, or longer than an article can be.
        """
        ...
