"""One writer at a time: imports, index updates and rebuilds of one archive queue up on its lock file.

The system releases the lock when its process ends, however it ends. Readers never ask for it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from archive_app.errors import ArchiveReadOnlyError
from archive_app.model.jobs import Cancel, Progress, Stage

# Long enough not to burn a core while waiting, short enough that a cancel is felt at once.
_POLL_SECONDS = 0.2


@contextmanager
def writer_lock(folder: Path, report: Callable[[Progress], None], cancel: Cancel) -> Iterator[bool]:
    """Hold the archive's writer lock; wait while another process holds it, saying so.

    Yields:
        Whether the lock is held; False where the wait was cancelled.

    Raises:
        ArchiveReadOnlyError: The lock file cannot be written.
    """
    lock = FileLock(folder / "writer.lock")
    held = False
    while not held and not cancel():
        try:
            lock.acquire(timeout=_POLL_SECONDS)
            held = True
        except Timeout:
            report(Progress(stage=Stage.WAITING))
        except OSError as error:
            raise ArchiveReadOnlyError(
                f"The archive in {folder} cannot be written ({error.strerror}), so nothing can be added or changed. "
                "Make the folder writable or choose another archive."
            ) from error
    try:
        yield held
    finally:
        lock.release()
