"""The import history: all imports and what became of their files; retried, undone, read and copied from here."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.choice import Choice
from archive_app.gui.dates import short_moment
from archive_app.gui.import_text import about_run, cells, confidence, reason, run_summary, status
from archive_app.gui.parts import button, label, select_row
from archive_app.gui.plain_table import Column, PlainTable, TableModel
from archive_app.model.jobs import FileReport, FileStatus, ImportRun, passed_over_sentence

if TYPE_CHECKING:
    from archive_app.library import Archive

_RUNS = 500
_SIZE = (1120, 600)
# Below this width the imports stand over the files.
_BESIDE_FROM = 900


class ImportHistory(QDialog):
    """A window beside the main one; what it asks for is done there, so that its progress and notices are seen there."""

    article_wanted = Signal(int)
    retry_wanted = Signal(int)
    undo_wanted = Signal(object)

    def __init__(self, session: ArchiveSession, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import history")
        self.setModal(False)
        self._session = session
        self._look = appearance
        self._wanted: int | None = None
        self._files: Sequence[FileReport] = ()
        self.runs = TableModel[ImportRun](
            [Column("When", lambda run: short_moment(run.started), 160), Column("What came of it", run_summary)], self
        )
        self.files = TableModel[FileReport](
            [
                Column("File", _name, 200, lambda file: file.place),
                Column("Status", status, 100),
                Column("Reason", reason),
                Column("Encoding", lambda file: file.encoding or "", 90, hides=True),
                Column("Confidence", confidence, 100, _about_confidence, hides=True),
            ],
            self,
        )
        self.run_table = PlainTable("Imports", self.runs, appearance, one_row=True)
        self.file_table = PlainTable("Files of the import", self.files, appearance)
        self._heading = label(look="heading", wraps=True)
        self._details = label(look="quiet", wraps=True)
        self._shown = Choice(appearance)
        self._shown.setAccessibleName("Which files to show")
        self._hint = label(look="quiet", wraps=True)
        self._retry = button("Retry failed")
        self._undo = button("Undo this import…")
        self._copy_button = button("Copy as text")
        self._close = button("Close", "primary")
        self._connect()
        self._lay_out()
        session.importing.finished.connect(lambda _report: self.reload())
        session.opened.connect(lambda _state: self._forget())
        width, height = (appearance.pixels(length) for length in _SIZE)
        self.resize(QSize(width, height).boundedTo(self.screen().availableSize()))

    @property
    def run(self) -> ImportRun | None:
        """The import whose files are shown."""
        row = self.run_table.currentIndex().row()
        return self.runs.rows[row] if 0 <= row < len(self.runs.rows) else None

    def show_latest(self) -> None:
        """Come to the front with what became of the last import."""
        self.runs.set_rows(())
        self.show()
        self.raise_()
        self.activateWindow()
        self.reload()

    def reload(self) -> None:
        """Ask for the imports again, unless nobody looks; the one that is shown stays so."""
        if self.isVisible():
            self._wanted = self.run.id if self.run is not None else None
            self._session.ask(lambda archive: archive.imports(_RUNS), self._show_runs, "imports")

    def showEvent(self, event: QShowEvent) -> None:
        """What was imported meanwhile is there too."""
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the imports over the files where the window is narrow."""
        super().resizeEvent(event)
        roomy = event.size().width() >= self._look.pixels(_BESIDE_FROM)
        orientation = Qt.Orientation.Horizontal if roomy else Qt.Orientation.Vertical
        if orientation is not self._splitter.orientation() or not event.oldSize().isValid():
            self._splitter.setOrientation(orientation)
            # Qt takes these for pixels, and gives a pane its minimum where they are fewer.
            self._splitter.setSizes([3_000, 7_000])

    # --- answers

    def _show_runs(self, runs: Sequence[ImportRun]) -> None:
        ids = [run.id for run in runs]
        self.runs.set_rows(runs)
        if runs:
            select_row(self.run_table, ids.index(self._wanted) if self._wanted in ids else 0)
            self._ask_files()
        else:
            self._show_files(())

    def _ask_files(self) -> None:
        if (run := self.run) is None:
            return
        number = run.id

        def files(archive: "Archive") -> tuple[int, Sequence[FileReport]]:
            return number, archive.import_files(number)

        self._session.ask(files, self._take_files, "import files")

    def _take_files(self, answer: tuple[int, Sequence[FileReport]]) -> None:
        number, files = answer
        if self.run is not None and self.run.id == number:
            self._show_files(files)

    def _show_files(self, files: Sequence[FileReport]) -> None:
        run = self.run
        self._files = files
        self._heading.setText(run_summary(run) if run else "Nothing has been imported into this archive yet")
        details = [about_run(run), passed_over_sentence(run.passed_over)] if run else []
        self._details.setText(" ".join(filter(None, details)))
        self._details.setVisible(bool(self._details.text()))
        self._offer_filters(run)
        able = run is not None and not self._session.read_only
        self._retry.setEnabled(able and run is not None and run.failed > 0)
        self._undo.setEnabled(able and run is not None and run.present)
        self._copy_button.setEnabled(bool(files))

    def _offer_filters(self, run: ImportRun | None) -> None:
        """Offer the statuses that there are; what failed comes first to the eye."""
        self._shown.blockSignals(True)  # it is filled, not chosen from
        self._shown.clear()
        self._shown.addItem(f"All files ({len(self._files):,})", None)
        if run is not None:
            counts = {
                FileStatus.FAILED: ("Failed", run.failed),
                FileStatus.DUPLICATE: ("Already here", run.duplicates),
                FileStatus.IMPORTED: ("Imported", run.imported),
            }
            for kind, (name, count) in counts.items():
                if count:
                    self._shown.addItem(f"{name} ({count:,})", kind.value)
            if run.failed:
                self._shown.setCurrentIndex(1)
        self._shown.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        value = self._shown.currentData()
        self.files.set_rows([file for file in self._files if file.status == value] if value else self._files)
        self._tell_reason()

    def _tell_reason(self) -> None:
        """Say in full what became of the one selected file; its row may be too narrow."""
        selected = self.file_table.selected()
        told = reason(self.files.rows[selected[0]]) if len(selected) == 1 else ""
        self._hint.setText(told or "Enter opens a file's article.")

    def _forget(self) -> None:
        """Another archive has other imports."""
        self.runs.set_rows(())
        self._show_files(())
        self.reload()

    # --- asked for

    def _open(self, row: int) -> None:
        article = self.files.rows[row].id
        if article is not None:
            self.article_wanted.emit(article)

    def _retry_failed(self) -> None:
        if self.run is not None:
            self._retry.setEnabled(False)
            self.retry_wanted.emit(self.run.id)

    def _undo_run(self) -> None:
        if self.run is not None:
            self.undo_wanted.emit(self.run)

    def _copy_selected(self) -> None:
        self._copy([self.files.rows[row] for row in self.file_table.selected()])

    def _copy_all(self) -> None:
        headings = [self._heading.text(), self._details.text()]
        self._copy(self.files.rows, [text for text in headings if text])

    def _copy(self, files: Sequence[FileReport], headings: Sequence[str] = ()) -> None:
        lines = ["\t".join(cells(file)).rstrip() for file in files]
        QGuiApplication.clipboard().setText("\n".join([*headings, *lines]))

    # --- the window

    def _connect(self) -> None:
        self.run_table.selectionModel().currentRowChanged.connect(lambda *_: self._ask_files())
        self.run_table.opened.connect(lambda _row: self.file_table.setFocus())
        self.file_table.opened.connect(self._open)
        self.file_table.selectionModel().selectionChanged.connect(lambda *_: self._tell_reason())
        self.file_table.copy_wanted.connect(self._copy_selected)
        self._shown.currentIndexChanged.connect(lambda _number: self._filter())
        self._retry.clicked.connect(self._retry_failed)
        self._undo.clicked.connect(self._undo_run)
        self._copy_button.clicked.connect(self._copy_all)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        files = QWidget()
        right = QVBoxLayout(files)
        right.setContentsMargins(8, 8, 0, 0)
        right.setSpacing(10)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._shown)
        right.addLayout(top)
        right.addWidget(self._details)
        right.addWidget(self.file_table, 1)
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.run_table)
        splitter.addWidget(files)
        bottom = QHBoxLayout()
        bottom.addWidget(self._hint, 1)
        for widget in (self._retry, self._undo, self._copy_button, self._close):
            widget.setAutoDefault(False)
            bottom.addWidget(widget)
        self._close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(splitter, 1)
        layout.addLayout(bottom)


def _name(file: FileReport) -> str:
    name = Path(file.path).name
    return f"{name} » {file.member}" if file.member else name


def _about_confidence(_file: FileReport) -> str:
    return "How sure it is that the article's text, all of it and nothing else, was found in the file."
