"""Tell web addresses from other values."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{3,2000}", re.IGNORECASE)
# An address in the path of another: archives of the web name their snapshots so.
_INNER = re.compile(r"(?<=/)https?://[^\s?#]{3,2000}", re.IGNORECASE)


def web_address(value: str | None) -> str | None:
    """Return the value where it is a whole web address, else None."""
    address = (value or "").strip()
    return address if _ADDRESS.fullmatch(address) else None


def host_of(address: str | None) -> str:
    """Return the host of a web address without "www.", or "" where there is none."""
    host = (address or "").partition("://")[2].split("/", 1)[0].rsplit("@", 1)[-1].partition(":")[0].lower()
    return host.removeprefix("www.")


def page_address(address: str | None) -> str | None:
    """Return the address of the page itself where the given one is that of a snapshot of it, with both in a row."""
    inner = _INNER.search(address or "", 8)
    return inner.group() if inner else address
