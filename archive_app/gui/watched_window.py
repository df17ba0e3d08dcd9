"""The watched folders: which they are, whether they are there, and adding and removing them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.parts import button, label, select_row
from archive_app.gui.plain_table import Column, PlainTable, TableModel
from archive_app.gui.watching import Watching

_EXPLANATION = (
    "New files in these folders, and in folders inside them, are imported by themselves: those that come while this "
    "window is open, and those that came meanwhile when it is opened. Files that are removed from a folder stay in the "
    "archive. The list is yours: it does not go with the archive to another computer."
)
_SIZE = (720, 420)
_Row = tuple[Path, bool]


class WatchedWindow(QDialog):
    """A window beside the main one."""

    def __init__(self, watching: Watching, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Watched folders")
        self.setModal(False)
        self._watching = watching
        self.model = TableModel[_Row](
            [
                Column("Folder", lambda row: str(row[0])),
                Column("State", lambda row: "Watched" if row[1] else "Not there", 130, _about_state),
            ],
            self,
        )
        self.table = PlainTable("Watched folders", self.model, appearance)
        self.table.delete_wanted.connect(self._remove)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self._told = label(look="fieldError", wraps=True)
        self._add_button = button("Add folder…")
        self._add_button.clicked.connect(self._choose)
        self._remove_button = button("Remove")
        self._remove_button.clicked.connect(self._remove)
        self._close = button("Close", "primary")
        self._close.clicked.connect(self.close)
        watching.changed.connect(self._show)
        watching.refused.connect(self._refuse)
        self._lay_out()
        width, height = (appearance.pixels(length) for length in _SIZE)
        self.resize(QSize(width, height).boundedTo(self.screen().availableSize()))
        self._show()

    def show_folders(self) -> None:
        """Come to the front."""
        self._refuse("")
        self.show()
        self.raise_()
        self.activateWindow()

    def _choose(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "Watch a folder"):
            self._refuse("")
            self._watching.add(Path(folder))

    def _remove(self) -> None:
        self._refuse("")
        self._watching.remove([self.model.rows[row][0] for row in self.table.selected()])

    def _refuse(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setAccessibleName(sentence)
        self._told.setVisible(bool(sentence))

    def _show(self) -> None:
        rows: Sequence[_Row] = list(self._watching.folders.items())
        if rows != self.model.rows:
            row = self.table.currentIndex().row()
            self.model.set_rows(rows)
            if rows:
                select_row(self.table, min(max(row, 0), len(rows) - 1))
        self._enable()

    def _enable(self) -> None:
        self._remove_button.setEnabled(bool(self.table.selected()))

    def _lay_out(self) -> None:
        bottom = QHBoxLayout()
        for widget in (self._add_button, self._remove_button, self._close):
            widget.setAutoDefault(False)
        bottom.addWidget(self._add_button)
        bottom.addWidget(self._remove_button)
        bottom.addStretch(1)
        bottom.addWidget(self._close)
        self._close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_EXPLANATION, "body", wraps=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._told)
        layout.addLayout(bottom)


def _about_state(row: _Row) -> str:
    folder, there = row
    if there:
        return "New files in it are imported by themselves."
    return f"There is no {folder} now. It is watched again as soon as it is back, such as with the disk that it is on."
