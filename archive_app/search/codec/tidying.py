"""Merge segments in an idle moment, beside searches and other writers.

The lock is held only to publish what was merged; where another writer changed the same segments meanwhile, the work was
in vain.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from archive_app.search.codec import manifest
from archive_app.search.codec.compaction import StoppedError, worthwhile
from archive_app.search.codec.whoosh_index import Transaction, merge_entries
from archive_app.search.storage import MappedStorage


def untidy(folder: Path, names: Iterable[str]) -> bool:
    """Say whether `tidy` has anything to do."""
    indexes = manifest.read(folder).indexes
    return any(worthwhile(indexes[name]) is not None for name in names)


def tidy(folder: Path, names: Iterable[str], cancel: Callable[[], bool]) -> None:
    """Merge the segments of some indexes as far as it is worthwhile."""
    for name in names:
        while not cancel() and _merge_once(folder, name, cancel):
            pass


def _merge_once(folder: Path, name: str, cancel: Callable[[], bool]) -> bool:
    """Merge once; say whether there may be more to do."""
    entries = manifest.read(folder).indexes[name]
    if (chosen := worthwhile(entries)) is None:
        return False
    merged = [entries[at] for at in chosen]
    try:
        built = merge_entries(folder, name, merged, cancel)
    except StoppedError:
        return False
    except FileNotFoundError:
        # Another writer has merged some of these, unless they are lost.
        if manifest.read(folder).indexes[name] == entries:
            raise
        return False
    return Transaction(MappedStorage(folder), [name]).replace(name, merged, built)
