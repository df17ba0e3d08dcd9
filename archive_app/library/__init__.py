"""Everything the app can do, without a window: import, search, export, check, rebuild."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive_app.library.archive import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> object:
    """Load the whole library at its first use; a worker process needs a quarter of it."""
    if name == "Archive":
        from archive_app.library.archive import Archive  # noqa: PLC0415 - the point of this function

        return Archive
    raise AttributeError(name)
