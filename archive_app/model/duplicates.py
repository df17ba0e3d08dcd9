"""Articles that may be the same one: by what they are found, and the pairs that a person decides about."""

from dataclasses import dataclass
from enum import StrEnum


class DuplicateKind(StrEnum):
    """What two articles have in common."""

    ADDRESS = "address"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleKeys:
    """What an article shares with others that are the same, or nearly.

    `url` is the same for all addresses of one page, `text` for all files with the same words; both are None where that
    says nothing. Articles with much text in common share one of their `bands`. Keys of another `version` cannot be
    compared with these.
    """

    url: str | None
    text: bytes | None
    bands: tuple[int, ...]
    version: int


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two articles, by id, that may be the same one; `similarity` is how much of their text they share, 0 to 1."""

    low: int
    high: int
    kind: DuplicateKind
    similarity: float

    @property
    def reason(self) -> str:
        """Why they may be the same, in a few words."""
        if self.kind is DuplicateKind.ADDRESS and self.similarity < 0.5:
            return "same address, other text"
        # Rounded down: nearly the same text is never said to be all of it.
        share = int(self.similarity * 100)
        text = "the same text" if self.similarity == 1 else f"nearly the same text: {share} %"
        return text if self.kind is DuplicateKind.TEXT else f"same address, {text}"
