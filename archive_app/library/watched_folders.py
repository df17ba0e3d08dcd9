"""The folders that this user has watched for an archive: a JSON file of the user's own.

An archive can be handed on, and must not make the app of whoever opens it import that person's files. Each change reads
the file anew and replaces it whole, so that the window and a command can both make one.
"""

import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from archive_app.errors import ArchiveError

_log = logging.getLogger(__name__)


class WatchedFolders:
    """The watched folders of all archives, kept in `file`, which is made by the first change."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, archive: Path) -> tuple[Path, ...]:
        """The folders whose new files are imported into an archive, in the order they were added in."""
        return tuple(map(Path, self._read().get(_key(archive), ())))

    def add(self, archive: Path, folder: Path) -> None:
        """Have new files in a folder imported into an archive, as `library.watching` does for whoever has it open.

        Raises:
            ArchiveError: It is no folder, has the archive in it or is in it, or the file cannot be written.
        """
        if not folder.is_dir():
            raise ArchiveError(f"There is no folder {folder}. Choose one that is there.")
        inner, outer = folder.resolve(), archive.resolve()
        if inner.is_relative_to(outer) or outer.is_relative_to(inner):
            raise ArchiveError(
                f"The folder {folder} and the archive {archive} are one inside the other, so the archive would be "
                "imported into itself. Choose another folder."
            )
        watched = self.of(archive)
        if folder.absolute() not in watched:
            self._put(archive, [*watched, folder.absolute()])

    def remove(self, archive: Path, folder: Path) -> None:
        """Watch a folder no longer; what was imported from it stays.

        Raises:
            ArchiveError: The file cannot be written.
        """
        watched = self.of(archive)
        if folder.absolute() in watched:
            self._put(archive, [other for other in watched if other != folder.absolute()])

    def _put(self, archive: Path, folders: Iterable[Path]) -> None:
        watched = {**self._read(), _key(archive): [str(folder) for folder in folders]}
        document = {name: kept for name, kept in watched.items() if kept}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside = self._file.with_suffix(f".{os.getpid()}.tmp")
            # Escaped, because a folder's name may have bytes that are no text.
            beside.write_text(json.dumps(document, indent=2), "utf-8")
            beside.replace(self._file)
        except OSError as error:
            raise ArchiveError(
                f"The list of watched folders {self._file} could not be written: {error.strerror}. "
                "Make room on the disk or check its permissions, then try again."
            ) from error

    def _read(self) -> dict[str, list[str]]:
        """The names of the folders by archive; what cannot be read is left out."""
        try:
            stored = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            _log.warning("the list of watched folders could not be read; none are watched")
            return {}
        if not isinstance(stored, dict):
            return {}
        return {
            archive: [name for name in names if isinstance(name, str)]
            for archive, names in stored.items()
            if isinstance(names, list)
        }


def _key(archive: Path) -> str:
    return str(archive.resolve())
