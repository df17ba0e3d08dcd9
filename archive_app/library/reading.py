"""Reading one file in a worker process: from its path, or its original, to a parsed article.

A hostile file may hang, crash or fill the memory of its worker only; the import gives up on it and goes on.
"""

import ctypes
import errno
import functools
import logging
import os
import signal
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from archive_app.errors import ArchiveError, UnreadableFileError
from archive_app.formats.registry import LARGEST_ORIGINAL, read_article
from archive_app.library.listing import refusal
from archive_app.library.same_article import keys_of
from archive_app.model.article import Original, ParsedArticle
from archive_app.model.duplicates import ArticleKeys
from archive_app.store.articles import Known
from archive_app.store.catalogue import Catalogue
from archive_app.store.originals import Originals

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

# The largest page measured needs under 1 GB; the rest is address space that libraries reserve and never use.
_LARGEST_ADDRESS_SPACE = 4 << 30

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way into the catalogue; its original is kept."""

    parsed: ParsedArticle
    keys: ArticleKeys
    sha256: str
    original_name: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The file is no article, for a reason that is a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Halt:
    """The archive cannot take any more, for a reason that is a sentence; the file stays in the queue."""

    reason: str


Outcome = NewArticle | Known | Unreadable | Halt
"""What reading a file came to; `Known` is the article its bytes already are."""


def prepare_worker() -> None:
    """Limit the worker's memory, leave interrupts to the parent, and end with it (where the system can do that)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_ADDRESS_SPACE, resource.getrlimit(resource.RLIMIT_AS)[1]))


def read_file(folder: Path, path: bytes) -> Outcome:
    """Read, parse and keep one file for the archive in `folder`; the catalogue is asked but not changed."""
    return _guarded(lambda: _read(*_archive(folder), load(Path(os.fsdecode(path)))))


def read_original(folder: Path, sha256: str, name: str) -> NewArticle | Unreadable | Halt:
    """Parse an original of the archive in `folder` anew."""

    def read() -> NewArticle | Unreadable:
        try:
            original = _archive(folder)[1].get(sha256, name)
        except ArchiveError as error:
            return Unreadable(str(error))  # it is about this original alone
        return _parsed(original)

    return _guarded(read)


def _guarded(read: Callable[[], _T]) -> _T | Unreadable | Halt:
    try:
        return read()
    except UnreadableFileError as error:
        return Unreadable(str(error))
    except ArchiveError as error:
        return Halt(str(error))
    except MemoryError:
        return Unreadable("This file needs more memory than an article should. Save a smaller part of it.")
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not cost the rest of the batch
        _log.warning("reading a file failed", exc_info=True)
        return Unreadable(f"The app failed on this file ({type(error).__name__}: {error}). Please report it.")


def _read(catalogue: Catalogue, originals: Originals, original: Original) -> Outcome:
    known = catalogue.articles.find(original.sha256)
    if known is not None:
        return known
    new = _parsed(original)
    try:
        originals.put(original)
    except OSError as error:
        return Halt(_storage_failure(error))
    return new


def _parsed(original: Original) -> NewArticle:
    parsed = read_article(original)
    return NewArticle(parsed, keys_of(parsed), original.sha256, original.name)


def load(path: Path) -> Original:
    """Read a file's bytes.

    Raises:
        UnreadableFileError: It is not a regular file, too large, or the system refuses.
    """
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFileError("This is not a file but a device, a pipe or a folder. Choose a file.")
            if status.st_size > LARGEST_ORIGINAL:
                raise UnreadableFileError(
                    f"This file has {status.st_size / 1e6:,.0f} MB; an article may have "
                    f"{LARGEST_ORIGINAL / 1e6:,.0f} MB. Split it, or save the page without its media."
                )
            return Original(os.fsencode(path.name).decode("utf-8", "replace"), file.read())
    except OSError as error:
        raise UnreadableFileError(refusal(error)) from error


@functools.cache
def _archive(folder: Path) -> tuple[Catalogue, Originals]:
    """The archive's store, opened once a worker."""
    return Catalogue(folder / "catalogue.sqlite3"), Originals(folder / "originals")


def _storage_failure(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "The disk is full. Free some space, then continue the import; what is done is kept."
    return (
        f"The archive folder could not be written ({error.strerror}). "
        "Check the disk and the folder's permissions, then continue the import; what is done is kept."
    )
