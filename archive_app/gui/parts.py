"""The small parts that the window is made of, under the names that the style sheet knows them by."""

import html

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QBoxLayout, QLabel, QPushButton, QToolButton, QWidget

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""The key of this name on the keyboard, and the one on its number pad."""


class _Button(QPushButton):
    """A button that Enter presses as the space bar does, also outside of dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks."""
        if not _clicked_by_enter(self, event):
            super().keyPressEvent(event)


class _ToolButton(QToolButton):
    """The same for a button of an icon."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks."""
        if not _clicked_by_enter(self, event):
            super().keyPressEvent(event)


def _clicked_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    entered = event.key() in ENTER and not event.isAutoRepeat()
    if entered:
        button.click()
    return entered


def label(text: str = "", look: str = "", *, wraps: bool = False, centred: bool = False) -> QLabel:
    """A label that never takes its text for markup."""
    made = QLabel(text)
    made.setObjectName(look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if centred:
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def button(text: str, look: str = "") -> QPushButton:
    """A button; an ampersand in its text is only an ampersand."""
    made = _Button(text.replace("&", "&&"))
    made.setObjectName(look)
    return made


def icon_button(name: str, look: str = "") -> QToolButton:
    """A button that is only an icon, with a name for those who do not see it."""
    made = _ToolButton()
    made.setObjectName(look)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


def quiet_button(text: str) -> QToolButton:
    """A button without a frame, with an icon beside its text."""
    made = _ToolButton()
    made.setObjectName("quietButton")
    made.setText(text)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return made


def emptied(layout: QBoxLayout) -> None:
    """Take all widgets out of a layout and away."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()


def plain_tip(text: str) -> str:
    """A text for a tooltip, which would take what looks like markup for that."""
    return f"<qt>{html.escape(text)}</qt>"


def panel(look: str) -> QWidget:
    """A widget with a ground of its own."""
    made = QWidget()
    grounded(made, look)
    return made


def grounded(widget: QWidget, look: str) -> None:
    """Let the style sheet paint a widget's ground and lines."""
    widget.setObjectName(look)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def select_row(view: QAbstractItemView, row: int) -> None:
    """Make a row the current and only selected one, whatever key is held: Qt's own way heeds a held Shift or Ctrl."""
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(view.model().index(row, 0), flags)
