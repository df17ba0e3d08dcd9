"""The status bar: progress of an import with its Cancel, what the last one came to, and the archive that is open."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.dates import counted, time_left
from archive_app.gui.parts import button, grounded, label
from archive_app.model.jobs import ImportReport, Progress, ReparseReport, Stage


class ImportBar(QWidget):
    """One line at the bottom of the window."""

    cancel_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "statusBar")
        self._look = appearance
        self._what = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self._numbers = label()
        self._cancel = button("Cancel", "link")
        self._cancel.setAccessibleName("Cancel what is being done")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._report = button("Show files", "link")
        self._report.clicked.connect(self.report_wanted)
        self._archive = label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 1, 16, 1)
        layout.setSpacing(10)
        for widget in (self._what, self._bar, self._numbers, self._cancel, self._report):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._archive)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.show_idle("")

    @property
    def text(self) -> str:
        """All that the line says about imports."""
        return " ".join(part.text() for part in (self._what, self._numbers) if not part.isHidden())

    def show_archive(self, folder: Path, *, read_only: bool = False) -> None:
        """Name the open archive."""
        self._archive.setText(f"{folder.name} (read-only)" if read_only else folder.name)
        self._archive.setToolTip(str(folder))

    def show_idle(self, text: str) -> None:
        """No import runs."""
        self._what.setText(text)
        for widget in (self._bar, self._numbers, self._cancel, self._report):
            widget.hide()
        for changing in (self._what, self._numbers):
            changing.setMinimumWidth(0)

    def show_starting(self) -> None:
        """Work was asked for."""
        self.show_idle("Starting…")
        self._cancel.setEnabled(True)
        self._cancel.show()

    def show_progress(self, progress: Progress, waiting: int, *, anew: bool = False) -> None:
        """How far an import, or reading articles anew, is, how fast, how long it takes, and what failed."""
        self._what.setText(_stage(progress, anew=anew))
        counting = progress.stage in {Stage.READING, Stage.INDEXING} and progress.total > 0
        self._bar.setVisible(counting)
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        self._numbers.setText(_numbers(progress, waiting))
        self._numbers.setVisible(bool(self._numbers.text()))
        for changing in (self._what, self._numbers):
            # Numbers that grow and shrink must not push what stands behind them to and fro.
            changing.setMinimumWidth(max(changing.minimumWidth(), changing.sizeHint().width()))
        self._cancel.show()
        self._report.hide()

    def show_cancelling(self) -> None:
        """The import finishes what it is at."""
        self.show_idle("Cancelling…")

    def show_report(self, report: ImportReport, *, cancelled: bool = False) -> None:
        """What the import came to."""
        self.show_idle(_cancelled(report) if cancelled else summary(report))
        self._report.setVisible(bool(report.files or report.passed_over))

    def _restyle(self) -> None:
        self._bar.setFixedWidth(self._look.pixels(180))
        self.setMinimumHeight(self._look.pixels(28))


def summary(report: ImportReport) -> str:
    """A report in a line."""
    parts = [f"Imported {counted(report.imported, 'article')}"]
    if report.duplicates:
        parts.append(f"{report.duplicates:,} already here")
    if report.failed:
        parts.append(f"{report.failed:,} failed")
    if report.passed_over:
        parts.append(f"{sum(report.passed_over.values()):,} passed over")
    if report.left:
        parts.append(f"{report.left:,} not reached")
    return " · ".join(parts)


def _cancelled(report: ImportReport) -> str:
    return f"Import cancelled: {report.imported:,} imported, {report.left:,} left"


def reread_summary(report: ReparseReport) -> str:
    """What reading articles anew came to, in a line."""
    parts = [f"Read anew: {report.changed:,} changed", f"{report.unchanged:,} as before"]
    if report.failed:
        parts.append(f"{report.failed:,} failed")
    if report.left:
        parts.append(f"{report.left:,} left")
    return " · ".join(parts)


def _stage(progress: Progress, *, anew: bool) -> str:
    match progress.stage:
        case Stage.WAITING:
            return "Waiting for another program that writes to this archive…"
        case Stage.LISTING:
            return f"Looking for files… {progress.total:,}" if progress.total else "Looking for files…"
        case Stage.READING:
            return f"{'Reading anew' if anew else 'Importing'} {progress.done:,} of {progress.total:,}"
        case Stage.INDEXING:
            return f"Indexing {progress.done:,} of {progress.total:,}" if progress.total else "Indexing…"


def _numbers(progress: Progress, waiting: int) -> str:
    parts = []
    if progress.stage in {Stage.READING, Stage.INDEXING} and progress.rate:
        parts.append(f"{progress.rate:,.0f} a second" if progress.rate >= 1 else f"{progress.rate * 60:,.0f} a minute")
        if progress.seconds_left:
            parts.append(f"{time_left(progress.seconds_left)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if waiting:
        parts.append(f"{counted(waiting, 'import')} waiting")
    return " · ".join(parts)
