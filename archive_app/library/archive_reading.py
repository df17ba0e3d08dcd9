"""An archive as it is read: search, articles, what was imported, and the archive in numbers. Changes nothing."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from archive_app.errors import ArticleNotFoundError, IndexDamagedError
from archive_app.library.checking import check_archive
from archive_app.library.indexing import Indexing
from archive_app.library.opening import make_usable
from archive_app.library.writer_lock import writer_lock
from archive_app.model.annotations import Annotations, TagCount
from archive_app.model.archive import ArchiveStats, CheckReport, TrashedArticle
from archive_app.model.article import Article, Original, Part
from archive_app.model.corrections import Correction
from archive_app.model.duplicates import DuplicatePair
from archive_app.model.inspection import Inspection
from archive_app.model.jobs import FileReport, ImportRun, Progress
from archive_app.model.saved_searches import SavedSearch
from archive_app.model.search import Completion, Query, Scope, SearchResults, Sort
from archive_app.parsing.suggestions import with_suggestions
from archive_app.search import Highlighter, SearchIndex
from archive_app.store.catalogue import Catalogue
from archive_app.store.originals import Originals

_T = TypeVar("_T")


def never() -> bool:
    """The cancel switch of work that nobody stops."""
    return False


def silent(_: Progress) -> None:
    """The report of work that nobody watches."""


class ReadableArchive:
    """What can be asked of an open archive, from any thread and beside other processes that write."""

    def __init__(self, folder: Path, catalogue: Catalogue, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self._catalogue = catalogue
        self._originals = Originals(folder / "originals")
        self._indexing = Indexing(folder / "index", catalogue)
        self._search_lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = True) -> Self:
        """Open the archive in a folder; where there is none, make it unless `create` is false.

        Raises:
            ArchiveError: The folder cannot be used, holds no archive and none may be made, or its archive was made by
                a newer version.
        """
        folder = Path(folder).absolute()
        read_only = make_usable(folder, create=create)
        archive = cls(folder, Catalogue(folder / "catalogue.sqlite3", read_only=read_only), read_only=read_only)
        if not read_only:
            try:
                archive._settle()
            except BaseException:
                archive.close()
                raise
        return archive

    def _settle(self) -> None:
        """Make the first index."""
        if self._catalogue.pending.index_number() is None:
            with writer_lock(self.folder, silent, never):
                if self._catalogue.pending.index_number() is None:
                    self._indexing.rebuild(silent, never)

    def close(self) -> None:
        """Close the archive's files."""
        self._indexing.close()
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- searching and reading

    def search(
        self,
        query: str | Query,
        limit: int = 20,
        offset: int = 0,
        sort: Sort = Sort.RELEVANCE,
        scope: Scope = Scope.ARTICLES,
    ) -> SearchResults:
        """Answer a query; where only its text is given, the other arguments complete it.

        Raises:
            IndexDamagedError: The index cannot be read; `update_index` builds it again.
        """
        if isinstance(query, str):
            query = Query(query, scope=scope, sort=sort, limit=limit, offset=offset)
        asked = query
        return self._with_index(lambda index: index.search(asked, self._catalogue.articles.get))

    def complete(
        self, text: str, cursor: int | None = None, scope: Scope = Scope.ARTICLES, limit: int = 10
    ) -> tuple[Completion, ...]:
        """What the piece of a query before the cursor may become, from the names and words of this archive."""
        at = len(text) if cursor is None else cursor
        return self._with_index(lambda index: index.complete(text, at, scope, limit))

    def highlighter(self, text: str, *, prefix: bool = False) -> Highlighter:
        """What lights the words of a query in any text, read as `search` reads it."""
        return self._with_index(lambda index: index.highlighter(text, prefix=prefix))

    def article(self, article_id: int) -> Article:
        """The article with this id, with suggested takeaways where it states none.

        Raises:
            ArticleNotFoundError: There is none.
        """
        found = self._catalogue.articles.get([article_id]).get(article_id)
        if found is not None:
            return with_suggestions(found)
        trashed = self._catalogue.articles.get([article_id], trashed=True).get(article_id)
        if trashed is not None:
            raise ArticleNotFoundError(
                f"“{trashed.title}” (article {article_id}) is in the trash. Restore it to read it."
            )
        raise ArticleNotFoundError(f"There is no article {article_id} in this archive. Search for it by its words.")

    def articles(self, ids: Sequence[int] | None = None) -> Iterator[Article]:
        """The articles with these ids, or all, in that order; read in batches, so that any number fits in memory."""
        wanted = list(self._catalogue.articles.ids() if ids is None else ids)
        for start in range(0, len(wanted), 100):
            batch = wanted[start : start + 100]
            found = self._catalogue.articles.get(batch)
            yield from (with_suggestions(found[article_id]) for article_id in batch if article_id in found)

    def original(self, article_id: int) -> Original:
        """The file that an article was imported from, byte for byte."""
        article = self.article(article_id)
        return self._originals.get(article.sha256, article.original_name)

    def inspect(self, article_id: int) -> Inspection:
        """The lines of an article's original, and what each was taken for.

        Raises:
            ArchiveError: The original is missing or damaged.
            UnreadableFileError: This version cannot read it any more.
        """
        from archive_app.formats.registry import read_document  # noqa: PLC0415 - it loads the parsers
        from archive_app.parsing.inspection import inspect  # noqa: PLC0415 - so does this

        return inspect(read_document(self.original(article_id)), self.article(article_id))

    def count(self) -> int:
        """The number of articles."""
        return self._catalogue.articles.count()

    def count_trashed(self) -> int:
        """The number of articles in the trash."""
        return self._catalogue.articles.count_trashed()

    def count_possible_duplicates(self) -> int:
        """The number of pairs that `possible_duplicates` gives."""
        return self._catalogue.duplicates.count_open_pairs()

    def stats(self) -> ArchiveStats:
        """The archive in numbers."""
        counts = self._catalogue.counts()
        catalogue = self.folder.glob("catalogue.sqlite3*")
        index = (path for path in (self.folder / "index").rglob("*") if path.is_file())
        return ArchiveStats(
            articles=counts["article"],
            trashed=counts["trash"],
            takeaways=counts["takeaway"],
            outlets=counts["outlet"],
            pending_index=counts["pending_index"],
            unfinished_import=counts["import_queue"],
            catalogue_bytes=sum(path.stat().st_size for path in catalogue),
            originals_bytes=self._originals.size(),
            index_bytes=sum(path.stat().st_size for path in index),
            formats=self._catalogue.articles.count_by("format"),
            languages=self._catalogue.articles.count_by("language"),
        )

    def check(self, report: Callable[[Progress], None] | None = None) -> CheckReport:
        """Compare catalogue, originals and index with one another."""
        return check_archive(self._catalogue, self._originals, self._indexing, report or silent)

    def index_needs_update(self) -> bool:
        """Say whether articles wait to be indexed, such as after a crash."""
        return self._indexing.out_of_step()

    def index_could_be_tidier(self) -> bool:
        """Say whether `Archive.tidy_index` would make searches faster."""
        return self._with_index(lambda index: index.could_be_tidier())

    # --- what was imported, corrected, trashed

    def imports(self, limit: int = 50) -> tuple[ImportRun, ...]:
        """The latest imports, the last one first."""
        return self._catalogue.imports.runs(limit)

    def import_files(self, run: int) -> tuple[FileReport, ...]:
        """What became of each file of an import."""
        return self._catalogue.imports.files(run)

    def unfinished_import(self) -> int:
        """The number of files that a cancelled or interrupted import has not read yet."""
        return self._catalogue.imports.waiting()

    def outdated(self) -> int:
        """The number of articles that another version of the parser read, which `Archive.reparse` reads anew."""
        return len(self._catalogue.articles.ids_of_older_parsers())

    def corrections(self, article_id: int) -> Mapping[Part, Correction]:
        """The parts of an article that a person gave."""
        return self._catalogue.corrections.of(article_id)

    def annotations(self, ids: Sequence[int]) -> Mapping[int, Annotations]:
        """What was added to those of these articles that have anything."""
        return self._catalogue.annotations.of(ids)

    def tags(self) -> tuple[TagCount, ...]:
        """The tags that articles have, most articles first."""
        return self._catalogue.annotations.tags()

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The searches that a person keeps under names, by name."""
        return self._catalogue.saved_searches.all()

    def trashed(self) -> tuple[TrashedArticle, ...]:
        """What is in the trash, the latest first."""
        return self._catalogue.articles.trashed()

    def possible_duplicates(self) -> tuple[DuplicatePair, ...]:
        """The pairs of articles that may be the same one and that nobody has judged yet, most alike first."""
        return self._catalogue.duplicates.open_pairs()

    def import_times(self, folder: Path) -> Mapping[bytes, float]:
        """When each file below a folder was last read by an import, in seconds since 1970, by its path in bytes."""
        return self._catalogue.imports.times(os.fsencode(folder))

    def holds(self, sha256: str) -> bool:
        """Say whether the archive, or its trash, has an article with these bytes."""
        return self._catalogue.articles.find(sha256) is not None

    # --- plumbing

    def _with_index(self, ask: Callable[[SearchIndex], _T]) -> _T:
        with self._search_lock:
            number = self._catalogue.pending.index_number()
            try:
                return ask(self._indexing.current())
            except IndexDamagedError:
                # Another process may just have swapped in a new index and removed the one this process had open.
                if self._catalogue.pending.index_number() == number:
                    raise
                return ask(self._indexing.current())
