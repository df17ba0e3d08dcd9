"""What a person can say that a stretch of an original is."""

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a stretch of text is, as a person corrects it."""

    TITLE = "title"
    BYLINE = "byline"
    PUBLISHED = "published"
    CREDITED = "credited"
    FURTHER_READING = "further_reading"
    TAKEAWAY = "takeaway"
    BODY = "body"
    NOTHING = "nothing"
    """Not part of the article."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A selected stretch within one line of an original: the line's number, from 0, and the selected text of it."""

    line: int
    text: str
