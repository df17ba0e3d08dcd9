"""A small window that asks for a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from archive_app.gui.parts import button, label

_WIDTH = 380


def ask_name(
    window: QWidget, title: str, do: Callable[[str], None], *, about: str, proposed: str, action: str
) -> QDialog:
    """Ask, and do it with the name that is typed when the button named `action` or Enter is pressed."""
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setWindowTitle(title)
    line = QLineEdit(proposed)
    line.setAccessibleName("Name")
    line.setAccessibleDescription(about)
    line.selectAll()
    yes, no = button(action, "primary"), button("Cancel")
    yes.setDefault(True)
    no.setAutoDefault(False)
    line.textChanged.connect(lambda text: yes.setEnabled(bool(text.strip())))
    yes.setEnabled(bool(proposed.strip()))
    yes.clicked.connect(dialog.accept)
    no.clicked.connect(dialog.reject)
    dialog.accepted.connect(lambda: do(line.text()))
    choices = QHBoxLayout()
    choices.addStretch(1)
    choices.addWidget(no)
    choices.addWidget(yes)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.setSpacing(10)
    layout.addWidget(label(about, "quiet", wraps=True))
    layout.addWidget(line)
    layout.addSpacing(4)
    layout.addLayout(choices)
    dialog.setMinimumWidth(min(_WIDTH, window.width() - 40))
    dialog.open()
    line.setFocus()
    return dialog
