"""Where the app's own files and the user's files are.

User data lives in the system's per-user folders, or beside the program where a file named `.portable` stands there.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import appdirs

_NAME = "archive-browser"

WATCHED_FOLDERS = "watched-folders.json"
"""The file of the folders that this user has watched, beside the settings."""


def _program_folder() -> Path | None:
    """The folder of the packaged program, or None when running from source."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def _portable_folder() -> Path | None:
    program = _program_folder()
    return program / "data" if program is not None and (program / ".portable").exists() else None


def _user_folder(ask: Callable[..., str]) -> Path:
    """One of the system's per-user folders; XDG variables that are empty or relative count as unset, as XDG says."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        if name in os.environ and not Path(os.environ[name]).is_absolute():
            del os.environ[name]
    return Path(ask(_NAME, appauthor=False))


def _bundled(name: str) -> Path:
    """A folder shipped with the app: in the packaged program, in a source checkout, or in an installed package."""
    if _program_folder() is not None:
        return Path(getattr(sys, "_MEIPASS", sys.prefix)) / name
    package = Path(__file__).resolve().parent
    installed = package / f"_{name}"
    return installed if installed.is_dir() else package.parent / name


def data_folder() -> Path:
    """Where archives are kept unless the user says otherwise."""
    return _portable_folder() or _user_folder(appdirs.user_data_dir)


def config_folder() -> Path:
    """Where settings are kept."""
    return _portable_folder() or _user_folder(appdirs.user_config_dir)


def log_folder() -> Path:
    """Where log files are kept."""
    portable = _portable_folder()
    return portable / "log" if portable else _user_folder(appdirs.user_log_dir)


def default_archive() -> Path:
    """The archive that opens when none is named."""
    return data_folder() / "archive"


def starter_archive() -> Path:
    """The archive that the articles shipped with the app are imported into."""
    return data_folder() / "starter-archive"


def seeds() -> Path:
    """The folder of the articles shipped with the app."""
    return _bundled("seeds")


def seed_files() -> list[Path]:
    """The articles shipped with the app; the list of them that stands beside them is none."""
    return sorted(path for path in seeds().glob("*/*") if path.is_file())


def resource(name: str) -> Path:
    """A file or folder of `resources/`."""
    return _bundled("resources") / name
