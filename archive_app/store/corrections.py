"""Corrections: which parts of articles a person gave, and what parsing had found there.

The corrected value stands in the article's own tables, where search and everything else finds it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

from archive_app.model.article import Block, BlockKind, Credit, CreditRole, Origin, Part, Provenance
from archive_app.model.corrections import Correction, PartValue
from archive_app.store.database import Database


class Corrections:
    """The corrected parts of articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, article_id: int) -> dict[Part, Correction]:
        """The corrections of an article by part."""
        rows = self._database.rows(
            "SELECT part, parsed, made FROM correction WHERE article_id = ? ORDER BY part", (article_id,)
        )
        return {Part(part): _correction(Part(part), json.loads(parsed), made) for part, parsed, made in rows}

    def put(self, article_id: int, correction: Correction) -> None:
        """Keep what parsing finds for a part that a person gives, instead of what was kept of it before."""
        provenance = correction.provenance
        kept = {
            "value": _plain(correction.parsed),
            "provenance": provenance and (provenance.origin, provenance.sure, provenance.rule),
            "derived": correction.derived,
        }
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?)",
                (
                    article_id,
                    correction.part,
                    json.dumps(kept, ensure_ascii=False),
                    correction.made.isoformat(timespec="seconds"),
                ),
            )

    def remove(self, article_id: int, part: Part) -> None:
        """Forget that a part was corrected."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM correction WHERE article_id = ? AND part = ?", (article_id, part))


def _plain(value: PartValue) -> object:
    """A part's value in JSON's types."""
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [
                [item.outlet, item.role]
                if isinstance(item, Credit)
                else [item.kind, item.text]
                if isinstance(item, Block)
                else item
                for item in value
            ]
        case _:
            return value


def _correction(part: Part, kept: Mapping[str, object], made: str) -> Correction:
    provenance = kept["provenance"]
    return Correction(
        part=part,
        parsed=_value(part, kept["value"]),
        provenance=_provenance(provenance) if isinstance(provenance, list) else None,
        derived=bool(kept["derived"]),
        made=datetime.fromisoformat(made),
    )


def _provenance(kept: list[object]) -> Provenance:
    origin, sure, rule = kept
    return Provenance(Origin(str(origin)), bool(sure), str(rule))


def _value(part: Part, kept: object) -> PartValue:
    if isinstance(kept, list):
        if part is Part.CREDITS:
            return tuple(Credit(outlet, CreditRole(role)) for outlet, role in kept)
        if part is Part.BODY:
            return tuple(Block(BlockKind(kind), text) for kind, text in kept)
        return tuple(str(item) for item in kept)
    if kept is None:
        return None
    return date.fromisoformat(str(kept)) if part is Part.PUBLISHED else str(kept)
