"""The window as a whole: what it remembers, how it looks, what it says when something goes wrong, how it ends."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QScrollArea, QToolButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from archive_app import paths
from archive_app.gui.about import ShortcutsWindow
from archive_app.gui.appearance import Appearance
from archive_app.gui.main_window import MainWindow
from archive_app.gui.single_instance import hand_over
from archive_app.gui.theme import DARK, LIGHT, ThemeMode
from archive_app.gui.unexpected import Unexpected, guarded
from archive_app.library import Archive
from archive_app.model.jobs import ImportReport
from archive_app.model.search import Scope, Sort
from archive_app.settings import Settings, load
from tests.gui.conftest import OpenWindow, Until


def test_how_it_was_left_is_restored(open_window: OpenWindow, stocked: Path, tmp_path: Path, until: Until):
    first = open_window(stocked)
    first.resize(760, 600)
    first.browser.choose_scope(Scope.TAKEAWAYS)
    first.browser.results.set_sort(Sort.OLDEST)
    first.appearance.set_mode(ThemeMode.DARK)
    first.appearance.step_zoom(1)
    first.browser.search("moon")
    first.browser.searched.emit("moon")
    until(lambda: first.browser.splitter.width() == 760)
    first.browser.splitter.setSizes([330, 425])
    sizes = first.browser.splitter.sizes()
    assert sizes == [330, 425]
    first.close()

    remembered = load(tmp_path / "settings.json")
    assert remembered.theme == "dark"
    assert remembered.zoom == pytest.approx(1.1)
    assert remembered.last_archive == str(stocked)
    assert remembered.recent_searches == ["moon"]
    # As large as the offscreen platform's screen allows.
    second = open_window(stocked, remembered)
    assert second.size() == QSize(760, 600)
    assert second.browser.splitter.sizes() == pytest.approx(sizes, abs=2)
    assert second.top_bar.search_box.text() == "moon"
    assert second.top_bar.scope is Scope.TAKEAWAYS
    assert second.browser.results.sort is Sort.OLDEST


def test_nonsense_in_the_settings_does_no_harm(open_window: OpenWindow, stocked: Path):
    window = open_window(stocked, Settings(geometry="%%%", splitter=[0, 0, 7], sort="size", scope="moon", zoom=99.0))
    assert window.browser.results.sort is Sort.RELEVANCE
    assert min(window.browser.splitter.sizes()) > 100


def test_a_theme_reaches_the_whole_window(window: MainWindow, until: Until):
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    grounds = {}
    for mode, theme in ((ThemeMode.LIGHT, LIGHT), (ThemeMode.DARK, DARK)):
        window.appearance.set_mode(mode)
        picture = window.grab().toImage()
        corner = window.browser.reading.mapTo(window, window.browser.reading.rect().bottomRight())
        grounds[mode] = picture.pixelColor(corner.x() - 20, corner.y() - 2).name()
        assert grounds[mode] == theme.window
        side = window.browser.sidebar.mapTo(window, window.browser.sidebar.rect().bottomLeft())
        assert picture.pixelColor(side.x() + 3, side.y() - 3).name() == theme.sidebar


def test_a_narrow_window_gives_the_sidebars_room_to_the_article(window: MainWindow, until: Until):
    window.resize(1360, 800)
    assert window.browser.sidebar.isVisible()
    window.resize(900, 600)
    assert not window.browser.sidebar.isVisible()
    until(lambda: window.browser.reading.width() > 400)


def test_larger_text_makes_rows_higher_and_back(window: MainWindow, appearance: Appearance):
    rows = window.browser.results.view
    normal = rows.rowHeight(0)
    appearance.step_zoom(2)
    assert rows.rowHeight(0) > normal * 1.15
    appearance.step_zoom(0)
    assert rows.rowHeight(0) == normal


def test_larger_text_makes_the_sign_that_closes_a_notice_larger(window: MainWindow, appearance: Appearance):
    window.notice.tell("Something happened.")
    sign = next(made for made in window.notice.findChildren(QToolButton) if made.toolTip() == "Dismiss this notice")
    normal = sign.iconSize().width()
    appearance.step_zoom(10)
    assert sign.iconSize().width() == appearance.icon_size().width() > normal


@pytest.mark.parametrize("steps", [0, 2, 6])
def test_the_keys_are_listed_whole_at_any_text_size(window: MainWindow, appearance: Appearance, steps: int):
    appearance.step_zoom(steps)
    window.show_shortcuts()
    listed = window.findChild(ShortcutsWindow)
    assert listed is not None
    room = listed.screen().availableSize()
    assert listed.width() <= room.width()
    assert listed.height() <= room.height()
    area = listed.findChild(QScrollArea)
    assert area is not None
    table = area.widget()
    assert table is not None
    assert table.width() <= area.viewport().width()
    cut = [
        label.text()
        for label in table.findChildren(QLabel)
        if label.heightForWidth(label.width()) > label.height() or label.minimumSizeHint().width() > label.width()
    ]
    assert cut == []
    bar = area.verticalScrollBar()
    assert bar.maximum() + area.viewport().height() >= table.height()
    listed.close()


def test_a_new_window_is_no_larger_than_the_screen(appearance: Appearance):
    window = MainWindow(appearance, Settings(), None)
    assert window.size() == window.size().boundedTo(window.screen().availableSize())
    window.close()
    window.deleteLater()


def test_only_keys_that_every_keyboard_has_are_listed(window: MainWindow):
    window.show_shortcuts()
    listed = window.findChild(ShortcutsWindow)
    assert listed is not None
    shown = {label.text() for label in listed.findChildren(QLabel)}
    assert "Move to trash" in shown, "Delete has a name of its own and no plus sign"
    assert not shown & {"F14", "Open", "Undo"}
    listed.close()


def test_an_archive_that_cannot_be_opened_is_told_in_a_sentence(window: MainWindow, tmp_path: Path, until: Until):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").touch()
    window.open_archive(tmp_path / "letters")
    until(lambda: "holds other files" in window.notice.text)
    assert any(button.text() == "Open another archive…" for button in window.notice.findChildren(QPushButton))


def test_another_archive_replaces_the_one_before(window: MainWindow, tmp_path: Path, brief: Path, until: Until):
    window.browser.results.select_row(0)
    until(lambda: window.browser.reading.article is not None)
    with Archive.open(tmp_path / "other") as other:
        other.import_paths([brief])
    window.open_archive(tmp_path / "other")
    until(lambda: window.browser.results.model.total == 1)
    assert window.browser.reading.article is None
    assert window.windowTitle() == "other — Archive Browser"


def test_a_search_is_not_taken_along_into_another_archive(
    window: MainWindow, tmp_path: Path, brief: Path, until: Until
):
    with Archive.open(tmp_path / "other") as other:
        other.import_paths([brief])
    window.browser.search("words of the archive before")
    window.open_archive(tmp_path / "other")
    until(lambda: window.browser.results.model.total == 1)
    assert window.top_bar.search_box.text() == ""


@pytest.mark.parametrize(("last", "shown"), [("stocked", "moon"), ("other", "")])
def test_the_last_search_comes_back_only_in_its_own_archive(
    open_window: OpenWindow, stocked: Path, last: str, shown: str
):
    remembered = Settings(last_query="moon", last_archive=str(stocked.with_name(last)))
    assert open_window(stocked, remembered).top_bar.search_box.text() == shown


def test_a_read_only_archive_can_be_read_but_not_changed(
    open_window: OpenWindow, stocked: Path, monkeypatch: pytest.MonkeyPatch
):
    # Root may write everywhere, so the folder's permissions alone would not do.
    monkeypatch.setattr(os, "access", lambda *_: False)
    window = open_window(stocked)
    assert window.browser.results.model.total > 0
    importing = next(b for b in window.top_bar.findChildren(QPushButton) if b.text() == "Import…")
    assert not importing.isEnabled()


def test_an_unexpected_exception_is_told_once_with_its_details(window: MainWindow, qtbot: QtBot, until: Until):
    class Part:
        @guarded(default=7)
        def answer(self) -> int:
            raise RuntimeError("a bug of ours")

    with capture_exceptions():
        unexpected = Unexpected(window)
        told: list[tuple[str, str]] = []
        unexpected.reported.connect(lambda sentence, details: told.append((sentence, details)))
        try:
            assert [Part().answer() for _ in range(3)] == [7, 7, 7]
            until(lambda: bool(told))
        finally:
            unexpected.remove()
    assert len(told) == 1
    assert "your archive is safe" in told[0][0]
    assert "RuntimeError: a bug of ours" in told[0][1]


def test_closing_ends_all_threads_and_remembers(open_window: OpenWindow, stocked: Path, tmp_path: Path):
    before = set(threading.enumerate())
    window = open_window(stocked)
    assert set(threading.enumerate()) > before
    window.close()
    assert set(threading.enumerate()) <= before
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["last_archive"] == str(stocked)


def test_a_recent_archive_that_is_gone_is_told_and_not_made_anew(
    open_window: OpenWindow, stocked: Path, tmp_path: Path, until: Until
):
    gone, other = tmp_path / "gone", tmp_path / "other"
    window = open_window(stocked, Settings(recent_archives=[str(gone), str(other)]))
    recent = next(menu for menu in window.findChildren(QMenu) if menu.title() == "Open r&ecent")
    next(action for action in recent.actions() if str(gone) in action.text()).trigger()
    assert str(gone) in window.notice.text
    assert "not there any more" in window.notice.text
    assert not gone.exists()
    assert window.session.folder == stocked
    next(b for b in window.notice.findChildren(QPushButton) if b.text() == "Remove from the list").click()
    assert not any(str(gone) in action.text() for action in recent.actions())
    # A folder without an archive is none either.
    other.mkdir()
    next(action for action in recent.actions() if str(other) in action.text()).trigger()
    until(lambda: "There is no archive" in window.notice.text)
    assert list(other.iterdir()) == []


def test_the_starter_archive_fills_itself(window: MainWindow, until: Until):
    reports: list[ImportReport] = []
    window.session.importing.finished.connect(reports.append)
    window.open_starter_archive()
    seeds = len(json.loads((paths.seeds() / "manifest.json").read_text("utf-8")))
    until(lambda: bool(reports) and window.browser.results.model.total >= seeds)
    assert window.import_bar.text == f"Imported {seeds} articles"


def _app(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "archive_app", *(str(argument) for argument in arguments)]


def test_a_picture_of_the_window_shows_results_without_a_display(stocked: Path, tmp_path: Path):
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    target = tmp_path / "window.png"
    command = _app("--archive", stocked, "--query", "moon", "--size", "1000x700", "--screenshot", target)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    picture = QImage(str(target))
    assert picture.size() == QSize(1000, 700)
    # The hits are lit, in the list and in the article.
    pixels = {picture.pixelColor(x, y).name() for x in range(0, 1000, 2) for y in range(100, 700, 2)}
    assert {LIGHT.hit, LIGHT.current_hit, LIGHT.selection} <= pixels


def test_the_smoke_test_passes(tmp_path: Path):
    done = subprocess.run(_app("--smoke-test"), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The window imported")


@pytest.mark.skipif(os.name != "posix", reason="signals end programs in this way on POSIX systems only")
def test_a_signal_closes_the_window_as_its_button_would(stocked: Path, until: Until):
    running = subprocess.Popen(_app("--archive", stocked))
    try:
        until(lambda: hand_over(stocked, []))
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
    finally:
        running.kill()
        running.wait()
    assert load(paths.config_folder() / "settings.json").geometry
