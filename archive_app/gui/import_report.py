"""The import report: counts and one line a file, to be read, copied and opened from, after the import is over."""

from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from archive_app.gui.import_bar import summary
from archive_app.gui.parts import button, label
from archive_app.gui.unexpected import guarded
from archive_app.model.jobs import FileReport, FileStatus, ImportReport

_COLUMNS = ("File", "Status", "Reason")
_STATUS = {FileStatus.IMPORTED: "Imported", FileStatus.DUPLICATE: "Already here", FileStatus.FAILED: "Failed"}


class ReportModel(QAbstractTableModel):
    """The files of a report, all or those with one status."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[FileReport, ...] = ()
        self.files: tuple[FileReport, ...] = ()

    def set_files(self, files: tuple[FileReport, ...]) -> None:
        """Show the files of another report."""
        self._all = files
        self.show_only(None)

    def show_only(self, status: FileStatus | None) -> None:
        """Keep the files with a status; None keeps all."""
        self.beginResetModel()
        self.files = tuple(file for file in self._all if status is None or file.status is status)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of files."""
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """File, status, reason."""
        return 0 if parent.isValid() else len(_COLUMNS)

    @guarded(default=None)
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @guarded(default=None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A file's name, status or reason; the whole path and reason as a tool tip."""
        if not index.isValid():
            return None
        cells = row(self.files[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return Path(cells[0]).name if index.column() == 0 else cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return cells[index.column()]
        return None


class ImportReportWindow(QDialog):
    """A window beside the main one; activating a file that is in the archive opens its article."""

    article_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import report")
        self.setModal(False)
        self.resize(820, 520)
        self._report = ImportReport()
        self.model = ReportModel(self)
        self._heading = label(look="heading", wraps=True)
        self._shown = QComboBox()
        self._shown.setAccessibleName("Which files to show")
        self._shown.currentIndexChanged.connect(self._filter)
        self.table = self._make_table()
        hint = label("Double-click a file to read its article.", "quiet")
        copy = button("Copy report")
        copy.clicked.connect(self._copy_all)
        close = button("Close", "primary")
        close.setDefault(True)
        close.clicked.connect(self.close)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._shown)
        for widget in (copy, close):
            bottom.addWidget(widget)
        bottom.insertWidget(0, hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(bottom)

    def show_report(self, report: ImportReport) -> None:
        """Show a report; what failed comes first to the eye."""
        self._report = report
        self._heading.setText(_heading(report))
        self.model.set_files(report.files)
        self._shown.clear()
        self._shown.addItem(f"All files ({len(report.files):,})", None)
        for status, name in _STATUS.items():
            if count := report.count(status):
                self._shown.addItem(f"{name} ({count:,})", status.value)
        if report.failed:
            self._shown.setCurrentIndex(self._shown.findData(FileStatus.FAILED.value))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("report")
        table.setAccessibleName("Files")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(40)
        header = table.horizontalHeader()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 260)
        header.resizeSection(1, 110)
        header.setHighlightSections(False)
        table.activated.connect(self._activate)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table, self._copy_selected)
        return table

    def _filter(self) -> None:
        value = self._shown.currentData()
        self.model.show_only(FileStatus(value) if value else None)

    def _activate(self, index: QModelIndex) -> None:
        article = self.model.files[index.row()].id
        if article is not None:
            self.article_wanted.emit(article)

    def _copy_selected(self) -> None:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        self._copy([self.model.files[number] for number in rows])

    def _copy_all(self) -> None:
        self._copy(list(self.model.files), heading=_heading(self._report))

    def _copy(self, files: list[FileReport], heading: str = "") -> None:
        lines = ["\t".join(row(file)).rstrip() for file in files]
        QGuiApplication.clipboard().setText("\n".join([heading, *lines] if heading else lines))


def _heading(report: ImportReport) -> str:
    return "\n".join(filter(None, (summary(report), report.passed_over_sentence)))


def row(file: FileReport) -> tuple[str, str, str]:
    """A file's line: path, status, reason."""
    return file.place, _STATUS[file.status], file.reason or ""
