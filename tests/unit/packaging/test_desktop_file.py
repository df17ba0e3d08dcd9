"""What the desktop is told about the app."""

import configparser
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(PROJECT / "packaging" / "archive-app.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_the_app_is_offered_for_the_files_it_imports(entry: configparser.SectionProxy) -> None:
    assert {"text/html", "application/xhtml+xml", "text/plain", "text/markdown"} <= set(entry["MimeType"].split(";"))


def test_files_dropped_on_the_launcher_reach_the_app(entry: configparser.SectionProxy) -> None:
    assert entry["Exec"].split() == ["archive-app", "%F"]


def test_the_launcher_has_a_drawing(entry: configparser.SectionProxy) -> None:
    assert (PROJECT / "resources" / "icons" / f"{entry['Icon']}.svg").is_file()
