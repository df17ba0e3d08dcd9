"""Folders that are watched while the window is open: their new files are imported by themselves."""

# pytest-qt does not annotate its keys and clicks.
# mypy: allow-untyped-calls

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from archive_app.gui.main_window import MainWindow
from tests.gui.conftest import OpenWindow, Until


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def watching(empty_window: MainWindow, inbox: Path, until: Until) -> MainWindow:
    """A window on a new archive that watches a folder."""
    empty_window.watching.add(inbox)
    until(lambda: list(empty_window.watching.folders) == [inbox])
    return empty_window


def save(folder: Path, number: int) -> None:
    text = f"Ferry report {number}\n\nThe number{number} ferry sailed an hour late on Monday.\n"
    (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def titles(window: MainWindow) -> set[str]:
    model = window.browser.results.model
    return {hit.title for row in range(model.total) if (hit := model.hit(row)) is not None}


def test_a_file_that_comes_is_imported_and_found_but_not_opened(watching: MainWindow, inbox: Path, until: Until):
    save(inbox, 1)
    until(lambda: titles(watching) == {"Ferry report 1"})
    assert watching.browser.reading.article is None, "nobody asked to read it"


def test_what_came_meanwhile_is_imported_once_and_not_told_again(
    watching: MainWindow, inbox: Path, open_window: OpenWindow, until: Until
):
    folder = watching.session.folder
    assert folder is not None
    save(inbox, 1)
    until(lambda: titles(watching) == {"Ferry report 1"})
    watching.close()
    save(inbox, 2)
    again = open_window(folder)
    until(lambda: titles(again) == {"Ferry report 1", "Ferry report 2"})
    again.history.show_latest()
    until(lambda: len(again.history.runs.rows) == 2)
    assert [run.duplicates for run in again.history.runs.rows] == [0, 0]


def test_folders_are_added_and_removed_in_their_window(
    empty_window: MainWindow, inbox: Path, qtbot: QtBot, until: Until, monkeypatch: pytest.MonkeyPatch
):
    # The system's own dialog cannot be driven.
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(inbox))
    dialog = empty_window.watched_window
    dialog.show_folders()
    add = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Add folder…")
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    until(lambda: dialog.model.rows == [(inbox, True)])
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    until(lambda: dialog.model.rows == [])
    save(inbox, 1)
    dialog.close()


def test_a_folder_that_goes_away_is_shown_so_and_followed_again_when_it_is_back(
    watching: MainWindow, inbox: Path, until: Until
):
    shutil.rmtree(inbox)
    until(lambda: watching.watched_window.model.rows == [(inbox, False)])
    inbox.mkdir()
    save(inbox, 1)
    until(lambda: titles(watching) == {"Ferry report 1"})


def test_the_archives_own_folder_is_refused_with_a_sentence(empty_window: MainWindow, until: Until):
    folder = empty_window.session.folder
    assert folder is not None
    refused: list[str] = []
    empty_window.watching.refused.connect(refused.append)
    empty_window.watching.add(folder)
    until(lambda: bool(refused))
    assert "archive" in refused[0]
    assert empty_window.watching.folders == {}


def test_each_archive_has_its_own_folders_and_none_goes_into_the_archive(
    watching: MainWindow, inbox: Path, tmp_path: Path, until: Until
):
    first = watching.session.folder
    watching.open_archive(tmp_path / "other")
    until(lambda: watching.session.folder == tmp_path / "other" and not watching.watching.folders)
    assert first is not None
    kept = json.loads((tmp_path / "watched-folders.json").read_text(encoding="utf-8"))
    assert str(inbox) in json.dumps(kept)
    assert not list(first.rglob("watched*"))
