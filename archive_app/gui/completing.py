"""Asks how what is being typed in the search box may go on, without ever keeping anyone from typing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.text_spans import characters_before
from archive_app.gui.top_bar import TopBar
from archive_app.model.search import Completion

# Who types on without a pause wants no list over the results; a filter's names are what one waits for.
_PAUSE_MS = 300
_SHOWN = 8
# Fewer letters of a plain word begin nearly everything; a word that is nearly typed is found as it is.
_SHORTEST, _SAVED = 3, 3


class Completing(QObject):
    """Offers completions below the box. An answer counts only while text and cursor are as they were asked about."""

    def __init__(self, session: ArchiveSession, top_bar: TopBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._top_bar = top_bar
        self._box = top_bar.search_box
        self._about: tuple[str, int] | None = None
        self._answered: tuple[str, int] | None = None
        self._pause = QTimer(self)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._rested)
        self._box.textEdited.connect(self._typed)
        self._box.textChanged.connect(self._moved)
        self._box.cursorPositionChanged.connect(self._moved)
        self._box.returnPressed.connect(self._drop)
        self._box.offers.completion_chosen.connect(self._take)

    def _typed(self) -> None:
        self._about = self._state()
        text, cursor = self._about
        typed = text[:cursor].rsplit(maxsplit=1)
        if self._box.offers.isVisible() or (typed and ":" in typed[-1]):
            self._ask()
        else:
            self._pause.start()

    def _rested(self) -> None:
        """The results of what was typed come first."""
        if self._session.searching.pending:
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        about, scope = self._about, self._top_bar.scope
        if about is None:
            return
        text, cursor = about

        def answer(found: Sequence[Completion]) -> None:
            if about != self._about or not self._box.hasFocus():
                return
            self._answered = about
            if useful := [one for one in found if _is_useful(one, text)]:
                self._box.offers.offer_completions(useful, scope)
            else:
                self._box.offers.leave()

        # That nothing can be offered now, such as of an index that is being mended, is told by the search.
        self._session.ask(
            lambda archive: archive.complete(text, cursor, scope, _SHOWN),
            answer,
            kind="complete",
            failure=lambda _error: self._box.offers.leave(),
        )

    def _take(self, completion: Completion) -> None:
        """Put a completion in the place of what is typed, unless that has just changed under it."""
        if self._answered == self._state():
            self._box.complete(completion)

    def _moved(self) -> None:
        """What is offered belongs to where the cursor was."""
        if self._about is not None and self._about != self._state():
            self._drop()

    def _drop(self) -> None:
        self._pause.stop()
        self._about = None
        self._box.offers.leave()

    def _state(self) -> tuple[str, int]:
        text = self._box.text()
        return text, characters_before(text, self._box.cursorPosition())


def _is_useful(completion: Completion, text: str) -> bool:
    """Whether a completion is worth a list over the results."""
    typed = text[completion.start : completion.end]
    if ":" in typed:
        return True
    return len(typed) >= _SHORTEST and (completion.kind != "word" or len(completion.label) - len(typed) >= _SAVED)
