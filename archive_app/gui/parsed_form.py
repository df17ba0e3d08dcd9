"""The form of an article's parsed parts: each can be edited, and given back what was parsed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.list_fields import CreditsField, TakeawaysField
from archive_app.gui.part_fields import BodyField, PartField, TextField
from archive_app.gui.parts import grounded
from archive_app.model.article import Article, Part
from archive_app.model.corrections import Correction

_TEXTS = (Part.TITLE, Part.BYLINE, Part.PUBLISHED, Part.SITE_NAME, Part.URL, Part.LANGUAGE)


class ParsedForm(QScrollArea):
    """A field for each part; `changed` announces a part and its new value, `revert_wanted` a part."""

    changed = Signal(object, object)
    revert_wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: int | None = None
        self.fields: dict[Part, PartField] = {part: TextField(part, appearance) for part in _TEXTS}
        self.fields[Part.TAKEAWAYS] = TakeawaysField(appearance)
        self.fields[Part.CREDITS] = CreditsField(appearance)
        self.fields[Part.BODY] = BodyField(appearance)
        column = QWidget()
        grounded(column, "parsedForm")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(16, 12, 16, 20)
        layout.setSpacing(14)
        for field in self.fields.values():
            field.changed.connect(self.changed)
            field.revert_wanted.connect(self.revert_wanted)
            field.entered.connect(self._bring_into_view)
            layout.addWidget(field)
        layout.addStretch(1)
        self.setWidget(column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_article(
        self, article: Article, corrections: Mapping[Part, Correction], answers: Part | None = None
    ) -> None:
        """Show an article's parts; of the article that was shown before, what is being typed stays.

        `answers` is the part whose new value this comes of.
        """
        if article.id != self._article:
            self._article = article.id
            self.verticalScrollBar().setValue(0)
            for field in self.fields.values():
                field.forget()
        for part, field in self.fields.items():
            field.show_part(article, corrections.get(part), answers=part is answers)

    def _bring_into_view(self, widget: QWidget) -> None:
        # Only once the layout has given a new row its place.
        QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, 40))

    def refuse(self, part: Part, sentence: str) -> None:
        """Say at a part why its value cannot be taken."""
        self.fields[part].refuse(sentence)

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the parts be edited, or only read."""
        for field in self.fields.values():
            field.allow_editing(allowed=allowed)
