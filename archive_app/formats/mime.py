"""Read messages of the mail format (MIME), which mails and MHTML pages are kept in.

The standard library's reader takes minutes for small hostile messages and gives up on ordinary damage, so parts are
split here, in time that grows with the length alone; headers and transfer encodings are left to it.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\A\s*\r?\n")
_HEADER = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
# A line among the headers that neither begins nor continues one; all behind it would be lost.
_STRAY_LINE = re.compile(rb"^(?![!-9;-~]{1,80}[ \t]*:|[ \t])[^\n]*(?:\n|\Z)", re.MULTILINE)
_LONGEST_HEADERS = 200_000
# Real messages nest three or four deep: signed, mixed, related, alternative.
_DEEPEST = 20
_MOST_PARTS = 10_000
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_ENVELOPE = re.compile(rb"\A\s*(?:>?From [^\n]{1,500}\n)?")


@dataclass(frozen=True, slots=True)
class MimePart:
    """A message, or a part of one that has no parts itself: its headers, and its body as it was sent."""

    headers: Message
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type, such as "text/html"."""
        return self.headers.get_content_type()

    @property
    def charset(self) -> str | None:
        """The declared charset."""
        return self.headers.get_content_charset()

    @property
    def is_attachment(self) -> bool:
        """Whether the part is a file that was sent along."""
        return self.headers.get_content_disposition() == "attachment"

    @property
    def data(self) -> bytes:
        """The body with its transfer encoding undone; damage costs only the damaged places."""
        match str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower():
            case "quoted-printable":
                return binascii.a2b_qp(self.body)
            case "base64":
                return _from_base64(self.body)
            case _:
                return self.body

    def header(self, name: str) -> str:
        """A header's text with encoded words undone, or "" where there is none."""
        value = self.headers.get(name)
        if value is None:
            return ""
        try:
            return " ".join(str(make_header(decode_header(value))).split())
        except (LookupError, ValueError, MessageError):
            return " ".join(str(value).split())


def read_headers(data: bytes) -> MimePart:
    """Read the headers at the start of a message, with all that follows as its body."""
    start = envelope.end() if (envelope := _ENVELOPE.match(data)) else 0
    return _part(data, start, len(data))


def text_parts(message: MimePart) -> Iterator[MimePart]:
    """Yield the parts of a message that have no parts themselves, in their order."""
    waiting = [(message, 0)]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part, depth = waiting.pop()
        if part.content_type == "message/rfc822" and depth < _DEEPEST:
            waiting.append((read_headers(part.data), depth + 1))
        elif part.headers.get_content_maintype() == "multipart":
            if depth < _DEEPEST:
                waiting.extend((inner, depth + 1) for inner in reversed(_inner_parts(part)))
        else:
            yield part


def _part(data: bytes, start: int, end: int) -> MimePart:
    """Read one part. What does not begin with a header, as damaged messages have it, is all body."""
    if not _HEADER.match(data, start, min(end, start + 200)):
        blank = _BLANK_LINE.match(data, start, end)
        return MimePart(Message(), data[blank.end() if blank else start : end])
    blank = _BLANK_LINE.search(data, start, min(end, start + _LONGEST_HEADERS))
    stop, body = (blank.start(), blank.end()) if blank else (min(end, start + _LONGEST_HEADERS), end)
    headers = BytesHeaderParser().parsebytes(_STRAY_LINE.sub(b"", data[start:stop]) + b"\n\n", headersonly=True)
    return MimePart(headers, data[body:end])


def _inner_parts(part: MimePart) -> list[MimePart]:
    body = part.body
    boundary = (part.headers.get_boundary() or "").encode("utf-8", "surrogateescape")
    marks = list(_marks(body, boundary)) if boundary else []
    if not marks:
        # The boundary is missing or another one: the first line that looks like one is taken for it.
        found = re.match(rb"\s{0,100}--([^\r\n]{1,200})", body)
        marks = list(_marks(body, found.group(1).rstrip())) if found else []
    if not marks:
        return [_part(body, len(body) - len(body.lstrip()), len(body))]
    ends = [*(start for start, _ in marks[1:]), len(body)]
    return [_part(body, stop, end) for (_, stop), end in zip(marks, ends, strict=True) if body[stop:end].strip()]


def _marks(body: bytes, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the lines that part a body begin and end, up to the closing one."""
    pattern = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z|(?=\n))")
    for number, mark in enumerate(pattern.finditer(body)):
        if number > _MOST_PARTS:
            return
        yield (mark.start(), len(body) if mark.group(1) else mark.end())
        if mark.group(1):
            return


def _from_base64(body: bytes) -> bytes:
    text = _NOT_BASE64.sub(b"", body)
    # One letter over holds no whole byte.
    text = text[:-1] if len(text) % 4 == 1 else text
    return binascii.a2b_base64(text + b"=" * (-len(text) % 4))
