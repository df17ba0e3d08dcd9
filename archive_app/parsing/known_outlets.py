"""Know the world's larger outlets: by which names they are printed, and which web addresses are theirs.

The list is data of the package, `resources/outlets.json`, read once when a name is first asked for. Names that it does
not hold stay as they are printed.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from archive_app.paths import resource

_ARTICLE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
_HOST = re.compile(
    r"(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?::\d{1,5})?(?:[/?#]\S{0,2000})?", re.IGNORECASE
)
_LONGEST_NAME = 200


class OutletKind(StrEnum):
    """What sort of outlet one is."""

    NEWSPAPER = "newspaper"
    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    MAGAZINE = "magazine"
    SITE = "site"
    JOURNAL = "journal"


# Those whose reports others print.
_WIRES = frozenset({OutletKind.AGENCY, OutletKind.BROADCASTER})


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet of the list; `country` is an ISO 3166-1 alpha-2 code, `domains` and all below them are the outlet's."""

    name: str
    kind: OutletKind
    country: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutletList:
    """The outlets of the list in its order, and what they are found by."""

    outlets: tuple[KnownOutlet, ...]
    by_key: Mapping[str, KnownOutlet]
    by_domain: Mapping[str, KnownOutlet]
    ambiguous: frozenset[str]

    def key(self, name: str) -> str:
        """Return what a name is compared by: letters and digits, without case, accents and a leading "the".

        "The Times" keeps its article, as "Times" alone may be any of many.
        """
        bare = _squashed(_ARTICLE.sub("", name.strip(), count=1))
        return _squashed(name) if bare in self.ambiguous else bare


def resolve(name: str) -> KnownOutlet | None:
    """Return the outlet that a printed name or web address means, or None for unknown and ambiguous ones."""
    if not name or len(name) > _LONGEST_NAME:
        return None
    known = known_outlets()
    host = _HOST.fullmatch(name.strip())
    found = outlet_of_host(host.group(1)) if host else None
    return found or known.by_key.get(known.key(name))


def is_known(name: str, *, wires_only: bool = False) -> bool:
    """Tell whether a printed name means an outlet of the list, or one of its agencies and broadcasters."""
    found = resolve(name)
    return found is not None and (not wires_only or found.kind in _WIRES)


def outlet_of_host(host: str) -> KnownOutlet | None:
    """Return the outlet that a host such as "www.scmp.com" or "edition.cnn.com" belongs to."""
    known = known_outlets()
    labels = host.casefold().partition(":")[0].strip(".").split(".")
    for start in range(max(0, len(labels) - 6), len(labels) - 1):
        found = known.by_domain.get(".".join(labels[start:]))
        if found:
            return found
    return None


def canonical_name(printed: str) -> str:
    """Return the name that an outlet goes by in the list, or the printed one where the list has none."""
    found = resolve(printed)
    return found.name if found else printed


def names_of(outlet: KnownOutlet) -> Iterator[str]:
    """Yield all the names an outlet is printed by, the canonical one first."""
    yield outlet.name
    yield from outlet.aliases


@cache
def known_outlets() -> OutletList:
    """Return the list, read on first use.

    Raises:
        ValueError: Two outlets of the list go by the same name or address.
    """
    with resource("outlets.json").open(encoding="utf-8") as file:
        data = json.load(file)
    outlets = tuple(
        KnownOutlet(
            entry["name"],
            OutletKind(entry["kind"]),
            entry["country"],
            tuple(entry.get("domains", ())),
            tuple(entry.get("aliases", ())),
        )
        for entry in data["outlets"]
    )
    by_key: dict[str, KnownOutlet] = {}
    found = OutletList(
        outlets,
        by_key,
        {domain: outlet for outlet in outlets for domain in outlet.domains},
        frozenset(map(_squashed, data["ambiguous"])),
    )
    for outlet in outlets:
        for name in names_of(outlet):
            by_key[found.key(name)] = outlet
    return found


def _squashed(name: str) -> str:
    """Return a name's letters and digits, without case and accents; "&" and "+" between words read as "and"."""
    spelt = re.sub(r"\s[&+]\s", " and ", name)
    if spelt.isascii():
        return "".join(character for character in spelt.casefold() if character.isalnum())
    parted = unicodedata.normalize("NFKD", spelt.casefold())
    return unicodedata.normalize("NFKC", "".join(c for c in parted if c.isalnum()))
