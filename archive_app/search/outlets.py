"""The outlets that an article names, as the index knows them."""

from collections.abc import Mapping
from functools import lru_cache

from archive_app.model.article import Credit, CreditRole
from archive_app.parsing.known_outlets import canonical_name


@lru_cache(10_000)
def outlets_by_role(credits: tuple[Credit, ...]) -> Mapping[CreditRole, tuple[str, ...]]:
    """Return the outlets an article names in each role, each once, by the name all its aliases share.

    Remembered, as articles share a few combinations of credits.
    """
    named: dict[CreditRole, dict[str, None]] = {role: {} for role in CreditRole}
    for credit in credits:
        if shown := " ".join(credit.outlet.split()):
            named[credit.role][canonical_name(shown)] = None
    return {role: tuple(names) for role, names in named.items()}
