"""What can be said of an archive as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

DAYS_IN_TRASH = 30
"""How long an article stays in the trash before it is deleted for good."""


@dataclass(frozen=True, slots=True)
class TrashedArticle:
    """An article in the trash; `trashed` is when it was put there, in UTC."""

    id: int
    title: str
    original_name: str
    trashed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveStats:
    """The size of an archive; sizes on disk in bytes. Articles in the trash are counted as `trashed` only."""

    articles: int
    trashed: int
    takeaways: int
    outlets: int
    pending_index: int
    unfinished_import: int
    catalogue_bytes: int
    originals_bytes: int
    index_bytes: int
    formats: Mapping[str, int]
    languages: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check of an archive looked at, and the sentences that name what is wrong (none: all is well)."""

    articles: int
    originals: int
    problems: tuple[str, ...]
