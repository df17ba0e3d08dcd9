"""What goes into the packaged app."""

import sys

import bundle
import pytest

SITE = "/project/.venv/lib/python3.11/site-packages"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/lib/libicudata.so.73",
        "seeds/briefs/notre-dame-reopening.txt",
    ],
)
def test_what_the_app_uses_is_brought_along(place: str) -> None:
    assert bundle.is_wanted(place, f"{SITE}/{place}")


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6\\Qt\\translations\\qtbase_de.qm",
    ],
)
def test_what_the_app_never_uses_is_left_out(place: str) -> None:
    assert not bundle.is_wanted(place, f"{SITE}/{place}")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the libraries of the desktop to rely on")
def test_of_the_build_machine_only_what_python_needs_is_brought_along() -> None:
    assert bundle.is_wanted("libsqlite3.so.0", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0")
    assert bundle.is_wanted("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert not bundle.is_wanted("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert not bundle.is_wanted("libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6")
