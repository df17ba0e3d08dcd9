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
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
from whoosh.index import LockError

from archive_app.errors import ArchiveAppError, ArchiveError, IndexDamagedError
from archive_app.model.article import Article
from archive_app.model.search import Completion, Query, Scope, SearchResults, Sort
from archive_app.search.alike import resolved
from archive_app.search.answering import chosen_values, counted_facets, find, hit_of, is_there, told_of_widening
from archive_app.search.codec import manifest
from archive_app.search.codec.container import DamageError
from archive_app.search.codec.tidying import tidy, untidy
from archive_app.search.codec.vocabulary import Vocabulary
from archive_app.search.codec.whoosh_index import MappedIndex, Transaction, create
from archive_app.search.completing import completions
from archive_app.search.feedback import ranked_again
from archive_app.search.filling import room, segments
from archive_app.search.filters import chosen_days
from archive_app.search.highlight import Highlighter
from archive_app.search.languages import ENGLISH
from archive_app.search.parser import Reading, read
from archive_app.search.schema import ARTICLES, TAKEAWAYS, documents
from archive_app.search.snapshot import Snapshot
from archive_app.search.storage import MappedStorage, mark_as_damaged, mark_as_ours, prepare, version
from archive_app.search.suggest import suggestion
from archive_app.search.synonyms import Synonyms
from archive_app.search.syntax import leaves

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

_NAMES = {Scope.ARTICLES: ARTICLES, Scope.TAKEAWAYS: TAKEAWAYS}


class SearchIndex:
    """An index in a folder. Opens when first used; may be used from any thread.

    `synonyms` is a file of them, which need not be there.
    """

    def __init__(self, folder: Path, synonyms: Path | None = None) -> None:
        self._folder = folder
        self._storage = MappedStorage(folder)
        # Whoever holds it may ask for the rules that words are read by, which takes it too.
        self._lock = threading.RLock()
        self._snapshots: dict[str, Snapshot] = {}
        self._state: tuple[bytes, tuple[int, int, int]] | None = None
        self._vocabulary = Vocabulary()
        self._synonyms = Synonyms(synonyms)

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
            create(self._folder, (ARTICLES, TAKEAWAYS))
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
        with self._translated():
            _write(self._transaction(), articles.values(), gone)
        logger.info("indexed %d articles, removed %d", len(articles), len(gone) - len(articles))

    def fill(
        self,
        load: Callable[[_T], Iterable[Article]],
        parts: Sequence[_T],
        report: Callable[[int], None],
        cancel: Callable[[], bool],
        jobs: int = 1,
    ) -> bool:
        """Add many articles that are not in the index yet, in commits of many at a time; see `filling.segments`.

        Returns:
            Whether it was done; if it was cancelled, `article_ids` tells how far it came.
        """
        with self._translated(), room(self._folder) as folder:
            for batch in segments(folder, load, parts, jobs=jobs, report=report, cancel=cancel):
                self._transaction().adopt(folder, batch)
        return not cancel()

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
        asked = self._read(query.text, prefix=query.prefix)
        with self._lock, self._translated():
            snapshot = self._snapshot(_NAMES[query.scope])
            tree, told = resolved(asked.tree, snapshot, articles)
            meant = replace(asked, tree=tree)
            # Without words there is nothing to be relevant to.
            sort = Sort.NEWEST if query.sort is Sort.RELEVANCE and not leaves(tree) else query.sort
            reading, found, with_all = find(snapshot, meant, scored=sort is Sort.RELEVANCE)
            # Who only counts has no use for an order.
            if sort is Sort.RELEVANCE and query.limit > 0:
                found = ranked_again(reading.tree, found, snapshot, articles)
            offset = max(query.offset, 0)
            page = found.ordered(sort, offset + max(query.limit, 0))[offset:]
            facets = counted_facets(snapshot, reading.tree, found) if query.facets else {}
            chosen = chosen_values(snapshot, asked.tree)
            spelling = None if found else suggestion(reading.tree, snapshot)
            has_longer = not (found or query.prefix) and self._begins(query.text, snapshot, articles)
        texts = articles(list(dict.fromkeys(hit.id for hit in page))) if page else {}
        # What is only like another article is not lit: it would be half of all words.
        highlighter = Highlighter(asked.tree if meant.tree != asked.tree else reading.tree)
        hits = tuple(hit_of(hit, texts[hit.id], query.scope, highlighter) for hit in page if is_there(hit, texts))
        return SearchResults(
            query=query,
            interpreted=str(asked if meant.tree != asked.tree or 0 < with_all < len(found) else reading),
            total=len(found),
            elapsed_ms=(perf_counter() - start) * 1000,
            hits=hits,
            facets=facets,
            chosen=chosen,
            days=chosen_days(asked.tree),
            suggestion=spelling,
            remarks=(*asked.remarks, *told, *told_of_widening(with_all, len(found)), *self._synonyms.told(asked.tree)),
            loosened=with_all == 0 < len(found),
            has_longer=has_longer,
        )

    def complete(self, text: str, cursor: int, scope: Scope, limit: int = 10) -> tuple[Completion, ...]:
        """Return what the word or name before the cursor may become.

        Raises:
            IndexDamagedError: The index cannot be read.
        """
        with self._lock, self._translated():
            return completions(text, cursor, self._snapshot(_NAMES[scope]), limit)

    def highlighter(self, text: str, *, prefix: bool = False) -> Highlighter:
        """Return what lights up a query's words in any text, read the same way as by `search`."""
        return Highlighter(self._read(text, prefix=prefix).tree)

    def could_be_tidier(self) -> bool:
        """Say, cheaply, whether `tidy` has anything to do."""
        with self._translated():
            return version(self._folder) is not None and untidy(self._folder, (ARTICLES, TAKEAWAYS))

    def tidy(self, cancel: Callable[[], bool] = lambda: False) -> None:
        """Merge segments and drop what was deleted, where that is worthwhile; keeps nobody from searching or writing.

        It makes the index smaller and searches faster. May be killed or cancelled at any moment.
        """
        with self._translated():
            self._check_version()
            tidy(self._folder, (ARTICLES, TAKEAWAYS), cancel)

    def close(self) -> None:
        """Close the files; the next use opens them again."""
        with self._lock:
            self._close()

    def verify(self) -> None:
        """Read every byte of the index.

        Raises:
            IndexDamagedError: Some of it is not what was written.
        """
        self._check_version()
        with self._translated():
            self._verify_files()

    def _close(self) -> None:
        for snapshot in self._snapshots.values():
            snapshot.close()
        self._snapshots.clear()
        self._storage.release()

    def _read(self, text: str, *, prefix: bool) -> Reading:
        asked = read(text, prefix=prefix)
        return replace(asked, tree=self._synonyms.added(asked.tree, self._rules))

    def _begins(
        self, text: str, snapshot: Snapshot, articles: Callable[[Sequence[int]], Mapping[int, Article]]
    ) -> bool:
        """Say whether anything is found if the last word of a query is only the beginning of one."""
        asked = self._read(text, prefix=True)
        tree, _ = resolved(asked.tree, snapshot, articles)
        _, found, _ = find(snapshot, replace(asked, tree=tree), scored=False)
        return bool(found)

    def _rules(self) -> Sequence[str]:
        """Return the rules by which words have stems in the index; where none can be read, those of English."""
        try:
            with self._lock, self._translated():
                return self._snapshot(ARTICLES).rules
        except IndexDamagedError:
            return (ENGLISH,)

    def _check_version(self) -> bytes:
        if (found := version(self._folder)) is None:
            raise IndexDamagedError(_MISSING)
        return found

    def _transaction(self) -> Transaction:
        self._check_version()
        # A storage of its own: the readers' is theirs to let go of.
        return Transaction(MappedStorage(self._folder), (ARTICLES, TAKEAWAYS), self._vocabulary)

    def _snapshot(self, name: str) -> Snapshot:
        """Return the last commit of an index; cheap when it is the one of the last search."""
        with self._translated():
            now = self._check_version(), manifest.state(self._folder)
            if now != self._state:
                self._refresh(now)
            if name not in self._snapshots:
                self._snapshots[name] = Snapshot(MappedIndex(self._storage, name))
            return self._snapshots[name]

    def _refresh(self, now: tuple[bytes, tuple[int, int, int]]) -> None:
        """Let go of what an older commit or another index had; segments of the last commit stay open."""
        same_index = self._state is not None and self._state[0] == now[0]
        for snapshot in self._snapshots.values():
            snapshot.close()
        self._snapshots.clear()
        self._storage.release(manifest.read(self._folder).segments if same_index else frozenset())
        self._state = now

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn what is raised on a damaged index into the error that has it rebuilt, and mark it as damaged.

        A rebuild would not help where the folder cannot be written, or where the fault is in this program, so that is
        told apart.
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
            self._close()
            if not isinstance(error, DamageError) and self._is_sound():
                raise
            mark_as_damaged(self._folder)
            logger.exception("the index is damaged")
            raise IndexDamagedError(_DAMAGED) from error

    def _is_sound(self) -> bool:
        """Say whether all of the index makes sense, so that an error has another reason."""
        try:
            self._verify_files()
        except OSError as error:
            return error.errno not in _UNREADABLE
        except DamageError:
            return False
        return True

    def _verify_files(self) -> None:
        storage = MappedStorage(self._folder)
        for name in (ARTICLES, TAKEAWAYS):
            MappedIndex(storage, name).verify()


_MISSING = "There is no search index of this version. It will be made again from the catalogue."
_LOCKED = "The search index is being written by another program. Close it and try again."
_NO_ROOM = (
    "The search index cannot be written. Make room on the disk or see to the folder's permissions, then try again."
)
_NOT_WRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS})
_UNREADABLE = frozenset({errno.ENOENT, errno.EIO, errno.EISDIR, errno.ENOTDIR, errno.ELOOP})
_DAMAGED = "The search index cannot be read, because its files are damaged. It will be made again from the catalogue."


def _write(transaction: Transaction, articles: Iterable[Article], gone: Iterable[int]) -> None:
    """Replace articles in one commit."""
    ids = np.array(sorted(gone), np.int64)
    try:
        for name, writer in transaction.writers.items():
            writer.delete_ids(ids)
            for article in articles:
                for record in documents(name, article):
                    writer.add_document(**record)
    except BaseException:
        transaction.cancel()
        raise
    transaction.commit()
