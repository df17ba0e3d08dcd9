"""Damage files as disks, networks and people with bad intentions do, the same way for the same random numbers."""

import gzip
import io
import zipfile
from random import Random

# What changes how a reader goes on: marks of the formats, and numbers at the edges of their types.
TOKENS = (
    *(b"<", b">", b"<!--", b"-->", b"<script>", b"</p>", b"<![CDATA[", b"&", b"&#x110000;", b"<!DOCTYPE a ["),
    *(b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u", b"\\bin99999999 ", b"\\'", b"{\\rtf1", b"\x00", b"\xff\xfe"),
    *(b"<table>", b"\x1b$B"),
    *(b"\r\n\r\n", b"\n--", b"--\r\n", b"Content-Type: multipart/mixed; boundary=a\r\n", b"Content-Length: -1\r\n"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"charset=utf-7", b"=?utf-8?b?", b"Content-Length: 99999999999\r\n"),
    *(b"stream", b"endobj", b"/Kids [1 0 R]", b"/Length 999999999", b"/Count -1", b"PK\x01\x02"),
    *(b"PK\x03\x04", b"PK\x05\x06"),
    *(b"WARC/1.0\r\n", b"0\r\n\r\n", b"ffffffff\r\n", b"\x1f\x8b", b"---\n", b"Key takeaways:\n", b"Credited from: "),
    *(b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"\xed\xa0\x80", b"2024-13-45", b"9" * 20),
)  # fmt: skip
_LONGEST_REPEAT = 20_000


def mutated(data: bytes, random: Random) -> bytes:
    """Return damaged bytes; of compressed files often what is in them, or no damage would get beyond their shell."""
    if data.startswith(b"PK\x03\x04") and random.random() < 0.7:
        return _inside_zip(data, random)
    if data.startswith(b"\x1f\x8b") and random.random() < 0.7:
        return gzip.compress(_damaged(gzip.decompress(data), random), mtime=0)
    return _damaged(data, random)


def _inside_zip(data: bytes, random: Random) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        chosen = random.choice(source.namelist())
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, mutated(content, random) if entry.filename == chosen else content)
    return file.getvalue()


def _damaged(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        place = random.randint(0, len(changed))
        length = min(random.choice((1, 4, 64, 1_024)), len(changed) - place)
        match random.randrange(7):
            case 0 if length:
                changed[place] = random.randrange(256)
            case 1:
                changed[place:place] = random.choice(TOKENS)
            case 2:
                del changed[place : place + length]
            case 3:
                changed[place:place] = changed[place : place + length]
            case 4:
                changed[place : place + length] = random.randbytes(length)
            case 5:
                token = random.choice(TOKENS)
                changed[place:place] = token * random.randint(1, max(1, _LONGEST_REPEAT // len(token)))
            case 6:
                del changed[random.randint(len(changed) // 2, len(changed)) :]
    return bytes(changed)
