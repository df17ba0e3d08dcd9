"""What is stated about an article beside its text: by the page's data, or by the file that holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from archive_app.model.article import Part, Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFacts:
    """Facts about an article, None where nothing usable is stated, and where each comes from."""

    title: str | None = None
    byline: str | None = None
    published: date | None = None
    site_name: str | None = None
    url: str | None = None
    language: str | None = None
    provenance: Mapping[Part, Provenance] = field(default_factory=dict)


NOTHING_STATED = StatedFacts()
