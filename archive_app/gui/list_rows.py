"""Rows of the parsed form's lists: a takeaway or a credit, with buttons that move and remove it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.choice import Choice
from archive_app.gui.parts import icon_button, label
from archive_app.gui.text_inputs import LineInput, ParagraphInput
from archive_app.model.article import Credit, CreditRole

ROLE_NAMES = {
    CreditRole.CREDITED: "Credited",
    CreditRole.FURTHER_READING: "Further reading",
    CreditRole.PUBLISHER: "Publisher",
}

_ICONS = ("chevron-up", "chevron-down", "clear")


class Row(QWidget):
    """One item; `moved` says by how many rows it is to go."""

    finished = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, noun: str, text: LineInput | ParagraphInput, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._noun = noun
        self.input = text
        self.input.finished.connect(self.finished)
        self.input.moved.connect(self.moved)
        self.buttons: list[QToolButton] = []
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(4)
        self.line.addWidget(text, 1)
        for do in (partial(self.moved.emit, -1), partial(self.moved.emit, 1), self.removed.emit):
            made = icon_button("")
            made.clicked.connect(lambda _checked=False, do=do: do())
            self.line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(made)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def number(self, number: int, total: int) -> None:
        """Tell the row's place, to those who do not see it too."""
        names = (f"Move {self._noun} {number} up", f"Move {self._noun} {number} down", f"Remove {self._noun} {number}")
        for made, name, keys in zip(self.buttons, names, (" (Alt+Up)", " (Alt+Down)", ""), strict=True):
            made.setAccessibleName(name)
            made.setToolTip(name + keys)
        self.buttons[0].setEnabled(number > 1)
        self.buttons[1].setEnabled(number < total)
        self.input.setAccessibleName(f"{self._noun.capitalize()} {number} of {total}")

    def allow_editing(self, *, allowed: bool) -> None:
        """Let the row be edited, or only read."""
        self.input.setReadOnly(not allowed)
        for made in self.buttons:
            made.setVisible(allowed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.input.text().strip()

    @property
    def last(self) -> QWidget:
        """The row's last stop for Tab."""
        return self.buttons[-1]

    def _restyle(self) -> None:
        for made, icon in zip(self.buttons, _ICONS, strict=True):
            made.setIcon(self._look.icon(icon, "text"))
            made.setIconSize(self._look.icon_size(13))


class TakeawayRow(Row):
    """A takeaway and its number."""

    def __init__(self, appearance: Appearance) -> None:
        self._number = label(look="meta")
        super().__init__("takeaway", ParagraphInput("Takeaway"), appearance)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.line.insertWidget(0, self._number)

    def number(self, number: int, total: int) -> None:
        """Show the number."""
        super().number(number, total)
        self._number.setText(f"{number}.")

    @property
    def value(self) -> str:
        """The takeaway as typed."""
        return self.input.text()

    def show_value(self, value: object) -> None:
        """Show another takeaway."""
        self.input.restore()
        self.input.show_text(str(value))

    def _restyle(self) -> None:
        super()._restyle()
        self._number.setMinimumWidth(self._look.pixels(18))
        self._number.setContentsMargins(0, self._look.pixels(7), 0, 0)


class CreditRow(Row):
    """An outlet and what it is named for."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("credit", LineInput("Outlet"), appearance)
        self.role = Choice(appearance)
        for role, name in ROLE_NAMES.items():
            self.role.addItem(name, role)
        self.role.activated.connect(lambda _index: self.finished.emit())
        self.line.insertWidget(1, self.role)

    def number(self, number: int, total: int) -> None:
        """Name both inputs."""
        super().number(number, total)
        self.input.setAccessibleName(f"Outlet of credit {number} of {total}")
        self.role.setAccessibleName(f"Role of credit {number} of {total}")

    def allow_editing(self, *, allowed: bool) -> None:
        """The role too."""
        super().allow_editing(allowed=allowed)
        self.role.setEnabled(allowed)

    @property
    def value(self) -> Credit:
        """The credit as typed and chosen."""
        return Credit(" ".join(self.input.text().split()), CreditRole(self.role.currentData()))

    def show_value(self, value: object) -> None:
        """Show another credit."""
        if not isinstance(value, Credit):
            return
        self.input.restore()
        self.input.show_text(value.outlet)
        self.role.setCurrentIndex(list(ROLE_NAMES).index(value.role))
