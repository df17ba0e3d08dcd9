"""What of all that PyInstaller finds goes into the packaged app.

PyInstaller errs on the side of too much: every plugin of Qt, its translations, and whatever libraries of the build
machine these could use. Here is what is left out, and the few things it cannot see. The spec file does the rest.
"""

import sys
from pathlib import PurePosixPath

# Compiled modules that import one another by name, out of PyInstaller's sight.
HIDDEN_PACKAGES = ("resiliparse.parse", "resiliparse.extract", "resiliparse._resiliparse", "fastwarc")

# Modules that something could import and that the app never reaches.
EXCLUDED_MODULES = (
    "_brotli",  # FastWARC has its own
    "brotli",
    "lxml.isoschematron",
    "lxml.objectify",
    "nis",
    "pydoc",
    "readline",
    "setuptools",
    "tkinter",
)

_LEFT_OUT_FOLDERS = (
    "PySide6/Qt/translations",  # the app speaks English; half a translation is worse than none
    "PySide6/Qt/plugins/egldeviceintegrations",
    "PySide6/Qt/plugins/generic",
    "PySide6/Qt/plugins/networkinformation",  # the app uses no network
    "PySide6/Qt/plugins/tls",
)

# Parts of Qt for devices without a window system.
_LEFT_OUT_LIBRARIES = ("libQt6EglFS", "libQt6EglFs")

# Pictures the app shows: SVG, the PNG that Qt always reads, and nothing from articles.
_IMAGE_FORMATS = ("qsvg",)
_PLATFORMS = ("qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb")

# What Python itself needs from the build machine. Everything else from there (X11, glib, fontconfig and so on) is on
# every desktop, has to fit the drivers there, and is named in the .deb's dependencies.
_PYTHON_LIBRARIES = (
    "libbz2",
    "libcrypto",
    "libexpat",
    "libffi",
    "liblzma",
    "libmpdec",
    "libpython3",
    "libsqlite3",
    "libssl",
    "libuuid",
)


def is_wanted(destination: str, source: str) -> bool:
    """Say whether a file belongs in the app, by its place there and by where it comes from."""
    place = PurePosixPath(destination.replace("\\", "/"))
    if any(place.is_relative_to(folder) for folder in _LEFT_OUT_FOLDERS):
        return False
    if place.name.startswith(_LEFT_OUT_LIBRARIES):
        return False
    name = place.name.removeprefix("lib")
    if place.parent.name == "imageformats":
        return name.startswith(_IMAGE_FORMATS)
    if place.parent.name == "platforms":
        return name.startswith(_PLATFORMS)
    if sys.platform == "linux" and len(place.parts) == 1 and ".so." in place.name:
        return "site-packages" in source or place.name.startswith(_PYTHON_LIBRARIES)
    return True
