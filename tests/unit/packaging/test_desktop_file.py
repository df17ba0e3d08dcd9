"""What the desktops are told about the app."""

import configparser
from pathlib import Path

import pytest

from archive_app.formats.containers import SUFFIXES

PROJECT = Path(__file__).resolve().parents[3]

TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".epub": "application/epub+zip",
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".mht": "application/x-mimearchive",
    ".mhtml": "application/x-mimearchive",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".rtf": "application/rtf",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".wacz": "application/wacz",
    ".warc": "application/warc",
    ".warc.gz": "application/warc",
    ".xhtml": "application/xhtml+xml",
    ".zip": "application/zip",
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
    # Windows goes by what follows the last dot, and few files named .gz are web archives.
    for suffix in SUFFIXES - {".warc.gz"}:
        assert f"Software\\Classes\\{suffix}\\OpenWithProgids" in script


def test_files_dropped_on_the_launcher_reach_the_app(entry: configparser.SectionProxy) -> None:
    assert entry["Exec"].split() == ["archive-app", "%F"]


def test_the_launcher_has_a_drawing(entry: configparser.SectionProxy) -> None:
    assert (PROJECT / "resources" / "icons" / f"{entry['Icon']}.svg").is_file()
