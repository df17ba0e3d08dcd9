"""Gives articles tags and takes them: a box that finds a tag or makes one, over a list with a check mark for each."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.dates import counted
from archive_app.gui.offers import Offer, OffersView
from archive_app.gui.parts import ENTER, label
from archive_app.gui.popover import Popover
from archive_app.model.annotations import LONGEST_TAG, TagCount, tag_key, tag_of

_WIDTH, _LINES, _PAD = 280, 9, 8
# Who has more tags than anyone reads through types the beginning of one.
_MOST = 100


class _Box(QLineEdit):
    """A line whose keys up, down and Enter are the list's."""

    def __init__(self, taken: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._taken = taken
        self.setAccessibleName("Find or add a tag")
        self.setPlaceholderText("Find or add a tag")
        self.setMaxLength(LONGEST_TAG)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's keys, else typing; Esc is the popover's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not self._taken(event):
            super().keyPressEvent(event)


class TagPicker(Popover):
    """The tags of one or several articles; each change is announced at once, and the list stays open for more."""

    changed = Signal(str, bool)

    def __init__(self, appearance: Appearance, anchor: QWidget) -> None:
        super().__init__(appearance, anchor, "Tags")
        self._articles = 0
        self._having: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._tags: list[str] = []
        self._rows: list[str] = []
        self._about = label(look="quiet")
        self.box = _Box(self._takes)
        self.box.textEdited.connect(self._fill)
        self.view = OffersView(appearance, "Tags", self.box)
        self.view.chosen.connect(self._toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(6)
        layout.addWidget(self._about)
        layout.addWidget(self.box)
        layout.addWidget(self.view, 1)

    def pick(self, articles: int, having: Mapping[str, int], known: Sequence[TagCount]) -> None:
        """Show how many of so many articles have each tag, and the archive's other tags."""
        self._articles, self._having = articles, dict(having)
        self._counts = {one.tag: one.articles for one in known}
        own = sorted(having, key=lambda tag: (-having[tag], tag_key(tag)))
        self._tags = [*own, *(tag for tag in self._counts if tag not in having)]
        self._about.setText("Tags" if articles == 1 else f"Tags of {counted(articles, 'article')}")
        self.box.clear()
        self._fill("")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted_size(self, room: QSize) -> QSize:
        """A narrow list, with room for some lines."""
        look = self._look
        lines = min(self.view.wanted_height(), look.pixels(26) * _LINES)
        height = self._about.sizeHint().height() + self.box.sizeHint().height() + lines + 2 * (_PAD + 6)
        return QSize(look.pixels(_WIDTH), height).boundedTo(room)

    def _fill(self, text: str, row: int | None = None) -> None:
        """List the tags that what is typed may mean, and at the end the one that it would make."""
        typed = tag_of(text)
        self._rows = [tag for tag in self._tags if tag_key(typed) in tag_key(tag)][:_MOST]
        offers = [Offer(tag, count=self._counts.get(tag), checked=self._checked(tag)) for tag in self._rows]
        if any(map(str.isalnum, typed)) and tag_key(typed) not in map(tag_key, self._tags):
            self._rows.append(typed)
            offers.append(Offer(f"Add “{typed}”", checked=Qt.CheckState.Unchecked, apart=bool(offers)))
        first = 0 if typed and offers else -1
        self.view.show_offers(offers, first if row is None else row)
        self.open()

    def _checked(self, tag: str) -> Qt.CheckState:
        having = self._having.get(tag, 0)
        if not having:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if having == self._articles else Qt.CheckState.PartiallyChecked

    def _takes(self, event: QKeyEvent) -> bool:
        key, row, last = event.key(), self.view.row, len(self._rows) - 1
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.view.choose(min(row + 1, last) if key == Qt.Key.Key_Down else max(row - 1, -1))
        elif key in ENTER and row >= 0:
            self._toggle(row)
        else:
            return key in ENTER
        return True

    def _toggle(self, row: int) -> None:
        """Give all articles a tag, or take it where all have it; show it before the archive has answered."""
        tag = self._rows[row]
        given = self._checked(tag) is not Qt.CheckState.Checked
        self._having[tag] = self._articles if given else 0
        if tag not in self._tags:
            self._tags.insert(0, tag)
        self.box.selectAll()
        self._fill(self.box.text(), self.view.row if self.view.row >= 0 else None)
        self.changed.emit(tag, given)
