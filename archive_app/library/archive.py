"""An open archive: the one door through which the window, the commands and scripts do everything."""

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from archive_app.errors import ArchiveError, ArchiveReadOnlyError, IndexDamagedError
from archive_app.library.annotating import checked_note, checked_tags
from archive_app.library.archive_reading import ReadableArchive, never, silent
from archive_app.library.correcting import checked
from archive_app.library.incoming import Incoming, queue_failed, queue_sources
from archive_app.library.saving_searches import checked_name
from archive_app.library.writer_lock import writer_lock
from archive_app.model.archive import DAYS_IN_TRASH
from archive_app.model.article import Article, Original, Part
from archive_app.model.corrections import Correction, PartValue, corrected, part_of, reverted
from archive_app.model.jobs import Cancel, CancelToken, DuplicatePolicy, ImportReport, Progress, ReparseReport, Stage
from archive_app.model.saved_searches import SavedSearch, name_of
from archive_app.model.search import Scope

_log = logging.getLogger(__name__)

# These take a second or two to index, in which whoever made the change waits.
_MOST_AT_ONCE = 200

_MANY = 2_000
"""Articles of an import after which the index is tidied at once; after fewer, an idle moment does."""

Report = Callable[[Progress], None]
Source = Path | str | Original
"""What can be imported: a file or a folder by its path, or bytes that are no file."""


class Archive(ReadableArchive):
    """An open archive, and all that changes it. Long work waits while another process writes to the archive.

    Every method below raises `ArchiveReadOnlyError` where the archive cannot be changed.
    """

    def _settle(self) -> None:
        super()._settle()
        # That something cannot be deleted must keep nobody from reading the rest; a write that fails says why.
        try:
            if expired := self._catalogue.articles.expired(DAYS_IN_TRASH):
                self._if_free(lambda: self._delete(expired))
        except ArchiveError:
            _log.warning("what had been in the trash for long enough could not be deleted")

    # --- importing

    def import_paths(
        self,
        sources: Source | Sequence[Source],
        report: Report | None = None,
        cancel: Cancel | None = None,
        jobs: int | None = None,
        duplicates: DuplicatePolicy = DuplicatePolicy.SKIP,
    ) -> ImportReport:
        """Import files, folders and originals; with no sources, continue an import that was left unfinished.

        `jobs` worker processes read the files, by default one a core. `duplicates` says what to do with an article that
        is already there in another file; an import that is continued does what it was begun with.
        """
        run = self.queue_import(sources, duplicates) if sources else None
        return self.import_queued(run, report, cancel, jobs)

    def queue_import(
        self, sources: Source | Sequence[Source], duplicates: DuplicatePolicy = DuplicatePolicy.SKIP
    ) -> int:
        """Remember files, folders and originals as an import that waits for `import_queued`; returns its id.

        It takes milliseconds, even where another process is writing, and whatever ends this process then, nothing is
        lost.
        """
        self._refuse_where_read_only()
        # A path as text is a sequence, too: of letters, among them the folder "/".
        several = [sources] if isinstance(sources, Path | str | Original) else sources
        given = [Path(source) if isinstance(source, str) else source for source in several]
        return queue_sources(self.folder, self._catalogue, given, duplicates)

    def import_queued(
        self,
        run: int | None = None,
        report: Report | None = None,
        cancel: Cancel | None = None,
        jobs: int | None = None,
    ) -> ImportReport:
        """Import what waits of one import, or of all that were left unfinished; a cancelled one waits again."""
        # The import brings the parsers with it, a third of a second that opening and searching must not pay.
        from archive_app.library.importing import Import  # noqa: PLC0415 - for the reason above

        report, cancel = report or silent, cancel or never
        with self._writing(report, cancel) as held:
            if not held:
                runs = self._catalogue.imports.unfinished() if run is None else [run]
                return ImportReport(left=self._catalogue.imports.left(runs))
            self._indexing.update(report, cancel)
            done = Import(self.folder, self._catalogue, self._indexing, report, cancel).run(run, jobs)
            if done.imported >= _MANY:
                self._indexing.tidy(cancel)
            return done

    def retry_failed(self, run: int, report: Report | None = None, cancel: Cancel | None = None) -> ImportReport:
        """Read the files of an import that failed once more; they stay files of that import."""
        self._refuse_where_read_only()
        queue_failed(self.folder, self._catalogue, run)
        return self.import_queued(run, report, cancel)

    def undo_import(self, run: int) -> tuple[int, ...]:
        """Move the articles that an import made to the trash, and bring back those of others that it replaced.

        Files of it that were not read yet will not be. Returns the ids of the articles moved to the trash.
        """
        with self._changing():
            self._catalogue.imports.clear_queue(run)
            # An import may replace what it made itself; that stays in the trash.
            replaced = dict(self._catalogue.imports.made(run))
            moved = self._catalogue.articles.trash(replaced)
            self._catalogue.articles.restore(
                old for old in replaced.values() if old is not None and old not in replaced
            )
        Incoming(self.folder, self._catalogue).sweep(undone=run)
        self._learn()
        return tuple(moved)

    def forget_unfinished_import(self) -> None:
        """Give up the files that an import has not read yet."""
        with self._changing():
            self._catalogue.imports.clear_queue()
        Incoming(self.folder, self._catalogue).sweep()

    def reparse(
        self,
        report: Report | None = None,
        cancel: Cancel | None = None,
        ids: Sequence[int] | None = None,
        jobs: int | None = None,
    ) -> ReparseReport:
        """Read the originals of these articles, or of all that an older version parsed, anew; corrections stay.

        Stopped or cancelled, it can be called again and goes on with the rest.
        """
        from archive_app.library.reparsing import Reparsing  # noqa: PLC0415 - as above

        report, cancel = report or silent, cancel or never
        with self._writing(report, cancel) as held:
            if not held:
                return ReparseReport()
            self._indexing.update(report, cancel)
            return Reparsing(self.folder, self._catalogue, self._indexing, report, cancel).run(ids, jobs)

    # --- correcting

    def correct(self, article_id: int, part: Part, value: PartValue) -> Article:
        """Give a part of an article another value; what was parsed is kept beside it, and survives as the way back.

        Raises:
            ArticleNotFoundError: There is no such article.
            CorrectionError: The part cannot have this value.
        """
        value = checked(part, value)
        with self._changing():
            article = self.article(article_id)
            if part not in self._catalogue.corrections.of(article_id):
                parsed = Correction(
                    part=part,
                    parsed=part_of(article, part),
                    provenance=article.provenance.get(part),
                    derived=article.title_derived,
                    made=datetime.now(UTC),
                )
                self._catalogue.corrections.put(article_id, parsed)
            self._change(article, corrected(article, part, value), part)
        self._learn()
        return self.article(article_id)

    def revert(self, article_id: int, part: Part) -> Article:
        """Give a part of an article its parsed value again; one that was not corrected stays as it is.

        Raises:
            ArticleNotFoundError: There is no such article.
        """
        with self._changing():
            article = self.article(article_id)
            correction = self._catalogue.corrections.of(article_id).get(part)
            if correction is not None:
                self._catalogue.corrections.remove(article_id, part)
                self._change(article, reverted(article, correction), part)
        self._learn()
        return self.article(article_id)

    def _change(self, before: Article, after: Article, part: Part) -> None:
        from archive_app.library.same_article import address_key  # noqa: PLC0415 - rarely needed, slow to load

        self._catalogue.articles.replace(before.id, after)
        if part is Part.URL:
            self._catalogue.duplicates.set_url_key(before.id, address_key(after.url))

    # --- annotating

    def annotate(
        self,
        ids: Sequence[int],
        *,
        starred: bool | None = None,
        tags: Sequence[str] = (),
        untag: Sequence[str] = (),
        note: str | None = None,
    ) -> tuple[int, ...]:
        """Give articles a star, tags or a note, or take them: a note that is empty, a star that is False.

        What is not given stays as it is. Returns the ids of the articles that are not as they were.

        Raises:
            AnnotationError: A tag has no letters, or the note is too long.
        """
        given, taken = checked_tags(tags), checked_tags(untag)
        changed: set[int] = set()
        with self._changing():
            annotations = self._catalogue.annotations
            if starred is not None:
                changed.update(annotations.star(ids, starred=starred))
            if note is not None:
                changed.update(annotations.note(ids, checked_note(note)))
            changed.update(annotations.tag(ids, given))
            changed.update(annotations.untag(ids, taken))
        self._learn()
        return tuple(sorted(changed))

    # --- saved searches

    def save_search(self, name: str, text: str, scope: Scope = Scope.ARTICLES) -> SavedSearch:
        """Keep a search under a name.

        Raises:
            SavedSearchError: The name is empty, or another saved search has it.
        """
        with self._changing():
            saved = self._catalogue.saved_searches
            name = checked_name(name, saved.named(name_of(name)))
            return SavedSearch(saved.add(name, text, scope), name, text, scope)

    def rename_search(self, search: int, name: str) -> None:
        """Give a saved search another name.

        Raises:
            SavedSearchError: The name is empty, or another saved search has it.
        """
        with self._changing():
            saved = self._catalogue.saved_searches
            other = saved.named(name_of(name))
            saved.rename(search, checked_name(name, None if other is None or other.id == search else other))

    def forget_search(self, search: int) -> None:
        """Keep a search no longer."""
        with self._changing():
            self._catalogue.saved_searches.remove(search)

    # --- the trash and duplicates

    def trash(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Move articles to the trash, where no search finds them; returns the ids of those that were moved."""
        with self._changing():
            moved = self._catalogue.articles.trash(ids)
        self._learn()
        return tuple(moved)

    def restore(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Bring articles back from the trash; returns the ids of those that came back."""
        with self._changing():
            moved = self._catalogue.articles.restore(ids)
        self._learn()
        return tuple(moved)

    def empty_trash(self, ids: Sequence[int] | None = None, cancel: Cancel | None = None) -> int:
        """Delete what is in the trash, or these articles of it, for good, with their originals; returns how many."""
        with self._writing(silent, cancel or never) as held:
            if not held:
                return 0
            return self._delete([article.id for article in self.trashed()] if ids is None else ids)

    def _delete(self, ids: Sequence[int]) -> int:
        """Delete articles in the trash. The catalogue comes first, so that no article is ever without its original."""
        originals = self._catalogue.articles.delete_trashed(ids)
        failures: list[str] = []
        for sha256 in originals:
            try:
                self._originals.remove(sha256)
            except (ArchiveError, OSError) as error:
                failures.append(getattr(error, "strerror", None) or str(error))
        if failures:
            raise ArchiveError(
                f"The articles are deleted, but not all of their originals: {failures[0].rstrip('.')}. "
                "What is left of their files does no harm."
            )
        return len(originals)

    def not_a_duplicate(self, first: int, second: int) -> None:
        """Remember that two articles are not the same, however alike."""
        with self._changing():
            self._refuse_no_pair(first, second)
            self._catalogue.duplicates.dismiss(first, second)

    def replace(self, old: int, new: int) -> None:
        """Settle that two articles are the same: the new one stays, with the corrections made in the old one.

        The old one goes to the trash.
        """
        from archive_app.library.replacing import replace_article  # noqa: PLC0415 - rarely needed, slow to load

        with self._changing():
            self._refuse_no_pair(old, new)
            replace_article(self._catalogue, old, new)
        self._learn()

    def _refuse_no_pair(self, first: int, second: int) -> None:
        for article_id in (first, second):
            self.article(article_id)
        if first == second:
            raise ArchiveError(f"Article {first} cannot be compared with itself. Name two articles.")

    # --- the index

    def update_index(self, report: Report | None = None, cancel: Cancel | None = None) -> None:
        """Index what is pending and mend what differs from the catalogue; build the index anew if it is damaged."""
        report, cancel = report or silent, cancel or never
        with self._writing(report, cancel) as held:
            if held:
                self._indexing.update(report, cancel)

    def rebuild_index(self, report: Report | None = None, cancel: Cancel | None = None) -> None:
        """Build the index anew from the catalogue, beside the old one, which answers searches until then."""
        report, cancel = report or silent, cancel or never
        with self._writing(report, cancel) as held:
            if held:
                self._indexing.rebuild(report, cancel)

    def tidy_index(self, cancel: Cancel | None = None) -> None:
        """Make searches faster where that is worth the work: for an idle moment. Nobody waits for it."""
        self._refuse_where_read_only()
        self._indexing.tidy(cancel or never)

    # --- plumbing

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """One short change of the catalogue, which need not wait for another process's import."""
        self._refuse_where_read_only()
        with self._catalogue.transaction():
            yield

    @contextlib.contextmanager
    def _writing(self, report: Report, cancel: Cancel) -> Iterator[bool]:
        self._refuse_where_read_only()
        with writer_lock(self.folder, report, cancel) as held:
            yield held

    def _refuse_where_read_only(self) -> None:
        if self.read_only:
            raise ArchiveReadOnlyError(
                f"The archive in {self.folder} is read-only, so nothing can be added or changed. "
                "Make the folder writable or choose another archive."
            )

    def _learn(self) -> None:
        """Have the index learn a change at once, unless a process is at work that learns it on its way.

        Many articles take a job of their own: `index_needs_update` says so, and `update_index` is it. Meanwhile no hit
        names an article that is in the trash.
        """
        if self._catalogue.pending.count() > _MOST_AT_ONCE:
            return
        # A damaged index learns everything when `update_index` builds it anew.
        with contextlib.suppress(IndexDamagedError):
            self._if_free(lambda: self._indexing.learn_pending(silent, never))

    def _if_free(self, work: Callable[[], object]) -> None:
        """Do something unless another process is writing to the archive."""
        cancel = CancelToken()

        def give_up(progress: Progress) -> None:
            if progress.stage is Stage.WAITING:
                cancel.cancel()

        with writer_lock(self.folder, give_up, cancel) as held:
            if held:
                work()
