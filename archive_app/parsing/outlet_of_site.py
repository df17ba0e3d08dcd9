"""Tell the outlet that a page stands on from the name that its site gives itself.

Sites print slogans, companies, sections and addresses where their name belongs. What the address says decides: of a
name's parts that which is also the host's, and the known outlet of the address where the site only names a section.
"""

import contextlib
import re

from archive_app.parsing.cleaning import squashed
from archive_app.parsing.known_outlets import KnownOutlet, outlet_of_host, resolve
from archive_app.parsing.urls import host_of, page_address

_BETWEEN = re.compile(r"\s+(?:[-–—|·•:/]{1,2}|::)\s+|\s*[|｜│¦]\s*|:\s+|：")
_COMPANY = re.compile(
    r"[,\s]+(?:GmbH(?: & Co\.? KG)?|mbH|AG|e\. ?V\.?|Inc\.?|Ltd\.?|LLC|Corp\.?|plc|B\.?V\.?|S\.?p\.?A\.?|S\.A\.?"
    r"|Sp\. z o\.\s?o\.(?: (?:Sp|S)\. ?(?:K\. ?A|k)\.?)?|Co\. KG)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|www\.)((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})/?", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,6}[^\W\d][\w-]{1,62}")
_ARTICLE = re.compile(r"^(?:the|die|der|das|le|la|les|el|il)\s+", re.IGNORECASE)
# What templates leave unfilled, and what they call a site's first page.
_NO_NAME = re.compile(r".*(?:[{}<>]|\[\[).*|start|startseite|home|home ?page|accueil|inicio", re.IGNORECASE)
_SHORTEST_LABEL = 3
# A name with more words is a headline.
_MOST_WORDS = 8


def outlet_of_site(site: str, address: str | None) -> str:
    """Return the outlet's name; the site's own where nothing better is known."""
    address_of_site = _ADDRESS.fullmatch(site)
    found = resolve(site)
    if found:
        return found.name if address_of_site or _HOST.fullmatch(site) else site
    if address_of_site:
        return address_of_site.group(1).lower()
    address = page_address(address) or ""
    host = host_of(address)
    known = outlet_of_host(host) if host else None
    name = _COMPANY.sub("", site).strip() or site
    if known and (name != site or _is_section(site, known, address)):
        return known.name
    part = _named_part(name, host)
    return part or (name if len(name.split()) <= _MOST_WORDS else host_name(address) or name)


def host_name(address: str | None) -> str | None:
    """Return the host of a web address as a name for want of another; None for numbers and names without a dot."""
    host = host_of(page_address(address))
    with contextlib.suppress(UnicodeError):
        host = host.encode().decode("idna")
    return host if _HOST.fullmatch(host) else None


def is_site_name(name: str, headline: str) -> bool:
    """Tell a site's name from what templates leave in its place, and from the page's own headline."""
    return _NO_NAME.fullmatch(name) is None and squashed(name) != squashed(headline)


def _is_section(site: str, known: KnownOutlet, address: str) -> bool:
    """Tell a name that the known outlet's address has beside the outlet: "Magazine" of "example.com/magazine/"."""
    labels = re.split(r"[./]", address.partition("://")[2].lower())
    names = {squashed(name) for name in (known.name, *known.aliases, *known.domains)}
    mine = {squashed(label) for domain in known.domains for label in domain.split(".")}
    wanted = squashed(site)
    return wanted not in names | mine and wanted in map(squashed, labels)


def _named_part(site: str, host: str) -> str | None:
    """Return the part of a name that is an outlet's or the host's, else the first where a slogan follows it."""
    parts = [_COMPANY.sub("", part.strip()).removeprefix("www.") for part in _BETWEEN.split(site) if squashed(part)]
    labels = host.split(".")
    hosts = {squashed(label) for label in labels[:-1] if len(label) >= _SHORTEST_LABEL}
    hosts |= {squashed("".join(labels[start:])) for start in range(len(labels) - 1)}
    for part in parts:
        if resolve(part) or squashed(_ARTICLE.sub("", part)) in hosts:
            return part
    words = [len(part.split()) for part in parts]
    is_before_slogan = parts and words[0] < sum(words[1:]) <= _MOST_WORDS - words[0]
    return parts[0] if is_before_slogan else None
