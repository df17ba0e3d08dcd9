"""Read ZIP files of unknown origin, part by part, without trusting what they say of themselves."""

import zipfile
import zlib
from typing import BinaryIO

from archive_app.errors import UnreadableFileError
from archive_app.formats.container import MOST_MEMBERS, too_many
from archive_app.formats.limits import LARGEST_ORIGINAL

ZIP_START = b"PK\x03\x04"
# What zipfile and the decompressors raise on damaged files.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError)
# Pages of nothing but repeated lines reach a hundredth of their size; beyond this only what is made to fill disks goes.
_SUSPECT_RATIO = 500
_HARMLESS = 16 * 1024 * 1024


def is_zip(file: BinaryIO) -> bool:
    """Tell a ZIP file by its first bytes; one that only ends as one is another file with one behind it."""
    file.seek(0)
    return file.read(len(ZIP_START)) == ZIP_START


def names_in(file: BinaryIO) -> frozenset[str]:
    """Return the names of a ZIP file's entries, none where it is no sound ZIP file."""
    if not is_zip(file):
        return frozenset()
    try:
        with zipfile.ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except ZIP_ERRORS:
        return frozenset()


def open_zip(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """Open a ZIP file and make sure that it is not made to do harm.

    Raises:
        UnreadableFileError: It is damaged, has too many entries, or is a trap.
    """
    try:
        archive = zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise damaged_zip(name) from error
    check_harmless(archive, file.seek(0, 2), name)
    return archive


def check_harmless(archive: zipfile.ZipFile, size: int, name: str) -> None:
    """Refuse an open ZIP file of `size` bytes that has too many entries or is a trap."""
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise too_many(name)
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    # Entries that share their bytes, or that say they do, are how a small file is made to look endless.
    if packed > size or (unpacked > _HARMLESS and unpacked > size * _SUSPECT_RATIO):
        raise _trap(name)


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Return the bytes of an entry, as many as they really are; `name` is what to call it.

    Raises:
        UnreadableFileError: It is damaged, encrypted, a trap, or larger than an article can be.
    """
    if entry.flag_bits & 0x1:
        raise UnreadableFileError(f"“{name}” is encrypted. Unpack the ZIP archive with its password, and import that.")
    try:
        with archive.open(entry) as part:
            data = part.read(LARGEST_ORIGINAL + 1)
    except ZIP_ERRORS as error:
        raise UnreadableFileError(
            f"“{name}” cannot be unpacked: it is damaged, or packed in a way this app does not know. "
            "Unpack the ZIP archive with another program, and import that."
        ) from error
    if len(data) > _HARMLESS and len(data) > entry.compress_size * _SUSPECT_RATIO:
        raise _trap(name)
    if len(data) > LARGEST_ORIGINAL:
        raise UnreadableFileError(
            f"“{name}” unpacks to more than {LARGEST_ORIGINAL // 1_048_576} MB, which no article needs. "
            "Save the article alone."
        )
    return data


def damaged_zip(name: str) -> UnreadableFileError:
    """The error for a ZIP file whose list of entries cannot be read."""
    return UnreadableFileError(
        f"“{name}” is a ZIP archive that is damaged or was cut short. Download or copy it again."
    )


def _trap(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” would unpack to more than {_SUSPECT_RATIO} times its size, as only files made to do harm do. "
        "It was not unpacked."
    )
