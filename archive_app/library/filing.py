"""What becomes of a file that was read: a new article, a duplicate, a replacement, or a failure with its reason."""

import os
from dataclasses import replace
from pathlib import Path

from archive_app.library.listing import printable
from archive_app.library.reading import NewArticle, Unreadable
from archive_app.library.replacing import replace_article
from archive_app.library.same_article import NEARLY_THE_SAME, from_other_outlets, is_same, similarity
from archive_app.model.article import Article
from archive_app.model.duplicates import DuplicateKind, DuplicatePair
from archive_app.model.jobs import DuplicatePolicy, FileReport, FileStatus
from archive_app.store.articles import Known
from archive_app.store.catalogue import Catalogue
from archive_app.store.imports import QueuedFile

# More would be a story with many versions, of which a person compares the closest.
_MOST_PAIRS = 3
_CANDIDATES = 6


Read = NewArticle | Known | Unreadable
"""What reading a document came to."""


def file_outcome(catalogue: Catalogue, file: QueuedFile, outcome: Read, policy: DuplicatePolicy) -> FileReport | None:
    """Record in the catalogue, as one step, what reading a file came to, and take the file off the queue.

    Returns None, and records nothing, where the file does not wait any more: its import was undone or given up.
    """
    with catalogue.transaction():
        if not catalogue.imports.take(file):
            return None
        report, replaced = _outcome(catalogue, file, outcome, policy)
        catalogue.imports.record(file, report, replaced)
    return report


def _outcome(
    catalogue: Catalogue, file: QueuedFile, outcome: Read, policy: DuplicatePolicy
) -> tuple[FileReport, int | None]:
    path = printable(Path(os.fsdecode(file.path)))
    if isinstance(outcome, Unreadable):
        return FileReport(path, FileStatus.FAILED, reason=outcome.reason, member=file.member), None
    if isinstance(outcome, NewArticle):
        known = catalogue.articles.find(outcome.sha256)
        if known is None:
            return _new_article(catalogue, path, file.member, outcome, policy)
        outcome = known
    return FileReport(path, FileStatus.DUPLICATE, outcome.id, _already_there(outcome), file.member), None


def _new_article(
    catalogue: Catalogue, path: str, member: str, new: NewArticle, policy: DuplicatePolicy
) -> tuple[FileReport, int | None]:
    same = _same(catalogue, new)
    if same is not None and policy is DuplicatePolicy.SKIP:
        there = f"The same article as “{same.title}” (article {same.id}), saved in another file."
        return FileReport(path, FileStatus.DUPLICATE, same.id, there, member), None
    article_id, similar_to = _add(catalogue, new)
    report = FileReport(
        path,
        FileStatus.IMPORTED,
        article_id,
        member=member,
        encoding=new.parsed.encoding,
        confidence=new.parsed.confidence,
        similar_to=similar_to,
    )
    if same is None or policy is not DuplicatePolicy.REPLACE:
        return report, None
    replace_article(catalogue, same.id, article_id)
    reason = f"Replaces “{same.title}” (article {same.id}), which is in the trash now."
    return replace(report, reason=reason, similar_to=None), same.id


def _already_there(known: Known) -> str:
    if known.trashed:
        return (
            f"The trash holds this as “{known.title}” (article {known.id}). Restore it there instead of importing it."
        )
    return f"Already in the archive as “{known.title}” (article {known.id})."


def _same(catalogue: Catalogue, new: NewArticle) -> Article | None:
    """The oldest article that is this one in another file."""
    ids = [article_id for article_id, url in catalogue.duplicates.same_text(new.keys) if _may_be(url, new.keys.url)]
    there = catalogue.articles.get(ids[:_CANDIDATES])
    return next((article for _, article in sorted(there.items()) if is_same(article, new.parsed)), None)


def _may_be(url: str | None, other: str | None) -> bool:
    return url is None or other is None or url == other


def _add(catalogue: Catalogue, new: NewArticle) -> tuple[int, int | None]:
    """Add an article, and note the ones it may be the same as; returns its id and the closest of those."""
    addressed = set(catalogue.duplicates.same_address(new.keys, _CANDIDATES))
    worded = [article_id for article_id, _ in catalogue.duplicates.same_text(new.keys)][:_CANDIDATES]
    candidates = {*addressed, *worded, *catalogue.duplicates.similar(new.keys, _CANDIDATES)}
    article_id = catalogue.articles.add(new.parsed, new.sha256, new.original_name)
    catalogue.duplicates.set_keys(article_id, new.keys)
    pairs: list[DuplicatePair] = []
    for other in catalogue.articles.get(sorted(candidates)).values():
        share = similarity(other, new.parsed)
        if other.id in addressed:
            pairs.append(DuplicatePair(other.id, article_id, DuplicateKind.ADDRESS, share))
        elif share >= NEARLY_THE_SAME and not from_other_outlets(other, new.parsed):
            pairs.append(DuplicatePair(other.id, article_id, DuplicateKind.TEXT, share))
    pairs = sorted(pairs, key=lambda pair: -pair.similarity)[:_MOST_PAIRS]
    for pair in pairs:
        catalogue.duplicates.add_pair(pair)
    return article_id, pairs[0].low if pairs else None
