"""The host of a web address, whatever an article states as one."""

from urllib.parse import urlsplit


def host_of(url: str | None) -> str | None:
    """Return the host, or None where there is none."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
