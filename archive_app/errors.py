"""What can go wrong, as sentences for a person: what happened, why, and what to do next.

Every error the app raises on purpose is an `ArchiveAppError`; anything else that escapes is a bug of ours.
"""


class ArchiveAppError(Exception):
    """The root of the app's own errors; `str(error)` is a whole sentence that can be shown as it is."""


class UnreadableFileError(ArchiveAppError):
    """A file given for import cannot be read as an article; the rest of its batch goes on."""


class ArchiveError(ArchiveAppError):
    """The archive folder cannot be opened or written."""


class ArchiveReadOnlyError(ArchiveError):
    """The archive can be searched and read but not changed."""


class ArticleNotFoundError(ArchiveAppError):
    """No article has the given id."""


class IndexDamagedError(ArchiveAppError):
    """The search index cannot be read; it is rebuilt from the catalogue."""


class CorrectionError(ArchiveAppError):
    """A part of an article cannot have the value that was given for it."""


class AnnotationError(ArchiveAppError):
    """An article cannot have the tag or the note that was given for it."""


class SavedSearchError(ArchiveAppError):
    """A search cannot be saved under the name that was given for it."""
