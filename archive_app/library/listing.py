"""Which files an import is about: those named, and in folders those that look like articles.

A file that was named is always tried, whatever it is called. In folders, hidden entries are passed over, and so are the
`NAME_files` folders in which browsers keep the pictures and frames of a saved `NAME.html`.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive_app.formats.registry import SUFFIXES
from archive_app.model.jobs import Cancel, FileReport, FileStatus

_SAVED_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass
class Listing:
    """The files to read, as absolute paths in the file system's bytes, and what could not be listed."""

    files: list[bytes] = field(default_factory=list)
    failed: list[FileReport] = field(default_factory=list)


def list_files(paths: Iterable[Path], found: Callable[[int], None], cancel: Cancel) -> Listing:
    """List the files below the given paths, each once, folders in the order of their names.

    Links to folders are followed only where they were named themselves, so a loop of links ends. `found` is called
    now and then with the number of files so far.
    """
    listing = Listing()
    seen: set[bytes] = set()
    for path in paths:
        for file in _below(path, listing.failed):
            if cancel():
                return listing
            name = os.fsencode(file)
            if name not in seen:
                seen.add(name)
                listing.files.append(name)
                if len(listing.files) % 100 == 0:
                    found(len(listing.files))
    return listing


def _below(path: Path, failed: list[FileReport]) -> Iterator[Path]:
    path = path.absolute()
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        failed.append(failure(path, error))
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    for folder, folders, files in os.walk(path, onerror=lambda error: failed.append(failure(path, error))):
        pages = {_stem(file) for file in files if file.lower().endswith(_SAVED_PAGE_SUFFIXES)}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs_to(name, pages))
        for file in sorted(files):
            candidate = Path(folder, file)
            if not file.startswith(".") and candidate.suffix.lower() in SUFFIXES:
                yield candidate


def _stem(file: str) -> str:
    return file.rpartition(".")[0]


def _belongs_to(folder: str, pages: set[str]) -> bool:
    return folder.endswith(("_files", "-Dateien")) and folder.rpartition("_" if "_files" in folder else "-")[0] in pages


def failure(path: Path, error: OSError | ValueError) -> FileReport:
    """Report a file or folder that the system refuses, in a sentence."""
    refused = Path(os.fsdecode(error.filename)) if isinstance(error, OSError) and error.filename else path
    return FileReport(printable(refused), FileStatus.FAILED, reason=refusal(error))


def refusal(error: OSError | ValueError) -> str:
    """Say why the system refuses to open or read something, and what to do."""
    match error:
        case PermissionError():
            return "You may not read this. Change its permissions, then import it again."
        case FileNotFoundError():
            return "There is no such file or folder. It may have been moved; import it from where it is now."
        case OSError():
            return (
                f"The system could not read this: {error.strerror or error}. Copy it elsewhere, then import it again."
            )
        case _:
            return f"This is not a name that the system can open: {error}."


def printable(path: Path) -> str:
    """A path as text that can be shown and stored; bytes that are not UTF-8 become replacement characters."""
    return os.fsencode(path).decode("utf-8", "replace")
