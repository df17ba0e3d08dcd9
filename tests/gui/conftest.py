"""What the window's tests share: a stocked archive to copy, and a real window on it that leaves nothing behind."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archive_app import paths
from archive_app.gui.appearance import Appearance
from archive_app.gui.main_window import MainWindow
from archive_app.gui.theme import ThemeMode
from archive_app.library import Archive
from archive_app.settings import Settings

PATIENCE = 30_000
"""Milliseconds that a busy machine may take for what takes a moment."""

GENERATED = 130

Until = Callable[[Callable[[], bool]], None]
OpenWindow = Callable[..., MainWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # The offscreen platform says so whenever a window is raised or sized; real platforms do both.
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the articles shipped with the app and some that differ only in a number."""
    folder = tmp_path_factory.mktemp("stock")
    pages = folder / "pages"
    pages.mkdir()
    for number in range(GENERATED):
        text = f"Report {number} from the coast\n\nThe common tide table of number{number} was printed again.\n"
        (pages / f"{number:04}.txt").write_text(text, encoding="utf-8")
    with Archive.open(folder / "archive") as archive:
        archive.import_paths([paths.seeds(), pages])
    return folder / "archive"


@pytest.fixture
def stocked(stock: Path, tmp_path: Path) -> Path:
    """A copy of the stocked archive for one test."""
    return Path(shutil.copytree(stock, tmp_path / "stocked"))


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    """Let the window work until something is so."""

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=PATIENCE)

    return wait


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, mode=ThemeMode.LIGHT, zoom=1.0, serif=True)
    yield made
    made.setParent(None)
    made.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, appearance: Appearance, tmp_path: Path, until: Until) -> Iterator[OpenWindow]:
    """Open a window on an archive; it is closed again when the test ends."""
    opened: list[MainWindow] = []

    def open_(folder: Path, remembered: Settings | None = None) -> MainWindow:
        window = MainWindow(appearance, remembered or Settings(), tmp_path / "settings.json")
        opened.append(window)
        if remembered is None or not remembered.geometry:
            # The display that these tests see is a small one.
            window.resize(1360, 860)
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignal(window.archive_opened, timeout=PATIENCE):
            window.open_archive(folder)
        until(lambda: window.browser.results.model.query is not None)
        return window

    yield open_
    for window in opened:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(open_window: OpenWindow, stocked: Path) -> MainWindow:
    """A window on a copy of the stocked archive."""
    return open_window(stocked)


@pytest.fixture
def empty_window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A window on a new archive."""
    return open_window(tmp_path / "new")
