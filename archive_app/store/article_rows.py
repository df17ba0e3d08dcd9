"""Articles as the catalogue's rows hold them, and back: columns, JSON and dataclasses."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from archive_app.model.annotations import Annotations
from archive_app.model.article import (
    Article,
    Block,
    BlockKind,
    Credit,
    Origin,
    ParsedArticle,
    Part,
    Provenance,
)

COLUMNS = (
    *("id", "sha256", "original_name", "imported", "title", "title_derived", "byline", "published"),
    *("site_name", "url", "language", "format", "encoding", "confidence"),
)
"""The columns of table `article` that `article` below reads, in order."""


def parsed_columns(parsed: ParsedArticle) -> dict[str, object]:
    """The columns of table `article` that parsing fills."""
    return {
        "title": parsed.title,
        "title_derived": parsed.title_derived,
        "byline": parsed.byline,
        "published": parsed.published.isoformat() if parsed.published else None,
        "site_name": parsed.site_name,
        "url": parsed.url,
        "language": parsed.language,
        "format": parsed.format,
        "encoding": parsed.encoding,
        "confidence": parsed.confidence,
    }


def body_columns(parsed: ParsedArticle) -> dict[str, object]:
    """The columns of table `body`."""
    return {
        "blocks": _dumps([(block.kind, block.text) for block in parsed.blocks]),
        "provenance": _dumps(
            {part: (found.origin, found.sure, found.rule) for part, found in parsed.provenance.items()}
        ),
    }


def article(
    row: Sequence[object],
    body: tuple[str, str],
    takeaways: Sequence[str],
    credits: Sequence[Credit],
    annotations: Annotations,
) -> Article:
    """The article of a row of `COLUMNS`; `body` is blocks and provenance as JSON."""
    value: Mapping[str, object] = dict(zip(COLUMNS, row, strict=True))
    published = value["published"]
    blocks, provenance = body
    return Article(
        id=int(str(value["id"])),
        sha256=str(value["sha256"]),
        original_name=str(value["original_name"]),
        imported=datetime.fromisoformat(str(value["imported"])),
        title=str(value["title"]),
        title_derived=bool(value["title_derived"]),
        byline=_text(value["byline"]),
        published=date.fromisoformat(str(published)) if published else None,
        site_name=_text(value["site_name"]),
        url=_text(value["url"]),
        language=_text(value["language"]),
        format=str(value["format"]),
        encoding=str(value["encoding"]),
        takeaways=tuple(takeaways),
        credits=tuple(credits),
        blocks=tuple(Block(BlockKind(kind), text) for kind, text in json.loads(blocks)),
        provenance={
            Part(part): Provenance(Origin(origin), sure, rule)
            for part, (origin, sure, rule) in json.loads(provenance).items()
        },
        confidence=float(str(value["confidence"])),
        annotations=annotations,
    )


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
