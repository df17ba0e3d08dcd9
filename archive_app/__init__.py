"""The public face of the archive browser, for scripts.

from archive_app import Archive

with Archive.open("my-archive") as archive:
    for hit in archive.search("rocket credit:reuters").hits:
        print(hit.title)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_app.library import Archive

__version__ = "0.1.0"
__all__ = ["Archive", "__version__"]


def __getattr__(name: str) -> object:
    """Load the library at its first use, so that the window's process can start without it."""
    if name == "Archive":
        from archive_app.library import Archive  # noqa: PLC0415 - the point of this function

        return Archive
    raise AttributeError(name)
