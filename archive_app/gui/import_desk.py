"""Everything about imports that a person meets: choosing, pasting, the line in the status bar."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.dates import counted
from archive_app.gui.handed_over import HandedOver, handed_over
from archive_app.gui.import_bar import ImportBar, reread_summary
from archive_app.gui.notice_bar import Choice, NoticeBar
from archive_app.model.article import Original
from archive_app.model.jobs import DuplicatePolicy, ImportReport, Progress, ReparseReport
from archive_app.settings import Settings


class ImportDesk(QObject):
    """Starts imports and other long work, and tells how they go."""

    article_wanted = Signal(int)
    forget_wanted = Signal()

    def __init__(
        self, session: ArchiveSession, bar: ImportBar, notice: NoticeBar, remembered: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._importing = importing = session.importing
        self._bar = bar
        self._notice = notice
        self._settings = remembered
        self._window = window
        self._cancelling = False
        importing.started.connect(self._started)
        importing.progressed.connect(self._progressed)
        importing.finished.connect(self._finished)
        importing.reread.connect(self._reread)
        importing.failed.connect(self._failed)
        bar.cancel_wanted.connect(self._cancel)

    @property
    def duplicates(self) -> DuplicatePolicy:
        """What an import does with an article that is already there."""
        kept = self._settings.duplicates
        return DuplicatePolicy(kept) if kept in set(DuplicatePolicy) else DuplicatePolicy.SKIP

    def set_duplicates(self, policy: DuplicatePolicy) -> None:
        """Choose what imports do with an article that is already there, from the next one on."""
        self._settings.duplicates = policy.value

    def start(self, sources: Sequence[Path | Original]) -> None:
        """Import files, folders and pasted texts, after what is being imported."""
        if sources:
            self._importing.start(sources, self.duplicates)

    def take_found(self, files: Sequence[Path]) -> None:
        """Import what was found in a watched folder."""
        self._importing.start(files, self.duplicates, by_itself=True)

    def take(self, given: HandedOver | None) -> None:
        """Import what was dropped or pasted, or say why not."""
        if given is None:
            self._tell("There is nothing here to import. Copy an article's text, or files, and try again.")
            return
        self._notice.settle("links")
        self.start(given.sources)
        if given.links:
            # What is told of links outlasts the import of what came with them.
            self._notice.tell(given.about_links, about="links")

    def paste(self) -> None:
        """Import what the clipboard holds."""
        self.take(handed_over(QGuiApplication.clipboard().mimeData()))

    def choose_files(self) -> None:
        """Ask for files to import."""
        files, _ = QFileDialog.getOpenFileNames(self._window, "Import files", self._settings.last_folder)
        if files:
            self._settings.last_folder = str(Path(files[0]).parent)
            self.start([Path(file) for file in files])

    def choose_folder(self) -> None:
        """Ask for a folder to import."""
        if folder := QFileDialog.getExistingDirectory(self._window, "Import folder", self._settings.last_folder):
            self._settings.last_folder = folder
            self.start([Path(folder)])

    def offer_unfinished(self, files: int, reason: str = "") -> None:
        """Offer to go on with an import that was cancelled or interrupted, or that had to stop for a reason."""
        left = f"An import stopped before {counted(files, 'file')} {'was' if files == 1 else 'were'} read."
        self._tell(
            f"{left} {reason}".rstrip(),
            [("Continue", self._importing.resume), ("Forget", self.forget_wanted.emit)],
        )

    def offer_reading_anew(self, articles: int) -> None:
        """Offer to read articles anew that an older version of the app has read."""
        self._tell(
            f"{counted(articles, 'article')} {'was' if articles == 1 else 'were'} read by another version of this app. "
            "Reading them anew may find more in them; what you corrected stays.",
            [("Read anew", self._importing.read_anew)],
            calm=True,
        )

    def read_anew(self) -> None:
        """Read all articles anew that another version of the app has read."""
        self._importing.read_anew()

    def forget_report(self) -> None:
        """Another archive was opened: nothing has been imported into it."""
        self._bar.show_idle("")

    def _tell(self, sentence: str, choices: Sequence[Choice] = (), *, calm: bool = False) -> None:
        self._notice.tell(sentence, choices, about="import", calm=calm)

    def _started(self) -> None:
        self._cancelling = False
        self._bar.show_starting()

    def _progressed(self, progress: Progress) -> None:
        if not self._cancelling:
            self._bar.show_progress(progress, self._importing.waiting, anew=self._importing.rereading)

    def _cancel(self) -> None:
        self._cancelling = True
        self._importing.cancel()
        self._bar.show_cancelling()

    def _finished(self, report: ImportReport) -> None:
        if report.left or report.stopped or self._cancelling:
            self._tell_left(report)
        if self._importing.running:
            return
        if report.files or report.passed_over or report.left or self._cancelling:
            self._bar.show_report(report, cancelled=self._cancelling)
        else:
            self._bar.show_idle("")
        if len(report.files) == 1 and not self._importing.by_itself and (article := report.files[0].id) is not None:
            # Whoever brings one file wants to read it.
            self.article_wanted.emit(article)
        if not (report.left or report.stopped or self._cancelling):
            self._notice.settle("import")

    def _tell_left(self, report: ImportReport) -> None:
        """Say why an import stopped, and offer to go on with all that waits: imports behind it wait too."""
        reason = report.stopped or ""

        def offer(files: int) -> None:
            if files and (reason or not self._importing.running):
                self.offer_unfinished(files, reason)
            elif reason:
                self._tell(reason)

        self._session.ask(lambda archive: archive.unfinished_import(), offer, "unfinished")

    def _reread(self, report: ReparseReport) -> None:
        if self._importing.running:
            return
        self._bar.show_idle(reread_summary(report))
        failures = "\n".join(f"Article {article}: {reason}" for article, reason in report.failures.items())
        if report.stopped or report.left:
            left = f"Reading anew stopped before {counted(report.left, 'article')}. {report.stopped or ''}".rstrip()
            self._tell(left, [("Continue", self._importing.read_anew)])
        elif report.failures:
            self._notice.tell(
                f"{counted(report.failed, 'article')} could not be read anew and stayed as before.",
                about="import",
                details=failures,
            )
        else:
            self._tell(_reread_well(report), calm=True)

    def _failed(self, error: ArchiveAppError) -> None:
        if not self._importing.running:
            self._bar.show_idle("The import stopped")
        self._tell(str(error))


def _reread_well(report: ReparseReport) -> str:
    if not report.changed and not report.unchanged:
        return "All articles were read by this version of the app already."
    changed = "None changed" if not report.changed else f"{report.changed:,} changed"
    return f"{counted(report.changed + report.unchanged, 'article')} read anew. {changed}; what you corrected stayed."
