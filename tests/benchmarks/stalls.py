"""How smoothly the window goes on while it imports: the gaps between the beats of a timer in its thread.

The same is measured first with nothing to import, as a control of the machine. All the while the list is scrolled and
words are typed and deleted, as a person does who searches during an import.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from archive_app import paths
from archive_app.gui.appearance import Appearance
from archive_app.gui.main_window import MainWindow
from archive_app.gui.smoothness import Smoothness
from archive_app.gui.theme import ThemeMode
from archive_app.library import Archive
from archive_app.settings import Settings
from tests.benchmarks.importing import made_articles

_BEAT_MS = 5
_SCROLL_MS = 40
_TYPE_MS = 400
_CONTROL_SECONDS = 15.0
_TYPED = "telescope galaxy moon"


def measure(files: int) -> None:
    """Print the gaps, in milliseconds, with the window idle and while it imports so many files."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = made_articles(folder / "made", files)
        with Archive.open(folder / "archive") as archive:
            archive.import_paths([paths.seeds()])
        appearance = Appearance(application, mode=ThemeMode.LIGHT, zoom=1.0, serif=True)
        window = MainWindow(appearance, Settings(), None)
        Smoothness(window.session, window)
        window.show()
        window.open_archive(folder / "archive")
        _go_on(application, lambda: window.browser.results.model.query is None)
        print(
            f"Gaps between the beats of a {_BEAT_MS} ms timer in the window, while one scrolls and types, milliseconds:"
        )
        deadline = time.monotonic() + _CONTROL_SECONDS
        _print("with nothing to import", _beats(application, window, lambda: time.monotonic() < deadline))
        importing = window.session.importing
        window.imports.start([source])
        gaps = _beats(application, window, lambda: importing.running)
        _print(f"while {files:,} files are imported", gaps)
        window.close()


def _go_on(application: QApplication, still: Callable[[], bool]) -> None:
    while still():
        application.processEvents()
        time.sleep(0.001)


def _beats(application: QApplication, window: MainWindow, still: Callable[[], bool]) -> list[float]:
    """Return the gaps between beats while something is so."""
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
        if not still():
            application.exit()

    keys = _keys()
    timers = [QTimer() for _ in range(3)]
    for timer, wait, slot in zip(
        timers,
        (_BEAT_MS, _SCROLL_MS, _TYPE_MS),
        (beat, lambda: _scroll(window), lambda: QTest.keyClick(window.top_bar.search_box, next(keys))),
        strict=True,
    ):
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(slot)
        timer.start(wait)
    application.exec()
    for timer in timers:
        timer.stop()
    return gaps


def _scroll(window: MainWindow) -> None:
    bar = window.browser.results.view.verticalScrollBar()
    bar.setValue(bar.value() + 30 if bar.value() < bar.maximum() else 0)


def _keys() -> Iterator[Qt.Key]:
    """Yield the keys that write some words and delete them again, for ever."""
    return cycle([*(Qt.Key(ord(letter.upper())) for letter in _TYPED), *[Qt.Key.Key_Backspace] * len(_TYPED)])


def _print(when: str, gaps: list[float]) -> None:
    ordered = sorted(gaps)
    p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
    over = sum(gap > 50 for gap in ordered)
    print(f"  {when}: median {p50:.1f}, p99 {p99:.1f}, longest {ordered[-1]:.1f}; {over} of {len(ordered):,} over 50")
