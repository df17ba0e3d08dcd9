"""Reading originals anew with the present parser, while corrections by hand survive.

What the catalogue knows of the parser's version of each article tells which are left, so that a run can be stopped at
any moment and continued. Only articles that come out differently are changed and indexed.
"""

import contextlib
import dataclasses
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive_app.errors import ArchiveError
from archive_app.library.indexing import Indexing
from archive_app.library.learning import Learning
from archive_app.library.reading import Halt, NewArticle, Unreadable, read_original
from archive_app.library.same_article import address_key
from archive_app.library.workers import in_batches, in_workers
from archive_app.model.article import Article, ParsedArticle
from archive_app.model.corrections import corrected, part_of
from archive_app.model.jobs import Cancel, Progress, ReparseReport, Stage
from archive_app.store.catalogue import Catalogue

_Read = NewArticle | Unreadable

_Task = tuple[int, str, str]
"""An article's id, and the SHA-256 and name of its original."""

_PARSED_FIELDS = tuple(field.name for field in dataclasses.fields(ParsedArticle))


class Reparsing:
    """One run over the originals of an archive. The caller holds the writer lock."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, indexing: Indexing, report: Callable[[Progress], None], cancel: Cancel
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._report = report
        self._cancel = cancel
        self._learning = Learning(indexing, cancel)
        self._result = ReparseReport()
        self._failures: dict[int, str] = {}
        self._gone = 0  # into the trash since the start
        self._stopped: str | None = None

    def run(self, ids: Sequence[int] | None = None, jobs: int | None = None) -> ReparseReport:
        """Read the originals of these articles anew, or of all that an older parser made."""
        wanted = self._catalogue.articles.ids_of_older_parsers() if ids is None else ids
        tasks = deque(self._catalogue.articles.originals_of(wanted))
        total = len(tasks)
        started = time.monotonic()
        with self._learning:
            answers = in_workers(
                read_original,
                tasks,
                lambda task: (self._folder, *task[1:]),
                jobs,
                lambda: self._cancel() or self._stopped is not None or self._learning.stopped is not None,
            )
            with contextlib.closing(answers):
                for batch in in_batches(self._read(answers)):
                    self._store(batch)
                    self._tell(total, time.monotonic() - started)
            self._learning.finish(self._report)
        done = self._done()
        return replace(
            self._result,
            failures=self._failures,
            left=total - done,
            stopped=self._stopped or self._learning.stopped,
        )

    def _read(
        self, answers: Iterator[list[tuple[_Task, NewArticle | Unreadable | Halt]]]
    ) -> Iterator[list[tuple[int, _Read]]]:
        """What was read, by the article's id."""
        for finished in answers:
            read: list[tuple[int, _Read]] = []
            for (article_id, _, _), outcome in finished:
                if isinstance(outcome, Halt):
                    self._stopped = outcome.reason
                else:
                    read.append((article_id, outcome))
            yield read

    def _done(self) -> int:
        return self._result.changed + self._result.unchanged + len(self._failures) + self._gone

    def _tell(self, total: int, elapsed: float) -> None:
        failed = len(self._failures)
        self._report(Progress(stage=Stage.READING, done=self._done(), total=total, failed=failed, elapsed=elapsed))

    def _store(self, batch: Sequence[tuple[int, _Read]]) -> None:
        if not batch:
            return
        failures = {article_id: read.reason for article_id, read in batch if isinstance(read, Unreadable)}
        new = {article_id: read for article_id, read in batch if isinstance(read, NewArticle)}
        try:
            with self._catalogue.transaction():
                there = self._catalogue.articles.get(list(new))
                changed = sum(self._replace(article, new[article.id]) for article in there.values())
                self._catalogue.articles.mark_parsed(list(there))
        except ArchiveError as error:
            self._stopped = str(error)
            return
        self._failures |= failures
        self._gone += len(new) - len(there)
        unchanged = self._result.unchanged + len(there) - changed
        self._result = replace(self._result, changed=self._result.changed + changed, unchanged=unchanged)
        self._learning.learn()

    def _replace(self, article: Article, new: NewArticle) -> bool:
        """Put what was parsed in the place of what is there, but for corrected parts; say whether that changed it."""
        parsed = new.parsed
        for part, before in self._catalogue.corrections.of(article.id).items():
            now = replace(
                before,
                parsed=part_of(parsed, part),
                provenance=parsed.provenance.get(part),
                derived=parsed.title_derived,
            )
            self._catalogue.corrections.put(article.id, now)
            parsed = corrected(parsed, part, part_of(article, part))
        if all(getattr(parsed, name) == getattr(article, name) for name in _PARSED_FIELDS):
            return False
        self._catalogue.articles.replace(article.id, parsed)
        self._catalogue.duplicates.set_keys(article.id, replace(new.keys, url=address_key(parsed.url)))
        return True
