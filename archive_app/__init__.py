"""The public face of the archive browser, for scripts: open an archive, import, search, read."""

__version__ = "0.1.0"
