"""What is stated about an article beside its text, where each value comes from, and which of several values counts.

The one rule for choosing: sources are asked best first; the first sure value counts, else the first value at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from archive_app.model.article import Origin, Part, Provenance

LONGEST_SITE_NAME = 100

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Claim(Generic[Value]):
    """A value that one source gives for a part of an article."""

    value: Value
    provenance: Provenance


def claim(value: Value, origin: Origin, rule: str, *, sure: bool = True) -> Claim[Value]:
    """Return a claim; `rule` says in a few words for people what the value was read from."""
    return Claim(value, Provenance(origin, sure, rule))


def value_of(made: Claim[Value] | None) -> Value | None:
    """Return what is claimed, None where nothing is."""
    return None if made is None else made.value


def unsure(made: Claim[Value] | None) -> Claim[Value] | None:
    """Return the claim as one that is not sure."""
    return None if made is None else Claim(made.value, replace(made.provenance, sure=False))


def best(claims: Iterable[Claim[Value] | None]) -> Claim[Value] | None:
    """Return the first sure claim, else the first one; claims after the first sure one are not even asked for."""
    first = None
    for each in claims:
        if each is not None and each.provenance.sure:
            return each
        first = first or each
    return first


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
FROM_FILE = Provenance(Origin.FILE, rule="the file's own data")


def facts_of(
    *,
    title: Claim[str] | None = None,
    byline: Claim[str] | None = None,
    published: Claim[date] | None = None,
    site_name: Claim[str] | None = None,
    url: Claim[str] | None = None,
    language: Claim[str] | None = None,
) -> StatedFacts:
    """Return the facts that the chosen claims make."""
    chosen: dict[Part, Claim[str] | Claim[date] | None] = {
        Part.TITLE: title,
        Part.BYLINE: byline,
        Part.PUBLISHED: published,
        Part.SITE_NAME: site_name,
        Part.URL: url,
        Part.LANGUAGE: language,
    }
    return StatedFacts(
        title=value_of(title),
        byline=value_of(byline),
        published=value_of(published),
        site_name=value_of(site_name),
        url=value_of(url),
        language=value_of(language),
        provenance={part: made.provenance for part, made in chosen.items() if made},
    )


def merged(*sources: StatedFacts) -> StatedFacts:
    """Return one set of facts from several, best source first; a value without provenance is the file's own."""

    def claims(part: Part, values: Iterable[Value | None]) -> Iterable[Claim[Value]]:
        for source, value in zip(sources, values, strict=True):
            if value is not None:
                yield Claim(value, source.provenance.get(part, FROM_FILE))

    return facts_of(
        title=best(claims(Part.TITLE, (source.title for source in sources))),
        byline=best(claims(Part.BYLINE, (source.byline for source in sources))),
        published=best(claims(Part.PUBLISHED, (source.published for source in sources))),
        site_name=best(claims(Part.SITE_NAME, (source.site_name for source in sources))),
        url=best(claims(Part.URL, (source.url for source in sources))),
        language=best(claims(Part.LANGUAGE, (source.language for source in sources))),
    )
