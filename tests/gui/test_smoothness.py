"""What a window leaves behind is collected, but not while something is being asked for."""

import gc
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from archive_app.gui.smoothness import Smoothness
from tests.gui.conftest import OpenWindow, Until


class Knot:
    """Refers to itself, so that only the collector ends it."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def settings_of_python() -> Iterator[None]:
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(turn)
    gc.unfreeze()


def test_old_knots_of_objects_last_while_one_searches_and_are_gone_after_a_rest(
    open_window: OpenWindow, stocked: Path, until: Until
):
    window = open_window(stocked)
    Smoothness(window.session, window)
    survivor = Knot()
    old = weakref.ref(survivor)
    gc.collect(1)  # what lives through this is old
    del survivor
    young = weakref.ref(Knot())
    found: list[object] = []
    window.session.searching.found.connect(found.append)
    for key in (Qt.Key.Key_C, Qt.Key.Key_O, Qt.Key.Key_M):
        found.clear()
        QTest.keyClick(window.top_bar.search_box, key)
        until(lambda: bool(found))
        for _ in range(100_000):
            Knot()
        assert old() is not None
    assert young() is None
    until(lambda: old() is None)
