"""How much a file may hold, so that each is read in seconds or refused at once."""

from archive_app.errors import UnreadableFileError

LARGEST_ORIGINAL = 64 * 1024 * 1024
"""The most bytes a file may have. Pages saved with all their images reach some tens of megabytes."""

_LONGEST_TEXT = 10_000_000  # Characters: three times "War and Peace", and a few seconds' work.


def check_size(name: str, data: bytes) -> None:
    """Refuse a file that is larger than a saved page with its images can be.

    Raises:
        UnreadableFileError: The file is too large.
    """
    if len(data) > LARGEST_ORIGINAL:
        raise UnreadableFileError(
            f"“{name}” is too large: it has more than {LARGEST_ORIGINAL // 1_048_576} MB. "
            "Save the page again without images or video."
        )


def check_length(name: str, length: int) -> None:
    """Refuse text or lightened markup with more characters than an article, or even a book, can have.

    Raises:
        UnreadableFileError: The text is too long.
    """
    if length > _LONGEST_TEXT:
        raise UnreadableFileError(
            f"“{name}” is too long for an article: it has {length // 1_000_000} million characters "
            f"and the most is {_LONGEST_TEXT // 1_000_000} million. Split it into parts and import those."
        )
