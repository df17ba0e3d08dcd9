"""What is given to the archive: it waits in the import queue from then on, whatever becomes of the process.

Texts that came without a file, such as pasted ones, are kept in `incoming/` until they are imported. Each has a folder
of its own. It is written before the queue names it, in the transaction in which the queue learns of it, so that what
no queue names when `sweep` looks is a leftover. One that cannot be imported is kept and can be tried again.
"""

import contextlib
import os
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

from archive_app.errors import ArchiveError
from archive_app.model.article import Original
from archive_app.model.jobs import DuplicatePolicy
from archive_app.store.catalogue import Catalogue
from archive_app.store.durable import make_folder, write_file


class Incoming:
    """The folder of what came without a file."""

    def __init__(self, archive: Path, catalogue: Catalogue) -> None:
        self._folder = archive / "incoming"
        self._catalogue = catalogue

    def keep(self, original: Original) -> Path:
        """Keep an original, safely on disk when this returns. Call it in the transaction that queues it.

        Raises:
            ArchiveError: The disk refuses.
        """
        path = self._folder / uuid.uuid4().hex / Path(original.name).name
        try:
            make_folder(path.parent)
            write_file(path, original.data)
        except OSError as error:
            raise ArchiveError(
                f"“{original.name}” could not be kept in the archive ({error.strerror}). "
                "Make room on the disk, then try again."
            ) from error
        return path

    def holds(self, file: bytes) -> bool:
        """Say whether a file is, or was, one of these."""
        return Path(os.fsdecode(file)).parent.parent == self._folder

    def release(self, run: int, file: bytes) -> None:
        """Remove a file that a run has imported, once nothing in it waits or could be tried again."""
        if self.holds(file) and not self._catalogue.imports.needs(run, file):
            shutil.rmtree(Path(os.fsdecode(file)).parent, ignore_errors=True)

    def sweep(self, undone: int | None = None) -> None:
        """Remove what was given up, or left by a crash, and what failed in a run that is being undone."""
        if not self._folder.is_dir():
            return
        # Inside a transaction nobody can be between keeping a text and queueing it.
        with self._catalogue.transaction(), contextlib.suppress(OSError):
            needed = {Path(os.fsdecode(file)).parent for file in self._catalogue.imports.needed(undone)}
            for folder in self._folder.iterdir():
                if folder not in needed:
                    shutil.rmtree(folder, ignore_errors=True)


def queue_sources(
    folder: Path, catalogue: Catalogue, sources: Sequence[Path | Original], duplicates: DuplicatePolicy
) -> int:
    """Start a run of the archive in `folder` with files, folders and originals, which wait from then on.

    Returns the run's id. It takes milliseconds and does not need the writer lock.
    """
    incoming = Incoming(folder, catalogue)
    with catalogue.transaction():
        paths = [source.absolute() if isinstance(source, Path) else incoming.keep(source) for source in sources]
        return catalogue.imports.begin([os.fsencode(path) for path in paths], duplicates)


def queue_failed(folder: Path, catalogue: Catalogue, run: int) -> None:
    """Have what failed in a run wait once more."""
    incoming = Incoming(folder, catalogue)
    failed = catalogue.imports.failed(run)
    whole = {path for path, member in failed if not member}
    catalogue.imports.retry(
        run,
        [
            (path, member)
            for path, member in failed
            # A container that is listed anew brings its members; a text that was given up with its run is gone.
            if not (member and path in whole) and not (incoming.holds(path) and not Path(os.fsdecode(path)).exists())
        ],
    )
