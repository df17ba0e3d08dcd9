"""An open archive: the one door through which the window, the commands and scripts do everything."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from archive_app.errors import ArchiveError, ArchiveReadOnlyError, IndexDamagedError
from archive_app.library.archive_reading import ReadableArchive, never, silent
from archive_app.library.correcting import checked
from archive_app.library.writer_lock import writer_lock
from archive_app.model.archive import DAYS_IN_TRASH
from archive_app.model.article import Article, Original, Part
from archive_app.model.corrections import Correction, PartValue, corrected, part_of, reverted
from archive_app.model.jobs import Cancel, CancelToken, DuplicatePolicy, ImportReport, Progress, ReparseReport, Stage

Report = Callable[[Progress], None]


class Archive(ReadableArchive):
    """An open archive, and all that changes it. Long work waits while another process writes to the archive.

    Every method below raises `ArchiveReadOnlyError` where the archive cannot be changed.
    """

    def _settle(self) -> None:
        super()._settle()
        if self._catalogue.articles.trashed_longer_than(DAYS_IN_TRASH):
            self._if_free(lambda: self._delete(self._catalogue.articles.trashed_longer_than(DAYS_IN_TRASH)))

    # --- importing

    def import_paths(
        self,
        sources: Sequence[Path | str | Original],
        report: Report | None = None,
        cancel: Cancel | None = None,
        jobs: int | None = None,
        duplicates: DuplicatePolicy = DuplicatePolicy.SKIP,
    ) -> ImportReport:
        """Import files, folders and originals; with no sources, continue an import that was left unfinished.

        `jobs` worker processes read the files, by default one a core. `duplicates` says what to do with an article that
        is already there in another file; an import that is continued does what it was begun with. A script that calls
        this needs `if __name__ == "__main__":`, because the workers start it anew.
        """
        # The import brings the parsers with it, a third of a second that opening and searching must not pay.
        from archive_app.library.importing import Import  # noqa: PLC0415

        report, cancel = report or silent, cancel or never
        given = [Path(source) if isinstance(source, str) else source for source in sources]
        with self._writing(report, cancel) as held:
            if not held:
                return ImportReport()
            self._indexing.update(report, cancel)
            job = Import(self.folder, self._catalogue, self._indexing, report, cancel)
            return job.run(given, duplicates, jobs)

    def retry_failed(self, run: int, report: Report | None = None, cancel: Cancel | None = None) -> ImportReport:
        """Read the files of an import that failed once more; they stay files of that import."""
        from archive_app.library.importing import Import  # noqa: PLC0415 - as above

        report, cancel = report or silent, cancel or never
        with self._writing(report, cancel) as held:
            if not held:
                return ImportReport()
            self._indexing.update(report, cancel)
            return Import(self.folder, self._catalogue, self._indexing, report, cancel).retry(run)

    def undo_import(self, run: int) -> int:
        """Move the articles that an import made to the trash, and bring back those it replaced.

        Files of it that were not read yet will not be. Returns the number of articles moved to the trash.
        """
        with self._changing():
            self._catalogue.imports.clear_queue(run)
            made = self._catalogue.imports.made(run)
            trashed = self._catalogue.articles.trash(article_id for article_id, _ in made)
            moved = set(trashed)
            self._catalogue.articles.restore(old for new, old in made if old is not None and new in moved)
        self._learn()
        return len(trashed)

    def forget_unfinished_import(self) -> None:
        """Give up the files that an import has not read yet."""
        with self._changing():
            self._catalogue.imports.clear_queue()

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

    # --- the trash and duplicates

    def trash(self, ids: Sequence[int]) -> int:
        """Move articles to the trash, where no search finds them; returns how many were moved."""
        with self._changing():
            moved = self._catalogue.articles.trash(ids)
        self._learn()
        return len(moved)

    def restore(self, ids: Sequence[int]) -> int:
        """Bring articles back from the trash; returns how many came back."""
        with self._changing():
            moved = self._catalogue.articles.restore(ids)
        self._learn()
        return len(moved)

    def empty_trash(self, ids: Sequence[int] | None = None, cancel: Cancel | None = None) -> int:
        """Delete what is in the trash, or these articles of it, for good, with their originals; returns how many."""
        with self._writing(silent, cancel or never) as held:
            if not held:
                return 0
            return self._delete([article.id for article in self.trashed()] if ids is None else ids)

    def _delete(self, ids: Sequence[int]) -> int:
        """Delete articles in the trash. The catalogue comes first, so that no article is ever without its original."""
        originals = self._catalogue.articles.delete_trashed(ids)
        try:
            for sha256 in originals:
                self._originals.remove(sha256)
        except OSError as error:
            raise ArchiveError(
                f"An original could not be deleted ({error.strerror}). The articles are gone; what is left of their "
                "files does no harm."
            ) from error
        return len(originals)

    def not_a_duplicate(self, first: int, second: int) -> None:
        """Remember that two articles are not the same, however alike."""
        with self._changing():
            for article_id in (first, second):
                self.article(article_id)
            self._catalogue.duplicates.dismiss(first, second)

    def replace(self, old: int, new: int) -> None:
        """Settle that two articles are the same: the new one stays, the old one goes to the trash."""
        self.article(new)
        self.trash([old])

    # --- watched folders

    def watch(self, folder: Path | str) -> None:
        """Have new files in a folder imported, as `library.watching` does for whoever has the archive open."""
        with self._changing():
            self._catalogue.watch(Path(folder).absolute())

    def unwatch(self, folder: Path | str) -> None:
        """Watch a folder no longer; what was imported from it stays."""
        with self._changing():
            self._catalogue.unwatch(Path(folder).absolute())

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
        """Have the index learn a change at once, unless a process is at work that learns it on its way."""
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
