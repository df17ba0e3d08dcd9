"""Where the app keeps things: the system's folders, beside a portable program, and what ships with the app."""

import sys
from pathlib import Path

import pytest

from archive_app import paths


def test_folders_follow_the_system(home: Path):
    assert paths.default_archive() == home / "data_home" / "archive-browser" / "archive"
    assert paths.config_folder() == home / "config_home" / "archive-browser"


@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_a_variable_that_names_no_place_counts_as_unset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", value)
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    assert paths.data_folder() == tmp_path / ".local" / "share" / "archive-browser"
    assert paths.config_folder() == tmp_path / ".config" / "archive-browser"


def test_a_marker_beside_the_program_keeps_everything_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "archive-app"))
    assert not paths.data_folder().is_relative_to(tmp_path / "data")
    (tmp_path / ".portable").touch()
    for folder in (paths.data_folder(), paths.config_folder(), paths.log_folder(), paths.starter_archive()):
        assert folder.is_relative_to(tmp_path / "data")


def test_what_ships_with_the_app_is_there():
    assert any(paths.seeds().rglob("*.html"))
    assert paths.resource("style.qss").is_file()
