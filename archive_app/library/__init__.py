"""Everything the app can do, without a window: import, search, export, check, rebuild."""

from archive_app.library.archive import Archive

__all__ = ["Archive"]
