"""The parsed form's fields of one value: what it is, where it comes from, whether it was edited, and the way back."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.dates import counted, long_date, read_date
from archive_app.gui.parts import button, label
from archive_app.gui.provenance_text import DERIVED, PART_NAMES, where_from
from archive_app.gui.text_inputs import LineInput, ParagraphInput
from archive_app.model.article import Article, Block, Credit, Part
from archive_app.model.corrections import Correction, PartValue, part_of

# A letter of each part's name that no menu of the window uses.
_LETTERS = {
    Part.TITLE: "&Title",
    Part.BYLINE: "&Byline",
    Part.PUBLISHED: "&Published",
    Part.SITE_NAME: "&Site",
    Part.URL: "&Address",
    Part.LANGUAGE: "&Language",
    Part.TAKEAWAYS: "Ta&keaways",
    Part.CREDITS: "&Credits",
    Part.BODY: "Text",
}


class PartField(QWidget):
    """A part's name, marks, and notes; what it is edited with comes from the kinds of field below."""

    changed = Signal(object, object)
    revert_wanted = Signal(object)
    entered = Signal(object)

    def __init__(self, part: Part, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._look = appearance
        self._value: PartValue = None
        # How many announcements wait for their answers, the latest value announced, and whether nothing is shown yet.
        self._waiting = 0
        self._latest: PartValue = None
        self._blank = True
        self._name = label(_LETTERS[part], "fieldName")
        self._edited = label("Edited", "edited")
        self._back = button("Back to what was parsed", "link")
        self._back.setAccessibleName(f"Back to the parsed {PART_NAMES[part].lower()}")
        self._back.clicked.connect(lambda _checked=False: self.revert_wanted.emit(self.part))
        self._origin = label(look="meta", wraps=True)
        self._error = label(look="fieldError", wraps=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name)
        top.addWidget(self._edited)
        top.addStretch(1)
        top.addWidget(self._back)
        self.editors = QVBoxLayout()
        self.editors.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(top)
        layout.addLayout(self.editors)
        layout.addWidget(self._error)
        layout.addWidget(self._origin)
        self._error.hide()

    def show_part(self, article: Article, correction: Correction | None, *, answers: bool) -> None:
        """Show the part of an article, and what was parsed where a person corrected it.

        What `answers` an announcement of this field, and a value that is the same as before, leave alone what is being
        typed; until the last announcement is answered no value is shown.
        """
        value = part_of(article, self.part)
        self._waiting -= answers and self._waiting > 0
        brought = self._blank or (value != self._value and not answers)
        self._value, self._blank = value, False
        self._show_marks(article, correction)
        if self._waiting:
            return
        self._latest = value
        if brought or answers:
            self.show_error("")
        self.show_value(value, brought=brought)

    def show_value(self, value: PartValue, *, brought: bool) -> None:
        """Show a value: one that was `brought` comes from elsewhere and replaces what was there."""

    def _show_marks(self, article: Article, correction: Correction | None) -> None:
        provenance = article.provenance.get(self.part)
        for widget in (self._edited, self._back):
            widget.setVisible(correction is not None)
        if correction is not None:
            parsed = as_text(correction.parsed)
            self._origin.setText(f"Parsed: {_shortened(parsed)}" if parsed else "Parsed: nothing")
            self._back.setToolTip(parsed)
        else:
            derived = self.part is Part.TITLE and article.title_derived
            found = DERIVED if derived else where_from(provenance) if provenance else ""
            unsure = provenance is not None and not provenance.sure
            self._origin.setText(("? " if unsure else "") + found[:1].upper() + found[1:])
        self._origin.setVisible(bool(self._origin.text()))

    def show_error(self, sentence: str) -> None:
        """Say why a value cannot be taken; an empty sentence says nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    @property
    def error(self) -> str:
        """What is said against the value."""
        return self._error.text()

    @property
    def note(self) -> str:
        """What is said of where the value comes from, or of what was parsed."""
        return self._origin.text()

    @property
    def is_edited(self) -> bool:
        """Whether the part is marked as corrected by hand."""
        return not self._edited.isHidden()

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the part be edited, or only read."""
        self._back.setEnabled(allowed)

    def forget(self) -> None:
        """Another article comes: what is typed here is not about that one."""
        self._blank = True
        self._waiting = 0

    def refuse(self, sentence: str) -> None:
        """Say why the value that was announced cannot be taken."""
        self._waiting = max(self._waiting - 1, 0)
        self.show_error(sentence)

    def focus_editor(self) -> None:
        """Give the keyboard to what the part is edited with."""
        if (buddy := self._name.buddy()) is not None:
            self.go_to(buddy)

    def go_to(self, widget: QWidget) -> None:
        """Give the keyboard to a widget of the field, and have it seen."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.entered.emit(widget)

    def take(self, value: PartValue) -> None:
        """Announce another value, once: one that was refused is not announced again."""
        if value != self._latest:
            self._latest = value
            self._waiting += 1
            self.changed.emit(self.part, value)


class TextField(PartField):
    """A part that is a text or a date."""

    _hints: ClassVar = {Part.PUBLISHED: "2025-03-14", Part.URL: "https://", Part.LANGUAGE: "en"}

    def __init__(self, part: Part, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(part, appearance, parent)
        self.input = ParagraphInput(PART_NAMES[part]) if part is Part.TITLE else LineInput(PART_NAMES[part])
        self.input.setPlaceholderText(self._hints.get(part, ""))
        self.input.finished.connect(self._finish)
        self._name.setBuddy(self.input)
        self.editors.addWidget(self.input)

    def show_value(self, value: PartValue, *, brought: bool) -> None:
        """Show the value in the input."""
        if brought:
            self.input.restore()
        self.input.show_text(as_text(value))

    def show_error(self, sentence: str) -> None:
        """The input tells it too, to those who do not see it."""
        super().show_error(sentence)
        self.input.setAccessibleDescription(sentence)

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the part be edited, or only read."""
        super().allow_editing(allowed=allowed)
        self.input.setReadOnly(not allowed)

    def _finish(self) -> None:
        text = " ".join(self.input.text().split())
        if text == as_text(self._value) and not self._waiting:
            self._latest = self._value
            self.show_error("")
        elif self.part is not Part.PUBLISHED or not text:
            self.input.taken = self.input.text()
            self.take(text or None)
        elif (day := read_date(text)) is not None:
            self.input.taken = self.input.text()
            self.take(day)
        else:
            self.show_error(f"“{text}” is no date. Write it as 2025-03-14, or as 14 March 2025.")


class BodyField(PartField):
    """The text of the article: it is changed by marking in the original."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(Part.BODY, appearance, parent)
        self._size = label(wraps=True)
        self.editors.addWidget(self._size)

    def show_part(self, article: Article, correction: Correction | None, *, answers: bool) -> None:
        """Say how long the text is."""
        super().show_part(article, correction, answers=answers)
        length = f"{counted(len(article.blocks), 'paragraph')}, {counted(len(article.body_text), 'character')}"
        self._size.setText(f"{length}. Mark lines of the original to change it.")


def as_text(value: PartValue) -> str:
    """A part's value as it is typed or told."""
    match value:
        case None:
            return ""
        case str():
            return value
        case tuple():
            return "; ".join(_item_text(item) for item in value)
        case _:
            return long_date(value)


def _item_text(item: str | Credit | Block) -> str:
    match item:
        case str():
            return item
        case Credit():
            return item.outlet
        case Block():
            return item.text


def _shortened(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"
