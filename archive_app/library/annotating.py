"""Which tags and notes a person may give an article, and how they are tidied."""

from collections.abc import Sequence

from archive_app.errors import AnnotationError
from archive_app.model.annotations import LONGEST_NOTE, note_of, tag_of


def checked_tags(tags: Sequence[str]) -> list[str]:
    """The tags as they are kept.

    Raises:
        AnnotationError: One has neither letters nor digits.
    """
    kept = [tag_of(tag) for tag in tags]
    for tag, typed in zip(kept, tags, strict=True):
        if not any(map(str.isalnum, tag)):
            raise AnnotationError(f"“{typed}” is no tag. A tag needs a letter or a digit.")
    return kept


def checked_note(note: str) -> str:
    """The note without blank ends.

    Raises:
        AnnotationError: It is too long.
    """
    kept = note_of(note)
    if len(kept) > LONGEST_NOTE:
        raise AnnotationError(
            f"The note has {len(kept):,} characters; a note can have {LONGEST_NOTE:,}. Shorten it, and save it again."
        )
    return kept
