"""Whether a folder can be used as an archive, and why not."""

import os
from pathlib import Path

from archive_app.errors import ArchiveError

# What an archive folder holds before its catalogue was made, or beside it.
_OWN_NAMES = frozenset({"writer.lock", "index", "originals", "incoming"})


def make_usable(folder: Path, *, create: bool) -> bool:
    """Make the folder where there is none and one may be made; say whether it can only be read."""
    try:
        if not (folder / "catalogue.sqlite3").exists():
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.exists():
                raise _no_archive(folder)
            strangers = {path.name for path in folder.iterdir()} - _OWN_NAMES
            if strangers and not all(name.startswith("catalogue.sqlite3") for name in strangers):
                raise ArchiveError(
                    f"The folder {folder} holds other files and no archive. Choose an empty folder or an archive."
                )
            if not create:
                raise _no_archive(folder)
        return not os.access(folder, os.W_OK)
    except (FileExistsError, NotADirectoryError):
        raise ArchiveError(f"{folder} is a file, and an archive is a folder. Choose a folder.") from None
    except OSError as error:
        raise ArchiveError(
            f"The archive folder {folder} cannot be opened: {error.strerror}. Check its permissions or choose another."
        ) from error


def _no_archive(folder: Path) -> ArchiveError:
    return ArchiveError(f"There is no archive at {folder}. Check the path; importing something makes an archive there.")
