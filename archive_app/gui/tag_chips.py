"""An article's tags as chips: each leads to the articles that have it, and can be taken off."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.flow_layout import FlowLayout
from archive_app.gui.parts import grounded, icon_button, quiet_button


class TagChip(QWidget):
    """One tag. Delete takes it off, as its cross does."""

    chosen = Signal()
    removed = Signal()

    def __init__(self, tag: str, appearance: Appearance, *, editable: bool) -> None:
        super().__init__()
        grounded(self, "tagChip")
        self.tag = tag
        self._editable = editable
        self.name = name = quiet_button(tag.replace("&", "&&"))
        name.setObjectName("tagName")
        name.setAccessibleName(f"Tag {tag}")
        name.setToolTip("Show the articles with this tag")
        name.clicked.connect(lambda _checked=False: self.chosen.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 1, 3, 1)
        row.setSpacing(0)
        row.addWidget(name)
        if editable:
            cross = icon_button(f"Remove the tag {tag}", "tagCross")
            cross.setIcon(appearance.icon("clear"))
            cross.setIconSize(QSize(appearance.pixels(11), appearance.pixels(11)))
            cross.clicked.connect(lambda _checked=False: self.removed.emit())
            row.addWidget(cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the tag off."""
        if self._editable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class TagChips(QWidget):
    """All tags of an article; hidden where it has none."""

    chosen = Signal(str)
    removed = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._tags: Sequence[str] = ()
        self._editable = True
        self._chips: list[TagChip] = []
        self._flow = FlowLayout(self, 6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName("Tags")
        appearance.changed.connect(self._fill)
        self.hide()

    def show_tags(self, tags: Sequence[str], *, editable: bool) -> None:
        """Show these tags."""
        if (tags, editable) != (self._tags, self._editable):
            self._tags, self._editable = tags, editable
            self._fill()

    def _fill(self) -> None:
        """Make the chips anew; the keyboard stays at its place among them, or is given away where none is left."""
        focused = QApplication.focusWidget()
        before = [focused is not None and chip.isAncestorOf(focused) for chip in self._chips]
        self._chips.clear()
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for tag in self._tags:
            chip = TagChip(tag, self._look, editable=self._editable)
            chip.chosen.connect(lambda tag=tag: self.chosen.emit(tag))
            chip.removed.connect(lambda tag=tag: self.removed.emit(tag))
            self._flow.addWidget(chip)
            # A layout shows a new widget only later, and what is hidden takes no keyboard.
            chip.show()
            self._chips.append(chip)
        self.setVisible(bool(self._tags))
        self.updateGeometry()
        if any(before):
            if self._chips:
                place = min(before.index(True), len(self._chips) - 1)
                self._chips[place].name.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.left.emit()
