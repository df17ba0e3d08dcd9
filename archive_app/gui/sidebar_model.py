"""The sidebar's lines as Qt's lists ask for them."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from archive_app.gui.dates import counted
from archive_app.gui.parts import plain_tip
from archive_app.gui.sidebar_lines import Choice, Line, Target
from archive_app.gui.unexpected import guarded

LineRole = Qt.ItemDataRole.UserRole + 1


class SidebarModel(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def set_lines(self, lines: list[Line]) -> None:
        """Show other lines; where they lead to the same things, the list stays as it is scrolled."""
        if [line.target for line in lines] == [line.target for line in self.lines]:
            if lines != self.lines:
                self.lines = lines
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def index_of(self, target: Target | None) -> QModelIndex:
        """The line that leads somewhere; no index where there is none."""
        rows = [row for row, line in enumerate(self.lines) if line.target == target]
        return self.index(rows[0]) if rows else QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's
        """The number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    @guarded(default=None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, its label, or the line read out."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case role if role == LineRole:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return line.label
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(line.tip or line.label)
            case Qt.ItemDataRole.AccessibleTextRole:
                return _read_out(line)
        return None

    @guarded(default=Qt.ItemFlag.NoItemFlags)
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Every line can be gone to; of those that can do nothing now, the reason is read there."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags


def _read_out(line: Line) -> str:
    if line.heading:
        return f"{line.label}, section, {'folded' if line.folded else 'unfolded'}"
    parts = [line.label.removesuffix(" ▾")]
    if line.count is not None:
        parts.append(counted(line.count, line.noun))
    if line.chosen:
        parts.append("chosen" if isinstance(line.target, Choice) else "shown")
    if line.disabled:
        parts.append(line.tip)
    return ", ".join(parts)
