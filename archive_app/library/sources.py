"""The documents in a file: the file itself, or the members of the container that it is."""

import io
import os
import stat
from pathlib import Path
from typing import BinaryIO

from archive_app.errors import UnreadableFileError
from archive_app.formats.container import OpenContainer
from archive_app.formats.containers import open_container
from archive_app.formats.registry import LARGEST_ORIGINAL
from archive_app.library.listing import refusal
from archive_app.model.article import Original


class Source:
    """An open file. Use it in a `with` statement, or close it.

    `container` is what it holds, or None for a single document.
    """

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            UnreadableFileError: It is no regular file, the system refuses, or it is a container that cannot be opened.
        """
        self._name = os.fsencode(path.name).decode("utf-8", "replace")
        self._file = _opened(path)
        try:
            self.container: OpenContainer | None = open_container(self._file, self._name)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise UnreadableFileError(refusal(error)) from error
            raise

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def whole(self) -> Original:
        """The file itself.

        Raises:
            UnreadableFileError: It is too large, or the system refuses.
        """
        try:
            size = self._file.seek(0, io.SEEK_END)
            if size > LARGEST_ORIGINAL:
                raise UnreadableFileError(
                    f"This file has {size // 1_048_576:,} MB; an article may have "
                    f"{LARGEST_ORIGINAL // 1_048_576} MB. Split it, or save the page without its media."
                )
            self._file.seek(0)
            return Original(self._name, self._file.read())
        except OSError as error:
            raise UnreadableFileError(refusal(error)) from error


def _opened(path: Path) -> BinaryIO:
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = os.fdopen(handle, "rb")
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            file.close()
            raise UnreadableFileError("This is not a file but a device, a pipe or a folder. Choose a file.")
    except (OSError, ValueError) as error:
        raise UnreadableFileError(refusal(error)) from error
    return file
