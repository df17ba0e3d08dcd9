"""Which values a person may give for a part of an article, and how they are tidied."""

import re
from datetime import date

from archive_app.errors import CorrectionError
from archive_app.model.article import Block, Credit, Part
from archive_app.model.corrections import PartValue

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}")


def checked(part: Part, value: PartValue) -> PartValue:
    """The value as it is kept: lines trimmed, empty ones gone, and an empty text None.

    Raises:
        CorrectionError: The part cannot have this value.
    """
    match part, value:
        case Part.PUBLISHED, date() | None:
            return value
        case Part.TAKEAWAYS, tuple():
            return tuple(line for item in value if isinstance(item, str) and (line := _line(item)))
        case Part.CREDITS, tuple():
            named = (Credit(_line(item.outlet), item.role) for item in value if isinstance(item, Credit))
            return tuple(credit for credit in named if credit.outlet)
        case Part.BODY, tuple():
            blocks = (Block(item.kind, _line(item.text)) for item in value if isinstance(item, Block))
            return tuple(block for block in blocks if block.text)
        case ((Part.TITLE | Part.BYLINE | Part.SITE_NAME | Part.URL | Part.LANGUAGE), str() | None):
            return _checked_text(part, _line(value or ""))
        case _:
            raise CorrectionError(f"The part “{part.value}” of an article cannot be given as {type(value).__name__}.")


def _checked_text(part: Part, text: str) -> str | None:
    if part is Part.TITLE and not text:
        raise CorrectionError("An article needs a title. Type one, or take the parsed title back.")
    if part is Part.URL and text and not _ADDRESS.fullmatch(text):
        raise CorrectionError(f"“{text}” is no web address. It has to begin with http:// or https://.")
    if part is Part.LANGUAGE and text and not _LANGUAGE.fullmatch(text):
        raise CorrectionError(f"“{text}” is no language code. Use two letters, such as “en” or “fr”.")
    return text or None


def _line(text: str) -> str:
    return " ".join(text.split())
