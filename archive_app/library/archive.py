"""An open archive: the one door through which the window, the commands and scripts do everything."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from archive_app.errors import (
    ArchiveError,
    ArchiveReadOnlyError,
    ArticleNotFoundError,
    IndexDamagedError,
)
from archive_app.library.checking import check_archive
from archive_app.library.indexing import Indexing
from archive_app.library.writer_lock import writer_lock
from archive_app.model.archive import ArchiveStats, CheckReport, OutletCount
from archive_app.model.article import Article, Original
from archive_app.model.jobs import Cancel, ImportReport, Progress
from archive_app.model.search import Query, Scope, SearchResults, Sort
from archive_app.search import Highlighter, SearchIndex
from archive_app.store.catalogue import Catalogue
from archive_app.store.originals import Originals

_T = TypeVar("_T")

# What an archive folder holds before its catalogue was made, or beside it.
_OWN_NAMES = frozenset({"writer.lock", "index", "originals", "incoming"})


def _never() -> bool:
    return False


def _silent(_: Progress) -> None:
    pass


class Archive:
    """An open archive. Reading and searching work from any thread and beside other processes that write."""

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
        read_only = _make_usable(folder, create=create)
        archive = cls(folder, Catalogue(folder / "catalogue.sqlite3", read_only=read_only), read_only=read_only)
        if not read_only and archive._catalogue.index_number() is None:
            with writer_lock(folder, _silent, _never):
                if archive._catalogue.index_number() is None:
                    archive._indexing.rebuild(_silent, _never)
        return archive

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
        return self._with_index(lambda index: index.search(asked, self._catalogue.articles))

    def highlighter(self, text: str, *, prefix: bool = False) -> Highlighter:
        """What lights the words of a query in any text, read as `search` reads it."""
        return self._with_index(lambda index: index.highlighter(text, prefix=prefix))

    def article(self, article_id: int) -> Article:
        """The article with this id.

        Raises:
            ArticleNotFoundError: There is none.
        """
        found = self._catalogue.articles([article_id]).get(article_id)
        if found is None:
            raise ArticleNotFoundError(f"There is no article {article_id} in this archive. Search for it by its words.")
        return found

    def articles(self, ids: Sequence[int] | None = None) -> Iterator[Article]:
        """The articles with these ids, or all, in that order; read in batches, so that any number fits in memory."""
        wanted = list(self._catalogue.ids() if ids is None else ids)
        for start in range(0, len(wanted), 100):
            batch = wanted[start : start + 100]
            found = self._catalogue.articles(batch)
            yield from (found[article_id] for article_id in batch if article_id in found)

    def original(self, article_id: int) -> Original:
        """The file that an article was imported from, byte for byte."""
        article = self.article(article_id)
        return self._originals.get(article.sha256, article.original_name)

    def outlets(self, limit: int | None = None) -> tuple[OutletCount, ...]:
        """The outlets that articles credit, most articles first."""
        return self._catalogue.outlets(limit)

    def count(self) -> int:
        """The number of articles."""
        return self._catalogue.counts()["article"]

    def stats(self) -> ArchiveStats:
        """The archive in numbers."""
        counts = self._catalogue.counts()
        catalogue = self.folder.glob("catalogue.sqlite3*")
        index = (path for path in (self.folder / "index").rglob("*") if path.is_file())
        return ArchiveStats(
            articles=counts["article"],
            takeaways=counts["takeaway"],
            outlets=counts["outlet"],
            pending_index=counts["pending_index"],
            unfinished_import=counts["import_queue"],
            catalogue_bytes=sum(path.stat().st_size for path in catalogue),
            originals_bytes=self._originals.size(),
            index_bytes=sum(path.stat().st_size for path in index),
            formats=self._catalogue.count_by("format"),
            languages=self._catalogue.count_by("language"),
        )

    # --- changing

    def import_paths(
        self,
        sources: Sequence[Path | str | Original],
        report: Callable[[Progress], None] | None = None,
        cancel: Cancel | None = None,
        jobs: int | None = None,
    ) -> ImportReport:
        """Import files, folders and originals; with no sources, continue an import that was left unfinished.

        Waits while another process writes to the archive. `jobs` worker processes read the files, by default one a
        core. A script that calls this needs `if __name__ == "__main__":`, because the workers start it anew.

        Raises:
            ArchiveReadOnlyError: The archive cannot be changed.
        """
        # The import brings the parsers with it, a third of a second that opening and searching must not pay.
        from archive_app.library.importing import Import  # noqa: PLC0415

        report, cancel = report or _silent, cancel or _never
        given = [Path(source) if isinstance(source, str) else source for source in sources]
        with self._writing(report, cancel) as held:
            if not held:
                return ImportReport()
            self._indexing.update(report, cancel)
            return Import(self.folder, self._catalogue, self._indexing, report, cancel).run(given, jobs)

    def unfinished_import(self) -> int:
        """The number of files that a cancelled or interrupted import has not read yet."""
        return self._catalogue.counts()["import_queue"]

    def forget_unfinished_import(self) -> None:
        """Give up the files that an import has not read yet."""
        self._catalogue.clear_queue()

    def index_needs_update(self) -> bool:
        """Say whether articles wait to be indexed, such as after a crash."""
        return self._indexing.out_of_step()

    def update_index(self, report: Callable[[Progress], None] | None = None, cancel: Cancel | None = None) -> None:
        """Index what is pending and mend what differs from the catalogue; build the index anew if it is damaged."""
        report, cancel = report or _silent, cancel or _never
        with self._writing(report, cancel) as held:
            if held:
                self._indexing.update(report, cancel)

    def rebuild_index(self, report: Callable[[Progress], None] | None = None, cancel: Cancel | None = None) -> None:
        """Build the index anew from the catalogue, beside the old one, which answers searches until then."""
        report, cancel = report or _silent, cancel or _never
        with self._writing(report, cancel) as held:
            if held:
                self._indexing.rebuild(report, cancel)

    def check(self, report: Callable[[Progress], None] | None = None) -> CheckReport:
        """Compare catalogue, originals and index with one another; changes nothing."""
        return check_archive(self._catalogue, self._originals, self._indexing, report or _silent)

    # --- plumbing

    @contextlib.contextmanager
    def _writing(self, report: Callable[[Progress], None], cancel: Cancel) -> Iterator[bool]:
        if self.read_only:
            raise ArchiveReadOnlyError(
                f"The archive in {self.folder} is read-only, so nothing can be added or changed. "
                "Make the folder writable or choose another archive."
            )
        with writer_lock(self.folder, report, cancel) as held:
            yield held

    def _with_index(self, ask: Callable[[SearchIndex], _T]) -> _T:
        with self._search_lock:
            number = self._catalogue.index_number()
            try:
                return ask(self._indexing.current())
            except IndexDamagedError:
                # Another process may just have swapped in a new index and removed the one this process had open.
                if self._catalogue.index_number() == number:
                    raise
                return ask(self._indexing.current())


def _make_usable(folder: Path, *, create: bool) -> bool:
    """Make the folder where there is none and one may be made; say whether it can only be read."""
    try:
        if not (folder / "catalogue.sqlite3").exists():
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.exists():
                raise _no_archive(folder)
            strangers = {path.name for path in folder.iterdir()} - _OWN_NAMES
            if strangers and not all(name.startswith("catalogue.sqlite3") for name in strangers):
                raise ArchiveError(
                    f"The folder {folder} holds other files and no archive. Choose an empty folder or an archive."
                )
            if not create:
                raise _no_archive(folder)
        return not os.access(folder, os.W_OK)
    except (FileExistsError, NotADirectoryError):
        raise ArchiveError(f"{folder} is a file, and an archive is a folder. Choose a folder.") from None
    except OSError as error:
        raise ArchiveError(
            f"The archive folder {folder} cannot be opened: {error.strerror}. Check its permissions or choose another."
        ) from error


def _no_archive(folder: Path) -> ArchiveError:
    return ArchiveError(f"There is no archive at {folder}. Check the path; importing something makes an archive there.")
