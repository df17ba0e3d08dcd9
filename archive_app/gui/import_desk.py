"""Everything about imports that a person meets: choosing, pasting, the line in the status bar, the report."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from archive_app.errors import ArchiveAppError
from archive_app.gui.dates import counted
from archive_app.gui.handed_over import HandedOver, handed_over
from archive_app.gui.import_bar import ImportBar
from archive_app.gui.import_report import ImportReportWindow
from archive_app.gui.importing import Importing
from archive_app.gui.notice_bar import Choice, NoticeBar
from archive_app.model.article import Original
from archive_app.model.jobs import ImportReport, Progress
from archive_app.settings import Settings


class ImportDesk(QObject):
    """Starts imports and tells how they go. `report_ready` says whether there is a report to show."""

    article_wanted = Signal(int)
    forget_wanted = Signal()
    report_ready = Signal(bool)

    def __init__(
        self, importing: Importing, bar: ImportBar, notice: NoticeBar, remembered: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._importing = importing
        self._bar = bar
        self._notice = notice
        self._settings = remembered
        self._window = window
        self._report: ImportReport | None = None
        self._report_window: ImportReportWindow | None = None
        self._cancelling = False
        importing.started.connect(self._started)
        importing.progressed.connect(self._progressed)
        importing.finished.connect(self._finished)
        importing.failed.connect(self._failed)
        bar.cancel_wanted.connect(self._cancel)
        bar.report_wanted.connect(self.show_report)

    def start(self, sources: Sequence[Path | Original]) -> None:
        """Import files, folders and pasted texts, after what is being imported."""
        if sources:
            self._importing.start(sources)

    def take(self, given: HandedOver | None) -> None:
        """Import what was dropped or pasted, or say why not."""
        if given is None:
            self._tell("There is nothing here to import. Copy an article's text, or files, and try again.")
            return
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
            [("Continue", lambda: self._importing.start([])), ("Forget", self.forget_wanted.emit)],
        )

    def forget_report(self) -> None:
        """Another archive was opened: nothing has been imported into it."""
        self._report = None
        self._bar.show_idle("")
        self.report_ready.emit(False)

    def show_report(self) -> None:
        """Show what became of the files of the last import."""
        if self._report is None:
            return
        if self._report_window is None:
            self._report_window = ImportReportWindow(self._window)
            self._report_window.article_wanted.connect(self.article_wanted)
        self._report_window.show_report(self._report)
        self._report_window.show()
        self._report_window.raise_()
        self._report_window.activateWindow()

    def _tell(self, sentence: str, choices: Sequence[Choice] = ()) -> None:
        self._notice.tell(sentence, choices, about="import")

    def _started(self) -> None:
        self._cancelling = False
        self._bar.show_starting()

    def _progressed(self, progress: Progress) -> None:
        if not self._cancelling:
            self._bar.show_progress(progress, self._importing.waiting)

    def _cancel(self) -> None:
        self._cancelling = True
        self._importing.cancel()
        self._bar.show_cancelling()

    def _finished(self, report: ImportReport) -> None:
        if report.files or report.passed_over:
            self._report = report
            if self._report_window is not None and self._report_window.isVisible():
                self._report_window.show_report(report)
        self.report_ready.emit(self._report is not None)
        if self._importing.running:
            return
        if report.files or report.passed_over or report.left or self._cancelling:
            self._bar.show_report(report, cancelled=self._cancelling)
        else:
            self._bar.show_idle("")
        if len(report.files) == 1 and (article := report.files[0].id) is not None:
            # Whoever brings one file wants to read it.
            self.article_wanted.emit(article)
        if report.left:
            self.offer_unfinished(report.left, report.stopped or "")
        elif report.stopped:
            self._tell(report.stopped)
        else:
            self._notice.settle("import")

    def _failed(self, error: ArchiveAppError) -> None:
        if not self._importing.running:
            self._bar.show_idle("The import stopped")
        self._tell(str(error))
