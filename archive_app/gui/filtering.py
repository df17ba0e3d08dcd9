"""What is chosen in the sidebar, in the histogram and in an article, as words of the search in the box.

The search package knows how filters are written. It is loaded with the library, by the archive's thread, long before
there is anything to choose.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from archive_app.gui.histogram import Histogram
from archive_app.gui.reading_pane import ReadingPane
from archive_app.gui.sidebar import Sidebar
from archive_app.gui.sidebar_lines import Choice
from archive_app.model.article import CreditRole

_ROLES = {
    CreditRole.CREDITED: "credited",
    CreditRole.PUBLISHER: "publisher",
    CreditRole.FURTHER_READING: "further",
}


class Filtering(QObject):
    """Changes the text of a search and says what it has become; `text` asks for what it is."""

    changed = Signal(str)

    def __init__(
        self, text: Callable[[], str], sidebar: Sidebar, histogram: Histogram, reading: ReadingPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._reading = reading
        sidebar.filter_chosen.connect(self._toggle)
        histogram.days_chosen.connect(self._choose_days)
        reading.view.outlet_chosen.connect(self._choose_outlet)

    def _toggle(self, choice: Choice) -> None:
        """Filter by a value of a facet, or no longer."""
        from archive_app.search.filters import toggled  # noqa: PLC0415 - as the header says

        self.changed.emit(toggled(self._text(), choice.facet, choice.value))

    def clear(self) -> None:
        """Take all filters away, and where there are none the words."""
        from archive_app.search.filters import without_filters  # noqa: PLC0415 - as above

        words = without_filters(self._text())
        self.changed.emit("" if words == self._text().strip() else words)

    def _choose_days(self, days: str) -> None:
        """Ask for a time of publication, or for any."""
        from archive_app.search.filters import with_days  # noqa: PLC0415 - as above

        self.changed.emit(with_days(self._text(), days))

    def _choose_outlet(self, outlet: str) -> None:
        """Filter by an outlet that the article names, in the role it has there, and by no other outlet."""
        from archive_app.search.filters import with_outlet  # noqa: PLC0415 - as above

        if (article := self._reading.article) is None:
            return
        role = next(role for role in _ROLES if outlet in article.outlets(role))
        self.changed.emit(with_outlet(self._text(), _ROLES[role], outlet))
