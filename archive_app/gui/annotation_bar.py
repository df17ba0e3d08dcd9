"""What a person added to the open article: the buttons for the pane's header, and below it the tags and the note."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.note_editor import NoteEditor
from archive_app.gui.parts import grounded, icon_button
from archive_app.gui.tag_chips import TagChips
from archive_app.gui.tag_picker import TagPicker
from archive_app.model.annotations import NOTHING_ADDED, Annotations


class AnnotationBar(QWidget):
    """Shows an article's annotations and announces what is wanted of them; saves nothing itself."""

    star_wanted = Signal()
    tags_wanted = Signal()
    showed_star = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grounded(self, "annotations")
        self._look = appearance
        self._shown = NOTHING_ADDED
        self._editable = True
        self.star = icon_button("Star (Ctrl+D)")
        self.star.setAccessibleName("Star")
        self.star.setCheckable(True)
        self.star.clicked.connect(self._star_clicked)
        self.tags = icon_button("Tags (Ctrl+T)")
        self.tags.clicked.connect(lambda _checked=False: self.tags_wanted.emit())
        self.write = icon_button("Note (Ctrl+E)")
        self.write.clicked.connect(lambda _checked=False: self.open_note())
        self.buttons: tuple[QToolButton, ...] = (self.star, self.tags, self.write)
        self.chips = TagChips(appearance)
        self.chips.left.connect(self.tags.setFocus)
        self.note = NoteEditor(appearance)
        self.picker = TagPicker(appearance, self.tags)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addWidget(self.chips)
        self._column.addWidget(self.note)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_article(self, article: int, annotations: Annotations) -> None:
        """Show another article's annotations."""
        self.note.show_article(article, annotations.note)
        self.show_annotations(annotations)

    def show_annotations(self, annotations: Annotations) -> None:
        """Show the open article's star and tags as they are now."""
        self._shown = annotations
        self.show_again()

    def show_again(self) -> None:
        """Show what is known, where something else was shown before it was done."""
        self._show_star(starred=self._shown.starred)
        self.chips.show_tags(self._shown.tags, editable=self._editable)
        self.showed_star.emit(self._shown.starred)

    def clear(self) -> None:
        """Show nothing; a note that is being written is saved."""
        self.picker.leave()
        self.note.clear()
        self.show_annotations(NOTHING_ADDED)

    def open_note(self) -> None:
        """Let the note be written."""
        if self._editable:
            self.note.go_in()

    def allow_editing(self, *, allowed: bool) -> None:
        """Say whether the archive can be changed."""
        self._editable = allowed
        for button in self.buttons:
            button.setEnabled(allowed)
        self.note.paper.setReadOnly(not allowed)

    def align(self, left: int, right: int) -> None:
        """Begin and end where the article's text does."""
        self._column.setContentsMargins(left, 0, right, 8)

    def _star_clicked(self, checked: bool) -> None:
        # It is shown at once, and corrected where it turns out otherwise.
        self._show_star(starred=checked)
        self.star_wanted.emit()

    def _show_star(self, *, starred: bool) -> None:
        self.star.setChecked(starred)
        self.star.setIcon(self._look.icon("star-filled" if starred else "star", "accent" if starred else "quiet"))

    def _restyle(self) -> None:
        self.tags.setIcon(self._look.icon("tag"))
        self.write.setIcon(self._look.icon("note"))
        self._show_star(starred=self._shown.starred)
        for button in self.buttons:
            button.setIconSize(QSize(self._look.pixels(16), self._look.pixels(16)))
