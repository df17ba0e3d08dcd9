"""Which files an import is about: those named, and in folders those that look like articles.

A file that was named is always tried, whatever it is called. In folders, files of other kinds are passed over, and so
are hidden entries and the `NAME_files` folders in which browsers keep the pictures and frames of a saved `NAME.html`.
What is passed over is counted, so that nothing in a folder is left unmentioned.
"""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from archive_app.formats.companions import belongs_to, page_stem
from archive_app.formats.containers import CONTAINERS, SUFFIXES
from archive_app.model.jobs import Cancel, FileReport, FileStatus

_SUFFIXES = tuple(SUFFIXES)
_CONTAINER_SUFFIXES = tuple(frozenset().union(*(container.suffixes for container in CONTAINERS)))
_LONGEST_SUFFIX = len(".webarchive")

# Kinds of what is passed over, beside suffixes; words that can stand after a number.
_HIDDEN, _OF_SAVED_PAGES, _BEHIND_A_LINK, _NO_SUFFIX = "hidden", "of saved pages", "behind a link", "without a suffix"


@dataclass
class Listing:
    """The files to read, as absolute paths in the file system's bytes, and what could not be listed, by its path.

    `passed_over` counts what was left alone in folders, by kind: a suffix in lower case, or words such as `hidden`. A
    linked folder counts as one.
    """

    files: list[bytes] = field(default_factory=list)
    refused: list[tuple[bytes, FileReport]] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)


def list_files(paths: Iterable[Path], found: Callable[[int], None], cancel: Cancel) -> Listing:
    """List the files below the given paths, each once, folders in the order of their names.

    Links to folders are followed only where they were named themselves, so a loop of links ends. `found` is called
    now and then with the number of files so far.
    """
    listing = Listing()
    seen: set[bytes] = set()
    passed_over: dict[bytes, str] = {}
    for path in paths:
        for file, kind in _below(path, listing.refused):
            if cancel():
                return listing
            name = os.fsencode(file)
            if kind is not None:
                passed_over[name] = kind
            elif name not in seen:
                seen.add(name)
                listing.files.append(name)
                if len(listing.files) % 100 == 0:
                    found(len(listing.files))
    listing.passed_over.update(kind for name, kind in passed_over.items() if name not in seen)
    return listing


def _below(path: Path, failures: list[tuple[bytes, FileReport]]) -> Iterator[tuple[Path, str | None]]:
    """What a path stands for: each file with None where it is to be read, else with the kind it is passed over as."""
    path = path.absolute()
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        failures.append(_failure(path, error))
        return
    if not stat.S_ISDIR(mode):
        yield path, None
        return
    whole: dict[str, str] = {}  # the folders that are passed over as a whole, and their kind

    def refused(error: OSError) -> None:
        if error.filename not in whole:
            failures.append(_failure(path, error))

    for folder, folders, files in os.walk(path, onerror=refused):
        pages = {stem for file in files if (stem := page_stem(file))}
        inherited = whole.get(folder)
        folders.sort()
        for name in folders:
            inner = Path(folder, name)
            kind = inherited or _kind_of_folder(name, pages)
            if inner.is_symlink():
                yield inner, kind or _BEHIND_A_LINK
            elif kind is not None:
                whole[str(inner)] = kind
        for name in sorted(files):
            yield Path(folder, name), inherited or _kind_of_file(name)


def _kind_of_folder(name: str, pages: set[str]) -> str | None:
    if name.startswith("."):
        return _HIDDEN
    return _OF_SAVED_PAGES if belongs_to(name, pages) else None


def _kind_of_file(name: str) -> str | None:
    if name.startswith("."):
        return _HIDDEN
    if name.lower().endswith(_SUFFIXES):
        return None
    suffix = Path(name).suffix.lower()
    # What follows the last dot of "Mr. Smith goes to town" is no suffix.
    return suffix if suffix[1:].isalnum() and len(suffix) <= _LONGEST_SUFFIX else _NO_SUFFIX


def may_be_container(path: bytes) -> bool:
    """Guess by its name whether a file holds several documents."""
    return os.fsdecode(path).lower().endswith((*_CONTAINER_SUFFIXES, ".json"))


def _failure(path: Path, error: OSError | ValueError) -> tuple[bytes, FileReport]:
    """Report a file or folder that the system refuses, in a sentence."""
    refused = Path(os.fsdecode(error.filename)) if isinstance(error, OSError) and error.filename else path
    report = FileReport(printable(refused), FileStatus.FAILED, reason=refusal(error))
    return os.fsencode(refused), report


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


def is_article_name(name: str) -> bool:
    """Say whether a file of this name is read where it is found in a folder."""
    return _kind_of_file(name) is None
