"""The search index of an archive: what the rest of the app sees of this package.

Keeps an index of the articles and one of their takeaways in one folder. Whoever writes holds the archive's writer lock;
readers, also in other processes, see the last commit. Nothing here reads the catalogue: the texts of a page of hits are
asked for by their ids.
"""

# Whoosh is annotated in part only.
# mypy: allow-untyped-calls

import errno
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

from whoosh.index import FileIndex, LockError
from whoosh.query.terms import Term
from whoosh.writing import IndexWriter

from archive_app.errors import ArchiveAppError, ArchiveError, IndexDamagedError
from archive_app.model.article import Article
from archive_app.model.search import Hit, Query, Scope, SearchResults, Sort
from archive_app.search.highlight import Highlighter
from archive_app.search.loosening import loosened
from archive_app.search.parser import Reading, read
from archive_app.search.schema import ARTICLES, TAKEAWAYS, documents, schema
from archive_app.search.snapshot import Found, Snapshot, counted, ordered
from archive_app.search.snippets import snippets, takeaway_snippet, title_highlights
from archive_app.search.storage import DurableStorage, mark_as_ours, prepare, version
from archive_app.search.suggest import suggestion
from archive_app.search.syntax import leaves

logger = logging.getLogger(__name__)

_NAMES = {Scope.ARTICLES: ARTICLES, Scope.TAKEAWAYS: TAKEAWAYS}

_LOCK_TIMEOUT = 10.0
"""Seconds to wait for Whoosh's own lock. Writers come one at a time, but a dying one may take a moment to let go."""


class SearchIndex:
    """An index in a folder. Opens when first used; may be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = DurableStorage(folder)
        self._lock = threading.Lock()
        self._snapshots: dict[str, Snapshot] = {}
        self._version: bytes | None = None

    @property
    def usable(self) -> bool:
        """Whether there is an index of this format in the folder that opens."""
        try:
            with self._lock:
                for name in (ARTICLES, TAKEAWAYS):
                    self._snapshot(name)
        except IndexDamagedError:
            return False
        return True

    def create(self) -> None:
        """Make an empty index; what is in the folder is deleted."""
        with self._lock:
            self._close()
            prepare(self._folder)
            for name in (ARTICLES, TAKEAWAYS):
                FileIndex.create(self._storage, schema(name), name)
            mark_as_ours(self._folder)
        logger.info("made an empty index")

    def apply(self, changed: Iterable[Article], removed: Iterable[int] = ()) -> None:
        """Add or replace articles and remove others; on disk when it returns.

        Of several articles with one id the last counts. Doing the same again does no harm, so after an error or a crash
        the whole batch can be given again.

        Raises:
            IndexDamagedError: The index cannot be read; nothing was lost that the catalogue does not have.
            ArchiveError: The index cannot be written, for want of room or of permission.
        """
        articles = {article.id: article for article in changed}
        gone = {*removed} | articles.keys()
        if not gone:
            return
        for name in (ARTICLES, TAKEAWAYS):
            with self._translated():
                _write(self._open(name), name, articles.values(), gone)
        logger.info("indexed %d articles, removed %d", len(articles), len(gone) - len(articles))

    def article_ids(self) -> frozenset[int]:
        """Return the ids of all articles in the index."""
        with self._lock, self._translated():
            return self._snapshot(ARTICLES).ids()

    def search(self, query: Query, articles: Callable[[Sequence[int]], Mapping[int, Article]]) -> SearchResults:
        """Answer a query; any text is a query.

        Args:
            query: What is asked.
            articles: Loads the articles of one page of hits by their ids; those it does not return are left out.

        Raises:
            IndexDamagedError: The index cannot be read.
        """
        start = perf_counter()
        asked = read(query.text, prefix=query.prefix)
        # Without words there is nothing to be relevant to.
        sort = Sort.NEWEST if query.sort is Sort.RELEVANCE and not leaves(asked.tree) else query.sort
        with self._lock, self._translated():
            snapshot = self._snapshot(_NAMES[query.scope])
            reading, found = _find(snapshot, asked, scored=sort is Sort.RELEVANCE)
            offset = max(query.offset, 0)
            page = ordered(found, sort, offset + max(query.limit, 0))[offset:]
            facets = counted(found) if query.facets else {}
            spelling = None if found else suggestion(reading.tree, snapshot)
        texts = articles(list(dict.fromkeys(hit.id for hit in page))) if page else {}
        highlighter = Highlighter(reading.tree)
        hits = tuple(_hit(hit, texts[hit.id], query.scope, highlighter) for hit in page if _is_there(hit, texts))
        return SearchResults(
            query=query,
            interpreted=str(reading),
            total=len(found),
            elapsed_ms=(perf_counter() - start) * 1000,
            hits=hits,
            facets=facets,
            suggestion=spelling,
            remarks=asked.remarks,
            loosened=reading is not asked,
        )

    def highlighter(self, text: str, *, prefix: bool = False) -> Highlighter:
        """Return what lights up a query's words in any text, read the same way as by `search`."""
        return Highlighter(read(text, prefix=prefix).tree)

    def optimize(self) -> None:
        """Merge all segments and drop what was deleted, which makes the index smaller and searches faster."""
        for name in (ARTICLES, TAKEAWAYS):
            with self._translated():
                _writer(self._open(name)).commit(optimize=True)

    def close(self) -> None:
        """Close the files; the next use opens them again."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        for snapshot in self._snapshots.values():
            snapshot.close()
        self._snapshots.clear()

    def _open(self, name: str) -> FileIndex:
        if version(self._folder) is None:
            raise IndexDamagedError(_MISSING)
        return FileIndex(self._storage, indexname=name)

    def _snapshot(self, name: str) -> Snapshot:
        """Return the last commit of an index; cheap when it is the one of the last search."""
        with self._translated():
            now = version(self._folder)
            if now is None or now != self._version:
                self._close()
                self._version = now
            if name in self._snapshots:
                self._snapshots[name] = self._snapshots[name].refreshed()
            else:
                self._snapshots[name] = Snapshot(self._open(name))
            return self._snapshots[name]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn whatever Whoosh raises on a damaged index into the error that has it rebuilt.

        A rebuild would not help where the folder cannot be written, so that is told apart.
        """
        try:
            yield
        except (ArchiveAppError, MemoryError):
            raise
        except LockError as error:
            raise ArchiveError(_LOCKED) from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _NOT_WRITABLE:
                raise ArchiveError(f"{_NO_ROOM} ({error.strerror})") from error
            logger.exception("the index cannot be read")
            self._close()
            self._storage.release()
            raise IndexDamagedError(_DAMAGED) from error


_MISSING = "There is no search index of this version. It will be made again from the catalogue."
_LOCKED = "The search index is being written by another program. Close it and try again."
_NO_ROOM = (
    "The search index cannot be written. Make room on the disk or see to the folder's permissions, then try again."
)
_NOT_WRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS})
_DAMAGED = "The search index cannot be read, because its files are damaged. It will be made again from the catalogue."


def _writer(index: FileIndex) -> IndexWriter:
    return index.writer(timeout=_LOCK_TIMEOUT)


def _write(index: FileIndex, name: str, articles: Iterable[Article], gone: Iterable[int]) -> None:
    """Replace articles in one commit."""
    writer = _writer(index)
    try:
        for article_id in gone:
            writer.delete_by_query(Term("id", article_id))
        for article in articles:
            for document in documents(name, article):
                writer.add_document(**document)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _find(snapshot: Snapshot, reading: Reading, *, scored: bool) -> tuple[Reading, list[Found]]:
    """Find all records; where no record has all of several words, those with any of them."""
    found = snapshot.find(reading.tree, scored=scored)
    if not found and (tree := loosened(reading.tree)) is not None and (found := snapshot.find(tree, scored=scored)):
        return replace(reading, tree=tree), found
    return reading, found


def _is_there(hit: Found, texts: Mapping[int, Article]) -> bool:
    """Say whether the catalogue still has a found record; it may be ahead of the index."""
    return hit.id in texts and hit.number < max(len(texts[hit.id].takeaways), 1)


def _hit(found: Found, article: Article, scope: Scope, highlighter: Highlighter) -> Hit:
    takeaway = found.number if scope is Scope.TAKEAWAYS else None
    return Hit(
        id=article.id,
        title=article.title,
        score=found.score,
        published=date.fromordinal(found.published) if found.published else None,
        credits=article.credits,
        site_name=article.site_name,
        title_highlights=title_highlights(article, highlighter),
        snippets=snippets(article, highlighter)
        if takeaway is None
        else (takeaway_snippet(article, takeaway, highlighter),),
        original_name=article.original_name,
        takeaway=takeaway,
    )
