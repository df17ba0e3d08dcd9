"""Articles as JSON and as Markdown: the forms in which they leave the archive."""

import json
from collections.abc import Mapping

from archive_app.model.article import Article, Block, BlockKind, CreditRole, ParsedArticle
from archive_app.model.jobs import FileReport, ImportReport, ReparseReport
from archive_app.model.search import Hit, SearchResults


def article_json(article: Article) -> dict[str, object]:
    """An article in the form of the public contract."""
    added = article.annotations
    return {
        "id": article.id,
        **_parsed(article),
        "sha256": article.sha256,
        "original_name": article.original_name,
        "starred": added.starred,
        "tags": list(added.tags),
        "note": added.note,
    }


def parsed_json(parsed: ParsedArticle, sha256: str, original_name: str) -> dict[str, object]:
    """A file that was parsed and not imported, in the same form; it has no id."""
    return {"id": None, **_parsed(parsed), "sha256": sha256, "original_name": original_name}


def results_json(results: SearchResults) -> dict[str, object]:
    """The answer to a query in the form of the public contract."""
    return {
        "query": results.query.text,
        "interpreted": results.interpreted,
        "total": results.total,
        "elapsed_ms": round(results.elapsed_ms, 2),
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {name: dict(counts) for name, counts in results.facets.items()},
        "suggestion": results.suggestion,
    }


def reparse_json(report: ReparseReport) -> dict[str, object]:
    """What reading originals anew changed."""
    failures = [{"id": article_id, "reason": reason} for article_id, reason in report.failures.items()]
    return {
        "changed": report.changed,
        "unchanged": report.unchanged,
        "failed": failures,
        "left": report.left,
        "stopped": report.stopped,
    }


def article_markdown(article: Article) -> str:
    """An article as Markdown: title, facts, takeaways, text, further reading."""
    parts = [f"# {article.title}"]
    facts = {
        "Byline": article.byline,
        "Published": article.published.isoformat() if article.published else None,
        "Site": article.site_name,
        "Credited from": ", ".join(article.outlets(CreditRole.CREDITED)),
        "Address": f"<{article.url}>" if article.url else None,
        "Tags": ", ".join(article.annotations.tags),
        "File": f"{article.original_name} (SHA-256 {article.sha256})",
    }
    parts.append("\n".join(f"- {name}: {value}" for name, value in facts.items() if value))
    if article.takeaways:
        parts.append("## Key takeaways")
        parts.append("\n".join(f"{number}. {text}" for number, text in enumerate(article.takeaways, start=1)))
    if article.blocks:
        parts.append("## Text")
        parts.extend(_block_markdown(block) for block in article.blocks)
    further = article.outlets(CreditRole.FURTHER_READING)
    if further:
        parts.append("## Further reading")
        parts.append("\n".join(f"- {outlet}" for outlet in further))
    if article.annotations.note:
        parts += ["## Note", article.annotations.note]
    return "\n\n".join(parts) + "\n"


def dumps(document: Mapping[str, object]) -> str:
    """One JSON document on one line, in ASCII, so that any terminal and pipe takes it."""
    return json.dumps(document)


def _parsed(parsed: ParsedArticle) -> dict[str, object]:
    return {
        "title": parsed.title,
        "title_derived": parsed.title_derived,
        "takeaways": list(parsed.takeaways),
        "credits": [{"outlet": credit.outlet, "role": credit.role.value} for credit in parsed.credits],
        "byline": parsed.byline,
        "published": parsed.published.isoformat() if parsed.published else None,
        "site_name": parsed.site_name,
        "url": parsed.url,
        "language": parsed.language,
        "body_text": parsed.body_text,
        "format": parsed.format,
        "encoding": parsed.encoding,
        "suggested_takeaways": list(parsed.suggested_takeaways),
        "provenance": {
            part.value: {"origin": found.origin.value, "sure": found.sure, "rule": found.rule}
            for part, found in parsed.provenance.items()
        },
        "confidence": round(parsed.confidence, 3),
    }


def _hit(hit: Hit) -> dict[str, object]:
    found: dict[str, object] = {
        "id": hit.id,
        "title": hit.title,
        "score": round(hit.score, 4),
        "published": hit.published.isoformat() if hit.published else None,
        "credits": [{"outlet": credit.outlet, "role": credit.role.value} for credit in hit.credits],
        "snippets": [
            {"field": snippet.field, "text": snippet.text, "highlights": [list(span) for span in snippet.highlights]}
            for snippet in hit.snippets
        ],
        "original_name": hit.original_name,
        "starred": hit.starred,
    }
    if hit.takeaway is not None:
        found["takeaway"] = hit.takeaway
    return found


def _file(file: FileReport) -> dict[str, object]:
    return {
        "path": file.path,
        "member": file.member,
        "status": file.status.value,
        "id": file.id,
        "reason": file.reason,
        "encoding": file.encoding,
        "confidence": None if file.confidence is None else round(file.confidence, 3),
        "similar_to": file.similar_to,
    }


def _block_markdown(block: Block) -> str:
    prefix = {BlockKind.HEADING: "### ", BlockKind.QUOTE: "> ", BlockKind.LIST_ITEM: "- "}.get(block.kind, "")
    return prefix + block.text


def report_json(report: ImportReport) -> dict[str, object]:
    """What became of every file of an import, in the form of the public contract."""
    return {
        "imported": report.imported,
        "duplicates": report.duplicates,
        "failed": report.failed,
        "files": [_file(file) for file in report.files],
        "passed_over": dict(report.passed_over),
        "left": report.left,
        "stopped": report.stopped,
    }
