"""Checking an archive: does everything the catalogue names exist, unchanged, and does the index know it?"""

import time
from collections.abc import Callable

from archive_app.errors import ArchiveError, IndexDamagedError
from archive_app.library.indexing import Indexing
from archive_app.model.archive import CheckReport
from archive_app.model.jobs import Progress, Stage
from archive_app.store.catalogue import Catalogue
from archive_app.store.originals import Originals


def check_archive(
    catalogue: Catalogue, originals: Originals, indexing: Indexing, report: Callable[[Progress], None]
) -> CheckReport:
    """Look at every row and every byte; each problem is a sentence that says what to do. Changes nothing."""
    problems = [f"The catalogue is damaged: {problem}. Restore it from a backup." for problem in catalogue.problems()]
    names = catalogue.articles.originals()
    started = time.monotonic()
    for done, (sha256, name) in enumerate(names.items(), start=1):
        try:
            originals.get(sha256, name)
        except ArchiveError as error:
            problems.append(str(error))
        report(Progress(stage=Stage.READING, done=done, total=len(names), elapsed=time.monotonic() - started))
    problems += _index_problems(catalogue, indexing)
    return CheckReport(
        articles=catalogue.articles.count(), originals=sum(1 for _ in originals.all()), problems=tuple(problems)
    )


def _index_problems(catalogue: Catalogue, indexing: Indexing) -> list[str]:
    try:
        indexing.current().verify()
        held = indexing.current().article_ids()
    except IndexDamagedError as error:
        return [str(error)]
    there = set(catalogue.articles.ids())
    pending = catalogue.pending.ids()
    problems = []
    if missing := there - held:
        problems.append(f"{len(missing)} articles are not in the index. Rebuild the index, or start the app.")
    if orphans := held - there:
        problems.append(f"The index names {len(orphans)} articles that are gone. Rebuild the index, or start the app.")
    if pending & there & held:
        problems.append(f"{len(pending & there & held)} changed articles wait to be indexed. Start the app.")
    return problems
