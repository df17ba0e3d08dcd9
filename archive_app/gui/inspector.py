"""The parse inspector: an original with what each line was taken for, beside a form of what was parsed from it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.article_document import stands_on_the_right
from archive_app.gui.inspected import Inspected
from archive_app.gui.inspecting import Inspecting
from archive_app.gui.original_view import OriginalView
from archive_app.gui.parsed_form import ParsedForm
from archive_app.gui.parts import grounded, label, panel, quiet_button
from archive_app.gui.provenance_text import PART_NAMES
from archive_app.model.article import Part
from archive_app.model.corrections import PartValue
from archive_app.model.marking import Meaning

# Narrower than this, the form stands under the original.
_BESIDE_FROM = 720


class Inspector(QWidget):
    """Shows one article; every correction is saved at once, and announced by the article's number."""

    corrected = Signal(int)
    closed = Signal()
    left = Signal()

    def __init__(self, session: ArchiveSession, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "inspector")
        self._look = appearance
        self._shown: Inspected | None = None
        self._wanted: int | None = None
        self.can_edit = True
        self._asking = Inspecting(session, self)
        self.meanings = QMenu("Th&is is", self)
        self._this_is = quiet_button("This is…")
        self._this_is.setMenu(self.meanings)
        self._this_is.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._this_is.setToolTip("Say what the selected words are, or the line with the cursor")
        self._close = quiet_button("Back to the article (F8)")
        self._close.clicked.connect(lambda _checked=False: self.closed.emit())
        self.original = OriginalView(appearance, self.meanings)
        self.form = ParsedForm(appearance)
        self._explanation = label(look="meta", wraps=True)
        self._told = label(look="told", wraps=True)
        self._told.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(5)
        self._arrange()
        self._connect()
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def article_id(self) -> int | None:
        """The article that is shown."""
        return self._shown.article.id if self._shown else None

    @property
    def told(self) -> str:
        """What was last said of a marking."""
        return self._told.text()

    @property
    def explanation(self) -> str:
        """What is said of the line with the cursor."""
        return self._explanation.text()

    def show_article(self, article_id: int) -> None:
        """Inspect another article."""
        self._wanted = article_id
        self._asking.inspect(article_id)

    def mark(self, meaning: Meaning) -> None:
        """Take what is selected in the original for something."""
        if self._shown is not None:
            self._asking.mark(self._shown.article.id, self.original.selected(), meaning)

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the article be corrected, or only looked at."""
        self.can_edit = allowed
        self.form.allow_editing(allowed=allowed)
        self._this_is.setEnabled(allowed)
        self.meanings.setEnabled(allowed and self.isVisible())

    def clear(self) -> None:
        """Show no article."""
        self._shown = self._wanted = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the form stand under the original where there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() >= self._look.pixels(_BESIDE_FROM)
        self._splitter.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def _correct(self, part: Part, value: PartValue) -> None:
        if self._shown is not None:
            self._asking.correct(self._shown.article.id, part, value)

    def _revert(self, part: Part) -> None:
        if self._shown is not None:
            self._asking.revert(self._shown.article.id, part)

    def _show(self, inspected: Inspected, answers: Part | None = None) -> None:
        if inspected.article.id != self._wanted:
            return
        again = self._shown is not None and self._shown.article.id == inspected.article.id
        self._shown = inspected
        right = stands_on_the_right(inspected.article)
        self.original.show_lines(
            inspected.lines, inspected.closings, keep_place=again, right=right, unreadable=inspected.unreadable
        )
        self.form.show_article(inspected.article, inspected.corrections, answers)
        if not again:
            self._tell("")

    def _corrected(self, inspected: Inspected, part: Part | None) -> None:
        before = self._shown
        if before is not None and before.article.id == inspected.article.id:
            changed = [each for each in Part if inspected.corrections.get(each) != before.corrections.get(each)]
            names = ", ".join(PART_NAMES[each].lower() for each in changed)
            self._show(inspected, part)
            self._tell(f"Saved: {names}." if names else "Saved.")
        self.corrected.emit(inspected.article.id)

    def _refused(self, part: Part | None, sentence: str) -> None:
        if part is None:
            self._tell(sentence)
        else:
            self.form.refuse(part, sentence)

    def _failed(self, sentence: str) -> None:
        """The article is not there any more, or the archive cannot be read: there is nothing to inspect."""
        self.clear()
        self.original.show_lines((), frozenset(), keep_place=False)
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setAccessibleName(sentence)
        self._told.setVisible(bool(sentence))

    def _arrange(self) -> None:
        header = panel("inspectorHeader")
        row = QHBoxLayout(header)
        row.setContentsMargins(8, 5, 8, 5)
        row.addWidget(self._this_is)
        row.addWidget(self._told, 1)
        row.addStretch(0)
        row.addWidget(self._close)
        source = QWidget()
        column = QVBoxLayout(source)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.original, 1)
        foot = panel("inspectorFoot")
        foot_row = QHBoxLayout(foot)
        foot_row.setContentsMargins(12, 5, 12, 5)
        foot_row.addWidget(self._explanation)
        column.addWidget(foot)
        self._splitter.addWidget(source)
        self._splitter.addWidget(self.form)
        self._splitter.setSizes([560, 440])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self._asking.inspected.connect(self._show)
        self._asking.corrected.connect(self._corrected)
        self._asking.refused.connect(self._refused)
        self._asking.failed.connect(self._failed)
        self.original.explained.connect(self._explanation.setText)
        self.original.left.connect(self.left)
        self.form.changed.connect(self._correct)
        self.form.revert_wanted.connect(self._revert)

    def _restyle(self) -> None:
        for made, icon in ((self._this_is, "chevron-down"), (self._close, "article")):
            made.setIcon(self._look.icon(icon))
            made.setIconSize(self._look.icon_size(14))
