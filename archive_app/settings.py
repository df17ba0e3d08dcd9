"""What the window remembers between two starts: a JSON file in the user's configuration folder.

A missing, damaged or newer file never stops the window: what cannot be read falls back to its default.
"""

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

_log = logging.getLogger(__name__)

RECENT_LIMIT = 12


@dataclass(kw_only=True)
class Settings:
    """The values, with their defaults. `geometry` is the window's own record of its place, in base64."""

    geometry: str = ""
    splitter: list[int] = field(default_factory=list)
    theme: str = "auto"
    zoom: float = 1.0
    sidebar: bool = True
    folded_sections: list[str] = field(default_factory=lambda: ["attention"])
    suggestions: bool = True
    duplicates: str = "skip"
    reading_font: str = "serif"
    sort: str = "relevance"
    scope: str = "articles"
    last_query: str = ""
    last_folder: str = ""
    last_archive: str = ""
    recent_archives: list[str] = field(default_factory=list)
    recent_searches: list[str] = field(default_factory=list)

    def remember_archive(self, folder: Path) -> None:
        """Make a folder the last archive and the first of the recent ones."""
        self.last_archive = str(folder)
        self.recent_archives = _to_front(str(folder), self.recent_archives)

    def forget_archive(self, folder: Path) -> None:
        """Take a folder from the recent archives."""
        self.recent_archives = [archive for archive in self.recent_archives if archive != str(folder)]

    def remember_search(self, text: str) -> None:
        """Make a search the first of the recent ones; an empty one is not remembered."""
        if text.strip():
            self.recent_searches = _to_front(text.strip(), self.recent_searches)


def load(file: Path) -> Settings:
    """Read the settings; values of the wrong type are left at their defaults."""
    try:
        stored = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        _log.warning("The settings could not be read; the defaults are used.", exc_info=True)
        return Settings()
    return _from_json(stored)


def save(settings: Settings, file: Path) -> None:
    """Write the settings in one step, so that a crash leaves either the old file or the new one."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(f".{os.getpid()}.tmp")
        beside.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=2), "utf-8")
        beside.replace(file)
    except OSError:
        _log.warning("The settings could not be saved.", exc_info=True)


def _from_json(stored: object) -> Settings:
    settings = Settings()
    if not isinstance(stored, dict):
        return settings
    for option in fields(settings):
        value = stored.get(option.name)
        default = getattr(settings, option.name)
        if isinstance(default, list):
            kind = int if option.name == "splitter" else str
            if isinstance(value, list) and all(isinstance(item, kind) for item in value):
                setattr(settings, option.name, value)
        elif isinstance(value, type(default)):
            setattr(settings, option.name, value)
    return settings


def _to_front(item: str, items: list[str]) -> list[str]:
    return [item, *(other for other in items if other != item)][:RECENT_LIMIT]
