"""Keeps Python itself from making the window wait: the turns that threads take, and the collector of garbage.

The collector stops every thread while it looks for cycles among all objects that have lived for a while. That took 50
to 150 ms, again after each commit of an import, most often while results were shown or one typed. So Python's own
collector looks at young objects only, which takes a millisecond, and all are looked at when nothing was asked for a
moment.
"""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

from archive_app.gui.archive_session import ArchiveSession

_TURN_SECONDS = 0.001
"""A search holds Python's lock; with the usual 5 ms turns the worst one in a hundred gaps between events took 20 to 30
ms, with these 10 to 15."""

_REST_MS = 1_500
_LONGEST_MS = 300_000
"""Without any rest all objects are looked at after so long, too. Little of what searches leave is in cycles."""

_NEVER = 1 << 30


class Smoothness(QObject):
    """Takes over from Python's collector for the rest of the process."""

    def __init__(self, session: ArchiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_SECONDS)
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _NEVER)
        self._rest = self._timer(_REST_MS)
        self._longest = self._timer(_LONGEST_MS)
        for signal in (session.opened, session.article_ready, session.searching.found, session.importing.finished):
            signal.connect(self._wait)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._collect)
        return timer

    def _wait(self, *_: object) -> None:
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def _collect(self) -> None:
        self._rest.stop()
        self._longest.stop()
        gc.collect()
        if not gc.get_freeze_count():
            # What is there after the first answer lives as long as the window: it need not be looked at again.
            gc.freeze()
