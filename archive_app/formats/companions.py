"""Tell the folders in which browsers keep the pictures and frames of a page that they save."""

from collections.abc import Collection

SAVED_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


def page_stem(file: str) -> str | None:
    """Return the name that a saved page shares with its folder, or None for another file."""
    return file.rpartition(".")[0] if file.lower().endswith(SAVED_PAGE_SUFFIXES) else None


def belongs_to(folder: str, pages: Collection[str | None]) -> bool:
    """Say whether a folder holds the files of one of the pages beside it, whose stems are given."""
    return folder.endswith(("_files", "-Dateien")) and folder.rpartition("_" if "_files" in folder else "-")[0] in pages
