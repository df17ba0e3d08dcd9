"""The originals of an archive: every imported file, byte for byte, compressed, under its SHA-256.

A file `originals/ab/abcdef….gz` is an ordinary gzip file, so a person can get at it without this app. Writing the same
bytes again mends a damaged file and else does nothing. Files whose article was never recorded (a crash between the two)
do no harm.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from archive_app.errors import ArchiveError
from archive_app.model.article import Original
from archive_app.store.durable import make_folder, write_file

# A saved page of 185 KB becomes 32 KB in 2 ms; level 6, zlib's own compromise, saves 5 % more in twice the time.
_LEVEL = 4

_SHA256 = re.compile("[0-9a-f]{64}")


class Originals:
    """The folder of originals."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, original: Original) -> None:
        """Keep an original; it is safely on disk when this returns. Raises OSError where the disk refuses.

        One that is there is left alone, or written anew where it was damaged.
        """
        target = self._path(original.sha256)
        if target.exists() and self._is_intact(original):
            return
        make_folder(target.parent)
        write_file(target, gzip.compress(original.data, _LEVEL, mtime=0))

    def get(self, sha256: str, name: str) -> Original:
        """Read an original back.

        Raises:
            ArchiveError: The file is missing or no longer what was stored.
        """
        try:
            data = gzip.decompress(self._path(sha256).read_bytes())
        except FileNotFoundError:
            raise ArchiveError(
                f"The original of “{name}” is missing from the archive folder. Import that file again, "
                f"or restore originals/{sha256[:2]}/{sha256}.gz from a backup."
            ) from None
        except (OSError, EOFError, zlib.error) as error:
            raise ArchiveError(
                f"The original of “{name}” cannot be read: {error}. "
                "Import that file again, or restore it from a backup."
            ) from error
        original = Original(name, data)
        if original.sha256 != sha256:
            raise ArchiveError(
                f"The original of “{name}” was changed or damaged on disk. "
                "Import that file again, or restore it from a backup."
            )
        return original

    def _is_intact(self, original: Original) -> bool:
        try:
            return self.get(original.sha256, original.name).data == original.data
        except ArchiveError:
            return False

    def remove(self, sha256: str) -> None:
        """Delete an original; nothing happens where it is already gone."""
        self._path(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """The SHA-256 of every original on disk."""
        for path in sorted(self._folder.glob("??/*.gz")):
            yield path.name.removesuffix(".gz")

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self._folder.glob("??/*.gz"))

    def _path(self, sha256: str) -> Path:
        # The catalogue may be somebody else's: what is no hash could be a path to any file of the person's own.
        if not _SHA256.fullmatch(sha256):
            raise ArchiveError("The catalogue names an original by what is no SHA-256. Restore it from a backup.")
        return self._folder / sha256[:2] / f"{sha256}.gz"
