"""What the search box offers below it: how what is being typed may go on, or the recent searches."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archive_app.gui.appearance import Appearance
from archive_app.gui.facet_names import FIELDS
from archive_app.gui.offers import Offer, OffersView
from archive_app.gui.parts import ENTER
from archive_app.gui.popover import Popover
from archive_app.model.search import Completion, Scope

# What a completion is, in the window's words; a filter's name says it itself.
_KINDS = {
    "word": "Word",
    "outlet": "Outlet",
    "credit": "Outlet",
    "credited": "Credited outlet",
    "further": "Outlet for further reading",
    "publisher": "Publisher",
    "tag": "Tag",
    "author": "Byline",
    "language": "Language",
    "format": "Format",
    "published": "Published",
}
_MARKS = {
    "note": "You wrote a note",
    "tag": "You gave it a tag",
    "takeaways": "It states takeaways",
    "no-takeaways": "It states no takeaways",
    "credit": "It credits an outlet",
    "no-credit": "It credits none",
    "date": "It has a date",
    "no-date": "It has no date",
    "byline": "It names who wrote it",
    "starred": "You gave it a star",
    "corrected": "You corrected a part",
    "unsure": "Some part was guessed",
    "unlisted": "Its closing list lacks the credited outlet",
    "mismatched": "Its page is another outlet’s than the credited one",
}
_NARROWEST = 300
_PAD = 5

_Choice = tuple[Offer, Callable[[], None]]


class SearchOffers(Popover):
    """The list below the search box; the keyboard stays in the box, which hands it the keys that move in a list."""

    completion_chosen = Signal(object)
    search_chosen = Signal(str)
    cleared = Signal()

    def __init__(self, appearance: Appearance, box: QWidget) -> None:
        super().__init__(appearance, box, "Suggestions")
        self.view = OffersView(appearance, "Suggestions", box)
        self.view.chosen.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.addWidget(self.view)
        self._choices: Sequence[_Choice] = ()

    def offer_completions(self, found: Sequence[Completion], scope: Scope) -> None:
        """Offer how what is being typed may go on; nothing is chosen until a key goes there."""
        noun = "takeaway" if scope is Scope.TAKEAWAYS else "article"
        self._show([(_offer(one, noun), partial(self.completion_chosen.emit, one)) for one in found], -1)

    def offer_searches(self, searches: Sequence[str]) -> None:
        """Offer recent searches, the latest chosen, and to forget them."""
        choices: list[_Choice] = [(Offer(text), partial(self.search_chosen.emit, text)) for text in searches]
        self._show([*choices, (Offer("Clear recent searches", apart=True), self.cleared.emit)], 0)

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key says to the list; false where the key means something to the box too."""
        if self.isHidden():
            return False
        key, row, last = event.key(), self.view.row, len(self._choices) - 1
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key == Qt.Key.Key_Up:
            self.view.choose(last if row < 0 else row - 1)
        elif key == Qt.Key.Key_Down and row < last:
            self.view.choose(row + 1)
        elif key in ENTER and row >= 0:
            self._take(row)
        else:
            # Down leads on from the last line; Enter means what was typed unless a line was chosen before.
            if key in ENTER or key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
                self.leave()
            else:
                self.view.choose(-1)
            return False
        return True

    def take_first(self) -> bool:
        """Take the chosen line, or else the first; false where nothing is offered."""
        if self.isHidden():
            return False
        self._take(max(self.view.row, 0))
        return True

    def wanted_size(self, room: QSize) -> QSize:
        """As wide as its widest line and no narrower than suits a list, with all lines where they have room."""
        margins = 2 * _PAD
        width = max(self._look.pixels(_NARROWEST), min(self.view.wanted_width() + margins, self._anchor.width()))
        return QSize(width, self.view.wanted_height() + margins).boundedTo(room)

    def _show(self, choices: Sequence[_Choice], row: int) -> None:
        self._choices = choices
        self.view.show_offers([offer for offer, _ in choices], row)
        self.open()

    def _take(self, row: int) -> None:
        self.leave()
        self._choices[row][1]()


def _offer(completion: Completion, noun: str) -> Offer:
    if completion.kind == "time":
        return Offer(f"Only {noun}s of {completion.label}", "", completion.records, noun=noun)
    meanings = {"field": FIELDS, "mark": _MARKS}.get(completion.kind)
    note = meanings.get(completion.label.rstrip(":"), "") if meanings is not None else _KINDS.get(completion.kind, "")
    return Offer(completion.label, note, completion.records, noun=noun)
