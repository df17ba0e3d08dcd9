"""Corrections: values that a person gives for parts of an article, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from archive_app.model.article import Block, Credit, Origin, ParsedArticle, Part, Provenance

PartValue = str | date | None | tuple[str, ...] | tuple[Credit, ...] | tuple[Block, ...]
"""What a part can be: takeaways are strings, credits `Credit`, the body `Block`, published a date, all others text."""

_A = TypeVar("_A", bound=ParsedArticle)

_FIELDS: Mapping[Part, str] = {part: part.value for part in Part} | {Part.BODY: "blocks"}

_EDITED = Provenance(Origin.EDITED, rule="corrected by hand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A part that a person gave: what parsing had found (or now finds) there, and when it was corrected, in UTC.

    `derived` says of a title that it was made from the text.
    """

    part: Part
    parsed: PartValue
    provenance: Provenance | None
    derived: bool
    made: datetime


def part_of(article: ParsedArticle, part: Part) -> PartValue:
    """The value of a part."""
    value: PartValue = getattr(article, _FIELDS[part])
    return value


def corrected(article: _A, part: Part, value: PartValue) -> _A:
    """The article with a part as a person gives it."""
    return _with(article, part, value, _EDITED, derived=False)


def reverted(article: _A, correction: Correction) -> _A:
    """The article with a corrected part as it was parsed."""
    return _with(article, correction.part, correction.parsed, correction.provenance, derived=correction.derived)


def _with(article: _A, part: Part, value: PartValue, provenance: Provenance | None, *, derived: bool) -> _A:
    others = {key: found for key, found in article.provenance.items() if key is not part}
    changes: dict[str, Any] = {
        _FIELDS[part]: value,
        "provenance": others if provenance is None else {**others, part: provenance},
    }
    if part is Part.TITLE:
        changes["title_derived"] = derived
    return replace(article, **changes)
