"""Shows two articles side by side, with the words lit that only one of them says."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QTextEdit, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.comparing import Comparison, Side
from archive_app.gui.parts import button
from archive_app.gui.text_spans import showable

# What is shown of a text; who has read this far knows whether it is the same article.
_MOST_CHARACTERS = 60_000


class ComparisonView(QWidget):
    """Announces the article that is to be opened or kept, by its id."""

    open_wanted = Signal(int)
    keep_wanted = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.comparison: Comparison | None = None
        self._following = False
        self.left = _Column("The article imported first", appearance)
        self.right = _Column("The article imported later", appearance)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for column in (self.left, self.right):
            layout.addWidget(column, 1)
            column.open.clicked.connect(self._announce(column, self.open_wanted.emit))
            column.keep.clicked.connect(self._announce(column, self.keep_wanted.emit))
        for one, other in ((self.left, self.right), (self.right, self.left)):
            one.bar.valueChanged.connect(partial(self._follow, one.bar, other.bar))

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show other articles, or none."""
        self.comparison = comparison
        self.left.show_side(comparison.left if comparison else None)
        self.right.show_side(comparison.right if comparison else None)

    def allow_keeping(self, *, allowed: bool) -> None:
        """Let one be kept and the other go, or not."""
        for column in (self.left, self.right):
            column.keep.setEnabled(allowed)

    def _follow(self, moved: QScrollBar, other: QScrollBar, value: int) -> None:
        """Scroll the other text as far down as this one."""
        if not self._following:
            self._following = True
            other.setValue(round(value / (moved.maximum() or 1) * other.maximum()))
            self._following = False

    def _announce(self, column: "_Column", announce: Callable[[int], None]) -> Callable[[], None]:
        def clicked() -> None:
            if column.side is not None:
                announce(column.side.article.id)

        return clicked


class _Column(QWidget):
    """One article, and what can be done with it."""

    def __init__(self, name: str, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.side: Side | None = None
        self.text = QTextEdit()
        self.text.setObjectName("compared")
        self.text.setAccessibleName(name)
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.keep = button("Keep only this one")
        self.keep.setToolTip("The other one is moved to the trash, and can be restored from there")
        self.open = button("Open", "link")
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.open)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        appearance.changed.connect(lambda: self.show_side(self.side))

    @property
    def bar(self) -> QScrollBar:
        """What scrolls the text."""
        return self.text.verticalScrollBar()

    def show_side(self, side: Side | None) -> None:
        """Show an article from its top."""
        self.side = side
        self.text.clear()
        document = self.text.document()
        document.setDocumentMargin(self._look.pixels(12))
        if side is not None:
            cursor = QTextCursor(document)
            cursor.beginEditBlock()
            self._write(cursor, side)
            cursor.endEditBlock()
        self.bar.setValue(0)

    def _write(self, cursor: QTextCursor, side: Side) -> None:
        look = self._look
        title, fact, plain, only = (QTextCharFormat() for _ in range(4))
        title.setFont(look.font(16, semibold=True))
        fact.setFont(look.font(12))
        fact.setForeground(look.theme.color("quiet"))
        plain.setFont(look.reading_font(14))
        only.setFont(look.reading_font(14))
        only.setBackground(look.theme.color("hit"))
        only.setForeground(look.theme.color("hit_text"))
        gap = QTextBlockFormat()
        gap.setBottomMargin(look.pixels(6))
        gap.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(gap)
        cursor.insertText(showable(side.article.title), title)
        for text in side.facts:
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(showable(text), fact)
        room = _MOST_CHARACTERS
        for number, (passage, spans) in enumerate(side.passages):
            gap.setTopMargin(look.pixels(12) if number == 0 else 0)
            cursor.insertBlock(gap)
            text, room = showable(passage[:room]), room - len(passage)
            at = 0
            for start, end in spans:
                cursor.insertText(text[at:start], plain)
                cursor.insertText(text[start:end], only)
                at = end
            cursor.insertText(text[at:], plain)
            if room <= 0:
                cursor.insertText(" … The text goes on; open the article to read all of it.", fact)
                break
