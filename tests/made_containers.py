"""Make small containers, byte by byte."""

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping

from tests.made_documents import page, zipped


def warc_record(
    address: str,
    body: bytes,
    *,
    kind: str = "response",
    status: int = 200,
    content_type: str = "text/html",
    digest: str = "",
    http: str = "",
    length: int | None = None,
) -> bytes:
    """A WARC record of an HTTP answer. `length` is the length it tells, where that is to be a lie."""
    answer = f"HTTP/1.1 {status} OK\r\nContent-Type: {content_type}\r\n{http}\r\n".encode() + body
    told = len(answer) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:crc:{zlib.crc32(address.encode() + kind.encode())}>\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: {address}\r\n"
        + (f"WARC-Payload-Digest: {digest}\r\n" if digest else "")
        + f"Content-Type: application/http; msgtype={'request' if kind == 'request' else 'response'}\r\n"
        f"Content-Length: {told}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc(records: Iterable[bytes], *, compressed: bool = False) -> bytes:
    """A web archive; compressed, each record by itself as the format demands."""
    return b"".join(gzip.compress(record, mtime=0) if compressed else record for record in records)


def wacz(records: Iterable[bytes], *, listed: Iterable[str] = (), stored: bool = True) -> bytes:
    """A package of one web archive, with a list of pages where `listed` names some."""
    pages = "\n".join([json.dumps({"format": "json-pages-1.0"}), *(json.dumps({"url": url}) for url in listed)])
    return zipped(
        {
            "datapackage.json": "{}",
            "archive/data.warc.gz": warc(records, compressed=True),
            **({"pages/pages.jsonl": pages} if listed else {}),
        },
        stored=["archive/data.warc.gz"] if stored else [],
    )


def wallabag_entry(title: str, content: str, **facts: object) -> dict[str, object]:
    """An entry of a wallabag export."""
    return {
        "is_archived": 0,
        "is_starred": 0,
        "tags": ["bridges"],
        "id": 7,
        "title": title,
        "url": "https://example.org/bridge",
        "content": content,
        "published_at": "2024-03-04T06:30:00+00:00",
        "published_by": ["Anna Example", "Ben Example"],
        "language": "en_GB",
        **facts,
    }


def wallabag(entries: Iterable[Mapping[str, object]]) -> bytes:
    """A wallabag export."""
    return json.dumps(list(entries)).encode()


def omnivore(entries: Mapping[str, str], **facts: object) -> bytes:
    """An Omnivore export of slugs with their HTML."""
    listed = [
        {
            "id": slug,
            "slug": slug,
            "title": f"About {slug}",
            "author": "Anna Example",
            "url": f"https://example.org/{slug}",
            "savedAt": "2024-05-01T00:00:00.000Z",
            "publishedAt": "2024-03-04T06:30:00.000Z",
            **facts,
        }
        for slug in entries
    ]
    texts = {f"content/{slug}.html": markup for slug, markup in entries.items() if markup}
    return zipped({"metadata_0_to_20.json": json.dumps(listed), **texts, "highlights/a.md": "# Not an article"})


def web_page(title: str) -> bytes:
    """A page with its own title, so that members can be told apart."""
    return page(title).encode()
