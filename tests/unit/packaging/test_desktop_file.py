"""What the desktops are told about the app."""

import configparser
from pathlib import Path

import pytest

from archive_app.formats.registry import SUFFIXES

PROJECT = Path(__file__).resolve().parents[3]

TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(PROJECT / "packaging" / "archive-app.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_linux_offers_the_app_for_the_files_it_imports_and_no_others(entry: configparser.SectionProxy) -> None:
    assert entry["MimeType"].endswith(";")
    assert set(entry["MimeType"].strip(";").split(";")) == {TYPES[suffix] for suffix in SUFFIXES}


def test_windows_offers_the_app_for_the_files_it_imports() -> None:
    script = (PROJECT / "packaging" / "windows" / "archive-app.iss").read_text("utf-8")
    for suffix in SUFFIXES:
        assert f"Software\\Classes\\{suffix}\\OpenWithProgids" in script


def test_files_dropped_on_the_launcher_reach_the_app(entry: configparser.SectionProxy) -> None:
    assert entry["Exec"].split() == ["archive-app", "%F"]


def test_the_launcher_has_a_drawing(entry: configparser.SectionProxy) -> None:
    assert (PROJECT / "resources" / "icons" / f"{entry['Icon']}.svg").is_file()
