"""What the inspector asks of the open archive and what comes back: inspections, corrections, and why one cannot be."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from archive_app.errors import ArchiveAppError
from archive_app.gui.archive_session import ArchiveSession
from archive_app.gui.inspected import Inspected, correct, inspect, mark, revert
from archive_app.model.article import Part
from archive_app.model.corrections import PartValue
from archive_app.model.marking import Meaning, Stretch

if TYPE_CHECKING:
    from archive_app.library import Archive


class Inspecting(QObject):
    """Asks in the archive's thread.

    `corrected` and `refused` name the part that was given a value, None where something else was asked.
    """

    inspected = Signal(object)
    corrected = Signal(object, object)
    refused = Signal(object, str)
    failed = Signal(str)

    def __init__(self, session: ArchiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def inspect(self, article_id: int) -> None:
        """Read an article and its original; it comes as `inspected`."""
        self._session.ask(
            lambda archive: inspect(archive, article_id),
            self.inspected.emit,
            kind="inspect",
            failure=lambda error: self.failed.emit(str(error)),
        )

    def correct(self, article_id: int, part: Part, value: PartValue) -> None:
        """Give a part another value; the article comes as `corrected`."""
        self._change(lambda archive: correct(archive, article_id, {part: value}), part)

    def revert(self, article_id: int, part: Part) -> None:
        """Give a part its parsed value again; the article comes as `corrected`."""
        self._change(lambda archive: revert(archive, article_id, part), None)

    def mark(self, article_id: int, stretches: Sequence[Stretch], meaning: Meaning) -> None:
        """Take stretches of the original for something; the article comes as `corrected`."""
        self._change(lambda archive: mark(archive, article_id, stretches, meaning), None)

    def _change(self, question: Callable[["Archive"], Inspected], part: Part | None) -> None:
        def refuse(error: ArchiveAppError) -> None:
            self.refused.emit(part, str(error))

        # What a person typed last is kept, also where the window closes meanwhile.
        self._session.ask(question, lambda done: self.corrected.emit(done, part), failure=refuse, keep=True)
