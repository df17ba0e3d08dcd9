"""Reading one file in a worker process: from its path, or its original, to a parsed article.

A hostile file may hang, crash or fill the memory of its worker only; the import gives up on it and goes on.
"""

import contextlib
import ctypes
import errno
import functools
import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from archive_app.errors import ArchiveError, UnreadableFileError
from archive_app.formats.registry import read_article
from archive_app.library.faults import described, fault_reason
from archive_app.library.same_article import keys_of
from archive_app.library.sources import Source
from archive_app.model.article import Original, ParsedArticle
from archive_app.model.duplicates import ArticleKeys
from archive_app.store.articles import Known
from archive_app.store.catalogue import Catalogue
from archive_app.store.originals import Originals

_T = TypeVar("_T")

# The largest page measured needs under 1 GB; the rest is address space that libraries reserve and never use.
_LARGEST_ADDRESS_SPACE = 4 << 30

# To look for reference cycles after every 700 new objects, the default, takes a tenth of the time that a page does;
# next to nothing of a page is in cycles.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000

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
    """The file is no article, for a reason that is a sentence; `fault` says where a fault of ours was, for the log."""

    reason: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Halt:
    """The archive cannot take any more, for a reason that is a sentence; the file stays in the queue."""

    reason: str


@dataclass(frozen=True, slots=True)
class Folded:
    """The file is a container, and what is in it is yet to be listed."""


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The members of a container, and why there are not more where it is damaged."""

    members: tuple[str, ...]
    reason: str | None = None


Outcome = NewArticle | Known | Unreadable | Halt | Folded | Unfolded
"""What reading a file came to; `Known` is the article its bytes already are."""


def prepare_worker() -> None:
    """Limit the worker's memory, collect garbage rarely, leave interrupts to the parent, and end with it.

    It ends with its parent where the system can have it do so.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        limits = [limit for limit in (soft, hard, _LARGEST_ADDRESS_SPACE) if limit != resource.RLIM_INFINITY]
        # macOS refuses any limit; reading goes on without.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))


def read_file(folder: Path, path: bytes, member: str = "", unfold: bool = False) -> Outcome:
    """Read, parse and keep one file, or member of one, for the archive in `folder`; or list the members of one.

    The catalogue is asked but not changed. A container is only recognised unless `unfold`: to list it takes longer.
    """
    if unfold:
        return _guarded(lambda: _unfolded(path))

    def read() -> Outcome:
        original = _document(path, member)
        return original if isinstance(original, Folded) else _read(*_archive(folder), original)

    return _guarded(read)


def preview_file(path: bytes, member: str, unfold: bool) -> NewArticle | Unreadable | Halt | Folded | Unfolded:
    """Do as `read_file`, but for no archive: nothing is kept."""
    if unfold:
        return _guarded(lambda: _unfolded(path))

    def read() -> NewArticle | Folded:
        original = _document(path, member)
        return original if isinstance(original, Folded) else _parsed(original)

    return _guarded(read)


def _document(path: bytes, member: str) -> Original | Folded:
    source = _LAST.open(Path(os.fsdecode(path)))
    if source.container is None:
        original = source.whole()
        _LAST.close()
        return original
    return source.container.extract(member) if member else Folded()


def _unfolded(path: bytes) -> Unfolded | Unreadable:
    found: list[str] = []
    with Source(Path(os.fsdecode(path))) as source:
        try:
            found.extend(source.container.locators() if source.container is not None else ())
        except UnreadableFileError as error:
            return Unfolded(tuple(found), str(error)) if found else Unreadable(str(error))
    return Unfolded(tuple(found)) if found else Unreadable("There is no article in this file.")


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
        return Unreadable(fault_reason(error), described(error))


def _read(catalogue: Catalogue, originals: Originals, original: Original) -> Outcome:
    outcome = catalogue.articles.find(original.sha256) or _parsed(original)
    try:
        # That of a known article, too: it may have gone missing or been damaged.
        originals.put(original)
    except OSError as error:
        return Halt(_storage_failure(error))
    return outcome


def _parsed(original: Original) -> NewArticle:
    parsed = read_article(original)
    return NewArticle(parsed, keys_of(parsed), original.sha256, original.name)


class _LastSource:
    """The file that this worker read last, kept open: a container's members come one after another."""

    def __init__(self) -> None:
        self._key: tuple[Path, int, int] | None = None
        self._source: Source | None = None

    def open(self, path: Path) -> Source:
        """Open a file, or return it where it is the last one and unchanged; it stays open until the next."""
        key = _state(path)
        if self._source is None or key is None or key != self._key:
            self.close()
            self._source = Source(path)
            self._key = key
        return self._source

    def close(self) -> None:
        if self._source is not None:
            self._source.close()
        self._source = self._key = None


_LAST = _LastSource()


def _state(path: Path) -> tuple[Path, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return path, status.st_mtime_ns, status.st_size


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
